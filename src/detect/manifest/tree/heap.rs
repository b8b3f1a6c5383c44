//! A heap of data files: how many, how large, and what of.

use super::super::names::{LISTS, lists_addresses};
use crate::git::{Contents, ObjectSource};
use crate::inventory::Artifact;

/// The smallest heap of files that may be a corpus, in bytes; less is a sample.
pub(super) const FLOOR: u64 = 100_000;
/// How many bytes of rows one byte of a packed file holds, about: what gzip makes of text.
const PACKED: u64 = 3;
/// How many sizes are asked for in one folder; the rest are counted only.
pub(super) const SIZES: usize = 200;

/// What is known of the files of one place.
#[derive(Default)]
pub(super) struct Heap<'a> {
    /// How many files.
    pub(super) files: u64,
    /// Their bytes, those of packed files taken for three times as many.
    pub(super) bytes: u64,
    /// Their bytes as they are stored.
    pub(super) stored: u64,
    /// Of how many files the size was asked.
    pub(super) asked: usize,
    /// How many are listed and not readable here.
    pub(super) unread: u64,
    /// How many are pointers.
    pub(super) pinned: u64,
    /// How many list addresses.
    pub(super) addresses: u64,
    /// How many are pictures.
    pub(super) images: u64,
    /// How many are recordings or archives.
    pub(super) sounds: u64,
    /// How many are recordings.
    pub(super) clips: u64,
    /// The first.
    pub(super) first: Option<&'a Artifact>,
    /// The largest, with its size.
    pub(super) largest: (u64, Option<&'a Artifact>),
    /// The digest of the first pointer.
    pub(super) digest: Option<String>,
}

impl<'a> Heap<'a> {
    /// Adds another heap to this one.
    pub(super) fn take(&mut self, other: Self) {
        self.files += other.files;
        self.bytes += other.bytes;
        self.stored += other.stored;
        self.asked += other.asked;
        self.unread += other.unread;
        self.pinned += other.pinned;
        self.addresses += other.addresses;
        self.images += other.images;
        self.sounds += other.sounds;
        self.clips += other.clips;
        self.first = self.first.or(other.first);
        if other.largest.0 > self.largest.0 {
            self.largest = other.largest;
        }
        self.digest = self.digest.take().or(other.digest);
    }

    /// Adds one file.
    pub(super) fn add(&mut self, source: &dyn ObjectSource, artifact: &'a Artifact) {
        let is = |endings: &[&str]| u64::from(endings.contains(&artifact.extension()));
        self.files += 1;
        self.first.get_or_insert(artifact);
        self.addresses += u64::from(lists_addresses(artifact.name()));
        self.images += is(&["png", "jpg", "jpeg", "bmp", "tif", "tiff"]);
        self.sounds += is(&["wav", "flac", "mp3", "ogg", "zip", "tar", "tgz"]);
        self.clips += is(&["wav", "flac", "mp3", "ogg"]);
        if self.asked < SIZES {
            self.asked += 1;
            self.measure(source, artifact);
        }
    }

    fn measure(&mut self, source: &dyn ObjectSource, artifact: &'a Artifact) {
        match source.size(&artifact.entry) {
            // A pointer is a few lines; anything larger is content.
            Some(size) if size <= 1024 => match source.read(&artifact.entry, 1024) {
                Contents::Pointer(pointer) => {
                    self.pinned += 1;
                    self.bytes += pointer.size.unwrap_or(FLOOR);
                    self.stored += pointer.size.unwrap_or_default();
                    self.digest.get_or_insert(pointer.digest);
                }
                _ => {
                    self.bytes += size;
                    self.stored += size;
                }
            },
            Some(size) => {
                self.stored += size;
                self.bytes += if LISTS.packed.contains(artifact.extension()) { size.saturating_mul(PACKED) } else { size };
                if size > self.largest.0 {
                    self.largest = (size, Some(artifact));
                }
            }
            None => self.unread += 1,
        }
    }

    /// Whether it is more than a sample; `meant` says that a name or a license makes it a corpus however small.
    pub(super) fn is_enough(&self, meant: bool) -> bool {
        // Pictures for a page, sounds for a user.
        let few_images = self.images == self.files && self.files < 50;
        let few_clips = self.clips == self.files && self.files < 10;
        (self.bytes >= FLOOR || self.unread > 0 || self.files >= 200 || meant) && !few_images && !few_clips
    }
}
