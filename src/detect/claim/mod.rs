//! What a release says of itself: words about openness, and what they speak of.
//!
//! Files are heard one by one and judged together at the end, because a sentence about "Brook" can
//! only be placed once it is known that the project is called Brook.

pub mod fields;
pub mod grammar;
pub mod names;
pub mod plain;
pub mod script;
pub mod sentence;
pub mod text;
pub mod words;

use super::{Context, File, Sightings};
use crate::evidence::{Location, Strength};
use crate::inventory::{Artifact, Kind, Role};
use crate::text::{LineIndex, QUOTE_WIDTH, is_hazard, sanitize};
use grammar::{Setting, classify};
use names::Names;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use text::{Block, Part};

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

/// What was heard before it can be judged.
#[derive(Debug, Default)]
pub struct Heard {
    names: Names,
    sayings: Vec<Saying>,
}

impl Heard {
    /// Takes over what was heard in later files.
    pub fn absorb(&mut self, later: Self) {
        self.names.absorb(later.names);
        self.sayings.extend(later.sayings);
    }
}

/// One sentence that holds a phrase.
#[derive(Debug)]
struct Saying {
    sentence: String,
    part: Part,
    primary: bool,
    foreign: bool,
    intro: bool,
    phrases: Vec<Place>,
}

/// Where one phrase of a sentence stands.
#[derive(Debug)]
struct Place {
    /// Its offset in the sentence.
    start: usize,
    location: Location,
    /// The bytes of the file.
    raw: String,
    before: Option<(Location, String)>,
    after: String,
}

/// The most sentences that are kept of one file; no honest file comes near.
const MOST_PER_FILE: usize = 300;

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

fn hear(file: &File<'_>, blocks: &[Block], primary: bool, heard: &mut Heard) {
    let before = heard.sayings.len();
    let readme = file.artifact.depth() == 0 && file.artifact.lower_name().contains("readme");
    for block in blocks {
        if heard.sayings.len() - before >= MOST_PER_FILE {
            break;
        }
        let below = file.artifact.depth() >= BELOW && words::is_quoted_section(&block.section);
        let place = Stand { primary, readme, deep: below || file.artifact.depth() >= DEEP };
        listen(block, file.text, place, &|offset| file.location(offset), heard);
    }
}

/// Where the page stands that a block is of.
#[derive(Clone, Copy)]
struct Stand {
    /// It speaks for the project as a whole.
    primary: bool,
    /// It is the README of the top folder.
    readme: bool,
    /// It lies so deep that it speaks of its own part: a recipe, a program that was carried along.
    deep: bool,
}

/// Words beside the tree: the message of a tag, the text of a release.
const OUTSIDE: Stand = Stand { primary: true, readme: false, deep: false };

/// From how many folders down an abstract is that of somebody's paper.
const BELOW: usize = 2;

/// From how many folders down a page speaks of its own part.
const DEEP: usize = 5;

fn listen(block: &Block, source: &str, place: Stand, locate: &dyn Fn(usize) -> Location, heard: &mut Heard) {
    let Stand { primary, readme, deep } = place;
    if block.part == Part::Tag {
        if words::tag_label(&block.text).is_some() {
            let phrase = Place {
                start: 0,
                location: locate(block.source(0)),
                raw: block.text.clone(),
                before: None,
                after: String::new(),
            };
            heard.sayings.push(Saying {
                sentence: block.text.clone(),
                part: Part::Tag,
                primary,
                foreign: false,
                intro: false,
                phrases: vec![phrase],
            });
        }
        return;
    }
    if !words::any_in(&block.text) {
        return;
    }
    for (offset, sentence) in sentence::split(&block.text) {
        let (_, found) = words::reading(sentence);
        if found.is_empty() {
            continue;
        }
        let phrases: Vec<_> = found
            .iter()
            .map(|&(start, end, _)| {
                let range = block.range(offset + start, offset + end);
                let raw = source.get(range.clone()).unwrap_or_default().to_string();
                let before = small_word(&sentence[..start]).and_then(|(from, to)| {
                    let range = block.range(offset + from, offset + to);
                    source.get(range.clone()).map(|raw| (locate(range.start), raw.to_string()))
                });
                Place { start, location: locate(range.start), raw, before, after: sentence[end..].chars().take(1).collect() }
            })
            .collect();
        let intro = readme && phrases.first().is_some_and(|place| place.location.line.is_some_and(|line| line <= 40));
        let foreign = deep || words::is_foreign_section(&block.section);
        heard.sayings.push(Saying { sentence: sentence.into(), part: block.part, primary, foreign, intro, phrases });
    }
}

/// The English article or preposition that stands right before a phrase.
fn small_word(before: &str) -> Option<(usize, usize)> {
    let trimmed = before.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_' | '"' | '“'));
    let start =
        trimmed.rfind(|c: char| !c.is_alphanumeric()).map_or(0, |at| at + trimmed[at..].chars().next().map_or(1, char::len_utf8));
    (trimmed.len() < before.len() && ["a", "an", "as", "in"].contains(&trimmed[start..].to_lowercase().as_str()))
        .then_some((start, trimmed.len()))
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
            listen(&block, &tag.message, OUTSIDE, &|offset| locate(Some(lines.line(offset))), &mut heard);
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
            listen(&block, &text, OUTSIDE, &locate, &mut heard);
        }
    }
    for saying in &heard.sayings {
        place(saying, &heard.names, &mut seen.claims);
    }
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

fn place(saying: &Saying, names: &Names, claims: &mut Vec<Words>) {
    if saying.part == Part::Tag {
        let (Some(label), Some(Place { location, raw, .. })) = (words::tag_label(&saying.sentence), saying.phrases.first())
        else {
            return;
        };
        claims.push(Words {
            label: label.into(),
            about: if saying.primary { names.about() } else { About::Others },
            text: sanitize(&saying.sentence, QUOTE_WIDTH),
            strength: Strength::Medium,
            location: location.clone(),
            phrase: Some(Phrase { form: Form::Tag, language: "en", raw: raw.clone(), before: None, after: String::new() }),
        });
        return;
    }
    let setting = Setting { names, part: saying.part, primary: saying.primary, foreign: saying.foreign, intro: saying.intro };
    for spoken in classify(&saying.sentence, &setting) {
        let Some(Place { location, raw, before, after, .. }) = saying.phrases.iter().find(|place| place.start == spoken.start)
        else {
            continue;
        };
        let clean = !raw.is_empty() && !raw.chars().any(|c| is_hazard(c) && c != '\n' && c != '\r');
        claims.push(Words {
            label: spoken.label,
            about: spoken.about,
            text: sanitize(window(&saying.sentence, spoken.start, spoken.end), QUOTE_WIDTH),
            strength: spoken.strength,
            location: location.clone(),
            phrase: clean.then(|| Phrase {
                form: spoken.form,
                language: spoken.language,
                raw: raw.clone(),
                before: before.clone(),
                after: after.clone(),
            }),
        });
    }
}

/// The part of a sentence around a phrase that a report can quote.
fn window(sentence: &str, start: usize, end: usize) -> &str {
    let back = |at: usize| sentence[..at].char_indices().rev().nth(60).map_or(0, |(at, _)| at);
    let from = back(start);
    let from = if from == 0 { 0 } else { sentence[from..start].find(' ').map_or(from, |space| from + space) };
    let to = sentence[end..].char_indices().nth(80).map_or(sentence.len(), |(at, _)| end + at);
    sentence[from..to].trim()
}
