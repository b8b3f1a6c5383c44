//! Weights that lie in the tree: by name and place, then by the first bytes.

use super::header;
use super::magic::{Format, identify};
use super::words::{WORDS, ends_in};
use super::{Place, WeightsSighting};
use crate::detect::{File, Metadata, Sightings};
use crate::evidence::{Evidence, Strength, WeightsState};
use crate::git::{Contents, EntryKind, ObjectSource};
use crate::inventory::{Artifact, Kind, Role};

/// Below this a file with a certain name is a stub, a test or a table, in bytes.
const SMALLEST: u64 = 64 << 10;

/// Below this it is one even at the top of the tree or in a folder that is called after weights, where small heads of
/// networks may lie.
const SMALLEST_SHOWN: u64 = 2 << 10;

/// Below this a file with a doubtful name is.
const SMALLEST_DOUBTFUL: u64 = 256 << 10;

/// What is read of a file to see its first bytes; larger blobs are judged by name.
const HEAD: u64 = 4 << 20;

/// Looks at one path of the tree.
pub fn look(source: &dyn ObjectSource, artifact: &Artifact, seen: &mut Sightings) {
    if matches!(artifact.role, Role::Test | Role::Example | Role::Vendored)
        || matches!(artifact.kind, Kind::License | Kind::Source | Kind::Prose)
        || artifact.entry.kind == EntryKind::Submodule
    {
        return;
    }
    let path = artifact.lower_path();
    let bare = !path.rsplit('/').next().unwrap_or_default().contains('.');
    let certain = ends_in(path, &WORDS.certain);
    if !certain && !bare && !ends_in(path, &WORDS.doubtful) && !is_of_a_step(path) && !is_net(path) {
        return;
    }
    if WORDS.not_weights.is_match(path) {
        return;
    }
    let home = WORDS.homes.is_match(path);
    if bare && !home {
        return;
    }
    let archive = ends_in(path, &WORDS.archives);
    // Anything may be in an archive: the folder or the name has to say it plainly.
    if archive && !certain && !(home && says_weights(path)) {
        return;
    }
    let Some((size, format, fields)) = inspect(source, artifact) else { return };
    let least = match () {
        () if certain && is_shown(path) && format.is_some_and(Format::is_weights) => SMALLEST_SHOWN,
        // The older format of PyTorch, which any program writes.
        () if certain && lies_in(path, &["weights"]) && format == Some(Format::Pickle) => SMALLEST_SHOWN,
        () if certain || (home && !archive) => SMALLEST,
        () => SMALLEST_DOUBTFUL,
    };
    let enough = size.is_none_or(|size| size >= least);
    let wanted = match format {
        Some(format) if certain => format.may_be_weights(),
        Some(format) if home => format.may_be_weights() && (!bare || !matches!(format, Format::Compressed | Format::Zip)),
        Some(format) => format.is_weights(),
        // Unread, or bytes of a format of its own: the name decides.
        None => certain || (home && (!bare || (size.is_none() && home_folder(path)))),
    };
    if !enough || !wanted {
        return;
    }
    if !fields.is_empty() {
        seen.metadata.push(Metadata { path: artifact.path().into(), blob: artifact.oid(), fields });
    }
    let evidence = Evidence::of_file("weights-file", Strength::Strong, artifact.path(), Some(artifact.oid()));
    seen.weights.push(WeightsSighting {
        name: artifact.path().into(),
        state: WeightsState::Included,
        role: artifact.role,
        place: Place::Tree { home },
        context: super::Spoken {
            helper: WORDS.helpers.iter().any(|helper| path.contains(helper.as_str())),
            ..super::Spoken::default()
        },
        evidence: match format {
            Some(format) => evidence.noting(format.word()),
            None => evidence,
        },
    });
}

/// The largest program text that is looked at for packed numbers, in bytes.
const LARGEST: u64 = 8 << 20;

/// A program text too large for every detector can only be large because it carries something.
pub fn look_at_large(source: &dyn ObjectSource, artifact: &Artifact, seen: &mut Sightings) {
    if artifact.kind != Kind::Source || artifact.role != Role::Main {
        return;
    }
    if let Contents::Bytes(bytes) = source.read(&artifact.entry, LARGEST) {
        look_at_text(&File::new(artifact, &String::from_utf8_lossy(&bytes)), seen);
    }
}

/// Size, format and metadata of a file.
type Inspected = (Option<u64>, Option<Format>, Vec<(String, String)>);

/// What can be had without reading all of it; `None` when this is no content at all (a link to elsewhere in the tree).
fn inspect(source: &dyn ObjectSource, artifact: &Artifact) -> Option<Inspected> {
    let of = |size: u64, head: &[u8]| {
        let format = identify(head);
        (Some(size), format, header::fields(format, head))
    };
    match source.read(&artifact.entry, HEAD) {
        Contents::Pointer(pointer) => Some((pointer.size, None, Vec::new())),
        _ if artifact.entry.kind == EntryKind::Symlink => None,
        Contents::Bytes(bytes) => Some(of(bytes.len() as u64, &bytes)),
        Contents::TooLarge { size, head } => Some(of(size, &head)),
        Contents::Absent => Some((source.size(&artifact.entry), None, Vec::new())),
    }
}

/// Whether a file is a network of an engine: "weights/brook.net". Elsewhere the ending is that of lists of wires, and of hosts.
fn is_net(path: &str) -> bool {
    path.ends_with(".net") && lies_in(path, &["weights", "nets", "networks", "nnue"])
}

/// Whether one of the folders of a path bears one of the names.
fn lies_in(path: &str, names: &[&str]) -> bool {
    path.split('/').rev().skip(1).any(|folder| names.contains(&folder))
}

/// Whether a file bears the number of the step at which it was saved: "model.iter-400000".
fn is_of_a_step(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let rest = name.trim_end_matches(|c: char| c.is_ascii_digit());
    rest.len() < name.len()
        && ["model", "checkpoint", "ckpt", "weights"].iter().any(|word| rest.starts_with(word))
        && ["iter-", "iter_", "step-", "step_", "epoch-", "epoch_", "ckpt-", "ckpt_"].iter().any(|word| rest.ends_with(word))
}

/// Whether a file lies where everybody sees it.
fn is_shown(path: &str) -> bool {
    !path.contains('/') && !path.ends_with(".pt") || lies_in(path, &["weights"])
}

/// Whether a folder (not the file's own name) says that weights live here.
fn home_folder(path: &str) -> bool {
    names_weights(path.rsplit_once('/').map_or("", |(folder, _)| folder))
}

fn names_weights(path: &str) -> bool {
    ["model", "weight", "checkpoint", "pretrain", "trained"].iter().any(|word| path.contains(word))
}

/// Whether a folder says that weights live here, or the file's own name that it is a network.
fn says_weights(path: &str) -> bool {
    home_folder(path) || WORDS.homes.is_match(path.rsplit('/').next().unwrap_or(path))
}

/// The longest line looked at for packed numbers, and the least packed text that is a model, in bytes.
const PACKED: usize = 50_000;

/// Weights written out as program text: a long packed string called a model, or a file of numbers
/// called weights.
pub fn look_at_text(file: &File<'_>, seen: &mut Sightings) {
    if file.artifact.kind != Kind::Source || file.artifact.role != Role::Main || file.text.len() < PACKED {
        return;
    }
    let name = file.artifact.lower_name();
    let named = ["weights", "model_data", "model_params", "nn_params", "nnet_params", "nnet_data", "net_data", "parameters"]
        .iter()
        .any(|word| name.contains(word));
    let offset = if named && is_numbers(file.text) { Some(0) } else { packed(file.text) };
    let Some(offset) = offset else { return };
    seen.weights.push(WeightsSighting {
        name: file.artifact.path().into(),
        state: WeightsState::Included,
        role: file.artifact.role,
        place: Place::Tree { home: true },
        context: super::Spoken::default(),
        evidence: file.evidence("weights-in-source", Strength::Strong, offset),
    });
}

/// Whether a text is mostly digits, signs, commas and space.
fn is_numbers(text: &str) -> bool {
    let near = &text.as_bytes()[..text.len().min(1 << 18)];
    let numeric =
        near.iter().filter(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-' | b',' | b' ' | b'\n' | b'e' | b'x')).count();
    let digits = near.iter().filter(|b| b.is_ascii_digit()).count();
    numeric * 10 > near.len() * 8 && digits * 10 > near.len() * 3
}

/// The offset of a string of packed bytes that is assigned to a model.
fn packed(text: &str) -> Option<usize> {
    let mut run = 0;
    let mut start = 0;
    let mut found = None;
    for (at, byte) in text.bytes().enumerate() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=' | b'\n' | b'\\') {
            if run == 0 {
                start = at;
            }
            run += 1;
            if run > PACKED {
                found = Some(start);
                break;
            }
        } else {
            run = 0;
        }
    }
    let start = found?;
    let before = text.get(text.floor_char_boundary(start.saturating_sub(120))..start)?.to_ascii_lowercase();
    let line = before.rsplit('\n').next().unwrap_or_default();
    ["model", "weights", "params"].iter().any(|word| line.contains(word)).then_some(start)
}
