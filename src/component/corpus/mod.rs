//! Folds data sets, their terms and the project's declarations into the corpus.

mod group;
mod rights;

use super::{Corpus, CorpusState, Dataset};
use crate::detect::manifest::Use;
use crate::detect::{Context, Sightings};
use crate::evidence::Answer;
use crate::inventory::Role;
use group::Group;

/// The most data sets listed in a report.
const LISTED: usize = 60;

/// The corpus.
#[must_use]
pub fn fold(context: &Context<'_>, seen: &Sightings) -> Corpus {
    let groups = group::gather(&seen.datasets);
    let parts = parts(groups, seen);
    let state = state(&parts);
    let mut datasets: Vec<Dataset> = parts.iter().map(|part| dataset(part, context, seen)).collect();
    let all = datasets.iter().map(|d| d.verbatim.and(d.modified)).reduce(Answer::and).unwrap_or_default();
    let redistributable = match state {
        // What cannot be had cannot be passed on, whatever its license.
        CorpusState::Named | CorpusState::Absent | CorpusState::Unknown => all.and(Answer::Unknown),
        _ => all,
    };
    let reason = (redistributable != Answer::Yes).then(|| reason(&datasets, redistributable)).flatten();
    let evidence = parts.first().map(|part| part.evidence.clone()).unwrap_or_default();
    datasets.truncate(LISTED);
    Corpus { state, redistributable, reason, evidence, datasets }
}

/// The first data set that keeps the answer from being yes, and why.
fn reason(datasets: &[Dataset], answer: Answer) -> Option<String> {
    datasets
        .iter()
        .find(|d| d.verbatim.and(d.modified) == answer)
        .map(|d| format!("{}: {}", d.name, d.reason.as_deref().unwrap_or("no license is stated")))
}

/// How near a data set stands to the training of the released model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Near {
    /// A sentence, a card or a recipe says that it was trained on.
    Trained,
    /// It lies here, or stands where the training is explained, or the program reads it.
    Used,
    /// It is only spoken of.
    Aside,
}

fn near(group: &Group, released: bool) -> Near {
    let uses = |wanted: &[Use]| group.uses.iter().any(|usage| wanted.contains(usage));
    let aside = |wanted: &[Use]| group.aside.iter().any(|usage| wanted.contains(usage));
    if uses(&[Use::Trained, Use::Listed, Use::Recipe]) || released && aside(&[Use::Trained, Use::Listed]) {
        Near::Trained
    } else if uses(&[Use::Described, Use::Read, Use::Fetched, Use::Lies, Use::Generated])
        || released && aside(&[Use::Described, Use::Fetched, Use::Read])
    {
        Near::Used
    } else {
        Near::Aside
    }
}

/// The data sets that are the corpus, nearest first.
fn parts(groups: Vec<Group>, seen: &Sightings) -> Vec<Group> {
    let trains = seen.training.iter().any(|training| training.role == Role::Main);
    let released = !seen.weights.is_empty();
    let here = groups.iter().any(|group| group.uses.contains(&Use::Local));
    let mut parts: Vec<(Near, Group)> = groups.into_iter().map(|group| (near(&group, released), group)).collect();
    parts.retain(|(near, group)| {
        let lies = group.uses.contains(&Use::Lies);
        match near {
            Near::Trained => true,
            Near::Used if lies => trains || here,
            Near::Used => trains || here && !released,
            Near::Aside => here && !released && group.uses.contains(&Use::Offered),
        }
    });
    drop_games(&mut parts);
    drop_copies(&mut parts);
    let had = |parts: &[(Near, Group)]| parts.iter().any(|(_, group)| group.state <= CorpusState::Obtainable);
    if had(&parts) {
        // A set that a section names in passing does not speak against those that can be had.
        parts.retain(|(near, group)| group.state <= CorpusState::Obtainable || *near == Near::Trained);
    }
    parts.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| b.1.count.cmp(&a.1.count)).then_with(|| a.1.name.cmp(&b.1.name)));
    parts.into_iter().map(|(_, group)| group).collect()
}

/// Self-play is the corpus where nothing else is; a generator in the tree is it even beside a published copy.
fn drop_games(parts: &mut Vec<(Near, Group)>) {
    let outside = parts.iter().any(|(_, group)| !group.uses.contains(&Use::Generated) && group.state <= CorpusState::Obtainable);
    if outside {
        parts.retain(|(_, group)| !group.uses.contains(&Use::Generated));
    }
}

/// What lies in the tree under the name of a set that is had elsewhere is a part of it: lists, transcripts, splits.
fn drop_copies(parts: &mut Vec<(Near, Group)>) {
    let known: Vec<String> = parts
        .iter()
        .filter(|(_, group)| !group.uses.contains(&Use::Lies) && group.state <= CorpusState::Obtainable)
        .filter_map(|(_, group)| group.facts.map(|facts| facts.name.clone()))
        .collect();
    parts.retain(|(_, group)| {
        !group.uses.contains(&Use::Lies)
            || !crate::knowledge::datasets::mentions(&format!("{} data", group.name.replace(['/', '_'], " ")))
                .iter()
                .any(|(_, facts)| known.contains(&facts.name))
    });
}

fn state(parts: &[Group]) -> CorpusState {
    let lies = |part: &&Group| part.uses.contains(&Use::Lies) || part.uses.contains(&Use::Generated);
    if let Some(part) = parts.iter().find(lies) {
        return part.state.min(CorpusState::Pinned);
    }
    let had = parts.iter().filter(|part| part.state <= CorpusState::Obtainable).count();
    let named = parts.iter().filter(|part| part.state == CorpusState::Named).count();
    match (had, named) {
        (0, 0) => CorpusState::Absent,
        (had, named) if named > had => CorpusState::Named,
        _ if parts.iter().all(|part| part.state <= CorpusState::Pinned) => CorpusState::Pinned,
        _ => CorpusState::Obtainable,
    }
}

fn dataset(part: &Group, context: &Context<'_>, seen: &Sightings) -> Dataset {
    let rights = rights::rights(part, context, seen);
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
