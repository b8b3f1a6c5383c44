//! `knowledge/claims.yaml` as it stands.

use crate::detect::claim::About;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Document {
    pub languages: Vec<LanguageFacts>,
    pub sections: SectionFacts,
    pub tags: BTreeMap<String, serde_json::Value>,
    pub names: NameFacts,
    pub grammar: Grammar,
    pub sources: Vec<String>,
}

/// Small words that the rules of grammar look for, English unless a language has its own.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Grammar {
    #[allow(dead_code, reason = "for people; this room's test asks that it is there")]
    pub source: String,
    /// What a clause begins behind.
    pub clause_begins: Vec<String>,
    /// What a clause ends before.
    pub clause_ends: Vec<String>,
    /// Verbs of a legend: "underlined denotes …".
    pub legend: Vec<String>,
    /// "… rather than open source".
    pub instead: Vec<String>,
    /// Plans that hold for a noun too.
    pub firm_plans: Vec<String>,
    /// Before a thing that was there without this project.
    pub elsewhere: Vec<String>,
    /// Before what others have or did.
    pub theirs: Vec<String>,
    /// What puts a statement off.
    pub soon: Vec<String>,
    /// Who may do what a verb says, and its auxiliaries.
    pub actors: Vec<String>,
    /// Nouns for a plan.
    pub plan_nouns: Vec<String>,
    /// What stands before the name of a license.
    pub licensed: Vec<String>,
    /// What joins noun phrases.
    pub joints: Vec<String>,
    /// What the object of a verb ends before.
    pub ends: Vec<String>,
    /// Subjects that name nobody.
    pub pronouns: Vec<String>,
    /// What stands before a maker's name.
    pub makers: Vec<String>,
    /// Words that begin a sentence with a capital and are no name.
    pub openers: Vec<String>,
    /// How a sentence begins that sends the reader to something else.
    pub invitations: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NameFacts {
    #[allow(dead_code, reason = "for people; this room's test asks that it is there")]
    pub source: String,
    pub generic: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SectionFacts {
    #[allow(dead_code, reason = "for people; this room's test asks that it is there")]
    pub source: String,
    /// What headings hold over sections that speak of others.
    pub words: Vec<String>,
    /// Headings over what a paper says of itself, on pages below the top.
    pub quoted: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LanguageFacts {
    pub id: String,
    #[allow(dead_code, reason = "for people; this room's test asks that it is there")]
    pub source: String,
    pub spacing: Spacing,
    pub noun: Order,
    pub hints: Vec<String>,
    pub own: Vec<String>,
    pub definite: Vec<String>,
    pub indefinite: Vec<String>,
    pub copula: Vec<String>,
    pub adverbs: Vec<String>,
    pub stops: Vec<String>,
    pub terms: Vec<TermFacts>,
    pub model: Vec<String>,
    pub relay: Vec<String>,
    pub weights: Vec<String>,
    pub code: Vec<String>,
    pub data: Vec<String>,
    pub other: Vec<String>,
    pub first: Vec<String>,
    pub negated: Vec<String>,
    pub planned: Vec<String>,
    pub compare: Vec<String>,
    pub among: Vec<String>,
    pub best: Vec<String>,
    pub uses: Vec<String>,
    pub many: Vec<String>,
    pub family: Vec<String>,
    pub such: Vec<String>,
    pub verbs: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TermFacts {
    pub label: String,
    pub pattern: String,
    #[serde(default)]
    pub about: Option<About>,
}

/// Whether words are separated by spaces.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Spacing {
    /// They are.
    Words,
    /// They are not.
    None,
}

/// Where the noun stands that an adjective qualifies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Order {
    /// Behind the adjective.
    After,
    /// Before it.
    Before,
}

/// The document, read once.
pub static DOCUMENT: LazyLock<Document> = LazyLock::new(|| crate::knowledge::document("claims"));

/// The words of the rules.
pub static GRAMMAR: LazyLock<&Grammar> = LazyLock::new(|| &DOCUMENT.grammar);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_says_where_its_words_come_from() {
        let parts = [&DOCUMENT.sections.source, &DOCUMENT.names.source, &DOCUMENT.grammar.source];
        for source in parts.into_iter().chain(DOCUMENT.languages.iter().map(|language| &language.source)) {
            assert!(source.len() > 20, "{source}");
        }
    }
}
