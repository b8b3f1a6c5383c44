//! Folds signs of training into the state of the training program: is it here, and training of what?

use super::{BaseModel, Code, Origin, TrainingCode, TrainingState, Weights};
use crate::detect::training::Training;
use crate::detect::{Context, Sightings};
use crate::evidence::{Evidence, Stage, Strength};
use crate::inventory::Role;
use crate::signature::Form;
use std::collections::BTreeMap;

/// The most pieces of evidence that a report shows.
const SHOWN: usize = 12;

/// What one file trains.
struct Program<'s> {
    signs: Vec<&'s Training>,
    what: What,
}

/// What a program trains, as far as its own file tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum What {
    /// Begins from somebody's weights.
    FineTuning,
    /// Nothing says that it does.
    Model,
}

/// The training program.
#[must_use]
pub fn fold(_context: &Context<'_>, seen: &Sightings, code: &Code, weights: &Weights, base: Option<&BaseModel>) -> TrainingCode {
    let programs = programs(seen);
    let (state, reason) = judge(&programs, weights, base);
    let mut stages: Vec<Stage> = programs.iter().flat_map(|p| &p.signs).filter_map(|sign| sign.stage).collect();
    stages.sort();
    stages.dedup();
    let mut evidence: Vec<Evidence> = programs.iter().flat_map(|program| evidence(program)).collect();
    evidence.sort_by_key(|e| std::cmp::Reverse(e.strength));
    evidence.truncate(SHOWN);
    TrainingCode { state, origin: Origin::Tree, stages, license: code.license.clone(), free: code.free, reason, evidence }
}

/// The files that train, each with what it trains.
fn programs(seen: &Sightings) -> Vec<Program<'_>> {
    let mut files: BTreeMap<&str, Vec<&Training>> = BTreeMap::new();
    for sign in seen.training.iter().filter(|sign| !measures(&sign.evidence.location.path)) {
        files.entry(&sign.evidence.location.path).or_default().push(sign);
    }
    files
        .into_iter()
        .filter(|(_, signs)| {
            let trains = |sign: &&Training| matches!(sign.form, Form::Loop | Form::Framework | Form::Recipe | Form::Command);
            let strong = signs.iter().any(|sign| trains(sign) && sign.evidence.strength == Strength::Strong);
            strong || signs.iter().filter(|sign| sign.evidence.strength == Strength::Medium).count() >= 2
        })
        .map(|(path, signs)| Program { what: what(path, &signs), signs })
        .collect()
}

/// Whether the place is for measuring models, not for making them.
fn measures(path: &str) -> bool {
    path.to_ascii_lowercase()
        .split('/')
        .any(|part| matches!(part, "benchmark" | "benchmarks" | "bench" | "eval" | "evals" | "evaluation" | "profiling" | "perf"))
}

fn what(path: &str, signs: &[&Training]) -> What {
    let lower = path.to_ascii_lowercase();
    let named = ["finetun", "fine-tun", "fine_tun", "fine tun", "lora", "sft", "dpo", "rlhf", "ptuning", "p-tuning"]
        .iter()
        .any(|word| lower.contains(word));
    let staged = signs.iter().any(|sign| matches!(sign.stage, Some(Stage::FineTuning | Stage::Adapter | Stage::Preference)));
    let based = signs.iter().any(|sign| sign.base.is_some() && !sign.scratch);
    if named || staged || based { What::FineTuning } else { What::Model }
}

fn evidence(program: &Program<'_>) -> Vec<Evidence> {
    program
        .signs
        .iter()
        .map(|sign| {
            let evidence = sign.evidence.clone();
            match (&sign.base, program.what) {
                (Some(base), What::FineTuning) => evidence
                    .noting(format!("begins from weights trained before: line {}", base.location.line.unwrap_or_default())),
                (None, What::FineTuning) => evidence.noting("fine-tuning, by its form or place"),
                _ => evidence,
            }
        })
        .collect()
}

fn judge(programs: &[Program<'_>], _weights: &Weights, _base: Option<&BaseModel>) -> (TrainingState, String) {
    let place = |program: &Program<'_>| program.signs[0].evidence.location.short();
    let role = |wanted: Role| programs.iter().filter(move |p| p.signs[0].role == wanted);
    if let Some(first) = role(Role::Main).find(|p| p.what == What::Model) {
        return (TrainingState::Full, format!("trains a model: {}", place(first)));
    }
    if let Some(first) = role(Role::Main).next() {
        return (TrainingState::Partial, format!("fine-tuning only: {}", place(first)));
    }
    if let Some(first) = role(Role::Example).find(|p| p.signs.iter().any(|s| matches!(s.form, Form::Loop | Form::Framework))) {
        return (TrainingState::Partial, format!("an example only: {}", place(first)));
    }
    (TrainingState::None, "no training program in the files read".into())
}
