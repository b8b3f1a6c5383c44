//! What kind of repository this is.

use super::{Components, Kind, TrainingState, WeightsState};
use crate::detect::{Context, Sightings};

/// The kind, from the folded components.
#[must_use]
pub fn fold(_context: &Context<'_>, _seen: &Sightings, components: &Components) -> Kind {
    if components.weights.state != WeightsState::Absent || components.training_code.state == TrainingState::Full {
        Kind::Model
    } else {
        Kind::Software
    }
}
