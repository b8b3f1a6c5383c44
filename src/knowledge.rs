//! What the tool knows: the documents of `knowledge/`, compiled in, parsed once and lazily.
//!
//! This room knows how to hand a document out; the shape of each one belongs to the room that
//! reads it. Facts carry their source in the document.

pub mod datasets;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::sync::LazyLock;

/// Every document as `(name, JSON)`, sorted by name; the name is the path without `.yaml`.
pub static DOCUMENTS: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/knowledge.rs"));

/// The date of the newest fact, printed in every report.
pub const DATE: &str = "2026-11-23";

/// Parses one document into its typed table.
///
/// # Panics
/// When the document is missing or does not fit the type. The knowledge tests load every document
/// through its own type, so this cannot happen in a build that passed them.
#[must_use]
pub fn document<T: DeserializeOwned>(name: &str) -> T {
    let found = DOCUMENTS.iter().find(|(known, _)| *known == name);
    let Some((_, json)) = found else { panic!("knowledge/{name}.yaml is not compiled in") };
    match serde_json::from_str(json) {
        Ok(value) => value,
        Err(error) => panic!("knowledge/{name}.yaml: {error}"),
    }
}

/// Parses every document of one folder, in the order of their names.
///
/// # Panics
/// As [`document`].
#[must_use]
pub fn folder<T: DeserializeOwned>(name: &str) -> Vec<T> {
    DOCUMENTS
        .iter()
        .filter(|(known, _)| known.strip_prefix(name).is_some_and(|rest| rest.starts_with('/')))
        .map(|(known, _)| document(known))
        .collect()
}

/// A list of words or patterns, and where it comes from.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// Where they were read; for people.
    pub source: String,
    /// The words or patterns.
    pub values: Vec<String>,
}

/// How one thing is said, and made-up sentences that show it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sayings {
    /// Where such sentences were read; for people.
    pub source: String,
    /// Regular expressions without case; any of them says it.
    pub patterns: Vec<String>,
    /// Sentences that must be heard.
    pub matches: Vec<String>,
    /// Sentences that must not.
    pub ignores: Vec<String>,
}

/// A label as `knowledge/labels.yaml` describes it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LabelFacts {
    /// The id of `report.md`.
    pub id: String,
    /// The words printed.
    pub words: String,
    /// The words printed where no weights are released, if they differ.
    #[serde(default)]
    pub words_without_weights: Option<String>,
    /// Other spellings that a user may type.
    #[serde(default)]
    pub also: Vec<String>,
    /// What it means, one paragraph.
    pub meaning: String,
    /// What it needs.
    pub needs: String,
    /// The neighbouring vocabularies: which tier or class this is there.
    #[serde(default)]
    pub elsewhere: Vec<String>,
    /// Where the words come from.
    pub source: String,
}

/// A finding as `knowledge/findings.yaml` describes it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FindingFacts {
    /// The stable id.
    pub id: String,
    /// A short title.
    pub title: String,
    /// `error`, `warning` or `note`.
    pub level: String,
    /// What it means.
    pub meaning: String,
    /// Why it matters.
    pub why: String,
    /// How to fix it.
    pub fix: String,
    /// The specification, clause or paper behind it.
    pub source: String,
    /// A page on the web that says more.
    #[serde(default)]
    pub see: Option<String>,
}

/// The label documents, in the order of `report.md`.
pub static LABELS: LazyLock<Vec<LabelFacts>> = LazyLock::new(|| document("labels"));

/// The finding documents.
pub static FINDINGS: LazyLock<Vec<FindingFacts>> = LazyLock::new(|| document("findings"));

/// The description of one finding.
#[must_use]
pub fn finding(id: &str) -> Option<&'static FindingFacts> {
    FINDINGS.iter().find(|facts| facts.id == id)
}

/// A word of the report as `knowledge/states.yaml` or `knowledge/signs.yaml` describes it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StateFacts {
    /// The report's field and its value, as `corpus.pinned`; of a sign its id alone.
    pub id: String,
    /// What people read.
    pub words: String,
    /// What it means.
    pub meaning: String,
}

/// The words of the report that are neither labels nor findings.
pub static STATES: LazyLock<Vec<StateFacts>> = LazyLock::new(|| document("states"));

/// The signs that no signature document describes: what an evidence's `signature` means.
pub static SIGNS: LazyLock<Vec<StateFacts>> = LazyLock::new(|| document("signs"));

/// The words for a field's value; the value itself when the document does not know it.
#[must_use]
pub fn words(field: &str, value: &str) -> String {
    let id = format!("{field}.{value}");
    STATES.iter().find(|facts| facts.id == id).map_or_else(|| value.to_string(), |facts| facts.words.clone())
}
