//! The patterns of `knowledge/license-sentences.yaml`, compiled when they are first asked.

use crate::knowledge::Group;
use crate::pattern::{Regex, ascii};
use serde::Deserialize;
use std::sync::LazyLock;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Document {
    names: Group,
    verbs: Group,
    forbidden: Group,
    forbidden_han: Group,
    withheld: Group,
    conditions: Group,
    gates: Group,
    weights: Group,
    code: Group,
    data: Group,
    docs: Group,
    whole: Group,
    others: Group,
    license_headings: Group,
    others_headings: Group,
    header: Group,
    restricting: Group,
}

static DOCUMENT: LazyLock<Document> = LazyLock::new(|| crate::knowledge::document("license-sentences"));

/// Compiles the patterns of a group as one; one that does not compile is a defect of the document,
/// caught by this room's test.
fn any(group: &Group, before: &str) -> Regex {
    let pattern = format!("{before}(?:{})", group.values.join("|"));
    ascii(&pattern).unwrap_or_else(|error| panic!("knowledge/license-sentences.yaml: {error}"))
}

/// Names of licenses as sentences write them.
pub static NAME: LazyLock<Regex> = LazyLock::new(|| any(&DOCUMENT.names, r"\b"));
/// Words by which a sentence licenses something.
pub static VERB: LazyLock<Regex> = LazyLock::new(|| any(&DOCUMENT.verbs, "(?i)"));
/// Uses that are excluded, with no name of a license.
pub static FORBIDDEN: LazyLock<Regex> = LazyLock::new(|| any(&DOCUMENT.forbidden, "(?i)"));
/// The same in Chinese.
pub static FORBIDDEN_HAN: LazyLock<Regex> = LazyLock::new(|| any(&DOCUMENT.forbidden_han, ""));
/// Data that may not be passed on.
pub static WITHHELD: LazyLock<Regex> = LazyLock::new(|| any(&DOCUMENT.withheld, "(?i)"));
/// Conditions that take away from a license that is named.
pub static CONDITION: LazyLock<Regex> = LazyLock::new(|| any(&DOCUMENT.conditions, "(?i)"));
/// Terms or a form that have to be accepted before the weights can be had.
pub static GATE: LazyLock<Regex> = LazyLock::new(|| any(&DOCUMENT.gates, "(?i)"));
/// Words for weights.
pub static WEIGHTS: LazyLock<Regex> = LazyLock::new(|| any(&DOCUMENT.weights, "(?i)"));
/// Words for programs.
pub static CODE: LazyLock<Regex> = LazyLock::new(|| any(&DOCUMENT.code, "(?i)"));
/// Words for data.
pub static DATA: LazyLock<Regex> = LazyLock::new(|| any(&DOCUMENT.data, "(?i)"));
/// Words for documents.
pub static DOCS: LazyLock<Regex> = LazyLock::new(|| any(&DOCUMENT.docs, "(?i)"));
/// Words for the whole repository.
pub static WHOLE: LazyLock<Regex> = LazyLock::new(|| any(&DOCUMENT.whole, "(?i)"));
/// Somebody else's work, or a demonstration: not this release.
pub static OTHERS: LazyLock<Regex> = LazyLock::new(|| any(&DOCUMENT.others, "(?i)"));
/// Headings over sections about licenses.
pub static LICENSE_HEADING: LazyLock<Regex> = LazyLock::new(|| any(&DOCUMENT.license_headings, "(?i)"));
/// Headings over sections about others.
pub static OTHERS_HEADING: LazyLock<Regex> = LazyLock::new(|| any(&DOCUMENT.others_headings, "(?i)"));
/// Words of the header that the Apache License asks for.
pub static HEADER: LazyLock<Regex> = LazyLock::new(|| any(&DOCUMENT.header, "(?i)"));

/// Whether a license's name says by itself that not everybody may do everything.
#[must_use]
pub fn restricts(name: &str) -> bool {
    let lower = name.to_lowercase();
    DOCUMENT.restricting.values.iter().any(|word| lower.contains(word.as_str()))
}

/// Whether words exclude a use, in a language that is read; with the offset of the exclusion.
#[must_use]
pub fn forbids(sentence: &str) -> Option<usize> {
    FORBIDDEN.find(sentence).or_else(|| FORBIDDEN_HAN.find(sentence)).map(|found| found.start())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pattern_compiles_and_finds_what_it_is_for() {
        for (pattern, text) in [
            (&NAME, "the Apache License 2.0"),
            (&VERB, "released under"),
            (&FORBIDDEN, "for research purposes only"),
            (&FORBIDDEN_HAN, "仅供学术研究"),
            (&WITHHELD, "its license does not allow redistributing the data"),
            (&CONDITION, "unless you ask"),
            (&GATE, "accept the license"),
            (&WEIGHTS, "model weights"),
            (&CODE, "source code"),
            (&DATA, "the corpus"),
            (&DOCS, "documentation"),
            (&WHOLE, "this repository"),
            (&OTHERS, "thanks to Brook"),
            (&LICENSE_HEADING, "License"),
            (&OTHERS_HEADING, "Acknowledgements"),
            (&HEADER, "unless required by applicable law or agreed to in writing"),
        ] {
            assert!(pattern.is_match(text), "{text}");
        }
        assert!(restricts("Brook RAIL License") && !restricts("MIT License"));
    }
}
