//! Signs of a training program: in source files, notebooks, recipes and commands.

pub mod notebook;
pub mod recipe;
pub mod said;
pub mod source;

use super::{Context, File, Sightings, Sign};
use crate::evidence::{Evidence, Stage};
use crate::inventory::{Artifact, Kind, Role};
use crate::signature::{Form, Hit};

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
    /// Whether it fits a classifier over the embeddings of another model.
    pub head: bool,
    /// The commit, tag or digest at which the same file fetches a trainer from elsewhere.
    pub pin: Option<Evidence>,
}

/// The longest page that is read for what it says of training.
const LONGEST_PAGE: usize = 256 << 10;

/// The most bytes worth reading, or `None` for files that can hold no sign.
#[must_use]
pub fn cap(artifact: &Artifact) -> Option<u64> {
    // Tests and other people's projects train nothing of this release.
    if matches!(artifact.role, Role::Vendored | Role::Test) || is_carried_along(artifact.path()) {
        return None;
    }
    match artifact.kind {
        Kind::Notebook => notebook::cap(artifact),
        Kind::Source => source::cap(artifact),
        _ => recipe::cap(artifact).or_else(|| said::is_page(artifact).then_some(LONGEST_PAGE as u64)),
    }
}

/// Folders that hold what a build needs from elsewhere.
fn is_carried_along(path: &str) -> bool {
    path.split('/').rev().skip(1).any(|part| matches!(part, "ext" | "extern" | "deps" | "dependencies" | "contrib" | "unittest"))
}

/// Looks for signs.
pub fn look(file: &File<'_>, _context: &Context<'_>, seen: &mut Sightings) {
    match file.artifact.kind {
        Kind::Notebook => notebook::look(file, seen),
        Kind::Source => source::look(file, seen),
        _ => {
            if recipe::cap(file.artifact).is_some() {
                recipe::look(file, seen);
            }
            if said::is_page(file.artifact) {
                said::look(file, seen);
            }
        }
    }
}

/// What stands beside the signs of one text.
#[derive(Debug, Clone, Default)]
struct Beside {
    base: Option<Evidence>,
    scratch: bool,
    head: bool,
    pin: Option<Evidence>,
}

/// Records what matched; `place` leads from an offset of the text to one of the file.
fn record(file: &File<'_>, hits: Vec<Hit>, beside: &Beside, place: impl Fn(usize) -> usize, seen: &mut Sightings) {
    let role = file.artifact.role;
    for Hit { signature, offset } in hits {
        let evidence = file.evidence(&signature.id, signature.strength, place(offset));
        if signature.form.trains() {
            seen.training.push(Training {
                evidence,
                form: signature.form,
                role,
                stage: signature.stage,
                base: beside.base.clone().filter(|_| signature.form != Form::Preparation),
                scratch: beside.scratch,
                head: beside.head,
                pin: beside.pin.clone(),
            });
        } else {
            seen.signs.push(Sign { form: signature.form, role, evidence });
        }
    }
}
