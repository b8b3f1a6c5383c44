//! Folds signs of training into the state of the training program: is it here, and training of what?

mod judge;
mod program;
mod users;

use super::{BaseModel, Code, Corpus, Origin, TrainingCode, TrainingState, Weights};
use crate::detect::{Context, Sightings};
use crate::evidence::{Answer, Evidence, Stage, Strength};
use crate::git::EntryKind;
use crate::inventory::{Kind, Role};
use crate::signature::Form;
use judge::judge;
use program::{Program, What, programs};

/// The most pieces of evidence that a report shows.
const SHOWN: usize = 12;

/// What else is known when the training program is judged.
pub struct Beside<'a> {
    /// The programs and their license.
    pub code: &'a Code,
    /// What the weights were trained on.
    pub corpus: &'a Corpus,
    /// The weights.
    pub weights: &'a Weights,
    /// What they were trained from.
    pub base: Option<&'a BaseModel>,
}

/// The training program.
#[must_use]
pub fn fold(context: &Context<'_>, seen: &Sightings, beside: &Beside<'_>) -> TrainingCode {
    let programs = programs(seen);
    let (mut state, mut reason) = judge(context, seen, &programs, beside);
    let (mut origin, pin) = origin(context, seen, &programs, state);
    let mut evidence = evidence(&programs, state);
    evidence.extend(pin);
    let (mut license, mut free) = (beside.code.license.clone(), beside.code.free);
    if let Some(trainer) = &context.policy.trainer {
        let pinned = trainer.commit.as_deref().is_some_and(|commit| crate::git::Oid::from_hex(commit).is_some());
        // Which program made these weights, only a commit says: a moving branch is a part of the answer.
        state = if pinned || state == TrainingState::Full { TrainingState::Full } else { TrainingState::Partial };
        origin = if pinned { Origin::ExternalPinned } else { Origin::ExternalUnpinned };
        let at = if pinned { "" } else { ", at no commit" };
        reason = format!("{} declares a trainer in another repository{at}", crate::policy::FILE);
        license.clone_from(&trainer.license);
        free = trainer.license.as_deref().map_or(Answer::Unknown, crate::license::terms::free);
        evidence.insert(0, Evidence::of_file("declared-trainer", Strength::Strong, crate::policy::FILE, None));
    }
    let mut stages: Vec<Stage> = programs.iter().flat_map(|program| program.signs.iter().filter_map(|sign| sign.stage)).collect();
    if programs.iter().any(|program| program.what == What::Model && program.role() == Role::Main) {
        stages.push(Stage::Pretraining);
    }
    if programs.iter().any(|program| program.what == What::FineTuning && program.role() == Role::Main) {
        stages.push(Stage::FineTuning);
    }
    stages.sort();
    stages.dedup();
    TrainingCode { state, origin, stages, license, free, reason, evidence }
}

/// The pieces that decide, first: programs in main places, then examples and documents.
fn evidence(programs: &[Program<'_>], state: TrainingState) -> Vec<Evidence> {
    let decides = |program: &Program<'_>| (program.what == What::Model) == (state == TrainingState::Full);
    let mut sorted: Vec<&Program<'_>> = programs.iter().collect();
    sorted.sort_by_key(|program| (program.role(), !decides(program), program.only_calls(), program.path.matches('/').count()));
    let mut out: Vec<Evidence> = sorted.into_iter().flat_map(Program::evidence).collect();
    out.truncate(SHOWN);
    out
}

/// Whether the program that runs stands here; if it is only called, at which pin.
fn origin(context: &Context<'_>, seen: &Sightings, programs: &[Program<'_>], state: TrainingState) -> (Origin, Option<Evidence>) {
    let mut counted = programs.iter().filter(|program| program.role() == Role::Main);
    if state != TrainingState::Full || counted.any(|program| !program.only_calls()) {
        return (Origin::Tree, None);
    }
    let signs = || programs.iter().flat_map(|program| &program.signs);
    // A README that shows how to call the program of this very tree calls nothing from elsewhere.
    let own = context.inventory.artifacts.iter().filter(|a| a.kind == Kind::Source && a.role == Role::Main).any(|artifact| {
        let stem = artifact.name().split('.').next().unwrap_or_default();
        stem.len() > 3
            && signs().any(|sign| {
                sign.form == Form::Command
                    && sign.evidence.quote.split(|c: char| !c.is_alphanumeric()).any(|word| word.eq_ignore_ascii_case(stem))
            })
    });
    if own {
        return (Origin::Tree, None);
    }
    if let Some(pin) = seen.training.iter().find_map(|sign| sign.pin.clone()) {
        return (Origin::ExternalPinned, Some(pin));
    }
    let submodule =
        context.inventory.artifacts.iter().filter(|artifact| artifact.entry.kind == EntryKind::Submodule).find(|artifact| {
            let name = artifact.lower_name();
            signs().any(|sign| sign.evidence.quote.to_ascii_lowercase().contains(name))
        });
    match submodule {
        Some(artifact) => {
            let pin = Evidence::of_file("trainer-submodule", Strength::Strong, artifact.path(), Some(artifact.oid()));
            (Origin::ExternalPinned, Some(pin.noting("the trainer is a submodule, at this commit")))
        }
        None => (Origin::ExternalUnpinned, None),
    }
}
