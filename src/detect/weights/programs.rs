//! Links to weights in programs: tables of addresses, hub ids that a loader falls back on, download
//! scripts, network file names that the build fetches.

use super::address::classify;
use super::around::{is_constant, is_in_table, is_kept_with, is_spoken_around};
use super::keys;
use super::roots::{below_a_root, joined, own_releases, releases};
use super::words::WORDS;
use super::{Place, Spoken, WeightsSighting};
use crate::detect::{File, Sightings};
use crate::evidence::{Strength, WeightsState};
use crate::inventory::Kind;
use crate::pattern::{ADDRESSES, AnyOf, Regex, fixed};
use std::sync::LazyLock;

/// The most links kept of one file.
pub(super) const MOST: usize = 200;

/// What stands in every text that names weights, and in every one with the name of a network.
static NAMES: LazyLock<AnyOf> = LazyLock::new(|| {
    AnyOf::new(&[
        "://",
        "_URL +",
        "_ROOT +",
        "_BASE +",
        ".nnue",
        ".gguf",
        ".safetensors",
        "repo",
        "hf_hub",
        "HF_REPO",
        "hub_id",
        "model_id",
        "hf_model",
        "s3_",
        "gcs_",
        "blob_",
        "MODEL_KEY",
        "WEIGHTS_KEY",
        "CHECKPOINT_KEY",
    ])
});
static NETS: LazyLock<AnyOf> = LazyLock::new(|| AnyOf::new(&[".nnue", ".gguf", ".safetensors"]));
static ADDRESS: LazyLock<Regex> =
    LazyLock::new(|| fixed(r#"(?:https?|gs|s3|oss|az)://(?:\{[A-Za-z0-9_.]{1,40}\}|[^ \t\r\n<>"'`\])}{,;])+"#));
static ID: LazyLock<Regex> = LazyLock::new(|| {
    fixed(
        r#"(?:repo_id|hf_hub|hf_hub_id|hf_repo|repo|model_repo|HF_REPO[A-Z_]*|hub_id|hf_model|huggingface_model_id|hf_model_id|huggingface_repo)["']?(?:[ \t]*:[ \t]*str)?[ \t]*[=:][ \t]*f?["']([A-Za-z0-9][A-Za-z0-9_.-]+/[A-Za-z0-9][A-Za-z0-9_.-]+)/?["']"#,
    )
});
static NET: LazyLock<Regex> = LazyLock::new(|| fixed(r#"["']([A-Za-z0-9_][A-Za-z0-9_.-]+\.(?:nnue|gguf|safetensors))["']"#));
static FETCH: LazyLock<Regex> = LazyLock::new(|| {
    fixed(r"(?i)\b(wget|curl|gdown|aws s3|gsutil|aria2c|urlretrieve|load_state_dict_from_url|hf_hub_download|download)\b")
});

/// Calls by which a program fetches.
static FETCHES: LazyLock<Regex> =
    LazyLock::new(|| fixed(r"(?i)\b(urlretrieve|urlopen|requests\.get|http_get|download_url|download_file|wget\.download)\s*\("));

/// Finds addresses of weights in a program, a script or a catalogue.
pub fn look(file: &File<'_>, seen: &mut Sightings) {
    if !NAMES.is_in(file.text) || measures(file.artifact.path()) {
        return;
    }
    if file.artifact.kind != Kind::Notebook {
        let fetches = file.artifact.kind == Kind::Script && FETCH.is_match(file.text);
        return read(file, file.text, fetches, |at| at, seen);
    }
    // What a notebook once printed is nobody's word.
    let Some(notebook) = file.notebook() else { return };
    let fetches = [&notebook.code, &notebook.shell].iter().any(|part| FETCH.is_match(&part.text));
    for part in [&notebook.code, &notebook.shell, &notebook.prose] {
        read(file, &part.text, fetches, |at| part.place(at), seen);
    }
}

/// Records the addresses in one text of a file; `back` leads from an offset in the text to the file's.
fn read(file: &File<'_>, text: &str, fetches: bool, back: impl Fn(usize) -> usize, seen: &mut Sightings) {
    let name = file.artifact.lower_name();
    let telling = is_telling(name);
    let found = addresses(file, text, fetches);
    let table = found.len() >= 3 && at_one_place(&found);
    for (at, url, place) in found.into_iter().take(MOST) {
        let lower = url.to_ascii_lowercase();
        let line = line_of(text, at);
        // The default network of an engine: its build fetches it by this name.
        let default = !url.contains('/') && is_default(&line);
        let context = Spoken {
            weights: default
                || telling
                || WORDS.weights.is_match(&line)
                || has_word(&url)
                || is_in_table(text, at)
                || is_kept_with(text, at)
                || fetches && is_spoken(file, text, at)
                || url.ends_with("/releases/download")
                || is_from_drive(&line) && names_one(text),
            ours: false,
            release: default || fetches || is_root(name, &url),
            section: false,
            others: WORDS.others.is_match(&line) && !telling,
            bases: WORDS.bases.is_match(&line),
            code: true,
            label: false,
            home: false,
            table: table || default || is_root(name, &url) || is_kept_with(text, at) || keys::is_one(&place, &url),
            helper: WORDS.helpers.iter().any(|helper| lower.contains(helper.as_str())),
            depth: file.artifact.depth(),
        };
        seen.weights.push(WeightsSighting {
            name: crate::text::sanitize(&url, 200),
            state: WeightsState::Linked,
            role: file.artifact.role,
            place,
            context,
            evidence: file.evidence("weights-address-in-code", Strength::Medium, back(at)),
        });
    }
}

/// What leads to weights in one text: the offset, the address, and what it is.
fn addresses(file: &File<'_>, text: &str, fetches: bool) -> Vec<(usize, String, Place)> {
    let script = matches!(file.artifact.kind, Kind::Script | Kind::Notebook);
    let name = file.artifact.lower_name();
    let telling = is_telling(name);
    let of_data = file.artifact.lower_path().split('/').any(|part| part.contains("data"));
    let mut found: Vec<(usize, String, Place)> = Vec::new();
    let linked = ADDRESSES.or_nothing(text);
    let mut calls: Option<bool> = None;
    for address in ADDRESS.find_iter(linked).take(MOST) {
        let url = address.as_str().trim_end_matches(['.', ',', ')', '\\', '"']);
        let Some(mut place) = classify(url) else { continue };
        // The prose of a notebook links what there is to read.
        let fetched = || file.artifact.kind == Kind::Script || FETCH.is_match(&line_of(text, address.start()));
        let from_drive = || script && is_from_drive(&line_of(text, address.start()));
        // `MODEL_URL = "https://…/models/"`, in a program that fetches from there.
        let mut shelf =
            || is_root(name, url) && is_constant(text, address.start()) && *calls.get_or_insert_with(|| FETCHES.is_match(text));
        if let Place::Page { url } = &place
            && (script && telling && has_word(url) && fetched() || from_drive() || shelf())
        {
            place = Place::Storage { url: url.clone() };
        }
        // The files below it are named elsewhere in the program.
        if let Place::Release { file, .. } = &mut place
            && telling
            && url.ends_with("/releases/download")
        {
            *file = true;
        }
        let said = || {
            let line = line_of(text, address.start());
            WORDS.weights.is_match(&line)
        };
        let wanted = match &place {
            // Tables of numbers, in a program about data, are data.
            Place::File { .. } if is_table_of_numbers(url) && of_data => telling || said() || has_word(url),
            Place::File { .. } => !script || telling || said() || has_word(url),
            Place::HubModel { .. } => file.artifact.kind != Kind::Notebook && (url.contains("/resolve/") || said()),
            Place::Release { file, .. } => *file && (script || said() || !is_archive(url)),
            Place::Storage { .. } => {
                ((script || name.contains("pretrained")) && telling && !is_of_texts(url) && (fetches || !script))
                    || said()
                    || has_word(url)
                    || is_root(name, url)
                    || is_archive(url) && (is_in_table(text, address.start()) || is_kept_with(text, address.start()))
                    || fetches && is_spoken(file, text, address.start())
                    || from_drive() && names_one(text)
            }
            _ => false,
        };
        if wanted {
            found.push((address.start(), url.to_string(), place));
        }
    }
    for (at, url) in joined(linked) {
        match classify(&url).filter(|_| !(is_table_of_numbers(&url) && of_data)) {
            Some(place @ Place::File { .. })
                // Tables of numbers are called so too.
                if !url.ends_with(".dat")
                    || telling
                    || has_word(&url)
                    || WORDS.weights.is_match(&line_of(text, at)) =>
            {
                found.push((at, url, place));
            }
            Some(place @ Place::Release { .. }) if has_word(url.rsplit('/').next().unwrap_or_default()) => {
                found.push((at, url, place));
            }
            _ => {}
        }
    }
    let named = |url: &str, over: &str| {
        WORDS.weights.is_match(&line_of(over, over.len())) || has_word(url.rsplit('/').next().unwrap_or_default())
    };
    found.extend(own_releases(linked, file.artifact.folder(), &named));
    if telling || has_word(file.artifact.lower_path()) {
        found.extend(releases(text));
    }
    // "models" is a folder of programs as often.
    let folder = file.artifact.folder();
    if super::links::is_home(folder) && !folder.to_ascii_lowercase().ends_with("models") {
        found.extend(below_a_root(text));
    }
    let ids = if file.artifact.kind == Kind::Notebook { "" } else { text };
    for id in ID.captures_iter(ids).take(MOST) {
        let Some(id) = id.get(1).filter(|id| !is_no_model(text, id.range())) else { continue };
        if let Some((owner, name)) = id.as_str().split_once('/') {
            found.push((id.start(), id.as_str().into(), Place::HubModel { owner: owner.into(), name: name.into() }));
        }
    }
    found.extend(keys::in_buckets(text));
    for net in NET.captures_iter(NETS.or_nothing(text)).take(8) {
        let Some(net) = net.get(1).filter(|net| is_default(&line_of(text, net.start()))) else { continue };
        found.push((net.start(), net.as_str().into(), Place::File { url: net.as_str().into() }));
    }
    found
}

/// Words beside an id that make it one of data or of a page.
static KIND: LazyLock<Regex> = LazyLock::new(|| fixed(r#"repo_type["']?[ \t]*[=:][ \t]*["'](?:dataset|space)["']"#));

/// Whether the call around an id says that no model stands there.
fn is_no_model(text: &str, id: std::ops::Range<usize>) -> bool {
    let from = text.ceil_char_boundary(id.start.saturating_sub(160));
    let to = text.floor_char_boundary(id.end + 160);
    // No further than the call itself.
    let before = text[from..id.start].rfind('(').map_or(id.start, |at| from + at);
    let after = text[id.end..to].find(")\n").map_or(to, |at| id.end + at);
    KIND.is_match(&text[before..after])
}

/// Whether the lines of a script around an address speak of a trained model.
fn is_spoken(file: &File<'_>, text: &str, at: usize) -> bool {
    file.artifact.kind == Kind::Script && is_spoken_around(text, at)
}

/// Whether a program is named for the models that it fetches.
fn is_telling(name: &str) -> bool {
    let says = |name: &str, words: &[&str]| words.iter().any(|word| name.contains(word));
    says(name, &["model", "weight", "param", "checkpoint", "ckpt", "pretrain", "voice"])
        // A net of something else.
        || name.split(['.', '-', '_']).any(|word| says(word, &["net"]) && !says(word, &["mxnet", "dotnet", "internet", "ethernet"]))
}

/// Whether an address is the folder from which a program takes its trained models: by the program's name, or by
/// the folder's own where the program fetches.
fn is_root(name: &str, url: &str) -> bool {
    let last = |folder: &str| folder.rsplit('/').next().unwrap_or_default().to_ascii_lowercase();
    // A folder ends in a stroke, or holds a part that the program fills in: `https://example.org/{lang}/models`.
    let Some(folder) = url.strip_suffix('/') else { return url.contains('{') && WORDS.folders.contains(&last(url)) };
    let fetches = ["download", "fetch", "get"].iter().any(|word| name.contains(word));
    ["pretrain", "checkpoint", "weights", "model_zoo"].iter().any(|word| name.contains(word))
        || fetches && name.contains("model")
        || WORDS.folders.contains(&last(folder))
}

/// Whether a program only measures or tests: what it fetches is what it measures with.
fn measures(path: &str) -> bool {
    let lower = path.to_ascii_lowercase();
    let mut parts = lower.rsplit('/');
    let name = parts.next().unwrap_or_default();
    let tests = name.split(['.', '-', '_']).any(|word| matches!(word, "test" | "tests" | "benchmark"));
    tests || parts.any(|part| matches!(part, "benchmark" | "benchmarks" | "bench"))
}

/// Whether most addresses lead to one account or host.
fn at_one_place(found: &[(usize, String, Place)]) -> bool {
    let mut places: Vec<&str> = found
        .iter()
        .map(|(_, url, place)| match place {
            Place::HubModel { owner, .. } | Place::Release { owner, .. } => owner.as_str(),
            _ if url.starts_with("s3://") || url.starts_with("gs://") => &url[..5],
            _ => url.split_once("://").map_or("", |(_, rest)| rest.split('/').next().unwrap_or_default()),
        })
        .collect();
    places.sort_unstable();
    places.chunk_by(|a, b| a == b).any(|same| same.len() >= 3 && same.len() * 2 > places.len())
}

pub(super) fn is_archive(url: &str) -> bool {
    // Storage asks for files behind a mark: `…/brook.zip?download=1`.
    let path = url.split('?').next().unwrap_or_default();
    super::words::ends_in(&path.to_ascii_lowercase(), &WORDS.archives)
}

/// Whether an address says that texts lie there: a crawl, a corpus, a dump.
fn is_of_texts(url: &str) -> bool {
    let lower = url.to_ascii_lowercase();
    ["crawl", "corpus", "corpora", "dump", "shuffled", "news", "dataset"].iter().any(|word| lower.contains(word))
}

/// Whether a file may hold numbers of any kind.
fn is_table_of_numbers(url: &str) -> bool {
    let lower = url.to_ascii_lowercase();
    [".h5", ".hdf5", ".npy", ".npz", ".mat"].iter().any(|ext| lower.ends_with(ext))
}

fn has_word(url: &str) -> bool {
    // What is trained on is no trained model.
    let lower = url.to_ascii_lowercase().replace("pretraining", "").replace("modeling", "").replace("modelling", "");
    ["model", "weight", "checkpoint", "ckpt", "pretrain", "params", "networks"].iter().any(|word| lower.contains(word))
}

/// Whether a command fetches from a drive.
fn is_from_drive(line: &str) -> bool {
    line.contains("gdown ")
}

/// Whether a short script names what is fetched as something trained: `DATA=ag_ckpt`.
fn names_one(text: &str) -> bool {
    text.len() <= 4096 && has_word(text)
}

/// Whether a line names the default of something.
fn is_default(line: &str) -> bool {
    line.contains("#define") || (line.to_ascii_lowercase().contains("default") && !line.contains("add argument"))
}

/// The line around a byte offset, at most 400 bytes of it, with the words of identifiers apart.
fn line_of(text: &str, at: usize) -> String {
    let from = text[..at].rfind('\n').map_or(0, |n| n + 1).max(at.saturating_sub(200));
    let to = text[at..].find('\n').map_or(text.len(), |n| at + n).min(at + 200);
    text[text.ceil_char_boundary(from)..text.floor_char_boundary(to)].replace('_', " ")
}
