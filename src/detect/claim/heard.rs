//! Sentences that hold words about openness, kept until they can be placed.

use super::grammar::{Setting, classify};
use super::names::Names;
use super::text::{Block, Part};
use super::{About, Form, Phrase, Words, sentence, words};
use crate::detect::File;
use crate::evidence::{Location, Strength};
use crate::text::{QUOTE_WIDTH, is_hazard, sanitize};

/// What was heard before it can be judged.
#[derive(Debug, Default)]
pub struct Heard {
    pub(super) names: Names,
    sayings: Vec<Saying>,
}

impl Heard {
    /// Takes over what was heard in later files.
    pub fn absorb(&mut self, later: Self) {
        self.names.absorb(later.names);
        self.sayings.extend(later.sayings);
    }

    /// Places everything that was heard.
    pub(super) fn place(&self, claims: &mut Vec<Words>) {
        self.sayings.iter().for_each(|saying| place(saying, &self.names, claims));
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

/// Hears the blocks of a page; `primary` where it speaks for the project as a whole.
pub(super) fn hear(file: &File<'_>, blocks: &[Block], primary: bool, heard: &mut Heard) {
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

/// Hears a block of words that stand outside the tree.
pub(super) fn hear_outside(block: &Block, source: &str, locate: &dyn Fn(usize) -> Location, heard: &mut Heard) {
    listen(block, source, OUTSIDE, locate, heard);
}

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
