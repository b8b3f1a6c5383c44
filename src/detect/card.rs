//! Front matter of model and data cards.

use super::{Context, File, Sightings};
use crate::inventory::Artifact;

/// The front matter of one card.
#[derive(Debug, Clone, Default)]
pub struct Card {
    /// The card's path.
    pub path: String,
    /// The front matter as a mapping, with YAML's types.
    pub fields: serde_json::Map<String, serde_json::Value>,
}

/// The most bytes worth reading of a card.
#[must_use]
pub fn cap(_artifact: &Artifact) -> Option<u64> {
    None
}

/// Reads the front matter.
pub fn look(_file: &File<'_>, _context: &Context<'_>, _seen: &mut Sightings) {}
