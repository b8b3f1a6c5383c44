//! Folds names of upstream models into the base model.

use super::BaseModel;
use crate::detect::{Context, Sightings};

/// The base model, if any.
#[must_use]
pub fn fold(_context: &Context<'_>, seen: &Sightings) -> Option<BaseModel> {
    let first = seen.bases.first()?;
    Some(BaseModel {
        id: first.id.clone(),
        relation: first.relation,
        evidence: vec![first.evidence.clone()],
        ..BaseModel::default()
    })
}
