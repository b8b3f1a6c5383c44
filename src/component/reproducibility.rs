//! Folds signs of the nine things that change a result.

use super::Reproducibility;
use crate::detect::{Context, Sightings};

/// What is there to repeat the training.
#[must_use]
pub fn fold(_context: &Context<'_>, seen: &Sightings) -> Reproducibility {
    Reproducibility {
        evidence: seen.reproducibility.iter().map(|sign| sign.evidence.clone()).collect(),
        ..Reproducibility::default()
    }
}
