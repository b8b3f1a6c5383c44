//! Folds names of upstream models into the base model.

use super::own::{Own, fold as folded};
use super::scope;
use super::{BaseModel, Weights, WeightsState};
use crate::bases;
use crate::detect::lineage::{BaseSighting, Naming};
use crate::detect::{Context, Sightings};
use crate::evidence::{Answer, Evidence, Location, Relation, Strength};
use crate::inventory::Role;
use crate::signature::Form;
use std::collections::BTreeSet;

/// The most pieces of evidence kept.
const MOST: usize = 8;

/// The base model, if any: of all names that count, the one that limits most.
#[must_use]
pub fn fold(context: &Context<'_>, seen: &Sightings, own: &Own, weights: &Weights) -> Option<BaseModel> {
    let mut named = declared(context);
    named.extend(cards(seen));
    // Without a release there is nothing that descends: a program that can start from a model is a tool.
    if weights.state != WeightsState::Absent {
        named.extend(seen.bases.iter().filter(|sighting| counts(sighting, seen)).cloned());
    }
    named.retain(|sighting| {
        let same = matches!(sighting.relation, Relation::Quantized | Relation::Converted);
        let is_own = match sighting.naming {
            Naming::Field => false,
            Naming::Sentence => is_own(own, &sighting.id) && !own.is_sibling(&sighting.id),
            _ => is_own(own, &sighting.id),
        };
        !same && !is_own
    });
    let best = named.iter().map(|sighting| sighting.naming).max()?;
    // A field speaks for itself; below it, sentences, tables and programs are heard together.
    let heard: Vec<&BaseSighting> =
        named.iter().filter(|sighting| if best == Naming::Field { sighting.naming == best } else { true }).collect();
    let limit = |sighting: &&&BaseSighting| {
        let free = match bases::find(&sighting.id).map(bases::Base::is_free) {
            Some(Answer::No) => 0,
            Some(Answer::Yes) => 2,
            _ => 1,
        };
        (free, std::cmp::Reverse(sighting.naming))
    };
    let first = heard.iter().min_by_key(limit)?;
    let facts = bases::find(&first.id);
    let same_first = heard.iter().filter(|other| other.id == first.id).chain(heard.iter().filter(|other| other.id != first.id));
    Some(BaseModel {
        id: first.id.clone(),
        relation: first.relation,
        label: facts.and_then(bases::Base::label).map(str::to_string),
        free: facts.map(bases::Base::is_free).unwrap_or_default(),
        evidence: same_first.take(MOST).map(|sighting| sighting.evidence.clone()).collect(),
    })
}

/// The published model that the programs load beside the released one, where it is somebody else's.
#[must_use]
pub fn part(seen: &Sightings, own: &Own) -> Option<BaseModel> {
    // Another model of the same account is another model.
    let is_this = |id: &str| own.is_named(id.rsplit('/').next().unwrap_or(id));
    let first = seen.bases.iter().find(|sighting| sighting.naming == Naming::Part && !is_this(&sighting.id))?;
    let facts = bases::find(&first.id);
    // Its limits are its own: they bind whoever loads it, and not these weights.
    let free = facts.map(bases::Base::is_free).filter(|free| *free == Answer::Yes).unwrap_or_default();
    Some(BaseModel {
        id: first.id.clone(),
        relation: first.relation,
        label: facts.and_then(bases::Base::label).map(str::to_string),
        free,
        evidence: vec![first.evidence.clone()],
    })
}

/// Whether a naming speaks of the released weights.
fn counts(sighting: &BaseSighting, seen: &Sightings) -> bool {
    let trains = || seen.training.iter().filter(|sign| sign.role == Role::Main);
    match sighting.naming {
        // A recipe that starts from a model is one of several where models also start from nothing.
        Naming::Recipe => {
            let path = &sighting.evidence.location.path;
            let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
            let beside = trains().any(|sign| sign.evidence.location.path.rsplit_once('/').map_or("", |(f, _)| f) == folder);
            let lower = path.to_ascii_lowercase();
            // A program may begin from nothing, and the command that is kept near the top does not.
            let is_command = path.ends_with(".sh") && path.matches('/').count() <= 1;
            let named = ["train", "tun", "sft", "recipe", "lora", "dpo"].iter().any(|word| lower.contains(word));
            bases::find(&sighting.id).is_some()
                && (beside || named)
                && trains().next().is_some()
                && (is_command || !trains().any(|sign| sign.scratch))
                && !is_one_of_many(seen)
                && !is_for_that_model(path, &sighting.id, seen)
        }
        Naming::Backbone => trains().next().is_some(),
        Naming::Part => false,
        _ => true,
    }
}

/// Whether a recipe stands in a folder that is named for the model it starts from, beside folders of other recipes: it
/// shows how that model is tuned, and not what was released.
fn is_for_that_model(path: &str, id: &str, seen: &Sightings) -> bool {
    let Some((folder, _)) = path.rsplit_once('/') else { return false };
    let (above, last) = folder.rsplit_once('/').unwrap_or(("", folder));
    let named = folded(last);
    // Beside it, a program in another folder.
    let others = seen.training.iter().any(|sign| {
        let path = sign.evidence.location.path.as_str();
        let beside = path.get(above.len()..).map(|rest| rest.trim_start_matches('/')).and_then(|rest| rest.split_once('/'));
        scope::is_above(above, path) && beside.is_some_and(|(next, _)| next != last)
    });
    named.len() >= 4 && folded(id).contains(&named) && others
}

/// So many folders of programs make a recipe that starts from somebody's model one recipe of many.
const MANY: usize = 12;

/// Whether the recipes that name a model to start from are few among the programs that train: the toolkit
/// descends from no one of them.
fn is_one_of_many(seen: &Sightings) -> bool {
    let folder = |path: &str| path.rsplit_once('/').map_or_else(String::new, |(folder, _)| folder.to_string());
    let programs: BTreeSet<String> = seen
        .training
        .iter()
        .filter(|sign| sign.role == Role::Main && sign.form == Form::Loop)
        .map(|sign| folder(&sign.evidence.location.path))
        .collect();
    let recipes: BTreeSet<String> =
        seen.bases.iter().filter(|base| base.naming == Naming::Recipe).map(|base| folder(&base.evidence.location.path)).collect();
    programs.len() >= MANY && recipes.len() * 4 <= programs.len()
}

fn is_own(own: &Own, id: &str) -> bool {
    match id.split_once('/') {
        // A project's own copy of somebody's model still bears that one's name.
        Some((owner, name)) => {
            own.is_named(name) || (own.is_account(owner) && bases::NAMES.find(name).is_none_or(|m| own.is_named(m.as_str())))
        }
        None => own.is_named(id),
    }
}

/// What the project declares.
fn declared(context: &Context<'_>) -> Vec<BaseSighting> {
    let of = |id: &String| BaseSighting {
        id: id.rsplit_once("huggingface.co/").map_or(id.as_str(), |(_, id)| id).to_string(),
        relation: Relation::Finetune,
        naming: Naming::Field,
        evidence: Evidence::of_file("declared", Strength::Strong, crate::policy::FILE, None),
    };
    context.policy.base_model.iter().map(of).collect()
}

/// What cards say in `base_model`. A card in an example folder is not the release's.
fn cards(seen: &Sightings) -> Vec<BaseSighting> {
    let mut out = Vec::new();
    for card in seen.cards.iter().filter(|card| matches!(card.role, Role::Main | Role::Docs)) {
        let relation = match card.text("base_model_relation") {
            Some("adapter") => Relation::Adapter,
            Some("merge") => Relation::Merge,
            Some("quantized") => Relation::Quantized,
            _ => Relation::Finetune,
        };
        for id in card.texts("base_model") {
            let (line, quote) = card.lines.get("base_model").cloned().unwrap_or((1, String::new()));
            let location = Location { line: Some(line), blob: Some(card.blob), ..Location::file(&card.path) };
            let evidence =
                Evidence { signature: "base-model-field".into(), strength: Strength::Strong, location, quote, note: None };
            out.push(BaseSighting { id: crate::text::sanitize(id, 120), relation, naming: Naming::Field, evidence });
        }
    }
    out
}
