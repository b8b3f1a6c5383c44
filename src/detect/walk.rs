//! The walk over the tree: what is read, how much of it, by how many threads, and what is not.
//!
//! Names are free, contents are not: a blob is read when some detector wants its text, once, up to
//! that detector's cap.

use super::{Context, File, Limits, NotRead, Sightings};
use crate::git::published::{MISSING, Published};
use crate::git::{Contents, EntryKind, ObjectSource, PointerKind, pointer};
use crate::inventory::{Artifact, Kind};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// The longest line in bytes that is looked at in programs, scripts and prose. Longer ones are
/// generated or minified: nobody wrote a claim or a call there. Weights that are packed into a program
/// text need some 50,000 to be seen.
pub const LINE: usize = 64 << 10;

/// Trees with fewer wanted files than this are read by one thread: opening a repository once more
/// costs as much as reading some hundred files.
const PARALLEL: usize = 1500;

/// How many files one thread takes at a time.
const PORTION: usize = 256;

/// What is done with one text.
pub type Look<'l> = &'l (dyn Fn(&File<'_>, &Context<'_>, &mut Sightings) + Sync);

/// Reads every wanted file and looks at it. The sightings come in the order of paths, however many
/// threads there were.
pub fn walk(source: &dyn ObjectSource, context: &Context<'_>, cap: fn(&Artifact) -> Option<u64>, look: Look<'_>) -> Sightings {
    let artifacts = &context.inventory.artifacts;
    let portions: Vec<&[Artifact]> = artifacts.chunks(PORTION).collect();
    let next = AtomicUsize::new(0);
    let done = Mutex::new(BTreeMap::new());
    let work = |source: &dyn ObjectSource| {
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(portion) = portions.get(at) else { return };
            let mut seen = Sightings::default();
            for artifact in *portion {
                visit(source, artifact, context, cap(artifact), look, &mut seen);
            }
            // A poisoned lock means that another thread panicked; its panic ends the run.
            if let Ok(mut done) = done.lock() {
                done.insert(at, seen);
            }
        }
    };
    let wanted = artifacts.iter().filter(|artifact| cap(artifact).is_some()).take(PARALLEL).count();
    let threads = if wanted < PARALLEL { 1 } else { std::thread::available_parallelism().map_or(1, |n| n.get().min(4)) };
    std::thread::scope(|scope| {
        for other in (1..threads).map_while(|_| source.again()) {
            let work = &work;
            scope.spawn(move || work(other.as_ref()));
        }
        work(source);
    });
    let mut seen = Sightings::default();
    for (_, portion) in done.into_inner().unwrap_or_default() {
        seen.absorb(portion);
    }
    seen.stats.files = artifacts.len() as u64;
    seen.stats.limits =
        Limits { file_bytes: artifacts.iter().filter_map(cap).max().unwrap_or_default(), line_bytes: LINE as u64 };
    seen
}

/// Reads one file if its text is wanted, and says so if it could not.
fn visit(
    source: &dyn ObjectSource,
    artifact: &Artifact,
    context: &Context<'_>,
    cap: Option<u64>,
    look: Look<'_>,
    seen: &mut Sightings,
) {
    let reason = match artifact.entry.kind {
        EntryKind::Submodule => "submodule",
        EntryKind::Unlisted => MISSING,
        // The blob of a link is a path, not a text; it may be annex's name for a content elsewhere.
        EntryKind::Symlink => match source.read(&artifact.entry, pointer::MAX) {
            Contents::Pointer(_) => PointerKind::Annex.word(),
            // A folder's license is often a link to the one at the top: its text is in this tree.
            Contents::Bytes(target) if artifact.kind == Kind::License => match linked(artifact, &target, context) {
                Some(other) => {
                    let Contents::Bytes(bytes) = source.read(&other.entry, cap.unwrap_or_default()) else {
                        return super::unread(artifact, "symlink", seen);
                    };
                    look(&File::new(artifact, &String::from_utf8_lossy(&bytes)), context, seen);
                    return;
                }
                None => "symlink",
            },
            _ => "symlink",
        },
        EntryKind::File => {
            let Some(cap) = cap else { return };
            match source.read(&artifact.entry, cap) {
                Contents::Bytes(bytes) => {
                    seen.stats.blobs_read += 1;
                    seen.stats.bytes_read += bytes.len() as u64;
                    if !is_binary(&bytes) {
                        let text = String::from_utf8_lossy(&bytes);
                        let text = text.trim_start_matches('\u{FEFF}');
                        look(&File::new(artifact, &without_long_lines(artifact.kind, text)), context, seen);
                        return;
                    }
                    "not-text"
                }
                Contents::Pointer(pointer) => pointer.kind.word(),
                Contents::TooLarge { .. } => "too-large",
                Contents::Absent => MISSING,
            }
        }
    };
    super::unread(artifact, reason, seen);
}

/// The file of the same tree that a link names, if it names one; never anything outside.
fn linked<'c>(artifact: &Artifact, target: &[u8], context: &'c Context<'_>) -> Option<&'c Artifact> {
    let target = std::str::from_utf8(target).ok().filter(|target| !target.starts_with('/'))?;
    let mut parts: Vec<&str> = artifact.folder().split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    context.inventory.get(&parts.join("/")).filter(|other| other.entry.kind == EntryKind::File)
}

/// Whether these bytes are no text: git's own test, and documents that happen to pass it.
fn is_binary(bytes: &[u8]) -> bool {
    memchr::memchr(0, &bytes[..bytes.len().min(8000)]).is_some() || bytes.starts_with(b"%PDF-")
}

/// The text with every line over [`LINE`] cut there. Formats that have one long line by nature (JSON,
/// notebooks) are left whole: their readers are linear, and half a document is none.
fn without_long_lines(kind: Kind, text: &str) -> Cow<'_, str> {
    if text.len() <= LINE || !matches!(kind, Kind::Source | Kind::Script | Kind::Prose) {
        return Cow::Borrowed(text);
    }
    let mut start = 0;
    let is_long = memchr::memchr_iter(b'\n', text.as_bytes()).chain(std::iter::once(text.len())).any(|end| {
        let long = end - start > LINE;
        start = end + 1;
        long
    });
    if !is_long {
        return Cow::Borrowed(text);
    }
    let cut = |line: &str| (0..=line.len().min(LINE)).rev().find(|&end| line.is_char_boundary(end)).unwrap_or_default();
    Cow::Owned(text.split('\n').map(|line| &line[..cut(line)]).collect::<Vec<_>>().join("\n"))
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
        let cut = without_long_lines(Kind::Source, &text);
        assert_eq!(cut.lines().count(), 3);
        assert_eq!(cut.lines().nth(1).map(str::len), Some(LINE));
        assert_eq!(cut.lines().nth(2), Some("three"));
        assert!(matches!(without_long_lines(Kind::Config, &text), Cow::Borrowed(_)));
    }
}
