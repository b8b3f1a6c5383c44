//! Folds data sets, their terms and the project's declarations into the corpus.

mod cards;
mod choose;
mod declared;
mod group;
mod proof;
mod rights;

use super::kind::{holds_data, is_mostly_rows};
use super::own::Own;
use super::{BaseModel, Corpus, CorpusState, Dataset, TrainingCode, TrainingState, Weights, WeightsState};
use crate::detect::manifest::Use;
use crate::detect::{Context, Sightings};
use crate::evidence::Answer;
use choose::{Near, Part};
use std::collections::BTreeSet;

/// Below how many bytes data beside released weights may be lists, labels and samples of a set elsewhere.
const FEW: u64 = 4_000_000;

/// The most data sets listed in a report.
const LISTED: usize = 60;

/// The corpus.
#[must_use]
pub fn fold(
    context: &Context<'_>,
    seen: &Sightings,
    own: &Own,
    training: &TrainingCode,
    weights: &Weights,
    base: Option<&BaseModel>,
) -> Corpus {
    let mut sightings = seen.datasets.clone();
    sightings.extend(cards::sightings(context, seen));
    let groups = group::gather(&sightings);
    let of_data = seen.says_data() || is_mostly_rows(context) || holds_data(context, seen);
    let released = weights.state != WeightsState::Absent;
    let parts = choose::parts(groups, training, own, released, of_data, seen.says_representations());
    let part_only = released && training.state != TrainingState::Full;
    let rest: Vec<&Part> = parts.iter().filter(|part| !part.group.is_withheld()).collect();
    let had = match state(&rest, released) {
        had @ (CorpusState::Pinned | CorpusState::Obtainable) if part_only && !parts.iter().any(|part| made_it(part, base)) => {
            had.max(CorpusState::Named)
        }
        state => state,
    };
    // Of what is kept back in part, the whole cannot be had; of what is kept back and has no name, nothing can.
    let withheld = rest.len() < parts.len();
    let seen_state = match withheld {
        true if rest.is_empty() => CorpusState::Absent,
        true => CorpusState::Named,
        false => had,
    };
    // A baseline beside a release of one set is no model that the set would have to be tied to.
    let lone = !released
        && (training.state == TrainingState::None
            || training.state == TrainingState::Partial && seen.says_data() && is_one_place(&parts));
    let told = !released || proof::is_told(&parts, seen);
    let is_tied = |part: &Part| proof::is_tied(part, seen, released);
    let mut datasets: Vec<Dataset> =
        parts.iter().map(|part| dataset(part, context, (seen, own), lone, told && is_tied(part))).collect();
    let declared = declared::datasets(context);
    let tied = !declared.is_empty() || parts.iter().any(is_tied);
    // A declaration takes the place of what was seen of the same set, and hides nothing else.
    datasets.retain(|seen| !declared.iter().any(|declared| declared::is_same(declared, seen)));
    let state = match declared.iter().map(|declared| declared.state).max() {
        Some(worst) if datasets.is_empty() => worst,
        Some(worst) => worst.max(seen_state),
        None => seen_state,
    };
    datasets.splice(0..0, declared);
    let all = datasets.iter().map(|d| d.verbatim.and(d.modified)).reduce(Answer::and).unwrap_or_default();
    let redistributable = match state {
        // What cannot be had cannot be passed on, whatever its license.
        CorpusState::Named | CorpusState::Absent | CorpusState::Unknown => all.and(Answer::Unknown),
        _ => all,
    };
    let reason = (redistributable != Answer::Yes).then(|| reason(&datasets, redistributable)).flatten();
    let evidence = datasets.first().map(|dataset| dataset.evidence.clone()).unwrap_or_default();
    datasets.truncate(LISTED);
    let kept_back = withheld && had <= CorpusState::Obtainable;
    Corpus { tied, kept_back, state, redistributable, reason, evidence, datasets }
}

/// Whether all sets are had from one host.
fn is_one_place(parts: &[Part]) -> bool {
    let host = |part: &Part| {
        let rest = part.group.place.as_deref()?.split_once("://")?.1;
        rest.split('/').next().map(str::to_ascii_lowercase)
    };
    let hosts: BTreeSet<Option<String>> = parts.iter().map(host).collect();
    hosts.len() == 1 && !hosts.contains(&None)
}

/// Whether released weights whose program is here in part only are known to be made from a set that can be had. What
/// a tuning program reads is the corpus of a model that begins from another one, and an extra of one that does not.
fn made_it(part: &Part, base: Option<&BaseModel>) -> bool {
    let had = part.group.state <= CorpusState::Obtainable;
    let read = [Use::Recipe, Use::Read, Use::Fetched].iter().any(|usage| part.group.uses.contains(usage));
    let told = part.group.evidence.iter().any(|evidence| is_page_of_data(&evidence.location.path));
    had && (part.near == Near::Trained && !part.group.uses.contains(&Use::Recipe)
        || told
        || base.is_some() && read
        || part.lies())
}

/// A page that is about the data by its name or its folder: `docs/Data.md`, `datasets/README.md`.
fn is_page_of_data(path: &str) -> bool {
    let lower = path.to_ascii_lowercase();
    let mut parts = lower.rsplit('/');
    let stem = parts.next().and_then(|name| name.strip_suffix(".md").or_else(|| name.strip_suffix(".rst"))).unwrap_or_default();
    let is_data = |word: &str| matches!(word, "data" | "dataset" | "datasets" | "corpus" | "corpora");
    is_data(stem) || stem == "readme" && parts.next().is_some_and(is_data)
}

/// The first data set that keeps the answer from being yes, and why.
fn reason(datasets: &[Dataset], answer: Answer) -> Option<String> {
    datasets
        .iter()
        .find(|d| d.verbatim.and(d.modified) == answer)
        .map(|d| format!("{}: {}", d.name, d.reason.as_deref().unwrap_or("no license is stated")))
}

/// What the parts come to: where the data lie here, they are here; else the greater part of the nearest sets decides.
fn state(parts: &[&Part], released: bool) -> CorpusState {
    let lies: Vec<&Part> = parts.iter().copied().filter(|part| part.lies()).collect();
    let fetched = parts.iter().filter(|part| part.group.state <= CorpusState::Obtainable && !part.lies()).count();
    // What a sentence says it was trained on, and offers elsewhere, is the corpus; files that nobody speaks of lie beside it.
    // Beside a few lists and released weights a known set that the program fetches is the corpus as well.
    let few = released && lies.iter().all(|part| part.group.size.is_some_and(|size| size < FEW));
    let told = |part: &&&Part| (few || part.near == Near::Trained) && part.group.facts.is_some();
    let elsewhere = parts.iter().filter(told).any(|part| part.group.state <= CorpusState::Obtainable && !part.lies());
    let spoken_of = lies.iter().any(|part| part.confirmed || part.near == Near::Trained);
    if let Some(worst) = lies.iter().map(|part| part.group.state).max()
        && (lies.iter().any(|part| part.confirmed || part.group.uses.contains(&Use::Generated)) || fetched <= lies.len() * 2)
        && !lies.iter().all(|part| part.is_index)
        && (spoken_of && !few || !elsewhere)
    {
        return worst;
    }
    // What a sentence says it was trained on counts twice.
    let points = |had: bool| -> usize {
        parts
            .iter()
            .filter(|part| (part.group.state <= CorpusState::Obtainable) == had)
            .map(|part| if part.near == Near::Trained && (had || part.group.facts.is_some()) { 2 } else { 1 })
            .sum()
    };
    if parts.is_empty() {
        CorpusState::Absent
    } else if points(false) > points(true) {
        CorpusState::Named
    } else if parts.iter().all(|part| part.group.state <= CorpusState::Pinned) {
        CorpusState::Pinned
    } else {
        CorpusState::Obtainable
    }
}

/// `tied` tells that something ties the data set to the model, `lone` that there is no model.
fn dataset(part: &Part, context: &Context<'_>, (seen, own): (&Sightings, &Own), lone: bool, tied: bool) -> Dataset {
    let mut rights = rights::rights(&part.group, context, seen, own, lone);
    if rights.free == Answer::Yes && !lone && !tied {
        rights.free = Answer::Unknown;
        rights.reason = Some("nothing says that the model is made from it".into());
    }
    let part = &part.group;
    Dataset {
        name: part.name.clone(),
        id: part.id.clone(),
        stage: part.stage,
        state: part.state,
        place: part.place.clone(),
        pin: part.pin.clone(),
        size: part.size,
        license: rights.license,
        license_status: rights.status,
        verbatim: rights.free,
        modified: rights.free,
        reason: rights.reason,
        evidence: part.evidence.clone(),
    }
}
