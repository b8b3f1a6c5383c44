//! What a release says of itself: words about openness, and what they speak of.
//!
//! Files are heard one by one and judged together at the end, because a sentence about "Brook" can
//! only be placed once it is known that the project is called Brook.

pub mod fields;
pub mod grammar;
mod heard;
pub mod names;
pub mod plain;
pub mod script;
pub mod sentence;
pub mod text;
pub mod words;

pub use heard::Heard;

use super::{Context, File, Sightings};
use crate::evidence::{Location, Strength};
use crate::inventory::{Artifact, Kind, Role};
use crate::text::{LineIndex, QUOTE_WIDTH, sanitize};
use heard::{hear, hear_outside};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use text::Block;

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

/// The grammatical form of a phrase: what a rewrite has to keep.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// "an open-source model".
    Adjective,
    /// "we open-source the model".
    Active,
    /// "the model is open-sourced".
    Passive,
    /// "the model is open source".
    Predicate,
    /// "the best among open-source models": the crowd is named, not this model.
    Member,
    /// A tag, keyword or topic.
    Tag,
    /// Anything else: no rewrite is safe.
    Other,
}

/// A phrase as it stands in its file, for a correction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    /// Its form.
    pub form: Form,
    /// The two letters of its language.
    pub language: &'static str,
    /// The bytes that stand in the file.
    pub raw: String,
    /// The small word before it ("a", "an", "as", "in") and its place, if one stands there.
    pub before: Option<(Location, String)>,
    /// The character behind it.
    pub after: String,
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
    /// The phrase itself, where a correction could be made.
    pub phrase: Option<Phrase>,
}

/// The most characters of a release text that are read; forges allow far fewer.
const MOST_OF_NOTES: usize = 1 << 20;

/// The most bytes worth reading for words.
#[must_use]
pub fn cap(artifact: &Artifact) -> Option<u64> {
    if matches!(artifact.role, Role::Vendored | Role::Test) {
        return None;
    }
    if fields::is_package_file(artifact.name()) {
        return (artifact.depth() <= 1).then_some(256 << 10);
    }
    let name = artifact.lower_name();
    let readme = name.contains("readme");
    let speaks = artifact.kind == Kind::Prose && (readme || matches!(artifact.extension(), "md" | "markdown" | "mdx" | "rst"));
    let about_others = [
        "changelog",
        "contributing",
        "code_of_conduct",
        "security",
        "governance",
        "notice",
        "cla",
        "history",
        "news",
        "authors",
        "maintainers",
    ];
    let stem = name.split('.').next().unwrap_or_default();
    (speaks && !about_others.contains(&stem)).then_some(if readme { 4 << 20 } else { 1 << 20 })
}

/// Hears the words in one file.
pub fn look(file: &File<'_>, _context: &Context<'_>, seen: &mut Sightings) {
    let artifact = file.artifact;
    let root = artifact.depth() == 0;
    if fields::is_package_file(artifact.name()) {
        let found = fields::read(file.text, 0);
        if root {
            found.names.iter().for_each(|name| seen.heard.names.add(name));
        }
        hear(file, &found.blocks, root, &mut seen.heard);
        return;
    }
    let name = artifact.lower_name();
    let readme = name.contains("readme");
    if !((readme && root) || words::any_in(file.text)) {
        return;
    }
    let blocks = blocks(file.text, artifact.extension());
    if readme && root {
        seen.heard.names.learn(&blocks);
    }
    let card = name.contains("model_card")
        || name.contains("modelcard")
        || name.contains("model-card")
        || artifact.folder().to_ascii_lowercase().contains("model_card");
    let primary = (readme || card || root) && artifact.role != Role::Example;
    hear(file, &blocks, primary, &mut seen.heard);
}

fn blocks(text: &str, extension: &str) -> Vec<Block> {
    match extension {
        "md" | "markdown" | "mdx" => {
            let Some((start, end, body)) = fields::front_matter(text) else { return text::markdown(text, 0) };
            let mut blocks = fields::read(&text[start..end], start).blocks;
            blocks.extend(text::markdown(&text[body..], body));
            blocks
        }
        _ => plain::plain(text, 0),
    }
}

/// Places everything that was heard, once all names are known, with the words of tags and notes.
pub fn finish(context: &Context<'_>, seen: &mut Sightings) {
    let mut heard = std::mem::take(&mut seen.heard);
    // Where no prose was read that says what is released, weights in the tree say it.
    let released = if heard.names.is_silent() && !seen.weights.is_empty() { About::Model } else { heard.names.about() };
    for tag in &context.revision.tags {
        let path = format!("refs/tags/{}", tag.name);
        let locate = |line: Option<u32>| Location { path: path.clone(), line, column: None, blob: tag.oid };
        for piece in [tag.name.as_str()].into_iter().chain(tag.name.split('/')).take(8) {
            if let Some(label) = words::tag_label(&without_version(piece)) {
                seen.claims.push(Words {
                    label: label.into(),
                    about: released,
                    text: sanitize(&tag.name, QUOTE_WIDTH),
                    strength: Strength::Medium,
                    location: locate(None),
                    phrase: None,
                });
                break;
            }
        }
        let lines = LineIndex::new(&tag.message);
        for block in text::markdown(&tag.message, 0) {
            hear_outside(&block, &tag.message, &|offset| locate(Some(lines.line(offset))), &mut heard);
        }
    }
    for note in context.notes {
        let text: String = note.text.chars().take(MOST_OF_NOTES).collect();
        let lines = LineIndex::new(&text);
        let locate = |offset| Location {
            line: Some(lines.line(offset)),
            column: Some(lines.column(&text, offset)),
            ..Location::file(&note.place)
        };
        for block in text::markdown(&text, 0) {
            hear_outside(&block, &text, &locate, &mut heard);
        }
    }
    heard.place(&mut seen.claims);
    seen.claims.sort_by(|a, b| a.location.cmp(&b.location));
    seen.claims.dedup_by(|a, b| a.location == b.location && a.label == b.label);
}

/// A tag's name without the words that only number it: `v1.0-open-source-rc2` is `open-source`.
fn without_version(name: &str) -> String {
    let numbers = |word: &&str| {
        let rest = ["v", "rc", "alpha", "beta", "release", "final", "preview"].iter().find_map(|mark| word.strip_prefix(mark));
        !rest.unwrap_or(word).chars().all(|c| c.is_ascii_digit())
    };
    name.split(['-', '_', '.']).filter(numbers).collect::<Vec<_>>().join("-")
}
