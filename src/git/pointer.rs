//! Pointers to content that git itself does not hold: Git LFS and git-annex.

use super::{Entry, EntryKind, Pointer, PointerKind};

/// Reads a pointer from a blob's bytes, if it is one.
///
/// LFS: specification v1, `version` first, then `oid sha256:<64 hex>` and `size`.
/// Annex: a link (or an unlocked file's single line) into `annex/objects` that ends in a key.
#[must_use]
pub fn parse(entry: &Entry, bytes: &[u8]) -> Option<Pointer> {
    // Both kinds are tiny; anything larger is content.
    if bytes.len() > 1024 {
        return None;
    }
    let text = std::str::from_utf8(bytes).ok()?;
    if entry.kind == EntryKind::Symlink || text.starts_with("/annex/objects/") { annex(text) } else { lfs(text) }
}

fn lfs(text: &str) -> Option<Pointer> {
    let rest = text
        .strip_prefix("version https://git-lfs.github.com/spec/v1\n")
        .or_else(|| text.strip_prefix("version https://git-lfs.github.com/spec/v1\r\n"))?;
    let field = |name: &str| rest.lines().find_map(|line| line.strip_prefix(name)).map(str::trim);
    let digest = field("oid sha256:")?;
    if digest.len() != 64 || !digest.bytes().all(|b| b.is_ascii_hexdigit()) {
        return None;
    }
    let size = field("size ")?.parse().ok()?;
    Some(Pointer { kind: PointerKind::Lfs, digest: format!("sha256:{digest}"), size: Some(size) })
}

fn annex(text: &str) -> Option<Pointer> {
    if !text.contains("annex/objects/") {
        return None;
    }
    // A key reads BACKEND[-sSIZE][-mMTIME]--NAME (git-annex, "key format").
    let key = text.trim().rsplit('/').next()?;
    let (fields, name) = key.split_once("--")?;
    let mut parts = fields.split('-');
    let backend = parts.next()?;
    let size = parts.find_map(|part| part.strip_prefix('s')?.parse().ok());
    let digest = name.split('.').next()?;
    Some(Pointer { kind: PointerKind::Annex, digest: format!("{}:{digest}", backend.trim_end_matches('E').to_lowercase()), size })
}
