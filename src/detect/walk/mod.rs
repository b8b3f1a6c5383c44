//! The walk over the tree: what is read, how much of it, and what is not.
//!
//! Names are free, contents are not: a blob is read when some detector wants its text, once, up to
//! that detector's cap.

mod threads;

use super::{Context, File, Limits, NotRead, Sightings, Stats, unread};
use crate::git::published::{MISSING, Published};
use crate::git::{Contents, EntryKind, ObjectSource, PointerKind, pointer};
use crate::inventory::{self, Artifact, Kind};

/// The longest line in bytes that is looked at in programs, scripts and prose. Longer ones are
/// generated or minified: nobody wrote a claim or a call there. Weights that are packed into a program
/// text need some 50,000 to be seen.
pub const LINE: usize = 64 << 10;

/// Why a file was not read that has more bytes than anybody wants.
const TOO_LARGE: &str = "too-large";

/// What is done with one text.
pub type Look = fn(&File<'_>, &Context<'_>, &mut Sightings);

/// What is done with the tree.
#[derive(Clone, Copy)]
pub struct Looks {
    /// With every path, whether its text is wanted or not.
    pub path: fn(&dyn ObjectSource, &Artifact, &mut Sightings),
    /// With every file that is too large to be wanted.
    pub large: fn(&dyn ObjectSource, &Artifact, &mut Sightings),
    /// The most bytes worth reading of a file; nothing when its text is not wanted.
    pub cap: fn(&Artifact) -> Option<u64>,
    /// With every wanted text.
    pub texts: &'static [Look],
}

/// Looks at every path, reads every wanted file and looks at its text. However many threads there were, the
/// sightings come in the order of paths, those of the paths themselves first.
pub fn walk(source: &dyn ObjectSource, context: &Context<'_>, looks: Looks) -> Sightings {
    let artifacts = &context.inventory.artifacts;
    let caps: Vec<Option<u64>> = artifacts.iter().map(looks.cap).collect();
    let mut seen = threads::share(source, context, &caps, looks);
    seen.stats.files = artifacts.len() as u64;
    seen.stats.limits = Limits { file_bytes: caps.into_iter().flatten().max().unwrap_or_default(), line_bytes: LINE as u64 };
    seen
}

/// The text of one file if it is wanted, or why there is none.
fn visit(
    source: &dyn ObjectSource,
    artifact: &Artifact,
    context: &Context<'_>,
    cap: Option<u64>,
    stats: &mut Stats,
) -> Option<Result<String, &'static str>> {
    Some(Err(match artifact.entry.kind {
        EntryKind::Submodule => "submodule",
        EntryKind::Unlisted => MISSING,
        // The blob of a link is a path, not a text; it may be annex's name for a content elsewhere.
        EntryKind::Symlink => match source.read(&artifact.entry, pointer::MAX) {
            Contents::Pointer(_) => PointerKind::Annex.word(),
            // A folder's license is often a link to the one at the top: its text is in this tree.
            Contents::Bytes(target) if artifact.kind == Kind::License => {
                let other = linked(artifact, &target, context);
                match other.map(|other| source.read(&other.entry, cap.unwrap_or_default())) {
                    Some(Contents::Bytes(bytes)) => return Some(Ok(String::from_utf8_lossy(&bytes).into_owned())),
                    _ => "symlink",
                }
            }
            _ => "symlink",
        },
        EntryKind::File => match source.read(&artifact.entry, cap?) {
            Contents::Bytes(bytes) => {
                stats.blobs_read += 1;
                stats.bytes_read += bytes.len() as u64;
                if !is_binary(&bytes) {
                    // Almost every text is what it says; only one that is not is copied.
                    let mut text =
                        String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned());
                    if text.starts_with('\u{FEFF}') {
                        text = text.trim_start_matches('\u{FEFF}').into();
                    }
                    return Some(Ok(without_long_lines(artifact.kind, text)));
                }
                "not-text"
            }
            Contents::Pointer(pointer) => pointer.kind.word(),
            Contents::TooLarge { .. } => TOO_LARGE,
            Contents::Absent => MISSING,
        },
    }))
}

/// What a file without a text comes to.
fn look_without(source: &dyn ObjectSource, artifact: &Artifact, reason: &str, looks: Looks, seen: &mut Sightings) {
    unread(artifact, reason, seen);
    if reason == TOO_LARGE {
        (looks.large)(source, artifact, seen);
    }
}

/// The file of the same tree that a link names, if it names one; never anything outside.
fn linked<'c>(artifact: &Artifact, target: &[u8], context: &'c Context<'_>) -> Option<&'c Artifact> {
    let target = std::str::from_utf8(target).ok().filter(|target| !target.starts_with('/'))?;
    context.inventory.get(&inventory::seen_from(artifact.folder(), target)?).filter(|other| other.entry.kind == EntryKind::File)
}

/// Whether these bytes are no text: git's own test, and documents that happen to pass it.
fn is_binary(bytes: &[u8]) -> bool {
    memchr::memchr(0, &bytes[..bytes.len().min(8000)]).is_some() || bytes.starts_with(b"%PDF-")
}

/// The text with every line over [`LINE`] cut there. Formats that have one long line by nature (JSON,
/// notebooks) are left whole: their readers are linear, and half a document is none.
fn without_long_lines(kind: Kind, text: String) -> String {
    if text.len() <= LINE || !matches!(kind, Kind::Source | Kind::Script | Kind::Prose) {
        return text;
    }
    let mut start = 0;
    let is_long = memchr::memchr_iter(b'\n', text.as_bytes()).chain(std::iter::once(text.len())).any(|end| {
        let long = end - start > LINE;
        start = end + 1;
        long
    });
    if !is_long {
        return text;
    }
    text.split('\n').map(|line| &line[..line.floor_char_boundary(LINE)]).collect::<Vec<_>>().join("\n")
}

/// Everything that was listed and not looked into, by path: what the walk could not read, what
/// detectors asked for in vain, and the files that are pointers whether or not their text is wanted.
pub fn not_read(source: &Published<'_>, context: &Context<'_>, seen: &mut Sightings) {
    for artifact in &context.inventory.artifacts {
        // Asking is enough: the source remembers a pointer.
        let is_payload = matches!(artifact.kind, Kind::Weights | Kind::Data);
        if artifact.entry.kind == EntryKind::File
            && (is_payload && source.size(&artifact.entry).is_some_and(|size| size <= pointer::MAX)
                || source.is_lfs(artifact.path()))
        {
            source.read(&artifact.entry, pointer::MAX);
        }
    }
    seen.not_read.extend(source.refused().into_iter().map(|(path, reason)| NotRead { path, reason: reason.into() }));
    seen.not_read.sort();
    seen.not_read.dedup();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_line_is_cut_and_the_lines_keep_their_numbers() {
        let long = "é".repeat(LINE);
        let text = format!("one\n{long}\nthree\n");
        let cut = without_long_lines(Kind::Source, text.clone());
        assert_eq!(cut.lines().count(), 3);
        assert_eq!(cut.lines().nth(1).map(str::len), Some(LINE));
        assert_eq!(cut.lines().nth(2), Some("three"));
        assert_eq!(without_long_lines(Kind::Config, text.clone()), text);
    }
}
