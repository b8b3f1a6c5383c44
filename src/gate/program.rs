//! The few questions that only the git program answers.

use std::ffi::OsStr;
use std::io::Write as _;
use std::path::{Path, PathBuf};
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

/// Runs git with these bytes on its standard input and its complaints on ours; its standard output
/// when it ended well.
#[must_use]
pub fn pipe(args: &[&str], input: &[u8]) -> Option<Vec<u8>> {
    let mut child = Command::new("git").args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().ok()?;
    let sent = child.stdin.take().is_some_and(|mut stdin| stdin.write_all(input).is_ok());
    let output = child.wait_with_output().ok()?;
    (sent && output.status.success()).then_some(output.stdout)
}

/// Opens a file in the editor that git would use; whether that ended well.
#[must_use]
pub fn edit(path: &Path) -> bool {
    let Some(editor) = git(["var", "GIT_EDITOR"]) else { return false };
    // Git lets its shell split the setting, so that it may hold options.
    let script = format!("{editor} \"$@\"");
    Command::new("sh").args(["-c", &script, "editor"]).arg(path).status().is_ok_and(|status| status.success())
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
