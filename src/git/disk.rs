//! Files as they lie on disk: their ids as git would give them, and nothing but ordinary files read.

use super::{Contents, Entry, EntryKind, Oid, pointer};
use sha2::{Digest as _, Sha256};
use std::fs::{self, File};
use std::io::{Read as _, Result};
use std::path::{Path, PathBuf};

/// The largest file whose id is computed: hashing a checkpoint of 50 GB takes minutes, and its id
/// tells nobody anything. Larger files have the zero id.
const MAX_HASHED: u64 = 64 << 20;
/// How much of a file over the cap is read.
const HEAD: u64 = 64 << 10;

/// The length in bytes of the ids of a repository.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// 20 bytes.
    #[default]
    Sha1,
    /// 32 bytes.
    Sha256,
}

impl Format {
    /// The id that stands for "none".
    #[must_use]
    pub fn zero(self) -> Oid {
        let raw: &[u8] = match self {
            Self::Sha1 => &[0; 20],
            Self::Sha256 => &[0; 32],
        };
        Oid::from_bytes(raw).unwrap_or(Oid::ZERO)
    }

    /// The blob id of some bytes.
    #[must_use]
    pub fn blob_id(self, bytes: &[u8]) -> Oid {
        match self {
            Self::Sha1 => super::libgit2::blob_id(bytes),
            Self::Sha256 => {
                let mut hash = Sha256::new();
                hash.update(format!("blob {}\0", bytes.len()));
                hash.update(bytes);
                Oid::from_bytes(&hash.finalize())
            }
        }
        .unwrap_or_else(|| self.zero())
    }
}

/// What lies at a path, without following a link; `None` for what git does not track (pipes,
/// sockets, devices) and for what is gone.
#[must_use]
pub fn entry(path: &Path, name: String, format: Format) -> Option<Entry> {
    let meta = fs::symlink_metadata(path).ok()?;
    if meta.is_symlink() {
        let oid = format.blob_id(&target(path)?);
        return Some(Entry { path: name, kind: EntryKind::Symlink, oid });
    }
    if !meta.is_file() {
        return None;
    }
    let oid = if meta.len() > MAX_HASHED {
        format.zero()
    } else {
        // A file that may not be read is listed all the same; reading it answers `Absent`.
        file_id(path, format).unwrap_or_else(|| format.zero())
    };
    Some(Entry { path: name, kind: EntryKind::File, oid })
}

fn file_id(path: &Path, format: Format) -> Option<Oid> {
    match format {
        Format::Sha1 => super::libgit2::blob_id_of_file(path),
        Format::Sha256 => Some(format.blob_id(&fs::read(path).ok()?)),
    }
}

/// The text of a link.
fn target(path: &Path) -> Option<Vec<u8>> {
    Some(fs::read_link(path).ok()?.into_os_string().into_encoded_bytes())
}

/// The size of an ordinary file.
#[must_use]
pub fn size(path: &Path) -> Option<u64> {
    fs::symlink_metadata(path).ok().filter(fs::Metadata::is_file).map(|meta| meta.len())
}

/// The content of a file or the text of a link, if at most `cap` bytes.
#[must_use]
pub fn read(path: &Path, entry: &Entry, cap: u64) -> Contents {
    if entry.kind == EntryKind::Symlink {
        let bytes = target(path);
        return bytes.map_or(Contents::Absent, |bytes| classify(entry, bytes));
    }
    let Some(size) = size(path) else { return Contents::Absent };
    let open = |limit: u64| -> Result<Vec<u8>> {
        let mut bytes = Vec::new();
        File::open(path)?.take(limit).read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    if size > cap {
        return open(HEAD.min(cap)).map_or(Contents::Absent, |head| Contents::TooLarge { size, head });
    }
    open(cap).map_or(Contents::Absent, |bytes| classify(entry, bytes))
}

fn classify(entry: &Entry, bytes: Vec<u8>) -> Contents {
    pointer::parse(entry, &bytes).map_or_else(|| Contents::Bytes(bytes), Contents::Pointer)
}

/// The SHA-256 of a file's content in hexadecimal digits, as Git LFS names it.
#[must_use]
pub fn sha256(path: &Path) -> Option<String> {
    use std::fmt::Write as _;
    let mut file = File::open(path).ok()?;
    let mut hash = Sha256::new();
    let mut buffer = vec![0; 1 << 16];
    loop {
        match file.read(&mut buffer).ok()? {
            0 => break,
            read => hash.update(&buffer[..read]),
        }
    }
    Some(hash.finalize().iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    }))
}

/// The path below `root` that some bytes of git's name; `None` where the system cannot spell it or
/// a folder on the way is a link, which could lead anywhere.
#[must_use]
pub fn below(root: &Path, bytes: &[u8]) -> Option<PathBuf> {
    #[cfg(unix)]
    let relative = PathBuf::from(<std::ffi::OsStr as std::os::unix::ffi::OsStrExt>::from_bytes(bytes));
    #[cfg(not(unix))]
    let relative = PathBuf::from(std::str::from_utf8(bytes).ok()?);
    let mut full = root.to_path_buf();
    let mut parts = relative.components().peekable();
    while let Some(part) = parts.next() {
        let std::path::Component::Normal(part) = part else { return None };
        full.push(part);
        if parts.peek().is_some() && fs::symlink_metadata(&full).map_or(true, |meta| meta.is_symlink()) {
            return None;
        }
    }
    Some(full)
}
