//! A repository: its packs first, then libgit2, the git program wherever libgit2 cannot open or find something.
//!
//! All of them hand out the same bytes for the same id, and everything made from the bytes
//! (revisions, tags, trees, pointers) is made here, so the answer does not depend on who was asked.

use super::executable::{Access, Executable};
use super::libgit2::Libgit2;
use super::packs::Packs;
use super::raw::{self, Object, ObjectKind};
use super::{Contents, Entry, EntryKind, ObjectSource, Oid, Revision, Tag};
use crate::error::{Error, Result};
use std::cell::OnceCell;

/// The longest tag or commit that is read, in bytes.
const MAX_WORDS: u64 = 16 << 20;
/// The longest list of one folder that is read, in bytes.
const MAX_FOLDER: u64 = 256 << 20;
/// Nested tags are legal and a cycle is not possible; a hostile depth is.
const MAX_TAGS: usize = 32;

/// A repository, however it can be reached.
pub struct Repository {
    /// Opened with the first object that is asked for: a hook may need none.
    packs: OnceCell<Option<Packs>>,
    fast: Option<Libgit2>,
    exact: OnceCell<Option<Executable>>,
    access: Access,
    partial: bool,
}

impl Repository {
    /// Opens the repository that git itself would use here: the environment (GIT_DIR, quarantine
    /// object directories of a push) first, then upwards from the working directory.
    ///
    /// # Errors
    /// [`Error::NoRepository`] when there is none; [`Error::Owner`] when git refuses another owner's;
    /// [`Error::Repository`] when neither libgit2 nor git can open it.
    pub fn open(access: Access) -> Result<Self> {
        match Libgit2::open_from_env() {
            Ok(fast) => {
                let partial = fast.is_partial();
                Ok(Self { packs: OnceCell::new(), fast: Some(fast), exact: OnceCell::new(), access, partial })
            }
            Err(_) => Self::open_with_git(access),
        }
    }

    /// A repository that was made a moment ago, away from where this runs: libgit2 alone reads it.
    #[must_use]
    pub fn just_made(fast: Libgit2) -> Self {
        Self {
            packs: OnceCell::from(None),
            fast: Some(fast),
            exact: OnceCell::from(None),
            access: Access::default(),
            partial: false,
        }
    }

    /// Opens it through the git program alone.
    ///
    /// # Errors
    /// As [`Repository::open`].
    pub fn open_with_git(access: Access) -> Result<Self> {
        let exact = Executable::open(access)?;
        Ok(Self { packs: OnceCell::from(None), fast: None, exact: OnceCell::from(Some(exact)), access, partial: true })
    }

    /// How far reading may go.
    #[must_use]
    pub fn access(&self) -> Access {
        self.access
    }

    /// Whether a setting's name matches, or may match unseen.
    #[must_use]
    pub fn may_have_setting(&self, pattern: &str) -> bool {
        self.fast.as_ref().is_none_or(|fast| fast.has_setting(pattern) || fast.has_setting(r"^includeif\..*$"))
    }

    fn packs(&self) -> Option<&Packs> {
        self.packs.get_or_init(|| Packs::open(self.fast.as_ref()?.common_folder())).as_ref()
    }

    fn exact(&self) -> Option<&Executable> {
        self.exact.get_or_init(|| Executable::open(self.access).ok()).as_ref()
    }

    /// Whether an object is already known not to be here: nobody needs to be asked.
    fn is_missing(&self, oid: Oid) -> bool {
        self.exact.get().and_then(Option::as_ref).is_some_and(|exact| exact.is_missing(oid))
    }

    fn name(&self, spec: &str) -> Option<(Oid, Option<String>)> {
        self.fast.as_ref().and_then(|fast| fast.name(spec)).or_else(|| self.exact()?.name(spec))
    }

    fn header(&self, oid: Oid) -> Option<(ObjectKind, u64)> {
        if self.is_missing(oid) {
            return None;
        }
        let packed = self.packs().and_then(|packs| packs.header(oid));
        packed.or_else(|| self.fast.as_ref()?.header(oid)).or_else(|| self.exact()?.header(oid))
    }

    /// An object of at most `cap` bytes.
    fn object(&self, oid: Oid, cap: u64) -> Option<Object> {
        let (_, size) = self.header(oid)?;
        if size > cap {
            return None;
        }
        self.whole(oid)
    }

    /// An object whose size is known to be fit.
    fn whole(&self, oid: Oid) -> Option<Object> {
        let packed = self.packs().and_then(|packs| packs.object(oid));
        packed.or_else(|| self.fast.as_ref()?.object(oid)).or_else(|| self.exact()?.object(oid))
    }

    /// The bytes of a blob that is known by its id alone.
    pub(super) fn blob(&self, oid: Oid, cap: u64) -> Option<Vec<u8>> {
        self.object(oid, cap).filter(|object| object.kind == ObjectKind::Blob).map(|object| object.data)
    }
}

impl ObjectSource for Repository {
    fn resolve(&self, spec: &str) -> Result<Revision> {
        let (mut oid, reference) = self.name(spec).ok_or_else(|| self.unknown(spec))?;
        let mut revision = Revision { spec: spec.into(), ..Revision::default() };
        // Only a plain name says under which name this is released; `v1~2` is not v1.
        let plain = !spec.contains(['^', '~', ':']) && !spec.contains("@{");
        let lightweight = reference.filter(|_| plain).and_then(|name| name.strip_prefix("refs/tags/").map(str::to_string));
        for _ in 0..=MAX_TAGS {
            let missing = || Error::Missing { what: format!("object {oid}, which '{}' names,", crate::text::sanitize(spec, 60)) };
            let object = self.object(oid, MAX_WORDS).ok_or_else(missing)?;
            match object.kind {
                ObjectKind::Tag => {
                    let tag = raw::tag(&object.data).ok_or_else(|| broken("tag", oid))?;
                    revision.tags.push(Tag { name: tag.name, message: tag.message, oid: Some(oid) });
                    oid = tag.target;
                    continue;
                }
                ObjectKind::Commit => {
                    revision.commit = Some(oid);
                    revision.tree = Some(raw::tree_of_commit(&object.data).ok_or_else(|| broken("commit", oid))?);
                }
                ObjectKind::Tree => revision.tree = Some(oid),
                ObjectKind::Blob => {
                    return Err(Error::Usage {
                        message: format!("'{}' names a single file, not a commit or a tree", crate::text::sanitize(spec, 60)),
                        hint: "name a commit, a branch, a tag on a commit, or a tree".into(),
                    });
                }
            }
            // A tag object may be published under another name than its own: both are words.
            if let Some(name) = lightweight.filter(|name| revision.tags.first().is_none_or(|tag| tag.name != *name)) {
                revision.tags.insert(0, Tag { name, message: String::new(), oid: None });
            }
            return Ok(revision);
        }
        Err(broken("tag", oid))
    }

    fn entries(&self, revision: &Revision) -> Result<Vec<Entry>> {
        let root = revision.tree.ok_or_else(|| Error::Revision { spec: revision.spec.clone() })?;
        if self.partial
            && let Some(exact) = self.exact()
        {
            exact.learn_missing(root);
        }
        raw::list(root, |oid| self.object(oid, MAX_FOLDER))
    }

    fn size(&self, entry: &Entry) -> Option<u64> {
        is_blob(entry).then(|| self.header(entry.oid)).flatten().map(|(_, size)| size)
    }

    fn read(&self, entry: &Entry, cap: u64) -> Contents {
        if !is_blob(entry) {
            return Contents::Absent;
        }
        let Some((_, size)) = self.header(entry.oid) else { return Contents::Absent };
        if size > cap {
            return Contents::TooLarge { size, head: Vec::new() };
        }
        match self.whole(entry.oid).filter(|object| object.kind == ObjectKind::Blob).map(|object| object.data) {
            Some(bytes) => super::pointer::parse(entry, &bytes).map_or_else(|| Contents::Bytes(bytes), Contents::Pointer),
            None => Contents::Absent,
        }
    }

    fn again(&self) -> Option<Box<dyn ObjectSource + Send>> {
        // What is missing is learned once, so a partial clone is read by one thread.
        let fast = self.fast.as_ref().filter(|_| !self.partial)?.again()?;
        let packs = OnceCell::new();
        Some(Box::new(Self { packs, fast: Some(fast), exact: OnceCell::new(), access: self.access, partial: self.partial }))
    }
}

impl Repository {
    fn unknown(&self, spec: &str) -> Error {
        if spec == "HEAD" {
            return Error::Usage {
                message: "nothing is committed here yet".into(),
                hint: "commit first, or check the files as they lie with --worktree".into(),
            };
        }
        Error::Revision { spec: crate::text::sanitize(spec, 100) }
    }
}

fn is_blob(entry: &Entry) -> bool {
    matches!(entry.kind, EntryKind::File | EntryKind::Symlink)
}

fn broken(what: &str, oid: Oid) -> Error {
    Error::Repository { reason: format!("{what} {oid} is damaged") }
}
