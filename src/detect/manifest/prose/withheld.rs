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

/// Speaks of training as of what was done, and not of what somebody may do.
static TRAINED: LazyLock<Regex> = LazyLock::new(|| {
    fixed(
        r"(?i)\b(?:is|are|was|were|been|we|model\w*|also|further|then|and|that|it|to) (?:\w+ ){0,2}(?:pre-?|re-?)?trained?\b|\b(?:pre-?|re-?)?trained (?:\w+ ){0,3}(?:on|from|with|using|by)\b|\bfine-?tuned (?:\w+ ){0,2}(?:on|with|using)\b|\b(?:pre-?)?training (?:data|set|corpus|images|recordings|texts)\b|\b(?:in|for|during) (?:pre-?)?training\b|训练|微调",
    )
});

/// Denies it, supposes it, speaks of what was before, or of somebody else's.
static OTHERWISE: LazyLock<Regex> = LazyLock::new(|| {
    fixed(
        r"(?i)\b(?:no|none|never|neither|nor|without|unlike|whereas|contrary|instead of|rather than|except|exclud\w+|free of|if|when|unless|until|whether|yours?|you|users?|their|his|her|others?' |other (?:models?|systems?|engines?|projects?|companies|authors|work)|competitors?|closed-source|commercial models|gpt-?\d\w*|chatgpt|whisper|formerly|earlier|previous(?:ly)?|version \d|v\d[\w.]*|replaces?d?|now public(?:ly)?|can be|could be|may be|works? with|supports?|loops?|workers?|loader|tensors?|gpus?|will (?:\w+ ){0,3}(?:train|fine-?tune)|under an? \w+ licen[cs]e|in an? git|from its publishers?|by us but|redistributed? (?:here|in))\b|\bnot (?:use|trained|rely|contain|include|need|require)|\b(?:get|download|obtain|fetch) (?:it|them|\w+) (?:from|at)\b|不使用|没有使用|不同|相反|其他|其它|支持|可以|可在|本仓库|请从",
    )
});

/// Sections on what was before, on others, and on what readers do.
static AWAY: LazyLock<Regex> = LazyLock::new(|| {
    fixed(
        r"(?i)changelog|release notes|\bnews\b|updates?\b|histor|related|comparison|benchmark|evaluat|usage|custom|\bown\b|tutorial|install|deploy|\bfaq\b|acknowledg|citation|更新|历史|相关",
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
pub fn look(file: &File<'_>, start: usize, sentence: &str, heading: &str, seen: &mut Sightings) {
    if file.artifact.depth() > DEPTH || sentence.len() > 2000 || AWAY.is_match(heading) {
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
