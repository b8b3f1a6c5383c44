//! Folds signs of training into the state of the training program.

use super::{Code, Origin, TrainingCode, TrainingState};
use crate::detect::{Context, Sightings};
use crate::inventory::Role;

/// The training program.
#[must_use]
pub fn fold(_context: &Context<'_>, seen: &Sightings, code: &Code) -> TrainingCode {
    let main: Vec<_> = seen.training.iter().filter(|t| t.role == Role::Main).collect();
    let (state, reason) = if main.iter().any(|t| !t.from_base) {
        (TrainingState::Full, "a training loop that begins from a configuration")
    } else if main.is_empty() {
        (TrainingState::None, "no training loop in the files read")
    } else {
        (TrainingState::Partial, "fine-tuning only")
    };
    TrainingCode {
        state,
        origin: Origin::Tree,
        stages: Vec::new(),
        license: code.license.clone(),
        free: code.free,
        reason: reason.into(),
        evidence: main.iter().map(|t| t.evidence.clone()).collect(),
    }
}
