//! The bytes of commits, tags and trees. Both object sources hand out bytes and share this reader,
//! so that they cannot disagree; and the bytes may be anybody's, so nothing here trusts them.

use super::{Entry, EntryKind, Oid};
use crate::error::{Error, Result};

/// The four types of git objects.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ObjectKind {
    /// A commit.
    Commit,
    /// A list of names.
    Tree,
    /// A file's content.
    Blob,
    /// An annotated tag.
    Tag,
}

impl ObjectKind {
    /// The type that git spells like this.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Some(match word {
            "commit" => Self::Commit,
            "tree" => Self::Tree,
            "blob" => Self::Blob,
            "tag" => Self::Tag,
            _ => return None,
        })
    }
}

/// An object as it is stored, without its header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Object {
    /// Its type.
    pub kind: ObjectKind,
    /// Its bytes.
    pub data: Vec<u8>,
}

/// The value of the first header line of that name in a commit or a tag.
fn header<'a>(data: &'a [u8], name: &str) -> Option<&'a [u8]> {
    data.split(|&byte| byte == b'\n')
        .take_while(|line| !line.is_empty())
        .find_map(|line| line.strip_prefix(name.as_bytes())?.strip_prefix(b" "))
}

fn id(text: &[u8]) -> Option<Oid> {
    Oid::from_hex(std::str::from_utf8(text).ok()?)
}

/// The tree of a commit.
#[must_use]
pub fn tree_of_commit(data: &[u8]) -> Option<Oid> {
    id(header(data, "tree")?)
}

/// What an annotated tag says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TagObject {
    /// The object that it names.
    pub target: Oid,
    /// Its own name.
    pub name: String,
    /// Its message, without a signature.
    pub message: String,
}

/// Reads an annotated tag.
#[must_use]
pub fn tag(data: &[u8]) -> Option<TagObject> {
    let target = id(header(data, "object")?)?;
    let name = String::from_utf8_lossy(header(data, "tag").unwrap_or_default()).into_owned();
    let body = memchr::memmem::find(data, b"\n\n").map_or(&[][..], |at| &data[at + 2..]);
    Some(TagObject { target, name, message: String::from_utf8_lossy(unsigned(body)).into_owned() })
}

/// The first lines of the signatures that git knows: OpenPGP (two forms), SSH and X.509
/// (git's `gpg-interface.c`).
const SIGNATURES: [&[u8]; 4] = [
    b"-----BEGIN PGP SIGNATURE-----",
    b"-----BEGIN PGP MESSAGE-----",
    b"-----BEGIN SSH SIGNATURE-----",
    b"-----BEGIN SIGNED MESSAGE-----",
];

/// A tag's body up to its signature. As git does, the last such line counts.
fn unsigned(body: &[u8]) -> &[u8] {
    let mut end = body.len();
    let mut at = 0;
    while at < body.len() {
        if SIGNATURES.iter().any(|first| body[at..].starts_with(first)) {
            end = at;
        }
        at = memchr::memchr(b'\n', &body[at..]).map_or(body.len(), |line| at + line + 1);
    }
    &body[..end]
}

/// The most paths (files and folders) that a tree may list: a small hostile tree that names one
/// folder many times, a few levels deep, would otherwise fill the memory.
const MAX_PATHS: usize = 2_000_000;

/// The longest path in bytes; the longest that any system opens is 4096.
const MAX_PATH: usize = 8192;

/// All paths below a tree, sorted by path bytes. A folder whose own list cannot be read becomes one
/// entry of kind [`EntryKind::Unlisted`].
///
/// # Errors
/// [`Error::Missing`] when the tree itself cannot be read, [`Error::Repository`] when it lists
/// more than two million paths.
pub fn list(root: Oid, mut read: impl FnMut(Oid) -> Option<Object>) -> Result<Vec<Entry>> {
    let mut entries = Vec::new();
    let mut folders = vec![(Vec::new(), root)];
    let mut seen = 0;
    while let Some((prefix, oid)) = folders.pop() {
        let items = if prefix.len() > MAX_PATH {
            None
        } else {
            read(oid)
                .filter(|object| object.kind == ObjectKind::Tree)
                .and_then(|object| items(&object.data, oid.as_bytes().len()))
        };
        let Some(items) = items else {
            if prefix.is_empty() {
                return Err(Error::Missing { what: format!("tree {oid}") });
            }
            entries.push((prefix, EntryKind::Unlisted, oid));
            continue;
        };
        seen += items.len();
        if seen > MAX_PATHS {
            return Err(Error::Repository { reason: format!("tree {root} lists more than {MAX_PATHS} paths") });
        }
        for (mode, name, oid) in items {
            let mut path = Vec::with_capacity(prefix.len() + 1 + name.len());
            if !prefix.is_empty() {
                path.extend_from_slice(&prefix);
                path.push(b'/');
            }
            path.extend_from_slice(&name);
            match mode & 0o170_000 {
                0o040_000 => folders.push((path, oid)),
                0o160_000 => entries.push((path, EntryKind::Submodule, oid)),
                0o120_000 => entries.push((path, EntryKind::Symlink, oid)),
                _ => entries.push((path, EntryKind::File, oid)),
            }
        }
    }
    entries.sort_by(|a, b| a.0.cmp(&b.0));
    Ok(entries.into_iter().map(|(path, kind, oid)| Entry { path: lossy(path), kind, oid }).collect())
}

/// Text of bytes, without a copy where they are UTF-8 already.
fn lossy(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}

/// The items of one tree: mode, name, id. `None` when the bytes are not a tree.
fn items(data: &[u8], width: usize) -> Option<Vec<(u32, Vec<u8>, Oid)>> {
    let mut items = Vec::new();
    let mut rest = data;
    while !rest.is_empty() {
        let space = memchr::memchr(b' ', rest)?;
        let mode = u32::from_str_radix(std::str::from_utf8(&rest[..space]).ok()?, 8).ok()?;
        let name = memchr::memchr(0, &rest[space..])? + space;
        let end = name + 1 + width;
        items.push((mode, rest[space + 1..name].to_vec(), Oid::from_bytes(rest.get(name + 1..end)?)?));
        rest = &rest[end..];
    }
    Some(items)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "0123456789012345678901234567890123456789";

    #[test]
    fn a_signature_is_no_part_of_the_message() {
        for first in SIGNATURES {
            let first = String::from_utf8_lossy(first);
            let data = format!("object {ID}\ntype commit\ntag v1\ntagger A <a@example.org> 0 +0000\n\nWords.\n{first}\nabc\n");
            let tag = tag(data.as_bytes()).unwrap();
            assert_eq!((tag.name.as_str(), tag.message.as_str()), ("v1", "Words.\n"), "{first}");
        }
    }

    #[test]
    fn words_about_a_signature_are_a_part_of_it() {
        let data = format!("object {ID}\ntype commit\ntag v1\n\nSee -----BEGIN PGP SIGNATURE-----\n");
        assert_eq!(tag(data.as_bytes()).unwrap().message, "See -----BEGIN PGP SIGNATURE-----\n");
    }

    #[test]
    fn broken_bytes_are_no_object() {
        assert_eq!(tag(b"object 0123\ntag v1\n\n"), None);
        assert_eq!(tree_of_commit(b"parent x\n"), None);
        assert!(items(b"100644 name-without-an-end", 20).is_none());
        assert!(items(b"100644 a\0short", 20).is_none());
        assert!(items(b"", 20).unwrap().is_empty());
    }

    #[test]
    fn a_tree_that_names_itself_many_times_does_not_fill_the_memory() {
        let id = Oid::from_hex(ID).unwrap();
        let mut data = Vec::new();
        for name in 0..1000 {
            data.extend_from_slice(format!("40000 {name:04}\0").as_bytes());
            data.extend_from_slice(id.as_bytes());
        }
        let read = |_| Some(Object { kind: ObjectKind::Tree, data: data.clone() });
        assert!(matches!(list(id, read), Err(Error::Repository { .. })));
    }

    #[test]
    fn a_folder_that_cannot_be_listed_is_said_to_be_there() {
        let (root, inner) = (Oid::from_hex(ID).unwrap(), Oid::from_hex(&ID.replace('0', "f")).unwrap());
        let mut data = b"40000 data\0".to_vec();
        data.extend_from_slice(inner.as_bytes());
        let entries = list(root, |id| (id == root).then(|| Object { kind: ObjectKind::Tree, data: data.clone() })).unwrap();
        assert_eq!(entries, [Entry { path: "data".into(), kind: EntryKind::Unlisted, oid: inner }]);
        assert!(matches!(list(root, |_| None), Err(Error::Missing { .. })));
    }
}
