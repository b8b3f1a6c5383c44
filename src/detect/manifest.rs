//! Data sets: in the tree, in manifests, in calls and in prose.

use super::{Context, File, Sightings};
use crate::evidence::{CorpusState, Evidence, Stage, Strength};
use crate::git::{Contents, ObjectSource};
use crate::inventory::{Artifact, Role};

/// A data set that something names, links or holds.
#[derive(Debug, Clone)]
pub struct DatasetSighting {
    /// A name or path.
    pub name: String,
    /// Hub or registry id.
    pub id: Option<String>,
    /// How it can be had, by this sighting alone.
    pub state: CorpusState,
    /// URL, hub place or path.
    pub place: Option<String>,
    /// Digest or immutable revision.
    pub pin: Option<String>,
    /// Bytes.
    pub size: Option<u64>,
    /// What the manifest states of its license.
    pub license: Option<String>,
    /// The stage that reads it.
    pub stage: Option<Stage>,
    /// The place's class.
    pub role: Role,
    /// Where it was seen.
    pub evidence: Evidence,
}

/// The most bytes worth reading of a manifest.
#[must_use]
pub fn cap(_artifact: &Artifact) -> Option<u64> {
    None
}

/// Data files, by name and place, before anything is read.
pub fn look_at_name(source: &dyn ObjectSource, artifact: &Artifact, seen: &mut Sightings) {
    let in_data = artifact.path().split('/').any(|part| matches!(part, "data" | "dataset" | "datasets" | "corpus"));
    let is_data =
        matches!(artifact.extension().as_str(), "txt" | "csv" | "tsv" | "jsonl" | "parquet" | "gz" | "zst" | "json" | "bin");
    if !(in_data && is_data && artifact.role == Role::Main) || artifact.name().to_ascii_lowercase().contains("license") {
        return;
    }
    let (state, pin, size) = match source.read(&artifact.entry, 1024) {
        Contents::Pointer(pointer) => (CorpusState::Pinned, Some(pointer.digest), pointer.size),
        Contents::Absent => (CorpusState::Unknown, None, None),
        Contents::TooLarge { size, .. } => (CorpusState::Included, None, Some(size)),
        Contents::Bytes(bytes) => (CorpusState::Included, None, Some(bytes.len() as u64)),
    };
    seen.datasets.push(DatasetSighting {
        name: artifact.path().into(),
        id: None,
        state,
        place: Some(artifact.path().into()),
        pin,
        size,
        license: None,
        stage: None,
        role: artifact.role,
        evidence: Evidence::of_file("data-file", Strength::Medium, artifact.path(), Some(artifact.oid())),
    });
}

/// Data sets that a text names.
pub fn look(_file: &File<'_>, _context: &Context<'_>, _seen: &mut Sightings) {}
