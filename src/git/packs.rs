//! Objects out of packs, by gitoxide: a header costs next to nothing, and every thread works for itself, where
//! libgit2 walks a chain of deltas twice and all its repositories share one lock.
//!
//! It knows the packs of the repository itself and nothing else. What is not found there, loose, borrowed or
//! just now received, is asked for elsewhere: see [`super::repository`].

use super::Oid;
use super::raw::{Object, ObjectKind};
use gix_hash::{ObjectId, oid};
use gix_object::Kind;
use gix_pack::cache::lru::MemoryCappedHashmap;
use gix_pack::data::decode::{entry, header};
use gix_pack::{Bundle, data, index};
use gix_zlib::Inflate;
use std::cell::{Cell, RefCell};
use std::path::{Path, PathBuf};

/// The most bytes of one object, or of one that it is a delta of: what a hostile pack may ask for at once.
const LARGEST: usize = 256 << 20;

/// How many bytes of objects a thread keeps because others may be deltas of them: a quarter of what git keeps
/// (`core.deltaBaseCacheLimit`), so that several threads stay within its bounds.
const KEPT: usize = 24 << 20;

/// The most packs that are opened; git repacks at fifty.
const MOST: usize = 200;

/// The packs of a repository, for one thread.
pub struct Packs {
    packs: Vec<Bundle>,
    /// Where the last object was found: it is asked for its size and then for its content, and the pack that has it
    /// mostly has the next.
    last: Cell<(Oid, usize, data::Offset)>,
    work: RefCell<Work>,
}

/// What unpacking needs besides.
struct Work {
    inflate: Inflate,
    bases: MemoryCappedHashmap,
    buffer: Vec<u8>,
}

impl Packs {
    /// The packs of the repository that has its shared files in this folder, such as `.git`; nothing where
    /// there are none.
    #[must_use]
    pub fn open(common: &Path) -> Option<Self> {
        let folder = common.join("objects/pack");
        let files = std::fs::read_dir(&folder).ok()?.filter_map(|file| Some(file.ok()?.path()));
        let mut indexes: Vec<PathBuf> = files.filter(|path| path.extension().is_some_and(|ext| ext == "idx")).collect();
        // The same packs are asked in the same order, whatever the file system's.
        indexes.sort();
        indexes.truncate(MOST);
        let packs: Vec<Bundle> = indexes.iter().zip(0..).filter_map(|(index, id)| open(index, id)).collect();
        let work = Work { inflate: Inflate::default(), bases: MemoryCappedHashmap::new(KEPT), buffer: Vec::new() };
        (!packs.is_empty()).then(|| Self { packs, last: Cell::new((Oid::ZERO, 0, 0)), work: RefCell::new(work) })
    }

    /// The type and the size in bytes of an object, without reading all of it.
    #[must_use]
    pub fn header(&self, oid: Oid) -> Option<(ObjectKind, u64)> {
        let (pack, at) = self.find(oid)?;
        let base = |id: &oid| place(pack, id).map(|at| pack.pack.entry(at).map(header::ResolvedBase::InPack)).transpose();
        let mut work = self.work.borrow_mut();
        let found = pack.pack.decode_header(pack.pack.entry(at).ok()?, &mut work.inflate, &base).ok()?;
        Some((kind_of(found.kind), found.object_size))
    }

    /// An object. Its bytes have passed the checksum of their compression, as in git.
    #[must_use]
    pub fn object(&self, oid: Oid) -> Option<Object> {
        let (pack, at) = self.find(oid)?;
        let base = |id: &oid, _: &mut Vec<u8>| {
            place(pack, id).map(|at| pack.pack.entry(at).map(entry::ResolvedBase::InPack)).transpose()
        };
        let Work { inflate, bases, buffer } = &mut *self.work.borrow_mut();
        let found = pack.pack.decode_entry(pack.pack.entry(at).ok()?, buffer, inflate, &base, bases).ok()?;
        Some(Object { kind: kind_of(found.kind), data: buffer.clone() })
    }

    /// The pack that has an object, and where in it.
    fn find(&self, oid: Oid) -> Option<(&Bundle, data::Offset)> {
        let (known, last, at) = self.last.get();
        if known == oid && !oid.is_zero() {
            return Some((&self.packs[last], at));
        }
        let id = ObjectId::try_from(oid.as_bytes()).ok()?;
        let order = std::iter::once(last).chain((0..self.packs.len()).filter(|&at| at != last));
        for at in order {
            let pack = &self.packs[at];
            if let Some(found) = place(pack, &id) {
                self.last.set((oid, at, found));
                return Some((pack, found));
            }
        }
        None
    }
}

/// Opens one pack; `id` tells it from the others where bases are kept.
fn open(path: &Path, id: u32) -> Option<Bundle> {
    let index = index::File::at(path, gix_hash::Kind::Sha1).ok()?;
    let mut pack = data::File::at(path.with_extension("pack"), gix_hash::Kind::Sha1).ok()?.with_alloc_limit_bytes(Some(LARGEST));
    pack.id = id;
    Some(Bundle { pack, index })
}

/// Where in a pack an object stands.
fn place(pack: &Bundle, id: &oid) -> Option<data::Offset> {
    pack.index.lookup(id).map(|found| pack.index.pack_offset_at_index(found))
}

fn kind_of(kind: Kind) -> ObjectKind {
    match kind {
        Kind::Commit => ObjectKind::Commit,
        Kind::Tree => ObjectKind::Tree,
        Kind::Blob => ObjectKind::Blob,
        Kind::Tag => ObjectKind::Tag,
    }
}
