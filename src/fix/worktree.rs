//! Writing corrections into a work tree: never over somebody's changes, never through a link, whole or not at all.

use super::{Changed, apply};
use crate::error::{Error, Result};
use std::fs;
use std::io::Write as _;
use std::path::{Component, Path, PathBuf};

/// Writes every file of a plan below `root`; the paths that were written.
///
/// # Errors
/// [`Error::Usage`] before anything is written when a file differs from the revision and `force`
/// is not given, or is not an ordinary file; [`Error::Io`] when writing fails.
pub fn write(root: &Path, files: &[Changed], force: bool) -> Result<Vec<String>> {
    let mut ready = Vec::new();
    for file in files {
        let path = inside(root, &file.path)?;
        let now = fs::read(&path).map_err(|error| Error::io(&path, error))?;
        let same = now == file.old || without_returns(&now) == without_returns(&file.old);
        if !same && !force {
            return Err(Error::Usage {
                message: format!("{} has changes that are not committed", crate::text::sanitize_path(&file.path)),
                hint: "commit or stash them first, or use --force to correct the file as it lies".into(),
            });
        }
        let new = if now == file.old { file.new.clone() } else { apply::apply(&now, &file.edits, file.tail.as_deref()).0 };
        ready.push((path, new, file.path.clone()));
    }
    let mut written = Vec::new();
    for (path, new, name) in ready {
        replace(&path, &new).map_err(|error| Error::io(&path, error))?;
        written.push(name);
    }
    Ok(written)
}

fn without_returns(bytes: &[u8]) -> Vec<u8> {
    let mut out = bytes.to_vec();
    out.retain(|&byte| byte != b'\r');
    out
}

/// The path below the root, if no part of it is a link and the end is an ordinary file.
fn inside(root: &Path, path: &str) -> Result<PathBuf> {
    let refuse = |what: &str| Error::Usage {
        message: format!("{} {what}", crate::text::sanitize_path(path)),
        hint: "print the patch instead and apply it by hand".into(),
    };
    let relative = Path::new(path);
    if !relative.components().all(|part| matches!(part, Component::Normal(_))) {
        return Err(refuse("is not a path inside the work tree"));
    }
    let mut full = root.to_path_buf();
    for part in relative.components() {
        full.push(part);
        let known = fs::symlink_metadata(&full).map_err(|error| Error::io(&full, error))?;
        if known.file_type().is_symlink() {
            return Err(refuse("is, or lies behind, a symbolic link"));
        }
    }
    if fs::symlink_metadata(&full).is_ok_and(|known| known.is_file()) { Ok(full) } else { Err(refuse("is not an ordinary file")) }
}

fn replace(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let permissions = fs::metadata(path)?.permissions();
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let draft = path.with_file_name(format!(".{name}.{}", std::process::id()));
    let put = || -> std::io::Result<()> {
        let mut file = fs::OpenOptions::new().write(true).create_new(true).open(&draft)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::set_permissions(&draft, permissions)?;
        fs::rename(&draft, path)
    };
    put().inspect_err(|_| {
        let _ = fs::remove_file(&draft);
    })
}
