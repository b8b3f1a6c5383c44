//! Sentences that say that what a model was trained on, or a part of it, is kept back.

use super::words::{EVALUATION, YOURS};
use crate::detect::manifest::{DatasetSighting, Use};
use crate::detect::{File, Sightings};
use crate::evidence::{CorpusState, Strength};
use crate::pattern::{Regex, fixed};
use serde::Deserialize;
use std::sync::LazyLock;

/// The words of one way to keep data back, as `knowledge/withheld.yaml` lists them.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Rule {
    #[serde(rename = "way")]
    _way: String,
    #[serde(rename = "source")]
    _source: String,
    patterns: Vec<String>,
    #[cfg_attr(not(test), allow(dead_code, reason = "examples, for the tests"))]
    matches: Vec<String>,
    #[cfg_attr(not(test), allow(dead_code, reason = "examples, for the tests"))]
    ignores: Vec<String>,
}

/// The document.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    withheld: Vec<Rule>,
}

static DOCUMENT: LazyLock<Document> = LazyLock::new(|| crate::knowledge::document("withheld"));

static WITHHELD: LazyLock<Regex> = LazyLock::new(|| {
    let patterns: Vec<&str> = DOCUMENT.withheld.iter().flat_map(|rule| rule.patterns.iter().map(String::as_str)).collect();
    fixed(&format!("(?i)(?:{})", patterns.join("|")))
});

/// Speaks of training, as what was done.
static TRAINS: LazyLock<Regex> =
    LazyLock::new(|| fixed(r"(?i)\b(?:pre-?|re-?)?train(?:ed|ing)?\b|\bfine-?tun|\blearn(?:ed|t|s)\b|训练|学习|微调"));

/// Denies it, supposes it, or speaks of somebody else's.
static OTHERWISE: LazyLock<Regex> = LazyLock::new(|| {
    fixed(
        r"(?i)\b(?:no|without|unlike|whereas|instead of|rather than|if|when|unless|whether|yours?|you|their|his|her|others?|competitors?|closed-source|commercial models|now public(?:ly)?|will (?:\w+ ){0,3}(?:train|fine-?tune))\b|\bnot (?:use|trained|rely|contain|include|need|require)|不使用|没有使用",
    )
});

/// What begins with "data" and is none: "internal data structures".
static PARTS_OF_PROGRAMS: LazyLock<Regex> = LazyLock::new(|| {
    fixed(
        r"(?i)^[ -](?:structures?|formats?|types?|models?|layouts?|loaders?|loading|flows?|representations?|pipelines?|classes|objects?|folders?|center|parallel)\b",
    )
});

/// How deep pages may lie that speak of the model of the whole project.
const DEPTH: usize = 1;

/// Records a sentence that keeps data back.
pub fn look(file: &File<'_>, start: usize, sentence: &str, seen: &mut Sightings) {
    if file.artifact.depth() > DEPTH || sentence.len() > 2000 {
        return;
    }
    let Some(at) = withheld(sentence) else { return };
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
        evidence: file.evidence("prose-data-withheld", Strength::Strong, start + at),
    });
}

/// What stands for a name.
const NAME: &str = "data that are not released";

/// Where a sentence says that data are kept back.
fn withheld(sentence: &str) -> Option<usize> {
    let found = WITHHELD.find(sentence)?;
    let told = TRAINS.is_match(sentence)
        && !OTHERWISE.is_match(sentence)
        && !YOURS.is_match(sentence)
        && !EVALUATION.is_match(found.as_str())
        && !PARTS_OF_PROGRAMS.is_match(&sentence[found.end()..]);
    told.then(|| found.start())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_hears_its_examples_and_nothing_else() {
        for rule in &DOCUMENT.withheld {
            for text in &rule.matches {
                assert!(withheld(text).is_some(), "{text}");
            }
            for text in &rule.ignores {
                assert!(withheld(text).is_none(), "{text}");
            }
        }
    }
}
