//! Folds sightings of weights and the statements about them.

mod listed;
mod score;

use super::own::Own;
use super::scope::{self, Artefact, Covering};
use super::{Weights, WeightsState};
use crate::bases;
use crate::detect::Sightings;
use crate::detect::names::Name;
use crate::detect::purpose::{Purpose, Saying};
use crate::detect::weights::{Place, WeightsSighting};
use crate::evidence::{Answer, Evidence, Strength};
use crate::inventory::Role;
use crate::license::{self, LicenseStatus, Subject, expression};
use listed::{Listed, listed_account, listed_shelf, loaded_account};
use score::{Doing, score};

/// What a link must reach to be a release of this project.
const ENOUGH: i32 = 3;

/// The most pieces of evidence kept.
const MOST: usize = 12;

/// The weights.
#[must_use]
pub fn fold(seen: &Sightings, own: &Own) -> Weights {
    let (state, evidence) = state(seen, own);
    if state == WeightsState::Absent {
        return licensed(seen).unwrap_or_else(|| Weights { state, ..Weights::default() });
    }
    let covering = match state {
        WeightsState::Linked => {
            let stated = scope::linked_weights(seen);
            // Who asks for a form first has terms of its own, which are not those at the top of the tree.
            let asked =
                evidence.iter().any(|link| matches!(link.place, Place::Request) && is_about_getting(&link.evidence.quote));
            let stated = if asked && stated.status == LicenseStatus::Implied { Covering::default() } else { stated };
            // A license at the top of a tree does not outweigh what the publisher of the linked model is known to ask.
            let silent = matches!(stated.status, LicenseStatus::Implied | LicenseStatus::None);
            publishers_limit(&evidence).filter(|_| silent && stated.free != Answer::No).unwrap_or(stated)
        }
        _ => of_files(seen, &evidence),
    };
    covered(state, covering, evidence.into_iter().take(MOST).map(|w| w.evidence.clone()).collect())
}

/// Weights with what is said of their license.
fn covered(state: WeightsState, covering: Covering, evidence: Vec<Evidence>) -> Weights {
    Weights {
        state,
        license: covering.license,
        license_status: covering.status,
        free: covering.free,
        terms: Vec::new(),
        conflict: covering.conflict,
        evidence,
    }
}

/// Weights that no link leads to, where the first page says which license of works and data they have: who licenses
/// models hands them out.
fn licensed(seen: &Sightings) -> Option<Weights> {
    let first = |statement: &&license::Statement| {
        let quote = statement.evidence.quote.to_lowercase();
        // "The 3D models are licensed …": only a project about what learns has weights without a link.
        let trained =
            ["weights", "pretrained", "pre-trained", "trained model", "checkpoint", "linguistic model", "language model"]
                .iter()
                .any(|word| quote.contains(word));
        let presents = |saying: &Saying| {
            let said = saying.evidence.quote.to_lowercase();
            let is_trained = |word: &str| matches!(word, "trained" | "pretrained");
            said.split(|c: char| !c.is_alphanumeric()).any(is_trained) && said.contains("model")
        };
        let learns = trained || !seen.learning.is_empty() || seen.purposes.iter().any(presents);
        let some = [" some ", " may ", "other ", "third"].iter().any(|word| quote.contains(word));
        statement.evidence.signature == "license-sentence"
            && statement.scope.is_empty()
            && statement.subject == Subject::Weights(None)
            && statement.evidence.location.path.to_lowercase().starts_with("readme")
            && statement.license.as_deref().is_some_and(|id| id.starts_with("CC-") || id.starts_with("CC0-"))
            && learns
            && !some
    };
    let found = seen.licenses.iter().find(first)?;
    let evidence = Evidence { signature: "weights-licensed".into(), ..found.evidence.clone() };
    Some(covered(WeightsState::Linked, scope::linked_weights(seen), vec![evidence]))
}

/// Whether a line that asks for a form speaks of the weights themselves, and not of news or a service.
fn is_about_getting(line: &str) -> bool {
    let lower = line.to_lowercase();
    ["download", "weights", "checkpoint", "parameters"].iter().any(|word| lower.contains(word))
}

/// The terms of a linked model that is known by its id on a hub, where they are not free. What is known to be
/// free adds nothing: only the project can say so of its own release.
fn publishers_limit(links: &[&WeightsSighting]) -> Option<Covering> {
    links.iter().find_map(|link| {
        let Place::HubModel { owner, name } = &link.place else { return None };
        let known = bases::published(&format!("{owner}/{name}")).filter(|base| base.is_free() == Answer::No)?;
        let license = expression::parse(&known.license).map_or_else(|| license::reference(&known.license), |one| one.text);
        Some(Covering {
            license: Some(license),
            status: LicenseStatus::Known,
            free: Answer::No,
            evidence: vec![link.evidence.clone().noting(known.why.clone())],
            conflict: Vec::new(),
        })
    })
}

/// The license of files in the tree: the strictest of their folders, because no one of them is known
/// to be the headline.
fn of_files(seen: &Sightings, files: &[&WeightsSighting]) -> Covering {
    let mut folders: Vec<&str> = Vec::new();
    let mut coverings: Vec<Covering> = Vec::new();
    for file in files {
        let folder = file.name.rsplit_once('/').map_or("", |(folder, _)| folder);
        if folders.len() < MOST * 4 && !folders.contains(&folder) {
            folders.push(folder);
            coverings.push(scope::for_path(seen, &file.name, Artefact::Weights));
        }
    }
    let strictness = |covering: &Covering| match covering.free {
        Answer::No => 0,
        Answer::Unknown => 1,
        Answer::Yes => 2,
    };
    coverings.into_iter().min_by_key(strictness).unwrap_or_default()
}

/// Included, linked or absent, and what says so.
fn state<'s>(seen: &'s Sightings, own: &Own) -> (WeightsState, Vec<&'s WeightsSighting>) {
    let trains = seen.training.iter().any(|sign| sign.role == Role::Main && sign.evidence.strength == Strength::Strong);
    let listed = Listed { account: listed_account(seen).or_else(|| loaded_account(seen, trains)), shelf: listed_shelf(seen) };
    // The guides of a program that runs models begin by fetching one, whoever made it.
    let says = |wanted: Purpose| seen.purposes.iter().any(|saying| saying.purpose == wanted);
    let first = seen.purposes.first().map(|saying| saying.purpose);
    let runs = says(Purpose::Inference) && matches!(first, Some(Purpose::Inference | Purpose::Library));
    let doing = Doing { trains, presents: first == Some(Purpose::Model), supports: first == Some(Purpose::Library) };
    let guide = |w: &WeightsSighting| {
        let fetched = matches!(w.place, Place::Storage { .. } | Place::File { .. }) && w.evidence.signature == "weights-link";
        runs && fetched && w.context.depth > 0 && !w.context.ours
    };
    let mut links: Vec<(i32, &WeightsSighting)> = seen
        .weights
        .iter()
        .filter(|w| w.state == WeightsState::Linked && !guide(w) && !measures(&w.evidence.location.path))
        .map(|w| (score(w, own, &listed, doing), w))
        .filter(|(score, _)| *score >= ENOUGH)
        .collect();
    links.sort_by_key(|(score, _)| -score);
    if seen.says_data() {
        // A page about data links tools that made it; a model of its own it says to be one.
        links.retain(|(_, w)| w.context.ours || w.context.section || matches!(w.place, Place::HubModel { .. }));
    }
    if first == Some(Purpose::Application) && !trains {
        // An application opens the models of others: its page shows some.
        links.retain(|(_, w)| w.context.code || w.context.ours || own.is_own(&w.place) && !matches!(w.place, Place::Page { .. }));
    }
    if is_catalogue(seen, own) {
        // What it says in so many words to be its own stays: "we publish … the resulting weights"; so do files among its
        // releases.
        links.retain(|(_, w)| match &w.place {
            Place::HubModel { .. } => w.context.ours && w.context.release && own.is_own(&w.place),
            Place::Release { owner, repo, file } => *file && own.is_address(owner, repo),
            _ => false,
        });
    }
    let links: Vec<&WeightsSighting> = links.into_iter().map(|(_, w)| w).collect();
    let mut files: Vec<&WeightsSighting> = seen.weights.iter().filter(|w| w.state == WeightsState::Included).collect();
    // A network that is carried along as a part is not the release where there is one.
    if !links.is_empty() || files.iter().any(|w| !w.context.helper) {
        files.retain(|w| !w.context.helper || own.is_named(&w.name));
    }
    // Files at a place of no meaning beside a release elsewhere are leftovers of experiments.
    let home = files.iter().any(|w| matches!(w.place, Place::Tree { home: true }));
    if !files.is_empty() && (home || links.is_empty()) {
        return (WeightsState::Included, files);
    }
    if links.is_empty() { (WeightsState::Absent, links) } else { (WeightsState::Linked, links) }
}

/// Whether a page or program stands among those that measure models: what it links is measured.
fn measures(path: &str) -> bool {
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder).to_ascii_lowercase();
    folder.split('/').any(|part| {
        matches!(part, "benchmark" | "benchmarks" | "bench" | "ci" | "metrics")
            // What sorts data by its quality or its language is a tool, not what is released.
            || matches!(part, "taggers" | "filters" | "filtering")
            || part.split(['_', '-']).any(|word| matches!(word, "eval" | "evals" | "evaluation"))
    })
}

/// Whether the tree lists models of many others: a survey, where its own are some of many.
fn is_catalogue(seen: &Sightings, own: &Own) -> bool {
    let awesome = |name: &Name| matches!(name, Name::Title(title) if title.to_ascii_lowercase().starts_with("awesome"));
    if seen.names.iter().any(awesome) {
        return true;
    }
    let mut owners: Vec<&str> = Vec::new();
    let (mut mine, mut theirs) = (0, 0);
    for sighting in &seen.weights {
        if let Place::HubModel { owner, .. } = &sighting.place {
            if own.is_account(owner) {
                mine += 1;
            } else {
                theirs += 1;
                if !owners.contains(&owner.as_str()) && owners.len() < 64 {
                    owners.push(owner);
                }
            }
        }
    }
    owners.len() >= 20 && mine * 3 < theirs
}

/// Whether a project runs, serves or gathers the models of others by its own words, or releases data.
fn is_for_others(seen: &Sightings) -> bool {
    let of_others = |purpose: Purpose| matches!(purpose, Purpose::Inference | Purpose::Library | Purpose::Examples);
    seen.purposes.iter().any(|saying| of_others(saying.purpose)) || seen.says_data()
}
