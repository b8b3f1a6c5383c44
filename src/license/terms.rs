//! What a license allows: the table of `knowledge/licenses.yaml`, and the flags of the SPDX list.

use crate::evidence::Answer;
use serde::Deserialize;
use std::collections::HashMap;
use std::sync::LazyLock;

/// One row of the table: facts in our own words, with their source.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Facts {
    /// An SPDX id or a `LicenseRef-`.
    pub id: String,
    /// The id in the front matter of model and data cards.
    #[serde(default)]
    pub hub: Option<String>,
    /// Its name.
    pub name: String,
    /// What it was written for.
    pub kind: Made,
    /// The one thing that the text itself speaks of, where it says that it covers nothing else.
    #[serde(default)]
    pub covers: Option<Made>,
    /// Whether verbatim copies may be passed on: `yes`, `no` or `conditional`.
    pub verbatim: String,
    /// Whether changed copies may.
    pub modified: String,
    /// Whether commercial use is allowed.
    pub commercial: String,
    /// Whether some uses are excluded.
    pub use_restrictions: String,
    /// Whether some persons are.
    pub user_restrictions: String,
    /// Whether anyone may do all of it for any purpose.
    pub free: Answer,
    /// Approved by the OSI.
    pub osi: String,
    /// Called free by the FSF.
    pub fsf: String,
    /// Conforms to the Open Definition.
    pub open_definition: String,
    /// `none`, `weak`, `strong` or `network`.
    pub copyleft: String,
    /// Words that name the text; they can restrict, never free.
    #[serde(default)]
    pub phrases: Vec<String>,
    /// What else to know.
    #[serde(default)]
    pub note: Option<String>,
    /// Where the facts come from.
    pub source: String,
}

/// What a license was written for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Made {
    /// Programs.
    Software,
    /// Weights.
    Weights,
    /// Data.
    Data,
    /// Documents, fonts and the like.
    Docs,
}

/// All rows.
pub static TABLE: LazyLock<Vec<Facts>> = LazyLock::new(|| crate::knowledge::document("licenses"));

static BY_ID: LazyLock<HashMap<String, usize>> = LazyLock::new(|| {
    let mut map = HashMap::new();
    for (at, facts) in TABLE.iter().enumerate() {
        for key in std::iter::once(&facts.id).chain(&facts.hub) {
            map.entry(key.to_ascii_lowercase()).or_insert(at);
        }
    }
    map
});

/// The row of an id, in any case, by its SPDX or its hub spelling.
#[must_use]
pub fn facts(id: &str) -> Option<&'static Facts> {
    BY_ID.get(&id.trim().to_ascii_lowercase()).map(|at| &TABLE[*at])
}

/// Whether one license (no expression) is free: by the table, else by the flags of the OSI and the
/// FSF in the SPDX list, else not established.
#[must_use]
pub fn free(id: &str) -> Answer {
    if let Some(facts) = facts(id) {
        return facts.free;
    }
    match spdx::license_id(id) {
        Some(known) if known.is_osi_approved() || known.is_fsf_free_libre() => Answer::Yes,
        _ if id.to_ascii_uppercase().split('-').any(|part| matches!(part, "NC" | "ND")) => Answer::No,
        _ => Answer::Unknown,
    }
}

/// Whether every license of an expression satisfies a test on its row; none is known of an unknown one.
#[must_use]
pub fn all(expression: &str, test: impl Fn(&Facts) -> bool) -> bool {
    expression.split([' ', '(', ')']).filter(|word| !matches!(*word, "" | "OR" | "AND")).all(|id| facts(id).is_some_and(&test))
}

/// Words of the text that restricts, for a license that is not free: the clause that decides.
#[must_use]
pub fn decides(id: &str) -> Option<String> {
    let facts = facts(id)?;
    if facts.free == Answer::Yes {
        return None;
    }
    let mut out = Vec::new();
    for (field, words) in [
        (&facts.verbatim, "passing on copies"),
        (&facts.modified, "passing on changed copies"),
        (&facts.commercial, "commercial use"),
    ] {
        match field.as_str() {
            "no" => out.push(format!("no {words}")),
            "conditional" => out.push(format!("{words} under conditions")),
            _ => {}
        }
    }
    if facts.use_restrictions == "yes" {
        out.push("some uses excluded".into());
    }
    if facts.user_restrictions == "yes" {
        out.push("some users excluded".into());
    }
    (!out.is_empty()).then(|| out.join(", "))
}
