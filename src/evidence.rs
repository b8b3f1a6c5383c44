//! The vocabulary of every statement: where it stands, how strong it is, what it says.

use crate::git::Oid;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A three-valued answer. Silence is [`Answer::Unknown`], never yes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Answer {
    /// Established.
    Yes,
    /// Excluded by a stated term or a known fact.
    No,
    /// Neither.
    #[default]
    Unknown,
}

impl Answer {
    /// The stricter of two answers: a no beats an unknown, an unknown beats a yes.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::No, _) | (_, Self::No) => Self::No,
            (Self::Unknown, _) | (_, Self::Unknown) => Self::Unknown,
            (Self::Yes, Self::Yes) => Self::Yes,
        }
    }

    /// The word printed: `yes`, `no` or `unknown`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::Unknown => "unknown",
        }
    }
}

/// How much a piece of evidence carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Strength {
    /// Only raises or lowers a tie.
    Weak,
    /// Needs a second hit in the same file or folder.
    Medium,
    /// Alone enough for the finding.
    Strong,
}

/// A place in the revision.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, JsonSchema)]
pub struct Location {
    /// The path from the top of the tree, with `/`; `refs/tags/NAME` for a tag's own text.
    pub path: String,
    /// One-based line, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// One-based column in characters, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<u32>,
    /// The id of the blob (or tag object) that was read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub blob: Option<Oid>,
}

impl Location {
    /// A whole file.
    #[must_use]
    pub fn file(path: impl Into<String>) -> Self {
        Self { path: path.into(), ..Self::default() }
    }

    /// `path:line`, or the path alone. Not sanitised: printers do that.
    #[must_use]
    pub fn short(&self) -> String {
        self.line.map_or_else(|| self.path.clone(), |line| format!("{}:{line}", self.path))
    }
}

/// One thing that was seen: by which rule, how strong, where, in which words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Evidence {
    /// The id of the signature or rule that saw it.
    pub signature: String,
    /// How much it carries.
    pub strength: Strength,
    /// Where it stands.
    pub location: Location,
    /// The line itself, sanitised and cut.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub quote: String,
    /// What it means here, in a few words of ours ("fine-tuning only: …").
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

impl Evidence {
    /// Evidence of a whole file, without a quote.
    #[must_use]
    pub fn of_file(signature: &str, strength: Strength, path: &str, blob: Option<Oid>) -> Self {
        Self {
            signature: signature.into(),
            strength,
            location: Location { path: path.into(), line: None, column: None, blob },
            quote: String::new(),
            note: None,
        }
    }

    /// The same with a note.
    #[must_use]
    pub fn noting(mut self, note: impl Into<String>) -> Self {
        self.note = Some(note.into());
        self
    }
}

/// The stage of training that a program or a corpus belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// From random weights.
    Pretraining,
    /// The pre-training objective, begun from somebody's weights.
    ContinuedPretraining,
    /// Supervised fine-tuning and the like.
    FineTuning,
    /// A low-rank or other adapter beside frozen weights.
    Adapter,
    /// Preference optimisation and reinforcement learning.
    Preference,
    /// Training a tokenizer.
    Tokenizer,
}

/// How a corpus can be had, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum CorpusState {
    /// Its bytes are in the tree.
    Included,
    /// A place and a digest or an immutable revision.
    Pinned,
    /// A place, without a digest or revision.
    Obtainable,
    /// A name, or a path that only its author can read.
    Named,
    /// Nothing names it.
    Absent,
    /// What would decide could not be read.
    #[default]
    Unknown,
}

/// How the weights are released.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum WeightsState {
    /// In the tree, or behind a pointer of the tree.
    Included,
    /// At a place that the tree names.
    Linked,
    /// None released.
    Absent,
    /// What would decide could not be read.
    #[default]
    Unknown,
}

/// How a model descends from its base.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Relation {
    /// Trained further.
    #[default]
    Finetune,
    /// An adapter or difference over it.
    Adapter,
    /// Averaged with others.
    Merge,
    /// The same model in fewer bits.
    Quantized,
    /// The same model in another format.
    Converted,
}
