//! Weights: in the tree, behind pointers, and linked.

use super::{Context, File, Sightings};
use crate::evidence::{Evidence, Strength, WeightsState};
use crate::git::ObjectSource;
use crate::inventory::{Artifact, Kind, Role};

/// Weights that are here or somewhere else.
#[derive(Debug, Clone)]
pub struct WeightsSighting {
    /// Path, URL or hub id.
    pub name: String,
    /// Included or linked.
    pub state: WeightsState,
    /// The place's class.
    pub role: Role,
    /// Where it was seen.
    pub evidence: Evidence,
}

/// Weight files, by name and size.
pub fn look_at_name(source: &dyn ObjectSource, artifact: &Artifact, seen: &mut Sightings) {
    if artifact.kind == Kind::Weights
        && artifact.role == Role::Main
        && source.size(&artifact.entry).is_none_or(|size| size >= 1 << 20)
    {
        seen.weights.push(WeightsSighting {
            name: artifact.path().into(),
            state: WeightsState::Included,
            role: artifact.role,
            evidence: Evidence::of_file("weights-file", Strength::Medium, artifact.path(), Some(artifact.oid())),
        });
    }
}

/// Links to weights.
pub fn look(_file: &File<'_>, _context: &Context<'_>, _seen: &mut Sightings) {}
