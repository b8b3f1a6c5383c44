//! Folds sightings of weights and the statements about them.

use super::own::Own;
use super::scope::{self, Artefact, Covering};
use super::{Weights, WeightsState};
use crate::bases;
use crate::detect::Sightings;
use crate::detect::names::Name;
use crate::detect::purpose::Purpose;
use crate::detect::weights::words::{WORDS, ends_in, is_of_models};
use crate::detect::weights::{Place, WeightsSighting};
use crate::evidence::{Answer, Strength};
use crate::inventory::Role;
use crate::license::{self, LicenseStatus, expression};
use std::collections::{BTreeMap, BTreeSet};

/// What a link must reach to be a release of this project.
const ENOUGH: i32 = 3;

/// The most pieces of evidence kept.
const MOST: usize = 12;

/// The weights.
#[must_use]
pub fn fold(seen: &Sightings, own: &Own) -> Weights {
    let (state, evidence) = state(seen, own);
    if state == WeightsState::Absent {
        return Weights { state, ..Weights::default() };
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
    Weights {
        state,
        license: covering.license,
        license_status: covering.status,
        free: covering.free,
        terms: Vec::new(),
        conflict: covering.conflict,
        evidence: evidence.into_iter().take(MOST).map(|w| w.evidence.clone()).collect(),
    }
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
    let listed = Listed { account: listed_account(seen), shelf: listed_shelf(seen) };
    let trains = seen.training.iter().any(|sign| sign.role == Role::Main && sign.evidence.strength == Strength::Strong);
    // The guides of a program that runs models begin by fetching one, whoever made it.
    let says = |wanted: Purpose| seen.purposes.iter().any(|saying| saying.purpose == wanted);
    let first = seen.purposes.first().map(|saying| saying.purpose);
    let runs = says(Purpose::Inference) && matches!(first, Some(Purpose::Inference | Purpose::Library));
    let guide = |w: &WeightsSighting| {
        let fetched = matches!(w.place, Place::Storage { .. } | Place::File { .. }) && w.evidence.signature == "weights-link";
        runs && fetched && w.context.depth > 0 && !w.context.ours
    };
    let mut links: Vec<(i32, &WeightsSighting)> = seen
        .weights
        .iter()
        .filter(|w| w.state == WeightsState::Linked && !guide(w) && !measures(&w.evidence.location.path))
        .map(|w| (score(w, own, &listed, trains), w))
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
        // What it says in so many words to be its own stays: "we publish … the resulting weights".
        links.retain(|(_, w)| {
            w.context.ours && w.context.release && matches!(w.place, Place::HubModel { .. }) && own.is_own(&w.place)
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
        matches!(part, "benchmark" | "benchmarks" | "bench" | "ci")
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

/// From how many models of one account on the top page lists them as the project's.
const LIST: usize = 3;

/// Whether two models or more are sizes and kinds of one: "Brook2-Audio-7B", "Brook2-Audio-7B-Instruct".
fn is_series(names: &BTreeSet<&str>) -> bool {
    let stem = |name: &str| name.split(['-', '_']).take(2).collect::<Vec<_>>().join("-").to_lowercase();
    let mut stems = names.iter().map(|name| stem(name));
    let first = stems.next().unwrap_or_default();
    names.len() >= 2 && first.len() >= 5 && stems.all(|next| next == first)
}

/// The account on a hub whose models the top page lists, nearly alone: where a project speaks of its own model and
/// not of programs for the models of others, that account is its own, whatever its name.
fn listed_account(seen: &Sightings) -> Option<&str> {
    if is_for_others(seen) {
        return None;
    }
    // Hubs do not tell letters apart, and one account may be spelled two ways on two of them.
    let mut models: BTreeMap<String, (&str, BTreeSet<&str>)> = BTreeMap::new();
    for sighting in &seen.weights {
        let said = &sighting.context;
        let plain = said.weights && !said.code && !said.others && !said.bases && said.depth == 0;
        if let (true, Place::HubModel { owner, name }) = (plain, &sighting.place) {
            models.entry(owner.to_lowercase()).or_insert((owner, BTreeSet::new())).1.insert(name);
        }
    }
    let all: usize = models.values().map(|(_, names)| names.len()).sum();
    let (owner, names) = models.into_values().max_by_key(|(_, names)| names.len())?;
    let series = names.len() == all && is_series(&names);
    (names.len() >= LIST && names.len() * 4 >= all * 3 || series).then_some(owner)
}

/// Where a project keeps what its top page lists.
struct Listed<'s> {
    /// An account on a hub.
    account: Option<&'s str>,
    /// A folder on a server.
    shelf: Option<&'s str>,
}

/// The folder of the files of weights that the top page lists side by side, nearly alone.
fn listed_shelf(seen: &Sightings) -> Option<&str> {
    if is_for_others(seen) {
        return None;
    }
    let mut shelves: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for sighting in &seen.weights {
        let said = &sighting.context;
        let plain = said.weights && !said.code && !said.others && !said.bases && said.depth == 0;
        // Storage is everybody's: only a table keeps its links together.
        let kept = said.table || !matches!(sighting.place, Place::Storage { .. });
        if let (true, Some(shelf)) = (plain && kept && sighting.state == WeightsState::Linked, shelf_of(&sighting.place)) {
            shelves.entry(shelf).or_default().insert(&sighting.name);
        }
    }
    let all: usize = shelves.values().map(BTreeSet::len).sum();
    let (shelf, files) = shelves.into_iter().max_by_key(|(_, files)| files.len())?;
    (files.len() >= LIST && files.len() * 4 >= all * 3).then_some(shelf)
}

/// Whether an address is of a repository on a forge.
fn is_forge(url: &str) -> bool {
    url.split_once("://").is_some_and(|(_, rest)| rest.starts_with("github.com/"))
}

/// The address of a file without its name; of what lies in storage under a number, the host.
fn shelf_of(place: &Place) -> Option<&str> {
    match place {
        Place::File { url } => url.rsplit_once('/').map(|(shelf, _)| shelf),
        Place::Storage { url } => url.split_once("://").and_then(|(_, rest)| rest.split('/').next()),
        _ => None,
    }
}

/// How plainly a link leads to weights that this project gives away.
fn score(sighting: &WeightsSighting, own: &Own, listed: &Listed<'_>, trains: bool) -> i32 {
    let said = &sighting.context;
    let is_one_of_many = trains && listed.shelf.is_some_and(|shelf| shelf_of(&sighting.place) == Some(shelf));
    let listed = listed.account;
    let is_listed =
        matches!(&sighting.place, Place::HubModel { owner, .. } if listed.is_some_and(|own| own.eq_ignore_ascii_case(owner)));
    let is_own = is_listed || own.is_own(&sighting.place);
    let points = |yes: bool, points: i32| if yes { points } else { 0 };
    let words =
        points(said.weights, 1) + points(said.release, 1) + points(said.section, 1) + points(said.ours && said.weights, 1);
    // A program's table of addresses at one place is a release; a single address need not be.
    let hub_code =
        said.code && (sighting.evidence.signature != "weights-link" || matches!(sighting.place, Place::HubModel { .. }));
    let table = if hub_code { points(said.table, 2) - points(!said.table && !is_own, 1) } else { points(said.table, 1) };
    let mut score = match &sighting.place {
        Place::Tree { .. } => 0,
        Place::HubModel { .. } if is_own => 3 + words,
        Place::HubModel { .. } => words - 1 - points(said.code, 2),
        Place::HubOwner { .. } if is_own => 1 + words,
        Place::HubOwner { .. } => words + points(said.label && !said.code, 2),
        Place::Release { file, owner, repo } if is_own => {
            let certain = *file && ends_in(&sighting.name.to_ascii_lowercase(), &WORDS.certain);
            // "Download the models from the releases", on the first page.
            let here = own.is_address(owner, repo);
            let plainly = here && said.weights && said.release && said.depth == 0 && !said.code;
            points(*file, 2) + points(certain || plainly, 1) + if said.weights || *file { words + table } else { 0 }
        }
        // Pages of somebody's releases lead to programs, unless their own line says what is there.
        Place::Release { file, .. } if *file || said.ours || WORDS.weights.is_match(&sighting.evidence.quote) => {
            points(*file, 1) + if said.weights { words } else { 0 }
        }
        Place::Release { .. } => 0,
        // "The networks can be found in brook-networks", of the same account.
        Place::Repository { owner, repo } if own.is_account(owner) => {
            words - points(!said.section, 1) + points(is_of_models(repo), 3)
        }
        Place::Repository { .. } => 0,
        Place::File { .. } => 1 + points(is_own, 2) + points(is_one_of_many && !is_own, 1) + words + table,
        // "Download the pretrained model from …", over a program that trains: whose else would it be?
        // A folder of somebody else's repository is theirs.
        Place::Storage { url } if !is_own && is_forge(url) => 0,
        Place::Storage { .. } if said.weights => {
            let shared = trains && (said.release || said.section) && said.depth == 0 && !said.code;
            let homely = said.home && said.release;
            points(is_own || homely, 1) + points(shared && !is_own, 1) + points(is_one_of_many && !is_own, 1) + words + table
        }
        Place::Storage { .. } => 0,
        Place::Page { .. } => words - 1 + points(is_own, 1),
        Place::Request => words,
    };
    // A copy of somebody's network in an account of one's own still bears that one's name.
    let bears_own = || {
        let last = sighting.name.split(['?', '#']).next().unwrap_or_default().rsplit('/').next().unwrap_or_default();
        is_own && (own.is_named(last) || !WORDS.helpers.iter().any(|helper| last.to_lowercase().contains(helper.as_str())))
    };
    // "Faces (from that dataset): net.t7" speaks of a file of weights of one's own all the same.
    let plainly = is_own && matches!(sighting.place, Place::File { .. });
    score -= points(said.others && !plainly, 2) + points(said.bases && !is_own, 2) + points(said.helper && !bears_own(), 3);
    score -= points(said.depth > 0 && !is_own && !said.code && !said.home, 1);
    score -= points(matches!(sighting.role, Role::Example), 3);
    // A notebook shows what this project has with whatever others have.
    score -= points(!is_own && sighting.evidence.location.path.ends_with(".ipynb"), 3);
    score
}
