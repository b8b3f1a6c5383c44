//! The nine things that change a result.

use super::{Context, File, Sightings};
use crate::evidence::Evidence;

/// A sign of one of the nine.
#[derive(Debug, Clone)]
pub struct Sign {
    /// The field of the report: `seed`, `hardware`, …
    pub field: &'static str,
    /// Where it was seen.
    pub evidence: Evidence,
}

/// Signs in a text.
pub fn look(_file: &File<'_>, _context: &Context<'_>, _seen: &mut Sightings) {}
