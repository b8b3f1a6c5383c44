//! Licenses: what is stated, where, of what, and whether it is free.

pub mod align;
pub mod expression;
pub mod notice;
pub mod phrases;
pub mod residue;
pub mod sentence;
pub mod terms;
pub mod text;
pub mod texts;
mod verdict;
pub mod words;

use crate::evidence::{Answer, Evidence};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How a license is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum LicenseStatus {
    /// Its text is here.
    Text,
    /// An id in metadata or prose.
    Declared,
    /// From the knowledge tables.
    Known,
    /// The root license, taken for weights that are only linked.
    Implied,
    /// Nothing is stated.
    #[default]
    None,
    /// Two statements disagree.
    Conflict,
    /// A known text with added or removed terms.
    Changed,
}

/// What a statement speaks of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// A license file: everything in its scope that has no statement of its own.
    Everything,
    /// The programs.
    Code,
    /// Weights, all of them or the named checkpoint.
    Weights(Option<String>),
    /// Data, all of it or the named set.
    Data(Option<String>),
    /// Documentation only.
    Docs,
}

/// Somebody states a license somewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// An SPDX expression or `LicenseRef-…`; `None` when a text was not recognised.
    pub license: Option<String>,
    /// Text here, declared by id, changed …
    pub status: LicenseStatus,
    /// Whether it is free; for a changed or unknown text, unknown.
    pub free: Answer,
    /// What it speaks of.
    pub subject: Subject,
    /// The folder it covers, empty for the whole tree.
    pub scope: String,
    /// A path of this tree whose text is meant, where the statement only points to it.
    pub link: Option<String>,
    /// Where and in which words.
    pub evidence: Evidence,
}

/// What stands for terms that are only said to be accepted, and not which they are.
pub const TERMS_TO_ACCEPT: &str = "LicenseRef-Terms-To-Accept";

impl Statement {
    /// Whether it says that terms have to be accepted, and not which.
    #[must_use]
    pub fn is_gate(&self) -> bool {
        self.license.as_deref() == Some(TERMS_TO_ACCEPT)
    }
}

/// A `LicenseRef-` for words that no table knows.
#[must_use]
pub fn reference(words: &str) -> String {
    let mut out = String::from("LicenseRef-");
    for c in words.chars().take(60) {
        match c {
            c if c.is_ascii_alphanumeric() || c == '.' => out.push(c),
            _ if !out.ends_with('-') => out.push('-'),
            _ => {}
        }
    }
    out.trim_end_matches('-').to_string()
}
