//! Whether a repository without weights trains its users' models and none of its own.

use super::judge::{MANY, learns_by_playing};
use super::program::Program;
use crate::component::{Corpus, CorpusState, Dataset};
use crate::detect::purpose::Purpose;
use crate::detect::{Context, Sightings};
use std::collections::{BTreeMap, BTreeSet};

/// From how many data sets on a library without weights offers them to its users, each for a model of theirs.
const MANY_SETS: usize = 5;

/// From how many folders with a program on a repository without weights collects programs of many models.
const COLLECTION: usize = 12;

/// More programs than this in a collection of examples are lessons, each with a model of its own.
const LESSONS: usize = 8;

/// Whether a repository without weights trains its users' models and none of its own.
pub(super) fn is_of_its_users(
    context: &Context<'_>,
    seen: &Sightings,
    models: &[&&Program<'_>],
    corpus: &Corpus,
) -> Option<&'static str> {
    let first = seen.purposes.iter().map(|saying| saying.purpose).find(|&purpose| purpose != Purpose::Application);
    let places: BTreeSet<&str> =
        models.iter().map(|program| program.path.split_once('/').map_or("", |(folder, _)| folder)).collect();
    let corpus_is_named = matches!(corpus.state, CorpusState::Pinned | CorpusState::Obtainable);
    // A set that a page, a card or a recipe speaks of; a default of a program is what a user may begin with.
    let spoken = |set: &Dataset| {
        set.evidence.iter().any(|evidence| evidence.signature != "data-default" && evidence.signature != "data-call")
    };
    let corpus_is_told = corpus_is_named && corpus.datasets.iter().any(spoken);
    // A file at the top of a library that nothing speaks of is one that somebody tried it with.
    let meant = |set: &Dataset| {
        set.evidence.iter().any(|evidence| evidence.signature != "data-file" || evidence.location.path.contains('/'))
    };
    // What the module of a library fetches for its users is theirs to choose.
    let fetched_by_hand = |set: &Dataset| {
        set.evidence.iter().any(|evidence| evidence.signature.starts_with("prose") || !evidence.location.path.ends_with(".py"))
    };
    let offered = if is_of_one_notebook(corpus) { 1 } else { corpus.datasets.len() };
    let corpus_is_here = corpus.state == CorpusState::Included && corpus.datasets.iter().any(meant);
    let folders: BTreeSet<&str> = models
        .iter()
        .filter(|program| !program.only_calls())
        .map(|program| program.path.rsplit_once('/').map_or("", |(folder, _)| folder))
        .collect();
    // Each folder with a recipe of its own, and none with a program.
    let projects: BTreeSet<&str> = models
        .iter()
        .filter_map(|program| program.path.rsplit_once('/'))
        .map(|(folder, _)| folder)
        .filter(|_| folders.is_empty())
        .collect();
    // The program at the top is the one whose runs one folder keeps, each with the state that it had.
    let kept: BTreeSet<&str> =
        folders.iter().filter(|folder| !folder.is_empty()).map(|folder| folder.split('/').next().unwrap_or_default()).collect();
    let starts_at_top = kept.len() == 1 && models.iter().any(|program| !program.path.contains('/') && program.is_started());
    let is_book = seen.purposes.first().is_some_and(|saying| is_of_a_book(&saying.evidence.quote));
    if first == Some(Purpose::Examples) && (is_book || places.len() > 4 || models.len() > LESSONS) {
        Some("a collection of examples")
    } else if folders.len() >= COLLECTION && !starts_at_top || projects.len() >= COLLECTION {
        Some("a collection of programs, each of a model of its own")
    } else if first == Some(Purpose::Library)
        && (!(corpus_is_named && corpus.datasets.iter().any(fetched_by_hand) || corpus_is_here)
            || models.len() >= MANY
            || offered >= MANY_SETS)
    {
        Some("a trainer for the models of its users, without a recipe for one of its own")
    } else if !corpus_is_told
        && !corpus_is_here
        && !learns_by_playing(seen)
        && ["setup.py", "pyproject.toml"].iter().any(|name| context.inventory.get(name).is_some())
        && models.iter().any(|program| !program.only_calls())
    {
        Some("an installable package that names no data for a model of its own")
    } else if models.iter().all(|program| program.only_calls()) && corpus.state == CorpusState::Absent {
        Some("a workflow for the models of its users")
    } else {
        None
    }
}

/// Whether an introduction speaks of a book; a notebook and an opening book are none.
fn is_of_a_book(introduction: &str) -> bool {
    let lower = introduction.to_lowercase();
    lower.split(|c: char| !c.is_alphabetic()).any(|word| matches!(word, "book" | "handbook" | "textbook"))
        && !["opening book", "address book", "order book"].iter().any(|other| lower.contains(other))
}

/// Whether one notebook reads four in five of the sets: one recipe, however many it mixes.
fn is_of_one_notebook(corpus: &Corpus) -> bool {
    let mut sets: BTreeMap<&str, usize> = BTreeMap::new();
    for set in &corpus.datasets {
        let paths: BTreeSet<&str> = set.evidence.iter().map(|evidence| evidence.location.path.as_str()).collect();
        for path in paths.into_iter().filter(|path| path.ends_with(".ipynb")) {
            *sets.entry(path).or_default() += 1;
        }
    }
    sets.values().any(|count| count * 5 >= corpus.datasets.len() * 4)
}
