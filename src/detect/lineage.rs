//! The upstream model that weights were trained from.

use super::{Context, File, Sightings};
use crate::evidence::{Evidence, Relation};

/// An upstream model that something names.
#[derive(Debug, Clone)]
pub struct BaseSighting {
    /// Hub id or name.
    pub id: String,
    /// How these weights descend from it.
    pub relation: Relation,
    /// Where it was seen.
    pub evidence: Evidence,
}

/// Names of upstream models in a text.
pub fn look(_file: &File<'_>, _context: &Context<'_>, _seen: &mut Sightings) {}
