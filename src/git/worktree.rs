//! The files as they lie in a work tree: what is tracked, and what is neither tracked nor ignored.
//!
//! A tracked file that nobody changed is read as its blob, so that a clean checkout gives the same
//! report as its commit whatever line endings the checkout has. Only what differs is read from disk.

use super::disk::{self, Format};
use super::executable;
use super::repository::Repository;
use super::{Contents, Entry, EntryKind, ObjectSource, Oid, PointerKind, Revision, pointer};
use crate::error::{Error, Result};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// A path as git writes it.
type Name = Vec<u8>;

/// A work tree and the repository behind it.
pub struct Worktree {
    repository: Repository,
    root: PathBuf,
    format: Format,
    /// Where the files lie that are read from disk.
    changed: RefCell<BTreeMap<String, PathBuf>>,
}

impl Worktree {
    /// The work tree that git itself would use with this repository.
    ///
    /// # Errors
    /// [`Error::Usage`] in a bare repository.
    pub fn open(repository: Repository) -> Result<Self> {
        let access = repository.access();
        let top = executable::run(access, ["rev-parse", "--show-toplevel"])?;
        if !top.ok {
            return Err(Error::Usage {
                message: "this repository has no work tree".into(),
                hint: "name a revision instead of --worktree".into(),
            });
        }
        let root = path_of(top.bytes.strip_suffix(b"\n").unwrap_or(&top.bytes));
        // git before 2.25 has no such flag and knows SHA-1 alone.
        let format = executable::run(access, ["rev-parse", "--show-object-format"])?;
        let format = if format.stdout.trim() == "sha256" { Format::Sha256 } else { Format::Sha1 };
        Ok(Self { repository, root, format, changed: RefCell::default() })
    }

    /// The top of the work tree.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Every path of the index with its entry; conflicts are left to the disk.
    fn tracked(&self) -> Result<(BTreeMap<Name, Entry>, BTreeSet<Name>)> {
        let mut args = vec!["ls-files", "-z", "--stage", "--full-name"];
        // The whole tree, from wherever this was called.
        let up = executable::run(self.repository.access(), ["rev-parse", "--show-cdup"])?.stdout;
        let up = up.trim_end_matches('\n');
        if !up.is_empty() {
            args.extend(["--", up]);
        }
        let output = self.git(args)?;
        let (mut tracked, mut conflicts) = (BTreeMap::new(), BTreeSet::new());
        for record in output.split(|&byte| byte == 0).filter(|record| !record.is_empty()) {
            let Some(tab) = memchr::memchr(b'\t', record) else { continue };
            let (head, path) = (String::from_utf8_lossy(&record[..tab]), record[tab + 1..].to_vec());
            let mut words = head.split(' ');
            let (mode, oid, stage) = (words.next(), words.next().and_then(Oid::from_hex), words.next());
            let Some(oid) = oid else { continue };
            if stage != Some("0") {
                conflicts.insert(path);
                continue;
            }
            let kind = match mode {
                Some("120000") => EntryKind::Symlink,
                Some("160000") => EntryKind::Submodule,
                _ => EntryKind::File,
            };
            let name = String::from_utf8_lossy(&path).into_owned();
            tracked.insert(path, Entry { path: name, kind, oid });
        }
        Ok((tracked, conflicts))
    }

    /// Paths whose file differs from the index, and paths that git neither tracks nor ignores.
    fn different(&self) -> Result<(Vec<Name>, Vec<Name>)> {
        let mut args = self.without_filters()?;
        let status = ["status", "--porcelain=v2", "-z", "--untracked-files=all", "--ignore-submodules=all", "--no-renames"];
        args.extend(status.map(String::from));
        let output = self.git(args)?;
        let (mut changed, mut untracked) = (Vec::new(), Vec::new());
        for record in output.split(|&byte| byte == 0).filter(|record| !record.is_empty()) {
            // `1 XY sub mH mI mW hH hI path`, `u XY sub m1 m2 m3 mW h1 h2 h3 path`, `? path`.
            let field = |count: usize| record.splitn(count, |&byte| byte == b' ').last().unwrap_or_default().to_vec();
            match record[0] {
                b'1' if record.get(3) != Some(&b'.') => changed.push(field(9)),
                b'u' => changed.push(field(11)),
                b'?' => untracked.push(field(2)),
                _ => {}
            }
        }
        Ok((changed, untracked))
    }

    /// Settings that turn every content filter off: `git status` would run them over changed files,
    /// and nothing is run here that a repository's settings name.
    fn without_filters(&self) -> Result<Vec<String>> {
        let pattern = r"^filter\..*\.(clean|smudge|process|required)$";
        let output = executable::run(self.repository.access(), ["config", "--null", "--name-only", "--get-regexp", pattern])?;
        let names: BTreeSet<&str> =
            output.stdout.split('\0').filter_map(|key| Some(key.strip_prefix("filter.")?.rsplit_once('.')?.0)).collect();
        let mut args = Vec::new();
        for name in names {
            if name.contains(['=', '\n']) {
                return Err(Error::Repository { reason: "a filter's name in git's settings cannot be turned off".into() });
            }
            for setting in ["clean=", "process=", "required=false"] {
                args.extend(["-c".to_string(), format!("filter.{name}.{setting}")]);
            }
        }
        Ok(args)
    }

    fn git<S: AsRef<std::ffi::OsStr>>(&self, args: impl IntoIterator<Item = S>) -> Result<Vec<u8>> {
        let output = executable::run(self.repository.access(), args)?;
        if output.ok {
            return Ok(output.bytes);
        }
        Err(Error::Repository { reason: crate::text::sanitize(&output.stderr, 300) })
    }

    /// Whether the file on disk is the content that the index's LFS pointer promises. With filters
    /// off git cannot tell, once a file's time stamp has changed.
    fn is_promised(&self, indexed: Option<&Entry>, full: &Path) -> bool {
        let pointer = indexed.and_then(|entry| pointer::parse(entry, &self.repository.blob(entry.oid, pointer::MAX)?));
        pointer.is_some_and(|pointer| {
            pointer.kind == PointerKind::Lfs
                && pointer.size == disk::size(full)
                && disk::sha256(full).is_some_and(|digest| pointer.digest == format!("sha256:{digest}"))
        })
    }
}

/// A path of git's, as the system spells it.
fn path_of(bytes: &[u8]) -> PathBuf {
    #[cfg(unix)]
    return PathBuf::from(<std::ffi::OsStr as std::os::unix::ffi::OsStrExt>::from_bytes(bytes));
    #[cfg(not(unix))]
    return PathBuf::from(String::from_utf8_lossy(bytes).into_owned());
}

impl ObjectSource for Worktree {
    fn resolve(&self, _spec: &str) -> Result<Revision> {
        Ok(Revision { spec: "--worktree".into(), ..Revision::default() })
    }

    fn entries(&self, _revision: &Revision) -> Result<Vec<Entry>> {
        let (mut tracked, conflicts) = self.tracked()?;
        let (changed, untracked) = self.different()?;
        let mut on_disk = BTreeMap::new();
        let all: BTreeSet<Name> = changed.into_iter().chain(untracked).chain(conflicts).collect();
        for path in all {
            let name = String::from_utf8_lossy(&path).into_owned();
            // A repository inside the work tree is listed as a folder, which git would add as a submodule.
            if let Some(name) = name.strip_suffix('/') {
                let entry = Entry { path: name.into(), kind: EntryKind::Submodule, oid: self.format.zero() };
                tracked.insert(name.as_bytes().to_vec(), entry);
                continue;
            }
            let full = disk::below(&self.root, &path);
            if full.as_ref().is_some_and(|full| self.is_promised(tracked.get(&path), full)) {
                continue;
            }
            match full.and_then(|full| Some((disk::entry(&full, name.clone(), self.format)?, full))) {
                Some((entry, full)) => {
                    on_disk.insert(name, full);
                    tracked.insert(path, entry);
                }
                None => {
                    tracked.remove(&path);
                }
            }
        }
        *self.changed.borrow_mut() = on_disk;
        let mut entries: Vec<Entry> = tracked.into_values().collect();
        entries.sort_by(|a, b| a.path.as_bytes().cmp(b.path.as_bytes()));
        Ok(entries)
    }

    fn size(&self, entry: &Entry) -> Option<u64> {
        match self.changed.borrow().get(&entry.path) {
            Some(path) => disk::size(path),
            None => self.repository.size(entry),
        }
    }

    fn read(&self, entry: &Entry, cap: u64) -> Contents {
        match self.changed.borrow().get(&entry.path) {
            Some(path) => disk::read(path, entry, cap),
            None => self.repository.read(entry, cap),
        }
    }
}
