//! Folds sightings of weights and the statements about them.

use super::scope::{self, Artefact};
use super::{Code, Weights, WeightsState};
use crate::detect::{Context, Sightings};

/// The weights.
#[must_use]
pub fn fold(_context: &Context<'_>, seen: &Sightings, _code: &Code) -> Weights {
    let Some(first) = seen.weights.first() else {
        return Weights { state: WeightsState::Absent, ..Weights::default() };
    };
    let covering = if first.state == WeightsState::Linked {
        scope::linked_weights(seen)
    } else {
        scope::for_path(seen, &first.name, Artefact::Weights)
    };
    Weights {
        state: first.state,
        license: covering.license,
        license_status: covering.status,
        free: covering.free,
        terms: Vec::new(),
        evidence: seen.weights.iter().map(|w| w.evidence.clone()).collect(),
    }
}
