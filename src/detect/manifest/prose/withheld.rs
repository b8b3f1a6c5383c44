//! Sentences that say that what a model was trained on, or a part of it, is kept back.

use super::heading_path;
use super::words::{EVALUATION, TRAINING_DATA, YOURS};
use crate::detect::manifest::{DatasetSighting, Use};
use crate::detect::{File, Sightings};
use crate::evidence::{CorpusState, Strength};
use crate::knowledge::{Group, Sayings};
use crate::pattern::{Regex, fixed};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The document.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Document {
    ways: BTreeMap<String, Sayings>,
    in_lists: Sayings,
    in_lists_given: Group,
    trained: Group,
    otherwise: BTreeMap<String, Group>,
    away: Group,
    parts_of_programs: Group,
}

static DOCUMENT: LazyLock<Document> = LazyLock::new(|| crate::knowledge::document("withheld"));

fn any_of<'d>(patterns: impl Iterator<Item = &'d String>) -> Regex {
    fixed(&format!("(?i){}", patterns.map(String::as_str).collect::<Vec<_>>().join("|")))
}

static WITHHELD: LazyLock<Regex> = LazyLock::new(|| any_of(DOCUMENT.ways.values().flat_map(|way| &way.patterns)));
static IN_LISTS: LazyLock<Regex> = LazyLock::new(|| any_of(DOCUMENT.in_lists.patterns.iter()));
static GIVEN: LazyLock<Regex> = LazyLock::new(|| any_of(DOCUMENT.in_lists_given.values.iter()));
static TRAINED: LazyLock<Regex> = LazyLock::new(|| any_of(DOCUMENT.trained.values.iter()));
static OTHERWISE: LazyLock<Regex> = LazyLock::new(|| any_of(DOCUMENT.otherwise.values().flat_map(|group| &group.values)));
static AWAY: LazyLock<Regex> = LazyLock::new(|| any_of(DOCUMENT.away.values.iter()));
static PARTS_OF_PROGRAMS: LazyLock<Regex> = LazyLock::new(|| any_of(DOCUMENT.parts_of_programs.values.iter()));

/// How deep pages may lie that speak of the model of the whole project.
const DEPTH: usize = 1;

/// Records an item of a list, or a row, under a heading of what a model was trained on, that keeps its data back.
pub fn look_at_part(file: &File<'_>, start: usize, text: &str, headings: &[(usize, String)], seen: &mut Sightings) {
    let listed = headings.last().is_some_and(|(_, last)| TRAINING_DATA.is_match(last));
    if listed
        && file.artifact.depth() <= DEPTH
        && text.len() <= 2000
        && let Some(at) = in_a_list(text)
    {
        push(file, start + at, seen);
    }
}

/// Records a sentence that keeps data back.
pub fn look(file: &File<'_>, start: usize, sentence: &str, headings: &[(usize, String)], seen: &mut Sightings) {
    if file.artifact.depth() > DEPTH || sentence.len() > 2000 {
        return;
    }
    if let Some(at) = withheld(sentence).filter(|_| !AWAY.is_match(&heading_path(headings))) {
        push(file, start + at, seen);
    }
}

fn push(file: &File<'_>, at: usize, seen: &mut Sightings) {
    seen.datasets.push(DatasetSighting {
        name: NAME.into(),
        id: None,
        known: None,
        // It has no name, and no place.
        state: CorpusState::Absent,
        place: None,
        pin: None,
        size: None,
        terms: None,
        stage: None,
        role: file.artifact.role,
        usage: Use::Withheld,
        evidence: file.evidence("prose-data-withheld", Strength::Strong, at),
    });
}

/// What stands for a name.
const NAME: &str = "data that are not released";

/// Where an item or a row says that its data are kept back.
fn in_a_list(text: &str) -> Option<usize> {
    let found = IN_LISTS.find(text)?;
    let told = !OTHERWISE.is_match(text)
        && !YOURS.is_match(text)
        && !EVALUATION.is_match(text)
        // The words themselves may be "not public".
        && !GIVEN.is_match(&text[..found.start()])
        && !GIVEN.is_match(&text[found.end()..]);
    told.then(|| found.start())
}

/// Where a sentence says that data are kept back.
fn withheld(sentence: &str) -> Option<usize> {
    let found = WITHHELD.find(sentence)?;
    let told = TRAINED.is_match(sentence)
        && !OTHERWISE.is_match(sentence)
        && !YOURS.is_match(sentence)
        && !EVALUATION.is_match(found.as_str())
        // "undisclosed models trained on more data" says nothing of the data.
        && !found.as_str().to_lowercase().contains("model")
        && !PARTS_OF_PROGRAMS.is_match(&sentence[found.end()..]);
    told.then(|| found.start())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_hears_its_examples_and_nothing_else() {
        for (name, way) in &DOCUMENT.ways {
            assert!(!way.matches.is_empty() && !way.ignores.is_empty(), "{name} has no examples");
            for text in &way.matches {
                assert!(withheld(text).is_some(), "{text}");
            }
            for text in &way.ignores {
                assert!(withheld(text).is_none(), "{text}");
            }
        }
        let list = &DOCUMENT.in_lists;
        for text in &list.matches {
            assert!(in_a_list(text).is_some(), "{text}");
        }
        for text in &list.ignores {
            assert!(in_a_list(text).is_none(), "{text}");
        }
    }
}
