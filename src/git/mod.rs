//! The border to git: revisions, trees and contents as owned values.
//!
//! A [`repository`] is read by sources that hand out the same bytes: its own [`packs`] and [`libgit2`]
//! in-process, and [`executable`], the git program, where libgit2 cannot open or find something.
//! [`worktree`] serves the files as they lie, [`folder`] a plain folder. Nothing past this room can be surprised by a
//! partial clone: every read answers a [`Contents`].

pub mod attributes;
mod batch;
mod disk;
pub mod executable;
pub mod folder;
pub mod libgit2;
mod packs;
pub mod pointer;
pub mod published;
mod raw;
pub mod repository;
pub mod settings;
pub mod worktree;

pub use executable::Access;
pub use repository::Repository;
pub use settings::Settings;

use schemars::JsonSchema;
use serde::{Serialize, Serializer};
use std::fmt;

use crate::error::Result;

/// An object id, SHA-1 (20 bytes) or SHA-256 (32 bytes), as raw bytes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Oid {
    bytes: [u8; 32],
    len: u8,
}

impl Oid {
    /// The SHA-1 id that git writes for "no object".
    pub const ZERO: Self = Self { bytes: [0; 32], len: 20 };

    /// From raw bytes; `None` unless 20 or 32 of them.
    #[must_use]
    pub fn from_bytes(raw: &[u8]) -> Option<Self> {
        if raw.len() != 20 && raw.len() != 32 {
            return None;
        }
        let mut bytes = [0; 32];
        bytes[..raw.len()].copy_from_slice(raw);
        Some(Self { bytes, len: raw.len() as u8 })
    }

    /// From 40 or 64 hexadecimal digits.
    #[must_use]
    pub fn from_hex(hex: &str) -> Option<Self> {
        if !hex.is_ascii() || (hex.len() != 40 && hex.len() != 64) {
            return None;
        }
        let mut raw = [0; 32];
        for (at, byte) in raw.iter_mut().take(hex.len() / 2).enumerate() {
            *byte = u8::from_str_radix(&hex[at * 2..at * 2 + 2], 16).ok()?;
        }
        Self::from_bytes(&raw[..hex.len() / 2])
    }

    /// The raw bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes[..self.len as usize]
    }

    /// Whether this is the all-zero id that git writes for "no object".
    #[must_use]
    pub fn is_zero(&self) -> bool {
        self.bytes.iter().all(|&b| b == 0)
    }
}

impl fmt::Display for Oid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_bytes().iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Oid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Oid({self})")
    }
}

impl Serialize for Oid {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl JsonSchema for Oid {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Oid".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "pattern": "^([0-9a-f]{40}|[0-9a-f]{64})$" })
    }
}

/// A tag object on the way from a name to its commit: a place where a claim can be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// The tag's own name, without `refs/tags/`.
    pub name: String,
    /// Its message without a signature, lossily decoded; empty for a lightweight tag.
    pub message: String,
    /// The tag object; `None` for a lightweight tag.
    pub oid: Option<Oid>,
}

/// What is checked: a commit or tree, and the tags that were peeled to reach it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Revision {
    /// What was asked for, as typed.
    pub spec: String,
    /// The commit, unless a bare tree, a folder or the work tree is checked.
    pub commit: Option<Oid>,
    /// The tree, unless a folder or the work tree is checked.
    pub tree: Option<Oid>,
    /// Tags from the outermost inwards.
    pub tags: Vec<Tag>,
}

/// What kind of thing a tree lists under a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntryKind {
    /// An ordinary file, executable or not.
    File,
    /// A symbolic link; its blob is the target's path. Never followed.
    Symlink,
    /// A submodule; the id is a commit of another repository.
    Submodule,
    /// A folder whose list is not readable here: it holds files that nobody can name.
    Unlisted,
}

/// One path of the tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// From the top, with `/`; bytes that are not UTF-8 become U+FFFD.
    pub path: String,
    /// File, link, submodule or unreadable folder.
    pub kind: EntryKind,
    /// The blob (or the submodule's commit, or the folder's tree); zero for a file on disk that is
    /// too large to be hashed.
    pub oid: Oid,
}

/// A promise of content that lives elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pointer {
    /// `lfs` or `annex`.
    pub kind: PointerKind,
    /// The digest of the real content with its algorithm, such as `sha256:…`; empty for an annex key
    /// that is made from a name or a URL.
    pub digest: String,
    /// The real content's size in bytes, where the pointer states it.
    pub size: Option<u64>,
}

/// The tool that wrote a pointer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PointerKind {
    /// Git LFS, specification v1.
    Lfs,
    /// git-annex: a link or a small file that names a key.
    Annex,
}

impl PointerKind {
    /// The word of the report: `lfs-pointer` or `annex-pointer`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Lfs => "lfs-pointer",
            Self::Annex => "annex-pointer",
        }
    }
}

/// The answer to every read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Contents {
    /// The bytes themselves.
    Bytes(Vec<u8>),
    /// The blob is a pointer to content elsewhere.
    Pointer(Pointer),
    /// Larger than the cap that was asked for; the size in bytes and the first bytes, as many as
    /// could be had without reading the whole (possibly none).
    TooLarge {
        /// Size in bytes.
        size: u64,
        /// The head of the content.
        head: Vec<u8>,
    },
    /// Listed, and not readable here (partial clone, damage).
    Absent,
}

/// A place that revisions, trees and contents can be read from.
pub trait ObjectSource {
    /// Turns what was typed into a revision, peeling tags.
    ///
    /// # Errors
    /// [`Error::Revision`](crate::error::Error::Revision) when nothing has that name.
    fn resolve(&self, spec: &str) -> Result<Revision>;

    /// All paths of the revision's tree, sorted by path bytes.
    ///
    /// # Errors
    /// [`Error::Repository`](crate::error::Error::Repository) when the tree cannot be read at all.
    fn entries(&self, revision: &Revision) -> Result<Vec<Entry>>;

    /// The size in bytes of an entry's blob, without reading or fetching it; `None` when unknown.
    fn size(&self, entry: &Entry) -> Option<u64>;

    /// The content, if at most `cap` bytes. Never follows a link, never fetches on its own.
    fn read(&self, entry: &Entry, cap: u64) -> Contents;

    /// The same source once more, for another thread; `None` where one is as good as two.
    fn again(&self) -> Option<Box<dyn ObjectSource + Send>> {
        None
    }
}
