//! Folds license statements into the license of the code.

use super::Code;
use crate::detect::{Context, Sightings};
use crate::inventory::{Kind, Role};

/// The programs and their license.
#[must_use]
pub fn fold(context: &Context<'_>, seen: &Sightings) -> Code {
    let present = context
        .inventory
        .artifacts
        .iter()
        .any(|a| matches!(a.kind, Kind::Source | Kind::Notebook | Kind::Script) && a.role != Role::Vendored);
    let covering = super::scope::code_license(seen);
    Code {
        present,
        license: covering.license,
        license_status: covering.status,
        free: covering.free,
        evidence: covering.evidence,
        conflict: covering.conflict,
    }
}
