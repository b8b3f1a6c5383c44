//! What a repository says it is, in the first lines of its README.

use super::{Context, File, Sightings};
use crate::evidence::{Evidence, Strength};
use crate::inventory::{Artifact, Kind};
use crate::knowledge::{Group, Sayings};
use crate::pattern::Regex;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// What a project says it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Purpose {
    /// A library, toolkit or framework.
    Library,
    /// A collection of examples or lessons.
    Examples,
    /// Data.
    Dataset,
    /// A program that runs models.
    Inference,
    /// A model, or the code of one.
    Model,
    /// An application.
    Application,
    /// Something that trains or runs what learns. It is no purpose by itself, and stands apart in the sightings.
    Learning,
}

/// A sentence that says it.
#[derive(Debug, Clone)]
pub struct Saying {
    /// What.
    pub purpose: Purpose,
    /// Where.
    pub evidence: Evidence,
}

/// How far into the README a project introduces itself, in bytes.
const INTRODUCTION: usize = 6000;

/// The document.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    purposes: BTreeMap<Purpose, Sayings>,
    representations: Group,
    encoders: Group,
    shown: Group,
}

static DOCUMENT: LazyLock<Document> = LazyLock::new(|| crate::knowledge::document("purposes"));

/// Whether words of an introduction or a title, in small letters, speak of what others build on.
#[must_use]
pub fn is_of_representations(lower: &str) -> bool {
    DOCUMENT.representations.values.iter().any(|word| lower.contains(word.as_str()))
}

/// Whether the name of a released model, in small letters, is that of an encoder of text.
#[must_use]
pub fn is_encoder(lower: &str) -> bool {
    DOCUMENT.encoders.values.iter().any(|word| lower.contains(word.as_str()))
}

static PATTERNS: LazyLock<Vec<(Purpose, Regex)>> = LazyLock::new(|| {
    let rules = &DOCUMENT.purposes;
    rules
        .iter()
        .map(|(purpose, said)| (*purpose, crate::pattern::fixed(&format!("(?i)(?:{})", said.patterns.join("|")))))
        .collect()
});

/// The most bytes worth reading: the README at the top.
#[must_use]
pub fn cap(artifact: &Artifact) -> Option<u64> {
    let readme = artifact.depth() == 0 && artifact.lower_name().starts_with("readme");
    (readme && matches!(artifact.kind, Kind::Prose)).then_some(2 << 20)
}

/// Reads the introduction.
pub fn look(file: &File<'_>, _context: &Context<'_>, seen: &mut Sightings) {
    let text = plain(&file.text[..file.text.floor_char_boundary(INTRODUCTION)]);
    // "Brook is a model trained on the … dataset": what is said first, in the fewest words.
    let said = PATTERNS.iter().filter_map(|(purpose, pattern)| hear(&text, pattern, *purpose).map(|found| (found, *purpose)));
    let mut said: Vec<(usize, usize, Purpose)> = said.map(|(found, purpose)| (found.start(), found.end(), purpose)).collect();
    // "We introduce Brook, a data set": of two that begin together, the longer says more.
    said.sort_by_key(|&(at, end, _)| (at, std::cmp::Reverse(end)));
    for (at, _, purpose) in said {
        if purpose == Purpose::Learning {
            seen.learning.push(file.evidence("introduction", Strength::Weak, at));
        } else {
            seen.purposes.push(Saying { purpose, evidence: file.evidence("introduction", Strength::Weak, at) });
        }
    }
}

/// The first words of a text that say a purpose, and do not only look so.
fn hear<'t>(text: &'t str, pattern: &Regex, purpose: Purpose) -> Option<crate::pattern::Match<'t>> {
    pattern.find_iter(text).find(|found| match purpose {
        Purpose::Dataset => {
            !is_of_both(text, found.start())
                && !is_for(found.as_str())
                && !is_field(found.as_str(), &text[found.end()..])
                && !is_listed(found.as_str(), &text[..found.start()])
                && !is_on(found.as_str())
        }
        Purpose::Model => !is_tool(found.as_str()),
        Purpose::Learning => !is_shown(&text[..found.start()]),
        _ => true,
    })
}

/// "is a toolkit for training on a corpus": what the data are for, and not the data.
fn is_for(words: &str) -> bool {
    let lower = words.to_lowercase();
    (lower.starts_with("is ") || lower.contains("collection of"))
        && lower.split_whitespace().any(|word| {
            matches!(
                word,
                "for"
                    | "on"
                    | "from"
                    | "that"
                    | "to"
                    | "utilities"
                    | "scripts"
                    | "trained"
                    | "toolkit"
                    | "library"
                    | "model"
                    | "using"
            )
        })
}

/// "# Tagging on the Brook dataset": what the data are good for, and not the data.
fn is_on(words: &str) -> bool {
    let lower = words.trim_start().to_lowercase();
    lower.starts_with('#') && [" on ", " using ", " with "].iter().any(|word| lower.contains(word))
}

/// "* [Brook](brook.md) is a data set": one of several that a page lists.
fn is_listed(words: &str, before: &str) -> bool {
    let line = before.rsplit('\n').next().unwrap_or_default().trim_start();
    words.to_lowercase().starts_with("is ") && ["* [", "- [", "+ ["].iter().any(|item| line.starts_with(item))
}

/// "contains the Data Science Handbook": a field that is named for data, and no data.
fn is_field(words: &str, after: &str) -> bool {
    let next =
        after.trim_start_matches([' ', '-']).split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default().to_lowercase();
    words.to_lowercase().ends_with("data")
        && matches!(
            next.as_str(),
            "science" | "structures" | "structure" | "analysis" | "engineering" | "mining" | "visualization" | "visualisation"
        )
}

/// "is a viewer for neural networks", "the Conference on Machine Translation": what shows or discusses what learns.
fn is_shown(before: &str) -> bool {
    let line = before.rsplit(['\n', '.']).next().unwrap_or_default().to_lowercase();
    let words: Vec<&str> = line.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let near = &words[words.len().saturating_sub(4)..];
    near.iter().any(|word| DOCUMENT.shown.values.iter().any(|known| known == word))
}

/// "is a viewer for language models": for models, and none.
fn is_tool(words: &str) -> bool {
    let lower = words.to_lowercase();
    let mut words = lower.split_whitespace().skip_while(|word| matches!(*word, "is" | "a" | "an"));
    lower.starts_with("is ") && words.find(|word| *word == "for" || word.starts_with("model")) == Some("for")
}

/// "# Brook: a metric and a data set": a title that gives both is that of the other.
fn is_of_both(text: &str, at: usize) -> bool {
    let title = text[at..].trim_start().lines().next().unwrap_or_default().to_lowercase();
    let parts: Vec<&str> = title.split(" and ").collect();
    let is_data = |part: &str| part.contains("dataset") || part.contains("data set") || part.contains("corpus");
    let is_else = |part: &str| ["model", "metric", "network", "method"].iter().any(|word| part.contains(word)) && !is_data(part);
    title.starts_with('#') && parts.windows(2).any(|two| is_data(two[0]) && is_else(two[1]) || is_else(two[0]) && is_data(two[1]))
}

/// The text with markup turned to spaces, every offset kept.
fn plain(text: &str) -> String {
    let mut bytes = text.as_bytes().to_vec();
    let mut at = 0;
    while let Some(next) = text[at..].find(['<', '!', ']', '`', 'h']) {
        at += next;
        let end = markup(&text[at..]).map_or(at + 1, |len| at + len);
        if end > at + 1 {
            for byte in bytes[at..end].iter_mut().filter(|byte| **byte != b'\n') {
                *byte = b' ';
            }
        }
        at = end;
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_string())
}

/// The length in bytes of the markup that a text begins with: a comment, a tag, a picture or badge, a
/// link's target, fenced code, an address. By hand: as a pattern it was a tenth of a whole check.
fn markup(text: &str) -> Option<usize> {
    // What stands between an opening and the next `close`, at most `most` characters of it.
    let to = |from: usize, close: char, most: usize| {
        let len = text[from..].find(close)?;
        (text[from..from + len].chars().count() <= most).then_some(from + len + 1)
    };
    if let Some(rest) = text.strip_prefix("<!--")
        && let Some(end) = rest.find("-->")
    {
        return Some(end + 7);
    }
    if text.starts_with('<') {
        return to(1, '>', 600);
    }
    if text.starts_with("![") {
        let alt = to(2, ']', 200)?;
        return match text[alt..].chars().next()? {
            '(' => to(alt + 1, ')', 400),
            '[' => to(alt + 1, ']', 80),
            _ => None,
        };
    }
    if text.starts_with("](") {
        return to(2, ')', 400);
    }
    if let Some(rest) = text.strip_prefix("```") {
        return Some(rest.find("```").map_or(text.len(), |end| end + 6));
    }
    let address = text.strip_prefix("http://").or_else(|| text.strip_prefix("https://"))?;
    let rest = address.trim_start_matches(|c: char| !c.is_whitespace());
    (rest.len() < address.len()).then_some(text.len() - rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_that_is_named_for_data_is_none() {
        let is = |words: &str, after: &str| is_field(words, after);
        assert!(is("contains the entire Data", " Science Handbook"));
        assert!(!is("contains the data", " of a survey"));
    }

    #[test]
    fn every_purpose_hears_its_sentences_and_no_other() {
        let rules = &DOCUMENT.purposes;
        for (rule, (purpose, pattern)) in rules.values().zip(PATTERNS.iter()) {
            assert!(!rule.matches.is_empty() && !rule.ignores.is_empty(), "{purpose:?} has no examples");
            for text in &rule.matches {
                assert!(hear(&plain(text), pattern, *purpose).is_some(), "{purpose:?} does not hear {text:?}");
            }
            for text in &rule.ignores {
                assert!(hear(&plain(text), pattern, *purpose).is_none(), "{purpose:?} hears {text:?}");
            }
        }
    }

    #[test]
    fn markup_turns_to_spaces_and_every_offset_stays() {
        for (text, expected) in [
            ("a <b>c</b> d", "a    c     d"),
            ("a <!-- <p> --> b <!-- c", "a              b <!-- c"),
            ("![x](y) z ![x][y] ![x]{y}", "        z         ![x]{y}"),
            ("[é](https://e.org) é", "[é                  é"),
            ("see https://é.org, h", "see                 h"),
            ("```\nx\n``` y ``` z", "   \n \n    y      "),
            ("1 < 2", "1 < 2"),
        ] {
            let plain = plain(text);
            assert_eq!(plain.len(), text.len(), "{text}");
            assert_eq!(plain.split_whitespace().collect::<Vec<_>>(), expected.split_whitespace().collect::<Vec<_>>(), "{text}");
        }
    }

    #[test]
    fn what_is_too_long_is_no_markup() {
        let tag = |len: usize| format!("<{}>", "é".repeat(len));
        assert_eq!((markup(&tag(600)), markup(&tag(601))), (Some(1202), None));
    }
}
