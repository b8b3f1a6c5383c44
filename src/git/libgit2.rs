//! Objects through libgit2: fast, in-process, and the only file that names `git2`.

use super::{Contents, Entry, EntryKind, ObjectSource, Oid, Revision, Tag};
use crate::error::{Error, Result};
use std::path::Path;

/// A repository opened by libgit2.
pub struct Libgit2 {
    repository: git2::Repository,
}

impl Libgit2 {
    /// Opens the repository that git itself would use here: the environment (GIT_DIR, quarantine
    /// object directories) first, then upwards from the working directory.
    ///
    /// # Errors
    /// [`Error::NoRepository`] when there is none, [`Error::Repository`] when libgit2 cannot open it.
    pub fn open_from_env() -> Result<Self> {
        git2::Repository::open_from_env().map(|repository| Self { repository }).map_err(|error| {
            if error.code() == git2::ErrorCode::NotFound {
                Error::NoRepository { path: ".".into() }
            } else {
                Error::Repository { reason: error.message().into() }
            }
        })
    }

    /// Opens the repository at `path` and nowhere else.
    ///
    /// # Errors
    /// As [`Libgit2::open_from_env`].
    pub fn open(path: &Path) -> Result<Self> {
        git2::Repository::open(path)
            .map(|repository| Self { repository })
            .map_err(|error| Error::Repository { reason: error.message().into() })
    }
}

impl ObjectSource for Libgit2 {
    fn resolve(&self, spec: &str) -> Result<Revision> {
        let missing = || Error::Revision { spec: spec.into() };
        let (object, reference) = self.repository.revparse_ext(spec).map_err(|_| missing())?;
        let mut revision = Revision { spec: spec.into(), ..Revision::default() };
        if let Some(name) = reference.as_ref().and_then(|r| r.name().ok()).and_then(|n| n.strip_prefix("refs/tags/"))
            && object.kind() != Some(git2::ObjectType::Tag)
        {
            revision.tags.push(Tag { name: name.into(), message: String::new(), oid: None });
        }
        let mut object = object;
        // Nested tags are legal; a cycle is not possible, a hostile depth is.
        for _ in 0..32 {
            let Some(tag) = object.as_tag() else { break };
            revision.tags.push(Tag {
                name: String::from_utf8_lossy(tag.name_bytes()).into_owned(),
                message: String::from_utf8_lossy(tag.message_bytes().unwrap_or_default()).into_owned(),
                oid: Oid::from_bytes(tag.id().as_bytes()),
            });
            object = tag.target().map_err(|_| missing())?;
        }
        if let Some(commit) = object.as_commit() {
            revision.commit = Oid::from_bytes(commit.id().as_bytes());
            revision.tree = Oid::from_bytes(commit.tree_id().as_bytes());
        } else if object.as_tree().is_some() {
            revision.tree = Oid::from_bytes(object.id().as_bytes());
        } else {
            return Err(missing());
        }
        Ok(revision)
    }

    fn entries(&self, revision: &Revision) -> Result<Vec<Entry>> {
        let unreadable = |error: git2::Error| Error::Repository { reason: error.message().into() };
        let id = revision.tree.ok_or_else(|| Error::Revision { spec: revision.spec.clone() })?;
        let tree = git2::Oid::from_bytes(id.as_bytes()).and_then(|id| self.repository.find_tree(id)).map_err(unreadable)?;
        let mut entries = Vec::new();
        tree.walk(git2::TreeWalkMode::PreOrder, |folder, item| {
            let kind = match (item.kind(), item.filemode()) {
                (Some(git2::ObjectType::Commit), _) => EntryKind::Submodule,
                (_, 0o120_000) => EntryKind::Symlink,
                (Some(git2::ObjectType::Blob), _) => EntryKind::File,
                _ => return git2::TreeWalkResult::Ok,
            };
            if let Some(oid) = Oid::from_bytes(item.id().as_bytes()) {
                let name = String::from_utf8_lossy(item.name_bytes());
                entries.push(Entry { path: format!("{}{name}", folder), kind, oid });
            }
            git2::TreeWalkResult::Ok
        })
        .map_err(unreadable)?;
        entries.sort_by(|a, b| a.path.as_bytes().cmp(b.path.as_bytes()));
        Ok(entries)
    }

    fn size(&self, entry: &Entry) -> Option<u64> {
        let id = git2::Oid::from_bytes(entry.oid.as_bytes()).ok()?;
        self.repository.odb().ok()?.read_header(id).ok().map(|(size, _)| size as u64)
    }

    fn read(&self, entry: &Entry, cap: u64) -> Contents {
        let Some(size) = self.size(entry) else { return Contents::Absent };
        if size > cap {
            return Contents::TooLarge { size, head: Vec::new() };
        }
        let blob = git2::Oid::from_bytes(entry.oid.as_bytes()).and_then(|id| self.repository.find_blob(id));
        match blob {
            Ok(blob) => super::pointer::parse(entry, blob.content())
                .map_or_else(|| Contents::Bytes(blob.content().to_vec()), Contents::Pointer),
            Err(_) => Contents::Absent,
        }
    }
}

/// A file of a repository to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// From the top, with `/`.
    pub path: String,
    /// File, link (the bytes are its target) or submodule (the bytes are a commit in hexadecimal).
    pub kind: EntryKind,
    /// The content.
    pub bytes: Vec<u8>,
}

impl Libgit2 {
    /// Makes a bare repository with one commit on `main`, and a tag on it: a lightweight one when
    /// its message is empty. The same drafts give the same object ids.
    ///
    /// # Errors
    /// [`Error::Repository`] when the folder exists with a repository in it or cannot be written.
    pub fn create(path: &Path, files: &[Draft], message: &str, tag: Option<(&str, &str)>) -> Result<Self> {
        let make = || -> std::result::Result<git2::Repository, git2::Error> {
            let mut options = git2::RepositoryInitOptions::new();
            options.bare(true).no_reinit(true).external_template(false).initial_head("main");
            let repository = git2::Repository::init_opts(path, &options)?;
            {
                let mut tree = git2::build::TreeUpdateBuilder::new();
                for file in files {
                    let (id, mode) = match file.kind {
                        EntryKind::File => (repository.blob(&file.bytes)?, git2::FileMode::Blob),
                        EntryKind::Symlink => (repository.blob(&file.bytes)?, git2::FileMode::Link),
                        EntryKind::Submodule => {
                            (git2::Oid::from_str(&String::from_utf8_lossy(&file.bytes))?, git2::FileMode::Commit)
                        }
                    };
                    tree.upsert(file.path.as_bytes(), id, mode);
                }
                let empty = repository.find_tree(repository.treebuilder(None)?.write()?)?;
                let tree = repository.find_tree(tree.create_updated(&repository, &empty)?)?;
                let author = git2::Signature::new("Ada", "ada@example.invalid", &git2::Time::new(1_767_225_600, 0))?;
                let commit = repository.commit(Some("refs/heads/main"), &author, &author, message, &tree, &[])?;
                if let Some((name, text)) = tag {
                    let commit = repository.find_object(commit, None)?;
                    if text.is_empty() {
                        repository.tag_lightweight(name, &commit, false)?;
                    } else {
                        repository.tag(name, &commit, &author, text, false)?;
                    }
                }
            }
            Ok(repository)
        };
        make().map(|repository| Self { repository }).map_err(|error| Error::Repository { reason: error.message().into() })
    }
}
