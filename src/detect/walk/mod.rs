//! The walk over the tree: what is read, how much of it, by how many threads, and what is not.
//!
//! Names are free, contents are not: a blob is read when some detector wants its text, once, up to
//! that detector's cap.

use super::{Context, File, Limits, NotRead, Sightings, Stats};
use crate::git::published::{MISSING, Published};
use crate::git::{Contents, EntryKind, ObjectSource, PointerKind, pointer};
use crate::inventory::{self, Artifact, Kind};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

/// The longest line in bytes that is looked at in programs, scripts and prose. Longer ones are
/// generated or minified: nobody wrote a claim or a call there. Weights that are packed into a program
/// text need some 50,000 to be seen.
pub const LINE: usize = 64 << 10;

/// Trees with fewer wanted files than this are read by one thread: opening a repository once more
/// costs as much as reading some hundred files. A second thread looks at what the first has read.
const PARALLEL: usize = 1500;

/// How many files one thread takes at a time.
const PORTION: usize = 256;

/// How many texts may wait for the second thread.
const WAITING: usize = 64;

/// What is done with one text.
pub type Look<'l> = &'l (dyn Fn(&File<'_>, &Context<'_>, &mut Sightings) + Sync);

/// Reads every wanted file and looks at it in two halves. The sightings come in the order of paths,
/// however many threads there were.
pub fn walk(
    source: &dyn ObjectSource,
    context: &Context<'_>,
    cap: fn(&Artifact) -> Option<u64>,
    looks: [Look<'_>; 2],
) -> Sightings {
    let artifacts = &context.inventory.artifacts;
    let caps: Vec<Option<u64>> = artifacts.iter().map(cap).collect();
    let wanted = caps.iter().flatten().take(PARALLEL).count();
    let cores = std::thread::available_parallelism().map_or(1, |n| n.get().min(4));
    let mut seen = if wanted >= PARALLEL && cores > 1 {
        by_portions(source, context, &caps, looks, cores)
    } else if wanted > 0 && cores > 1 {
        by_halves(source, context, &caps, looks)
    } else {
        by_portions(source, context, &caps, looks, 1)
    };
    seen.stats.files = artifacts.len() as u64;
    seen.stats.limits = Limits { file_bytes: caps.into_iter().flatten().max().unwrap_or_default(), line_bytes: LINE as u64 };
    seen
}

/// Every thread reads portions of the tree and looks at them.
fn by_portions(
    source: &dyn ObjectSource,
    context: &Context<'_>,
    caps: &[Option<u64>],
    [look, further]: [Look<'_>; 2],
    threads: usize,
) -> Sightings {
    let portions: Vec<_> = context.inventory.artifacts.chunks(PORTION).zip(caps.chunks(PORTION)).collect();
    let next = AtomicUsize::new(0);
    let done = Mutex::new(BTreeMap::new());
    let work = |source: &dyn ObjectSource| {
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some((portion, caps)) = portions.get(at) else { return };
            let mut seen = Sightings::default();
            for (artifact, cap) in portion.iter().zip(*caps) {
                match visit(source, artifact, context, *cap, &mut seen.stats) {
                    Some(Ok(text)) => {
                        let file = File::new(artifact, &text);
                        look(&file, context, &mut seen);
                        further(&file, context, &mut seen);
                    }
                    Some(Err(reason)) => super::unread(artifact, reason, &mut seen),
                    None => {}
                }
            }
            // A poisoned lock means that another thread panicked; its panic ends the run.
            if let Ok(mut done) = done.lock() {
                done.insert(at, seen);
            }
        }
    };
    std::thread::scope(|scope| {
        for other in (1..threads).map_while(|_| source.again()) {
            let work = &work;
            scope.spawn(move || work(other.as_ref()));
        }
        work(source);
    });
    gathered(done.into_inner().unwrap_or_default().into_values())
}

/// This thread reads and looks, another looks further: building the patterns of each half is most of
/// the work on a small tree.
fn by_halves(
    source: &dyn ObjectSource,
    context: &Context<'_>,
    caps: &[Option<u64>],
    [look, further]: [Look<'_>; 2],
) -> Sightings {
    let artifacts = &context.inventory.artifacts;
    let portions = artifacts.len().div_ceil(PORTION);
    let empty = || (0..portions).map(|_| Sightings::default()).collect::<Vec<_>>();
    let (send, receive) = std::sync::mpsc::sync_channel::<(usize, Result<Arc<str>, &str>)>(WAITING);
    let (first, second) = std::thread::scope(|scope| {
        let second = scope.spawn(move || {
            let mut seen = empty();
            for (at, text) in receive {
                let (artifact, seen) = (&artifacts[at], &mut seen[at / PORTION]);
                match text {
                    Ok(text) => further(&File::new(artifact, &text), context, seen),
                    Err(reason) => super::unread(artifact, reason, seen),
                }
            }
            seen
        });
        let mut seen = empty();
        for (at, (artifact, cap)) in artifacts.iter().zip(caps).enumerate() {
            let seen = &mut seen[at / PORTION];
            let Some(text) = visit(source, artifact, context, *cap, &mut seen.stats) else { continue };
            // The other thread is gone only when it panicked; that is told when it is joined.
            let _ = send.send((at, text.clone()));
            if let Ok(text) = text {
                look(&File::new(artifact, &text), context, seen);
            }
        }
        drop(send);
        (seen, second.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    });
    gathered(first.into_iter().zip(second).flat_map(|(first, second)| [first, second]))
}

fn gathered(portions: impl Iterator<Item = Sightings>) -> Sightings {
    let mut seen = Sightings::default();
    for portion in portions {
        seen.absorb(portion);
    }
    seen
}

/// The text of one file if it is wanted, or why there is none.
fn visit(
    source: &dyn ObjectSource,
    artifact: &Artifact,
    context: &Context<'_>,
    cap: Option<u64>,
    stats: &mut Stats,
) -> Option<Result<Arc<str>, &'static str>> {
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
                    Some(Contents::Bytes(bytes)) => return Some(Ok(String::from_utf8_lossy(&bytes).into())),
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
                    let text =
                        String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned());
                    let text = text.trim_start_matches('\u{FEFF}');
                    return Some(Ok(without_long_lines(artifact.kind, text).into()));
                }
                "not-text"
            }
            Contents::Pointer(pointer) => pointer.kind.word(),
            Contents::TooLarge { .. } => "too-large",
            Contents::Absent => MISSING,
        },
    }))
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
