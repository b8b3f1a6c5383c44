//! Data that lies in the tree, by names, folders and sizes.

use super::names::{LISTS, lists_addresses};
use super::{DatasetSighting, Use};
use crate::detect::{Context, Sightings};
use crate::evidence::{CorpusState, Evidence, Strength};
use crate::git::{Contents, EntryKind, ObjectSource};
use crate::inventory::{Artifact, Kind, Role};
use std::collections::BTreeMap;

/// The smallest heap of files that may be a corpus, in bytes; less is a sample.
const FLOOR: u64 = 100_000;
/// How many bytes of rows one byte of a packed file holds, about: what gzip makes of text.
const PACKED: u64 = 3;
/// How many sizes are asked for in one folder; the rest are counted only.
const SIZES: usize = 200;

/// Folders that hold what a model learns from.
pub fn is_data_folder(part: &str) -> bool {
    let lower = part.to_ascii_lowercase();
    LISTS.data_folders.is(&lower) && !lower.split(['_', '-']).any(|word| LISTS.tool_folders.contains(word))
}

/// Folders that hold anything but a corpus.
fn is_other_folder(part: &str) -> bool {
    part.starts_with('.') || LISTS.other_folders.is(&part.to_ascii_lowercase())
}

fn is_other_name(name: &str, of_data: bool) -> bool {
    let name = name.to_ascii_lowercase();
    LISTS.other_names.is_within(&name) || !of_data && is_held_out(&name)
}

/// What measures a model and does not teach it: test splits and well-known benchmarks.
fn is_held_out(lower: &str) -> bool {
    LISTS.held_out.is_within(lower)
}

/// How surely a file of this name holds data: 2 rows or packed, 1 perhaps, 0 no.
fn weight(artifact: &Artifact, in_data: bool) -> u8 {
    let ext = artifact.extension();
    if LISTS.rows.contains(ext) {
        2
    } else if LISTS.packed.contains(ext) {
        1 + u8::from(in_data)
    } else if LISTS.loose.contains(ext) {
        u8::from(in_data)
    } else if artifact.name().contains('.') {
        0
    } else {
        u8::from(in_data && artifact.kind == Kind::Other)
    }
}

#[derive(Default)]
struct Heap<'a> {
    files: u64,
    bytes: u64,
    stored: u64,
    asked: usize,
    unread: u64,
    pinned: u64,
    addresses: u64,
    images: u64,
    sounds: u64,
    clips: u64,
    first: Option<&'a Artifact>,
    largest: (u64, Option<&'a Artifact>),
    digest: Option<String>,
}

impl<'a> Heap<'a> {
    /// Adds another heap to this one.
    fn take(&mut self, other: Self) {
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
}

/// Groups every data file by its data folder and reports the heaps that are large enough. A project that releases
/// data (`of_data`) may release what others measure with.
pub fn survey(source: &dyn ObjectSource, context: &Context<'_>, of_data: bool, seen: &mut Sightings) {
    let mut heaps: BTreeMap<String, Heap<'_>> = BTreeMap::new();
    for artifact in &context.inventory.artifacts {
        if artifact.entry.kind != EntryKind::File || !matches!(artifact.role, Role::Main) {
            continue;
        }
        // Most files are programs and prose wherever they stand.
        if weight(artifact, true) == 0 {
            continue;
        }
        let parts: Vec<&str> = artifact.folder().split('/').filter(|part| !part.is_empty()).collect();
        if is_other_name(artifact.name(), of_data) || parts.iter().any(|part| is_other_folder(part) && !is_data_folder(part)) {
            continue;
        }
        let root =
            parts.iter().rposition(|part| is_data_folder(part)).or_else(|| parts.iter().position(|part| is_data_folder(part)));
        let named = names_data(artifact.name());
        let weight = weight(artifact, root.is_some() || named);
        if weight == 0 || root.is_none() && !(weight >= 2 || named) {
            continue;
        }
        let key = match parts.iter().position(|part| is_data_folder(part)) {
            Some(at) => parts[..parts.len().min(at + 2)].join("/"),
            None => artifact.path().to_string(),
        };
        if !of_data && is_held_out(&key.to_ascii_lowercase()) {
            continue;
        }
        let heap = heaps.entry(key).or_default();
        heap.files += 1;
        heap.first.get_or_insert(artifact);
        heap.addresses += u64::from(lists_addresses(artifact.name()));
        heap.images += u64::from(matches!(artifact.extension(), "png" | "jpg" | "jpeg" | "bmp" | "tif" | "tiff"));
        heap.sounds += u64::from(matches!(artifact.extension(), "wav" | "flac" | "mp3" | "ogg" | "zip" | "tar" | "tgz"));
        heap.clips += u64::from(matches!(artifact.extension(), "wav" | "flac" | "mp3" | "ogg"));
        if heap.asked < SIZES {
            heap.asked += 1;
            measure(source, artifact, heap);
        }
    }
    for (path, mut heap) in together(heaps) {
        let meant = heap.bytes > 0 && is_meant(context, &path, &heap);
        let Some(first) = heap.largest.1.or(heap.first).filter(|_| is_enough(&heap, meant)) else { continue };
        let media = heap.sounds + heap.images > 0;
        match heap.largest.1.filter(|_| !media).map_or(Rows::Data, |largest| rows(source, context, largest)) {
            Rows::Data => {}
            Rows::Files => continue,
            Rows::Addresses => heap.addresses = heap.files,
        }
        report(&path, &heap, first, seen);
    }
}

/// The most heaps that stay apart below one folder.
const APART: usize = 4;

/// Puts many heaps of one data folder under its head.
fn together(heaps: BTreeMap<String, Heap<'_>>) -> BTreeMap<String, Heap<'_>> {
    let parent = |path: &str| path.rsplit_once('/').map(|(parent, _)| parent.to_string());
    let mut children: BTreeMap<String, usize> = BTreeMap::new();
    for path in heaps.keys() {
        *children.entry(parent(path).unwrap_or_default()).or_default() += 1;
    }
    let mut out: BTreeMap<String, Heap<'_>> = BTreeMap::new();
    for (path, heap) in heaps {
        let key = parent(&path).filter(|parent| !parent.is_empty() && children.get(parent).is_some_and(|&count| count > APART));
        out.entry(key.unwrap_or(path)).or_default().take(heap);
    }
    out
}

/// Whether a small heap is meant as a corpus all the same: it has a license file of its own, or the
/// name of what a model is trained on.
fn is_meant(context: &Context<'_>, path: &str, heap: &Heap<'_>) -> bool {
    let licensed = context.inventory.below(path).any(|artifact| artifact.kind == Kind::License && artifact.folder() == path);
    let named = heap.first.is_some_and(|first| {
        let stem = first.name().split('.').next().unwrap_or_default().to_ascii_lowercase();
        LISTS.corpus_names.contains(&stem)
    });
    licensed || named
}

/// Whether a file holds rows by its name, whatever they are about.
pub fn is_rows(artifact: &Artifact) -> bool {
    LISTS.rows.contains(artifact.extension())
}

fn names_data(name: &str) -> bool {
    LISTS.data_names.is_within(&name.to_ascii_lowercase())
}

fn measure<'a>(source: &dyn ObjectSource, artifact: &'a Artifact, heap: &mut Heap<'a>) {
    match source.size(&artifact.entry) {
        // A pointer is a few lines; anything larger is content.
        Some(size) if size <= 1024 => match source.read(&artifact.entry, 1024) {
            Contents::Pointer(pointer) => {
                heap.pinned += 1;
                heap.bytes += pointer.size.unwrap_or(FLOOR);
                heap.stored += pointer.size.unwrap_or_default();
                heap.digest.get_or_insert(pointer.digest);
            }
            _ => {
                heap.bytes += size;
                heap.stored += size;
            }
        },
        Some(size) => {
            heap.stored += size;
            heap.bytes += if LISTS.packed.contains(artifact.extension()) { size.saturating_mul(PACKED) } else { size };
            if size > heap.largest.0 {
                heap.largest = (size, Some(artifact));
            }
        }
        None => heap.unread += 1,
    }
}

/// The most bytes of a file that is looked into to see whether it is a list of others.
const LIST: u64 = 4 << 20;

/// What the rows of a text are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rows {
    /// Data themselves, as far as can be seen.
    Data,
    /// Names of pictures, sounds, arrays or other files that are not in this tree: what is to be learned from lies
    /// elsewhere, and this only tells which of it.
    Files,
    /// Addresses.
    Addresses,
}

fn rows(source: &dyn ObjectSource, context: &Context<'_>, artifact: &Artifact) -> Rows {
    if !LISTS.listing.contains(artifact.extension()) {
        return Rows::Data;
    }
    let Contents::Bytes(mut bytes) = source.read(&artifact.entry, LIST) else { return Rows::Data };
    bytes.truncate(64 << 10);
    let text = String::from_utf8_lossy(&bytes);
    let is_here = |path: &str| context.inventory.get(path.trim_start_matches("./")).is_some();
    let names = |row: &str| {
        let ending = |field: &str| field.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
        let is_path = row.contains('/') && !row.contains(char::is_whitespace) && matches!(ending(row).len(), 1..=5);
        let mut fields = row.split(['|', ',', ';', '\t', ' ', '"']);
        is_path && !is_here(row) || fields.any(|field| LISTS.listed.contains(&ending(field)) && !is_here(field))
    };
    let is_address = |row: &str| row.contains("://") && !row.contains(char::is_whitespace);
    let found: Vec<&str> = text.lines().map(str::trim).filter(|row| !row.is_empty()).take(40).collect();
    let most = |is: &dyn Fn(&str) -> bool| found.len() >= 5 && found.iter().filter(|row| is(row)).count() * 10 >= found.len() * 8;
    match (most(&is_address), most(&names)) {
        (true, _) => Rows::Addresses,
        (_, true) => Rows::Files,
        _ => Rows::Data,
    }
}

/// Whether a heap is more than a sample.
fn is_enough(heap: &Heap<'_>, meant: bool) -> bool {
    // Pictures for a page, sounds for a user.
    let few_images = heap.images == heap.files && heap.files < 50;
    let few_clips = heap.clips == heap.files && heap.files < 10;
    (heap.bytes >= FLOOR || heap.unread > 0 || heap.files >= 200 || meant) && !few_images && !few_clips
}

fn report(path: &str, heap: &Heap<'_>, first: &Artifact, seen: &mut Sightings) {
    // A list of addresses says where the data is: the terms of what stands there are not those of the list.
    let elsewhere = heap.addresses == heap.files;
    let state = if elsewhere {
        CorpusState::Obtainable
    } else if heap.pinned > 0 && heap.pinned + heap.unread >= heap.files.min(SIZES as u64) {
        CorpusState::Pinned
    } else {
        CorpusState::Included
    };
    let mut note = format!("{} file{}", heap.files, if heap.files == 1 { "" } else { "s" });
    if heap.sounds + heap.images > 0 {
        note.push_str(", with media or archives");
    }
    if heap.unread > 0 {
        note.push_str(&format!(", {} of them listed and not readable here", heap.unread));
    }
    seen.datasets.push(DatasetSighting {
        name: path.to_string(),
        id: None,
        known: None,
        state,
        place: Some(if elsewhere { first.path() } else { path }.to_string()),
        pin: heap.digest.clone(),
        size: (heap.unread == 0 && heap.asked as u64 == heap.files).then_some(heap.stored),
        terms: None,
        stage: None,
        role: first.role,
        usage: if elsewhere { Use::Fetched } else { Use::Lies },
        evidence: Evidence::of_file("data-file", Strength::Medium, first.path(), Some(first.oid())).noting(note),
    });
}
