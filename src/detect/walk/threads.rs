//! Which thread does what. Of a large tree each takes portions; on a small one, where building the patterns
//! is most of the work, each takes detectors.

use super::{Looks, look_without, visit};
use crate::detect::{Context, File, Sightings};
use crate::git::ObjectSource;
use std::collections::{BTreeMap, VecDeque};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

/// Trees with fewer wanted files than this are read by one thread: opening a repository once more
/// costs as much as reading some hundred files.
const LARGE: usize = 1500;

/// How many files of a large tree one thread takes at a time.
const PORTION: usize = 64;

/// How many bytes of text may wait, each counted once for every detector that it waits for.
const WAITING: usize = 64 << 20;

/// Shares the work as suits the tree.
pub fn share(source: &dyn ObjectSource, context: &Context<'_>, caps: &[Option<u64>], looks: Looks) -> Sightings {
    let wanted = caps.iter().flatten().take(LARGE).count();
    let cores = std::thread::available_parallelism().map_or(1, |n| n.get().min(4));
    if cores == 1 || wanted == 0 {
        by_portions(source, context, caps, looks, 1)
    } else if wanted >= LARGE {
        by_portions(source, context, caps, looks, cores)
    } else {
        by_detectors(source, context, caps, looks)
    }
}

/// Every thread reads portions of the tree and looks at them.
fn by_portions(
    source: &dyn ObjectSource,
    context: &Context<'_>,
    caps: &[Option<u64>],
    looks: Looks,
    threads: usize,
) -> Sightings {
    let artifacts = &context.inventory.artifacts;
    let next = AtomicUsize::new(0);
    let done = Mutex::new(BTreeMap::new());
    let work = |source: &dyn ObjectSource| {
        loop {
            let first = next.fetch_add(PORTION, Ordering::Relaxed);
            let portion = artifacts.iter().zip(caps).skip(first).take(PORTION);
            if portion.len() == 0 {
                return;
            }
            let (mut named, mut seen) = (Sightings::default(), Sightings::default());
            for (artifact, cap) in portion {
                (looks.path)(source, artifact, &mut named);
                match visit(source, artifact, context, *cap, &mut seen.stats) {
                    Some(Ok(text)) => {
                        let file = File::new(artifact, &text);
                        looks.texts.iter().for_each(|look| look(&file, context, &mut seen));
                    }
                    Some(Err(reason)) => look_without(source, artifact, reason, looks, &mut seen),
                    None => {}
                }
            }
            // A poisoned lock means that another thread panicked; its panic ends the run.
            let Ok(mut done) = done.lock() else { return };
            done.insert(first, (named, seen));
        }
    };
    std::thread::scope(|scope| {
        for other in (1..threads).map_while(|_| source.again()) {
            let work = &work;
            scope.spawn(move || work(other.as_ref()));
        }
        work(source);
    });
    let (named, seen): (Vec<_>, Vec<_>) = done.into_inner().unwrap_or_default().into_values().unzip();
    gathered(named.into_iter().chain(seen))
}

/// This thread reads. Another looks at what was read, last detector first, and so does this one when it has
/// read, first detector first: so most patterns are built and filled by one of them alone.
fn by_detectors(source: &dyn ObjectSource, context: &Context<'_>, caps: &[Option<u64>], looks: Looks) -> Sightings {
    let artifacts = &context.inventory.artifacts;
    let queue = Queue::new(looks.texts.len());
    let look = |(detector, at, text): Task| {
        let mut seen = Sightings::default();
        looks.texts[detector](&File::new(&artifacts[at], &text), context, &mut seen);
        (at, detector, seen)
    };
    let mut named = Sightings::default();
    let mut done = std::thread::scope(|scope| {
        let second = scope.spawn(|| std::iter::from_fn(|| queue.wait()).map(look).collect::<Vec<_>>());
        let closing = Closing(&queue);
        let mut first = Vec::new();
        for (at, (artifact, cap)) in artifacts.iter().zip(caps).enumerate() {
            let mut seen = Sightings::default();
            match visit(source, artifact, context, *cap, &mut seen.stats) {
                Some(Ok(text)) => queue.add(at, &Arc::new(text)),
                Some(Err(reason)) => look_without(source, artifact, reason, looks, &mut seen),
                None => continue,
            }
            first.push((at, 0, seen));
            while queue.is_full() {
                first.extend(queue.take().map(look));
            }
        }
        for artifact in artifacts {
            (looks.path)(source, artifact, &mut named);
        }
        drop(closing);
        first.extend(std::iter::from_fn(|| queue.take()).map(look));
        first.extend(second.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        first
    });
    done.sort_by_key(|(at, detector, _)| (*at, *detector));
    gathered(std::iter::once(named).chain(done.into_iter().map(|(.., seen)| seen)))
}

fn gathered(portions: impl Iterator<Item = Sightings>) -> Sightings {
    let mut seen = Sightings::default();
    for portion in portions {
        seen.absorb(portion);
    }
    seen
}

/// A detector by its number, a file by its number, its text.
type Task = (usize, usize, Arc<String>);

/// Texts that wait for detectors.
struct Queue {
    waiting: Mutex<Waiting>,
    changed: Condvar,
}

struct Waiting {
    /// For each detector, the files it has not looked at.
    texts: Vec<VecDeque<(usize, Arc<String>)>>,
    bytes: usize,
    /// Whether there will be no more.
    closed: bool,
}

impl Queue {
    fn new(detectors: usize) -> Self {
        let waiting = Waiting { texts: vec![VecDeque::new(); detectors], bytes: 0, closed: false };
        Self { waiting: Mutex::new(waiting), changed: Condvar::new() }
    }

    /// Nothing here can panic half-way, so a lock is never left in between.
    fn lock(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Lets every detector have a text.
    fn add(&self, at: usize, text: &Arc<String>) {
        let mut waiting = self.lock();
        for texts in &mut waiting.texts {
            texts.push_back((at, Arc::clone(text)));
        }
        waiting.bytes += text.len() * waiting.texts.len();
        self.changed.notify_one();
    }

    fn is_full(&self) -> bool {
        self.lock().bytes > WAITING
    }

    /// A text for the first detector that has one.
    fn take(&self) -> Option<Task> {
        let mut waiting = self.lock();
        let detector = waiting.texts.iter().position(|texts| !texts.is_empty())?;
        waiting.take(detector)
    }

    /// A text for the last detector that has one, when there is one; nothing when there will be none.
    fn wait(&self) -> Option<Task> {
        let mut waiting = self.lock();
        loop {
            if let Some(detector) = waiting.texts.iter().rposition(|texts| !texts.is_empty()) {
                return waiting.take(detector);
            }
            if waiting.closed {
                return None;
            }
            waiting = self.changed.wait(waiting).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

impl Waiting {
    fn take(&mut self, detector: usize) -> Option<Task> {
        let (at, text) = self.texts[detector].pop_front()?;
        self.bytes -= text.len();
        Some((detector, at, text))
    }
}

/// Closes a queue when this thread has read everything, or panics: nobody waits for ever.
struct Closing<'q>(&'q Queue);

impl Drop for Closing<'_> {
    fn drop(&mut self) {
        self.0.lock().closed = true;
        self.0.changed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::{TEXTS, cap, license, weights};
    use crate::error::Result;
    use crate::git::{Contents, Entry, EntryKind, Oid, Revision};
    use crate::inventory::Inventory;

    /// Files that lie nowhere.
    struct Files(&'static [(&'static str, &'static str)]);

    impl ObjectSource for Files {
        fn resolve(&self, _: &str) -> Result<Revision> {
            Ok(Revision::default())
        }

        fn entries(&self, _: &Revision) -> Result<Vec<Entry>> {
            let entry = |(path, _): &(&str, &str)| Entry { path: (*path).into(), kind: EntryKind::File, oid: Oid::ZERO };
            Ok(self.0.iter().map(entry).collect())
        }

        fn size(&self, entry: &Entry) -> Option<u64> {
            self.0.iter().find(|(path, _)| *path == entry.path).map(|(_, text)| text.len() as u64)
        }

        fn read(&self, entry: &Entry, _: u64) -> Contents {
            let found = self.0.iter().find(|(path, _)| *path == entry.path);
            found.map_or(Contents::Absent, |(_, text)| Contents::Bytes(text.as_bytes().to_vec()))
        }
    }

    const TAGGED: &str = "# SPDX-License-Identifier: MIT\nloss.backward()\noptimizer.step()\n";

    const FILES: Files = Files(&[
        ("LICENSE", "MIT License\n"),
        (
            "README.md",
            "# Brook\n\nAn open-source model. [Weights](https://huggingface.co/acme/brook-1b), trained on Wikipedia.\n\
             The data is under CC-BY-4.0.\n",
        ),
        ("a/train.py", TAGGED),
        ("b/train.py", TAGGED),
        ("docs/model.md", "# Brook\n\nFine-tuned from Llama 2 with seed 1.\n"),
        ("model.bin", "\0"),
    ]);

    #[test]
    fn the_sightings_are_the_same_whoever_looked() {
        let entries = FILES.entries(&Revision::default()).unwrap();
        let inventory = Inventory::new(entries, |_| false);
        let (policy, revision) = Default::default();
        let context = Context { inventory: &inventory, policy: &policy, revision: &revision, notes: &[] };
        let caps: Vec<_> = inventory.artifacts.iter().map(cap).collect();
        let looks = Looks { path: weights::look_at_name, large: weights::tree::look_at_large, cap, texts: &TEXTS };
        let by_one = by_portions(&FILES, &context, &caps, looks, 1);
        let by_two = by_detectors(&FILES, &context, &caps, looks);
        let [one, two] = [by_one, by_two].map(|mut seen| {
            license::finish(&context, &mut seen);
            format!("{seen:#?}")
        });
        assert_eq!(one, two);
        assert!(one.contains("license-header") && one.contains("acme") && one.contains("Wikipedia"), "{one}");
    }

    #[test]
    fn a_full_queue_is_emptied_by_the_thread_that_fills_it() {
        let queue = Queue::new(2);
        let text = Arc::new("x".repeat(WAITING / 2 + 1));
        queue.add(0, &text);
        assert!(queue.is_full());
        assert_eq!(queue.take().map(|(detector, at, _)| (detector, at)), Some((0, 0)));
        assert!(!queue.is_full());
        assert_eq!(queue.wait().map(|(detector, at, _)| (detector, at)), Some((1, 0)));
        drop(Closing(&queue));
        assert!(queue.wait().is_none() && queue.take().is_none());
    }
}
