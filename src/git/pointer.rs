//! Pointers to content that git itself does not hold: Git LFS and git-annex.

use super::{Entry, EntryKind, Pointer, PointerKind};

/// The largest pointer in bytes (Git LFS, specification v1: less than 1024).
pub const MAX: u64 = 1024;

/// Reads a pointer from a blob's bytes, if it is one.
///
/// LFS: specification v1, `version` first, then `oid sha256:<64 hex>` and `size`.
/// Annex: a link (or an unlocked file's single line) into `annex/objects` that ends in a key.
#[must_use]
pub fn parse(entry: &Entry, bytes: &[u8]) -> Option<Pointer> {
    // Both kinds are tiny; anything larger is content.
    if bytes.len() as u64 > MAX {
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
    // WORM, URL and the like name a file without saying what is in it: there is no digest then.
    let backend = backend.strip_suffix('E').unwrap_or(backend).to_lowercase();
    let digest = name.split('.').next()?;
    let hashed = ["sha", "skein", "blake", "md5"].iter().any(|family| backend.starts_with(family));
    let hashed = hashed && digest.len() >= 32 && digest.bytes().all(|byte| byte.is_ascii_hexdigit());
    let digest = if hashed { format!("{backend}:{digest}") } else { String::new() };
    Some(Pointer { kind: PointerKind::Annex, digest, size })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::git::Oid;

    const DIGEST: &str = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    fn read(kind: EntryKind, text: &str) -> Option<Pointer> {
        parse(&Entry { path: "data/a.bin".into(), kind, oid: Oid::ZERO }, text.as_bytes())
    }

    #[test]
    fn an_lfs_pointer_needs_its_digest_and_its_size() {
        let whole = format!("version https://git-lfs.github.com/spec/v1\noid sha256:{DIGEST}\nsize 42\n");
        let pointer = read(EntryKind::File, &whole).unwrap();
        assert_eq!((pointer.digest, pointer.size), (format!("sha256:{DIGEST}"), Some(42)));
        assert!(read(EntryKind::File, &whole.replace("size 42", "size many")).is_none());
        assert!(read(EntryKind::File, &whole.replace("0123", "")).is_none());
        assert!(read(EntryKind::File, &format!("About pointers:\n{whole}")).is_none());
    }

    #[test]
    fn an_annex_key_may_have_a_digest() {
        let link = format!("../.git/annex/objects/Xx/1q/SHA256E-s42--{DIGEST}.bin/SHA256E-s42--{DIGEST}.bin");
        let pointer = read(EntryKind::Symlink, &link).unwrap();
        assert_eq!((pointer.digest, pointer.size), (format!("sha256:{DIGEST}"), Some(42)));
        let unlocked = format!("/annex/objects/MD5-s7--{}\n", &DIGEST[..32]);
        assert_eq!(read(EntryKind::File, &unlocked).unwrap().digest, format!("md5:{}", &DIGEST[..32]));
        let named = read(EntryKind::Symlink, ".git/annex/objects/a/b/WORM-s42-m1--river.txt/WORM-s42-m1--river.txt").unwrap();
        assert_eq!((named.digest.as_str(), named.size), ("", Some(42)));
        assert!(read(EntryKind::Symlink, "../elsewhere/a.bin").is_none());
    }
}
