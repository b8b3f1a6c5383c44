//! Data that lies in the tree, by names, folders and sizes.

mod heap;
mod rows;

use super::names::LISTS;
use super::{DatasetSighting, Use};
use crate::detect::{Context, Sightings};
use crate::evidence::{CorpusState, Evidence, Strength};
use crate::git::{EntryKind, ObjectSource};
use crate::inventory::{Artifact, Kind, Role};
use heap::{FLOOR, Heap, SIZES};
use rows::{Rows, rows};
use std::collections::BTreeMap;

/// Folders that hold what a model learns from.
pub fn is_data_folder(part: &str) -> bool {
    let lower = part.to_ascii_lowercase();
    LISTS.data_folders.is(&lower) && !lower.split(['_', '-']).any(|word| LISTS.tool_folders.contains(word))
}

/// Folders that hold anything but a corpus.
fn is_other_folder(part: &str) -> bool {
    // "BrookEval" measures; "retrieval" does not.
    let measures = part.ends_with("Eval") || part.ends_with("Bench") || part.ends_with("-eval") || part.ends_with("_eval");
    part.starts_with('.') || measures || LISTS.other_folders.is(&part.to_ascii_lowercase())
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
        let apart = |part: &&str| is_other_folder(part) && !is_data_folder(part) && !(of_data && part.starts_with("benchmark"));
        if is_other_name(artifact.name(), of_data) || parts.iter().any(apart) {
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
        heaps.entry(key).or_default().add(source, artifact);
    }
    if heaps.is_empty() && of_data {
        let all = everything(source, context);
        let largest = all.largest.1.or(all.first).map(|artifact| artifact.path().to_string());
        heaps.extend(largest.map(|path| (path, all)));
    }
    // The tables of a data package are what it is, however small, where nothing is trained.
    let packaged = seen.training.is_empty() && is_package(context);
    for (path, mut heap) in together(heaps) {
        let meant = heap.bytes > 0 && (is_meant(context, &path, &heap) || packaged);
        let Some(first) = heap.largest.1.or(heap.first).filter(|_| heap.is_enough(meant)) else { continue };
        let media = heap.sounds + heap.images > 0;
        match heap.largest.1.filter(|_| !media).map_or(Rows::Data, |largest| rows(source, context, largest)) {
            Rows::Data => {}
            Rows::Files => continue,
            Rows::Addresses => heap.addresses = heap.files,
        }
        report(&path, &heap, first, seen);
    }
}

/// Everything of a project of data that is neither a program nor a page nor a setting: its data have endings and
/// folders of their own.
fn everything<'a>(source: &dyn ObjectSource, context: &'a Context<'_>) -> Heap<'a> {
    let mut heap = Heap::default();
    for artifact in &context.inventory.artifacts {
        let listed = artifact.entry.kind == EntryKind::File && artifact.role == Role::Main;
        let apart = is_other_name(artifact.name(), true) || artifact.folder().split('/').any(is_other_folder);
        // A page or a setting is a few lines.
        let is_large = || source.size(&artifact.entry).is_none_or(|size| size >= FLOOR);
        let counts = match artifact.kind {
            // A picture of a page is on it.
            Kind::Data | Kind::Other => !matches!(artifact.extension(), "svg" | "pdf" | "ico" | "gif"),
            Kind::Prose | Kind::Config => matches!(artifact.extension(), "txt" | "json" | "jsonl" | "yaml") && is_large(),
            _ => false,
        };
        if listed && !apart && counts {
            heap.add(source, artifact);
        }
    }
    heap
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

/// Whether a description of a data package stands at the top (specifications: Data Package, Croissant; the hub's).
pub fn is_package(context: &Context<'_>) -> bool {
    ["datapackage.json", "datapackage.yaml", "datapackage.yml", "croissant.json", "dataset_infos.json", "dataset_info.json"]
        .iter()
        .any(|name| context.inventory.get(name).is_some())
}

/// Whether a small heap is meant as a corpus all the same: it has a license file of its own, or the name of what
/// a model is trained on.
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
