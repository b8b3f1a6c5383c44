//! What a pointer is worth: a promise that git keeps, or a text where a file should be.

use super::attributes::Attributes;
use super::{Contents, Entry, EntryKind, ObjectSource, Pointer, PointerKind, Revision};
use crate::error::Result;
use std::cell::{OnceCell, RefCell};
use std::collections::BTreeMap;

/// A source whose pointers can be trusted: a pointer on a path that `.gitattributes` does not give
/// to LFS, and an annex key without a digest, answer [`Contents::Absent`]. It remembers what it
/// could not hand out, so that nothing that was asked for in vain is taken for absent.
pub struct Published<'a> {
    source: &'a dyn ObjectSource,
    entries: Vec<&'a Entry>,
    attributes: OnceCell<Attributes>,
    refused: RefCell<BTreeMap<String, &'static str>>,
}

/// The reason for an object that is listed and not here.
pub const MISSING: &str = "missing-object";

impl<'a> Published<'a> {
    /// Wraps a source for one tree.
    #[must_use]
    pub fn new(source: &'a dyn ObjectSource, entries: impl Iterator<Item = &'a Entry>) -> Self {
        let entries = entries.filter(|entry| entry.path.ends_with(".gitattributes")).collect();
        Self { source, entries, attributes: OnceCell::new(), refused: RefCell::default() }
    }

    /// Whether git gives this path to LFS.
    #[must_use]
    pub fn is_lfs(&self, path: &str) -> bool {
        self.attributes.get_or_init(|| Attributes::read(self.source, &self.entries)).is_lfs(path)
    }

    /// Paths that somebody asked for and nobody got, with the reason.
    #[must_use]
    pub fn refused(&self) -> BTreeMap<String, &'static str> {
        self.refused.borrow().clone()
    }

    fn refuse(&self, entry: &Entry, reason: &'static str) {
        self.refused.borrow_mut().insert(entry.path.clone(), reason);
    }

    fn keeps(&self, entry: &Entry, pointer: &Pointer) -> bool {
        match pointer.kind {
            PointerKind::Annex => !pointer.digest.is_empty(),
            PointerKind::Lfs => self.is_lfs(&entry.path),
        }
    }
}

impl ObjectSource for Published<'_> {
    fn resolve(&self, spec: &str) -> Result<Revision> {
        self.source.resolve(spec)
    }

    fn entries(&self, revision: &Revision) -> Result<Vec<Entry>> {
        self.source.entries(revision)
    }

    fn size(&self, entry: &Entry) -> Option<u64> {
        let size = self.source.size(entry);
        if size.is_none() && entry.kind == EntryKind::File {
            self.refuse(entry, MISSING);
        }
        size
    }

    fn read(&self, entry: &Entry, cap: u64) -> Contents {
        match self.source.read(entry, cap) {
            Contents::Pointer(pointer) => {
                self.refuse(entry, pointer.kind.word());
                if self.keeps(entry, &pointer) { Contents::Pointer(pointer) } else { Contents::Absent }
            }
            Contents::Absent => {
                if entry.kind == EntryKind::File {
                    self.refuse(entry, MISSING);
                }
                Contents::Absent
            }
            other => other,
        }
    }
}
