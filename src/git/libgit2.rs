//! Objects through libgit2: fast, in-process, and the only file that names `git2`.
//!
//! libgit2 1.9 does not open reftable, SHA-256 and unknown extensions, never fetches, and judges
//! owners more strictly than git; [`super::repository`] asks the git program then.

use super::raw::{Object, ObjectKind};
use super::{EntryKind, Oid};
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
    /// libgit2's own words. They say little: the git program may well open it.
    pub fn open_from_env() -> std::result::Result<Self, String> {
        // As git does: a pack was checked when it was received and guards each object with a checksum of
        // its own. Hashing every blob once more was a seventh of a large check.
        git2::opts::strict_hash_verification(false);
        // Nothing is asked for twice.
        git2::opts::enable_caching(false);
        git2::Repository::open_from_env().map(|repository| Self { repository }).map_err(|error| error.message().into())
    }

    /// The folder of the repository itself, such as `.git`.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.repository.path()
    }

    /// The folder that all work trees of the repository share: objects, most refs and settings.
    #[must_use]
    pub fn common_folder(&self) -> &Path {
        self.repository.commondir()
    }

    /// The same repository once more, for another thread.
    #[must_use]
    pub fn again(&self) -> Option<Self> {
        Self::open_from_env().ok().filter(|other| other.folder() == self.folder())
    }

    /// The object that a revision names, and the full name of the reference if it is one.
    #[must_use]
    pub fn name(&self, spec: &str) -> Option<(Oid, Option<String>)> {
        let (object, reference) = self.repository.revparse_ext(spec).ok()?;
        let full = reference.and_then(|reference| reference.name().ok().map(str::to_string));
        Some((Oid::from_bytes(object.id().as_bytes())?, full))
    }

    /// The type and the size in bytes of an object, without reading all of it.
    #[must_use]
    pub fn header(&self, oid: Oid) -> Option<(ObjectKind, u64)> {
        let id = git2::Oid::from_bytes(oid.as_bytes()).ok()?;
        let (size, kind) = self.repository.odb().ok()?.read_header(id).ok()?;
        Some((kind_of(kind)?, size as u64))
    }

    /// An object. Its bytes have passed the checksum of their compression, as in git.
    #[must_use]
    pub fn object(&self, oid: Oid) -> Option<Object> {
        let id = git2::Oid::from_bytes(oid.as_bytes()).ok()?;
        let odb = self.repository.odb().ok()?;
        let object = odb.read(id).ok()?;
        Some(Object { kind: kind_of(object.kind())?, data: object.data().to_vec() })
    }

    /// Whether objects may be missing here by design, because a remote promised them.
    #[must_use]
    pub fn is_partial(&self) -> bool {
        self.has_setting(r"^(extensions\.partialclone|remote\..*\.(promisor|partialclonefilter))$")
    }

    /// Whether a setting's name matches, as far as libgit2 can see; it does not see `git -c` and
    /// some conditional includes.
    #[must_use]
    pub fn has_setting(&self, pattern: &str) -> bool {
        let Ok(config) = self.repository.config() else { return false };
        config.entries(Some(pattern)).is_ok_and(|mut entries| matches!(entries.next(), Some(Ok(_))))
    }
}

fn kind_of(kind: git2::ObjectType) -> Option<ObjectKind> {
    Some(match kind {
        git2::ObjectType::Commit => ObjectKind::Commit,
        git2::ObjectType::Tree => ObjectKind::Tree,
        git2::ObjectType::Blob => ObjectKind::Blob,
        git2::ObjectType::Tag => ObjectKind::Tag,
        git2::ObjectType::Any => return None,
    })
}

/// The SHA-1 blob id of some bytes.
#[must_use]
pub fn blob_id(bytes: &[u8]) -> Option<Oid> {
    let id = git2::Oid::hash_object(git2::ObjectType::Blob, bytes).ok()?;
    Oid::from_bytes(id.as_bytes())
}

/// The SHA-1 blob id of a file, read piece by piece.
#[must_use]
pub fn blob_id_of_file(path: &Path) -> Option<Oid> {
    let id = git2::Oid::hash_file(git2::ObjectType::Blob, path).ok()?;
    Oid::from_bytes(id.as_bytes())
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
                        EntryKind::Unlisted => return Err(git2::Error::from_str("a folder is made by its files")),
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
