//! Signs of a training program: in source files, notebooks, recipes and commands.

pub mod notebook;
pub mod recipe;
pub mod source;

use super::{Context, File, Sightings};
use crate::evidence::{Evidence, Stage};
use crate::inventory::{Artifact, Kind, Role};
use crate::signature::Form;

/// A sign of a training program.
#[derive(Debug, Clone)]
pub struct Training {
    /// Where and by which signature.
    pub evidence: Evidence,
    /// What it is: a loop, a call of a framework, a recipe, a command.
    pub form: Form,
    /// The place's class.
    pub role: Role,
    /// The stage that the form itself trains, where it says so.
    pub stage: Option<Stage>,
    /// Where weights that were trained before are loaded beside it.
    pub base: Option<Evidence>,
    /// Whether a model is made from a configuration beside it.
    pub scratch: bool,
}

/// The most bytes worth reading, or `None` for files that can hold no sign.
#[must_use]
pub fn cap(artifact: &Artifact) -> Option<u64> {
    // Tests and other people's projects train nothing of this release.
    if matches!(artifact.role, Role::Vendored | Role::Test) {
        return None;
    }
    match artifact.kind {
        Kind::Notebook => notebook::cap(artifact),
        Kind::Source => source::cap(artifact),
        _ => recipe::cap(artifact),
    }
}

/// Looks for signs.
pub fn look(file: &File<'_>, _context: &Context<'_>, seen: &mut Sightings) {
    match file.artifact.kind {
        Kind::Notebook => notebook::look(file, &mut seen.training),
        Kind::Source => source::look(file, &mut seen.training),
        _ => recipe::look(file, &mut seen.training),
    }
}
