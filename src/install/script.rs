//! A hook as a script: written beside the hook that stood there, and taken away again.

use crate::error::{Error, Result};
use crate::gate::refs::Hook;
use std::fs;
use std::path::{Path, PathBuf};

/// The line that tells our scripts from others', up to the version.
const MARK: &str = "# git-openness-managed v";

/// Whether these bytes are a script of ours, of any version and with any line ends.
#[must_use]
pub fn is_ours(bytes: &[u8]) -> bool {
    String::from_utf8_lossy(&bytes[..bytes.len().min(400)]).lines().any(|line| line.starts_with(MARK))
}

/// Our script's bytes, with the line ends that a shell wants whatever built the program.
#[must_use]
pub fn text(hook: Hook) -> String {
    hook.script().replace("\r\n", "\n")
}

/// Where the hook that we run first is kept.
#[must_use]
pub fn kept(hooks: &Path, hook: Hook) -> PathBuf {
    hooks.join(format!("{}.pre-openness", hook.name()))
}

/// The names under which hook managers put away a hook that they find.
pub const PUT_AWAY: [&str; 2] = ["legacy", "old"];

/// Writes the script. A hook that stands there is kept beside it and runs first.
///
/// # Errors
/// [`Error::Io`]; then everything is as before.
pub fn put(hooks: &Path, hook: Hook) -> Result<Vec<String>> {
    let path = hooks.join(hook.name());
    let kept = kept(hooks, hook);
    let there = fs::symlink_metadata(&path).is_ok();
    let before = fs::read(&path).unwrap_or_default();
    if there && is_ours(&before) {
        if before == text(hook).as_bytes() && is_executable(&path) {
            return Ok(vec![format!("{} is already in place: {}", hook.name(), path.display())]);
        }
        write(&path, hook)?;
        return Ok(vec![format!("{} renewed: {}", hook.name(), path.display())]);
    }
    if there && fs::symlink_metadata(&kept).is_ok() {
        return Err(Error::Usage {
            message: format!("{} exists already, and so does another {}", kept.display(), hook.name()),
            hint: "remove or merge one of the two, then install again".into(),
        });
    }
    fs::create_dir_all(hooks).map_err(|error| Error::io(hooks, error))?;
    if there {
        fs::rename(&path, &kept).map_err(|error| Error::io(&path, error))?;
    }
    if let Err(error) = write(&path, hook) {
        if there {
            fs::rename(&kept, &path).map_err(|error| Error::io(&path, error))?;
        }
        return Err(error);
    }
    let mut lines = vec![format!("{} installed: {}", hook.name(), path.display())];
    if there {
        let runs = if is_executable(&kept) { "runs first" } else { "is not executable, so it does not run, as before" };
        lines.push(format!("  the hook that stood there is kept as {} and {runs}", file_name(&kept)));
    }
    Ok(lines)
}

/// Writes beside the place and renames, so that git never sees half a script.
fn write(path: &Path, hook: Hook) -> Result<()> {
    let partial = path.with_file_name(format!("{}.openness-new", hook.name()));
    fs::write(&partial, text(hook)).and_then(|()| make_executable(&partial)).and_then(|()| fs::rename(&partial, path)).map_err(
        |error| {
            let _ = fs::remove_file(&partial);
            Error::io(path, error)
        },
    )
}

/// Takes our script away and puts the kept hook back, byte for byte.
///
/// # Errors
/// [`Error::Io`].
pub fn take(hooks: &Path, hook: Hook) -> Result<Vec<String>> {
    let path = hooks.join(hook.name());
    let kept = kept(hooks, hook);
    let mut lines = Vec::new();
    let remove = |path: &Path| fs::remove_file(path).map_err(|error| Error::io(path, error));
    if fs::read(&path).is_ok_and(|bytes| is_ours(&bytes)) {
        remove(&path)?;
        lines.push(format!("{} removed: {}", hook.name(), path.display()));
        if fs::symlink_metadata(&kept).is_ok() {
            fs::rename(&kept, &path).map_err(|error| Error::io(&path, error))?;
            lines.push(format!("  the hook that stood there before is back: {}", path.display()));
        }
        return Ok(lines);
    }
    // Managers that came after us put our script away; it must not run from there either.
    for ending in PUT_AWAY {
        let away = hooks.join(format!("{}.{ending}", hook.name()));
        if fs::read(&away).is_ok_and(|bytes| is_ours(&bytes)) {
            remove(&away)?;
            lines.push(format!("{} removed: {}", hook.name(), away.display()));
        }
    }
    if fs::symlink_metadata(&kept).is_ok() {
        let same = fs::read(&kept).ok() == fs::read(&path).ok();
        if same {
            remove(&kept)?;
            lines.push(format!("  {} was the same as the hook in use and is gone", file_name(&kept)));
        } else if fs::symlink_metadata(&path).is_err() {
            fs::rename(&kept, &path).map_err(|error| Error::io(&path, error))?;
            lines.push(format!("  the hook that stood there before is back: {}", path.display()));
        } else {
            lines.push(format!("  left alone: {} (another hook took our place; merge it by hand)", kept.display()));
        }
    }
    Ok(lines)
}

/// The last part of a path, for people.
fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// Whether git would run it.
#[cfg(unix)]
#[must_use]
pub fn is_executable(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    fs::metadata(path).is_ok_and(|facts| facts.is_file() && facts.permissions().mode() & 0o111 != 0)
}

/// Whether git would run it: without permission bits, every file.
#[cfg(not(unix))]
#[must_use]
pub fn is_executable(path: &Path) -> bool {
    path.is_file()
}

#[cfg(unix)]
fn make_executable(path: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    let mut permissions = fs::metadata(path)?.permissions();
    // Who may read it may run it, so that the umask of a shared repository holds.
    let mode = permissions.mode();
    permissions.set_mode(mode | ((mode & 0o444) >> 2));
    fs::set_permissions(path, permissions)
}

#[cfg(not(unix))]
fn make_executable(_path: &Path) -> std::io::Result<()> {
    Ok(())
}
