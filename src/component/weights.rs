//! Folds sightings of weights and the statements about them.

use super::{Code, Weights, WeightsState};
use crate::detect::{Context, Sightings};
use crate::license::LicenseStatus;

/// The weights.
#[must_use]
pub fn fold(_context: &Context<'_>, seen: &Sightings, code: &Code) -> Weights {
    let Some(first) = seen.weights.first() else {
        return Weights { state: WeightsState::Absent, ..Weights::default() };
    };
    Weights {
        state: first.state,
        license: code.license.clone(),
        license_status: if first.state == WeightsState::Linked { LicenseStatus::Implied } else { code.license_status },
        free: code.free,
        terms: Vec::new(),
        evidence: seen.weights.iter().map(|w| w.evidence.clone()).collect(),
    }
}
