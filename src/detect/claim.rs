//! What a release says of itself: words about openness, and what they speak of.

use super::{Context, File, Sightings};
use crate::evidence::{Location, Strength};
use crate::git::Revision;
use crate::inventory::{Artifact, Kind};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What words about openness speak of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum About {
    /// This model.
    Model,
    /// Its weights alone.
    Weights,
    /// Its programs.
    Code,
    /// Its data.
    Data,
    /// Somebody else's work.
    Others,
    /// The words deny it.
    Negated,
    /// The words promise it.
    Planned,
}

/// Words about openness at one place.
#[derive(Debug, Clone)]
pub struct Words {
    /// The label that they claim, an id of `labels.yaml`.
    pub label: String,
    /// What they speak of.
    pub about: About,
    /// The words, sanitised, one line.
    pub text: String,
    /// Strong for a plain claim in a prominent place.
    pub strength: Strength,
    /// Where they stand.
    pub location: Location,
}

/// The most bytes worth reading for words.
#[must_use]
pub fn cap(artifact: &Artifact) -> Option<u64> {
    (artifact.kind == Kind::Prose && artifact.name().to_ascii_lowercase().starts_with("readme")).then_some(2 << 20)
}

/// Words in a text.
pub fn look(file: &File<'_>, _context: &Context<'_>, seen: &mut Sightings) {
    for (words, label) in [("open-source model", "open-source"), ("open weights", "open-weights")] {
        if let Some(at) = file.text.find(words) {
            seen.claims.push(Words {
                label: label.into(),
                about: About::Model,
                text: words.into(),
                strength: Strength::Strong,
                location: file.location(at),
            });
        }
    }
}

/// Words in the tags that were peeled on the way to the commit.
pub fn look_at_tags(_revision: &Revision, _seen: &mut Sightings) {}
