//! Definitions of "open" as documents: requirements over the components, three-valued.
//!
//! A definition names fields of the report and the values that meet it, so that a new definition
//! is one document in `knowledge/definitions/` and never changes what is seen.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::sync::LazyLock;

/// The definition that gates unless the project says otherwise.
pub const DEFAULT: &str = "source-form";

/// One document of `knowledge/definitions/`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Definition {
    /// The stable id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The words that it defines.
    pub words: String,
    /// What it means, one paragraph.
    pub meaning: String,
    /// The text it was read from.
    pub source: String,
    /// All must be met.
    pub requires: Vec<Requirement>,
}

/// One requirement.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Requirement {
    /// The stable id, `component.property`.
    pub id: String,
    /// The field of the report, dots between keys.
    pub field: String,
    /// Values that meet it.
    pub met: Vec<String>,
    /// Values that leave it open.
    pub unclear: Vec<String>,
    /// When it is not asked at all.
    #[serde(default)]
    pub unless: Option<Condition>,
    /// What it asks for, for people.
    pub asks: String,
}

/// A field that has one of some values.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Condition {
    /// The field of the report.
    pub field: String,
    /// The values.
    pub is: Vec<String>,
}

/// What a definition says of a revision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Met {
    /// Every requirement is met.
    Met,
    /// At least one is not.
    NotMet,
    /// None is broken, at least one cannot be told.
    CannotTell,
}

/// A definition's verdict.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Outcome {
    /// The definition.
    pub id: String,
    /// Its verdict.
    pub verdict: Met,
    /// The requirements that are not met.
    pub missing: Vec<String>,
    /// The requirements that cannot be told.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unclear: Vec<String>,
}

static DEFINITIONS: LazyLock<Vec<Definition>> = LazyLock::new(|| crate::knowledge::folder("definitions"));

/// All definitions, sorted by id.
#[must_use]
pub fn all() -> &'static [Definition] {
    &DEFINITIONS
}

/// One definition.
#[must_use]
pub fn find(id: &str) -> Option<&'static Definition> {
    DEFINITIONS.iter().find(|definition| definition.id == id)
}

impl Definition {
    /// Weighs a report (as JSON, with a `components` object) against every requirement.
    #[must_use]
    pub fn weigh(&self, report: &Value) -> Outcome {
        let (mut missing, mut unclear) = (Vec::new(), Vec::new());
        for requirement in &self.requires {
            if requirement.unless.as_ref().is_some_and(|c| c.is.contains(&read(report, &c.field))) {
                continue;
            }
            let value = read(report, &requirement.field);
            if requirement.unclear.contains(&value) {
                unclear.push(requirement.id.clone());
            } else if !requirement.met.contains(&value) {
                missing.push(requirement.id.clone());
            }
        }
        let verdict = match (missing.is_empty(), unclear.is_empty()) {
            (false, _) => Met::NotMet,
            (true, false) => Met::CannotTell,
            (true, true) => Met::Met,
        };
        Outcome { id: self.id.clone(), verdict, missing, unclear }
    }
}

/// A scalar field as text; an absent key and `null` both read `null`.
fn read(report: &Value, field: &str) -> String {
    match field.split('.').try_fold(report, |value, key| value.get(key)) {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Null) | None => "null".into(),
        Some(Value::Object(_)) => "object".into(),
        Some(other) => other.to_string(),
    }
}
