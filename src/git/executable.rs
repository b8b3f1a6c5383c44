//! Objects through the git program, where libgit2 cannot open or find something: reftable, SHA-256,
//! partial clones, unknown extensions, `safe.directory` from the environment, `GIT_DIR` of another
//! owner, and everything that a later git invents.
//!
//! It reads and nothing else: no hook, no filter, no monitor, no pager, no prompt, and no download
//! unless one was asked for. Works with git 2.39 and later.

use super::Oid;
use super::batch::Batch;
use super::raw::{Object, ObjectKind};
use crate::error::{Error, Result};
use std::cell::{Cell, RefCell};
use std::collections::HashSet;
use std::ffi::OsStr;
use std::process::{Command, Stdio};

/// How far the reading may go.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Access {
    /// Whether objects that a partial clone left out may be fetched from its remote.
    pub fetch_missing: bool,
}

/// A repository that the git program opens.
pub struct Executable {
    access: Access,
    partial: bool,
    missing: RefCell<HashSet<Oid>>,
    headers: RefCell<Option<Batch>>,
    contents: RefCell<Option<Batch>>,
    restarts: Cell<u32>,
}

/// A git that was killed this often by missing objects is not started again.
const MAX_RESTARTS: u32 = 64;

impl Executable {
    /// Opens the repository that git uses here.
    ///
    /// # Errors
    /// [`Error::NoRepository`], [`Error::Owner`], or [`Error::Repository`] in git's own words.
    pub fn open(access: Access) -> Result<Self> {
        let output = run(access, ["rev-parse", "--git-dir"])?;
        if !output.ok {
            return Err(explain(&output.stderr));
        }
        let settings = r"^(extensions\.partialclone|remote\..*\.(promisor|partialclonefilter))$";
        let partial = run(access, ["config", "--null", "--name-only", "--get-regexp", settings])?.ok;
        Ok(Self {
            access,
            partial,
            missing: RefCell::default(),
            headers: RefCell::default(),
            contents: RefCell::default(),
            restarts: Cell::new(0),
        })
    }

    /// The object that a revision names, and the full name of the reference if it is one.
    #[must_use]
    pub fn name(&self, spec: &str) -> Option<(Oid, Option<String>)> {
        let line = |args: &[&str]| {
            let output = run(self.access, args).ok().filter(|output| output.ok)?;
            Some(output.stdout.lines().next()?.to_string())
        };
        let oid = line(&["rev-parse", "--verify", "--quiet", "--end-of-options", spec])?;
        let full = line(&["rev-parse", "--verify", "--quiet", "--symbolic-full-name", "--end-of-options", spec]);
        Some((Oid::from_hex(&oid)?, full.filter(|name| name.starts_with("refs/"))))
    }

    /// Learns which objects below a tree are not here, so that nobody asks for them: git up to 2.44
    /// cannot be asked without either fetching the object or giving up.
    pub fn learn_missing(&self, tree: Oid) {
        if !self.partial || self.access.fetch_missing || self.missing.borrow().contains(&tree) {
            return;
        }
        let tree_text = tree.to_string();
        let output = run(self.access, ["rev-list", "--objects", "--no-walk", "--missing=print", tree_text.as_str()]);
        let mut missing = self.missing.borrow_mut();
        match output {
            Ok(output) if output.ok => {
                missing.extend(output.stdout.lines().filter_map(|line| Oid::from_hex(line.strip_prefix('?')?)));
            }
            // An old git gives up when the tree itself is not here.
            _ => {
                missing.insert(tree);
            }
        }
    }

    /// Whether an object is known not to be here.
    #[must_use]
    pub fn is_missing(&self, oid: Oid) -> bool {
        self.missing.borrow().contains(&oid)
    }

    /// The type and the size in bytes of an object.
    #[must_use]
    pub fn header(&self, oid: Oid) -> Option<(ObjectKind, u64)> {
        self.ask(&self.headers, "--batch-check", oid, |batch| batch.header(oid))
    }

    /// An object.
    #[must_use]
    pub fn object(&self, oid: Oid) -> Option<Object> {
        self.ask(&self.contents, "--batch", oid, |batch| batch.object(oid))
    }

    fn ask<T>(
        &self,
        slot: &RefCell<Option<Batch>>,
        mode: &str,
        oid: Oid,
        question: impl Fn(&mut Batch) -> std::io::Result<Option<T>>,
    ) -> Option<T> {
        if self.is_missing(oid) || self.restarts.get() > MAX_RESTARTS {
            return None;
        }
        let mut slot = slot.borrow_mut();
        if slot.is_none() {
            *slot = Batch::start(command(self.access).args(["cat-file", mode])).ok();
        }
        let answer = question(slot.as_mut()?);
        if let Ok(answer) = answer {
            return answer;
        }
        // The child died, as an old git does at an object that it may not fetch.
        *slot = None;
        self.restarts.set(self.restarts.get() + 1);
        self.missing.borrow_mut().insert(oid);
        None
    }
}

/// What a run of git left behind.
pub(super) struct Ran {
    /// Whether it ended well.
    pub ok: bool,
    /// Its output as text.
    pub stdout: String,
    /// Its output as bytes.
    pub bytes: Vec<u8>,
    /// Its complaints.
    pub stderr: String,
}

/// Runs git to its end.
pub(super) fn run<S: AsRef<OsStr>>(access: Access, args: impl IntoIterator<Item = S>) -> Result<Ran> {
    let output = command(access).args(args).stderr(Stdio::piped()).output().map_err(no_git)?;
    Ok(Ran {
        ok: output.status.success(),
        stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
        bytes: output.stdout,
        stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
    })
}

fn no_git(error: std::io::Error) -> Error {
    if error.kind() == std::io::ErrorKind::NotFound {
        return Error::Usage {
            message: "this repository needs the git program, and there is none on PATH".into(),
            hint: "install git".into(),
        };
    }
    Error::io("git", error)
}

/// A git that only reads. What names the repository (GIT_DIR, the object directories of a push that
/// is under way, settings of `git -c`) is left in the environment; what changes answers is not.
pub(super) fn command(access: Access) -> Command {
    let mut command = Command::new("git");
    command.args(["--no-pager", "--literal-pathspecs", "-c", "core.fsmonitor=false"]);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    for (key, value) in [
        ("GIT_OPTIONAL_LOCKS", "0"),
        ("GIT_NO_REPLACE_OBJECTS", "1"),
        ("GIT_TERMINAL_PROMPT", "0"),
        ("LC_ALL", "C"),
        ("LANGUAGE", "C"),
    ] {
        command.env(key, value);
    }
    for key in ["GIT_TRACE", "GIT_TRACE2", "GIT_TRACE2_EVENT", "GIT_TRACE2_PERF", "GIT_TRACE_SETUP", "GIT_EXTERNAL_DIFF"] {
        command.env_remove(key);
    }
    if !access.fetch_missing {
        // The first is git 2.45's own word for it; the second stops every other git at the wire.
        command.env("GIT_NO_LAZY_FETCH", "1").env("GIT_ALLOW_PROTOCOL", "none");
    }
    command
}

/// Turns git's complaint into an error of ours.
fn explain(stderr: &str) -> Error {
    let complaint = stderr.find("fatal:").map_or(stderr, |at| &stderr[at + 6..]).trim();
    let reason = complaint.lines().next().unwrap_or_default();
    if reason.starts_with("not a git repository") {
        return Error::NoRepository { path: "the working directory".into() };
    }
    if let Some(rest) = reason.strip_prefix("detected dubious ownership in repository at ") {
        return Error::Owner { path: crate::text::sanitize_path(rest.trim_matches('\'')) };
    }
    // Some complaints end with a list on lines of their own.
    Error::Repository { reason: crate::text::sanitize(complaint, 300) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_foreign_owner_is_told_with_the_line_that_helps() {
        let error = explain("fatal: detected dubious ownership in repository at '/srv/brook'\nTo add an exception …\n");
        assert!(error.hint().contains("git config --global --add safe.directory '/srv/brook'"), "{}", error.hint());
    }

    #[test]
    fn no_repository_is_an_error_of_its_own() {
        let error = explain("fatal: not a git repository (or any of the parent directories): .git\n");
        assert!(matches!(error, Error::NoRepository { .. }));
    }
}
