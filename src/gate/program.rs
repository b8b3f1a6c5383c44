//! The few questions that only the git program answers.

use std::ffi::OsStr;
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// Runs git and returns its standard output without the last line end; `None` unless it ended well.
#[must_use]
pub fn git<S: AsRef<OsStr>>(args: impl IntoIterator<Item = S>) -> Option<String> {
    // Nothing here is worth a download (heeded since git 2.45).
    let command = &mut Command::new("git");
    let output = command.args(args).env("GIT_NO_LAZY_FETCH", "1").stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    let mut text = output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())?;
    if text.ends_with('\n') {
        text.pop();
    }
    Some(text)
}

/// All values of a setting, `git -c` and every scope included.
#[must_use]
pub fn settings(key: &str) -> Vec<String> {
    git(["config", "--null", "--get-all", key])
        .map(|text| text.split('\0').filter(|value| !value.is_empty()).map(String::from).collect())
        .unwrap_or_default()
}

/// The kind of object that a name peels to (`commit`, `tree`, `blob`), without fetching.
#[must_use]
pub fn peeled_kind(spec: &str) -> Option<String> {
    let peeled = git(["rev-parse", "--verify", "--quiet", &format!("{spec}^{{}}")])?;
    git(["cat-file", "-t", &peeled])
}

/// What a ref points to now, as a hexadecimal id; `None` when there is no such ref.
#[must_use]
pub fn current(name: &str) -> Option<String> {
    git(["rev-parse", "--verify", "--quiet", name])
}

/// A path inside the git directory, as git resolves it (worktrees, `core.hooksPath`).
#[must_use]
pub fn git_path(name: &str) -> Option<PathBuf> {
    git(["rev-parse", "--git-path", name]).map(PathBuf::from)
}
