//! The words of `knowledge/claims.yaml`, as patterns per language, and the marks they leave in a sentence.

mod document;
mod reading;

use super::About;
use crate::pattern::Regex;
use document::{DOCUMENT, LanguageFacts};
pub use document::{GRAMMAR, Order, Spacing};
pub use reading::{language_of, reading};
use std::sync::{LazyLock, OnceLock};

/// What a mark says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// A noun for a model.
    Model,
    /// A noun whose `of` tells what it is.
    Relay,
    /// A noun for weights.
    Weights,
    /// A noun for programs.
    Code,
    /// A noun for data.
    Data,
    /// A noun for something that is none of these.
    Other,
    /// The project speaks of itself.
    First,
    /// A denial.
    Negated,
    /// A promise or a condition.
    Planned,
    /// A comparison with others.
    Compare,
    /// Membership.
    Among,
    /// A superlative.
    Best,
    /// Use of somebody's work.
    Uses,
    /// Many of them, or others.
    Many,
    /// A generation, family or series of.
    Family,
    /// An example follows.
    Such,
    /// What stands before a verb.
    Verbs,
    /// A possessive of the project itself.
    Own,
    /// A definite article or a demonstrative.
    Definite,
    /// An indefinite article.
    Indefinite,
    /// A form of "to be".
    Copula,
    /// A word that may stand between a subject and its verb.
    Adverb,
    /// A word that ends a noun phrase.
    Stop,
}

/// A known word in a sentence.
#[derive(Debug, Clone, Copy)]
pub struct Mark {
    /// Its first byte.
    pub start: usize,
    /// The byte past it.
    pub end: usize,
    /// What it says.
    pub class: Class,
}

/// A phrase that names a label.
pub struct Term {
    /// The label's id.
    pub label: String,
    /// What it is said of, where the phrase itself tells.
    pub about: Option<About>,
    pattern: Lazy,
}

/// A pattern that is built when it is first asked: most languages are never spoken in a repository.
struct Lazy {
    text: String,
    spacing: Spacing,
    built: OnceLock<Regex>,
}

impl Lazy {
    fn new(text: String, spacing: Spacing) -> Self {
        Self { text, spacing, built: OnceLock::new() }
    }

    fn get(&self) -> &Regex {
        self.built.get_or_init(|| pattern(&self.text, self.spacing))
    }
}

/// One language, ready to be matched.
pub struct Language {
    /// Its two letters.
    pub id: String,
    /// Whether it has spaces.
    pub spacing: Spacing,
    /// Where its nouns stand.
    pub noun: Order,
    /// The phrases.
    pub terms: Vec<Term>,
    hints: Vec<String>,
    classes: Vec<(Class, Lazy)>,
    small: Vec<(Class, Vec<String>)>,
}

impl Language {
    fn new(facts: &LanguageFacts) -> Self {
        let spacing = facts.spacing;
        let classes = [
            (Class::Model, &facts.model),
            (Class::Relay, &facts.relay),
            (Class::Weights, &facts.weights),
            (Class::Code, &facts.code),
            (Class::Data, &facts.data),
            (Class::Other, &facts.other),
            (Class::First, &facts.first),
            (Class::Negated, &facts.negated),
            (Class::Planned, &facts.planned),
            (Class::Compare, &facts.compare),
            (Class::Among, &facts.among),
            (Class::Best, &facts.best),
            (Class::Uses, &facts.uses),
            (Class::Many, &facts.many),
            (Class::Family, &facts.family),
            (Class::Such, &facts.such),
        ];
        Self {
            terms: facts
                .terms
                .iter()
                .map(|term| Term {
                    label: term.label.clone(),
                    about: term.about,
                    pattern: Lazy::new(term.pattern.clone(), spacing),
                })
                .collect(),
            classes: classes
                .into_iter()
                .filter(|(_, words)| !words.is_empty())
                .map(|(class, words)| (class, Lazy::new(alternatives(words), spacing)))
                .collect(),
            small: vec![
                (Class::Own, facts.own.clone()),
                (Class::Definite, facts.definite.clone()),
                (Class::Indefinite, facts.indefinite.clone()),
                (Class::Copula, facts.copula.clone()),
                (Class::Adverb, facts.adverbs.clone()),
                (Class::Stop, facts.stops.clone()),
                (Class::Verbs, facts.verbs.clone()),
            ],
            id: facts.id.clone(),
            spacing,
            noun: facts.noun,
            hints: facts.hints.clone(),
        }
    }

    /// The phrases in a sentence, in order, none inside another: `(start, end, term)`.
    pub fn terms_in<'l>(&'l self, sentence: &str) -> Vec<(usize, usize, &'l Term)> {
        let mut found: Vec<_> = self
            .terms
            .iter()
            .flat_map(|term| term.pattern.get().find_iter(sentence).map(move |hit| (hit.start(), hit.end(), term)))
            .filter(|&(start, end, _)| is_word(sentence, start, end))
            .collect();
        found.sort_by_key(|&(start, end, _)| (start, std::cmp::Reverse(end)));
        let mut past = 0;
        found.retain(|&(start, end, _)| {
            let keep = start >= past;
            if keep {
                past = end;
            }
            keep
        });
        found
    }

    /// The marks of one class in a piece of text.
    pub fn marks_of(&self, class: Class, text: &str) -> Vec<Mark> {
        self.classes
            .iter()
            .filter(|(known, _)| *known == class)
            .flat_map(|(_, pattern)| pattern.get().find_iter(text))
            .map(|hit| Mark { start: hit.start(), end: hit.end(), class })
            .collect()
    }

    /// Whether a class has a mark in a piece of text.
    #[must_use]
    pub fn has(&self, class: Class, text: &str) -> bool {
        self.classes.iter().any(|(known, pattern)| *known == class && pattern.get().is_match(text))
    }

    /// The nouns in a piece of text, in order; of two that overlap, the longer.
    #[must_use]
    pub fn nouns(&self, text: &str) -> Vec<Mark> {
        let wanted = [Class::Model, Class::Relay, Class::Weights, Class::Code, Class::Data, Class::Other];
        let mut found: Vec<Mark> = wanted.into_iter().flat_map(|class| self.marks_of(class, text)).collect();
        found.sort_by_key(|mark| (mark.start, std::cmp::Reverse(mark.end)));
        let mut past = 0;
        found.retain(|mark| {
            let keep = mark.start >= past;
            if keep {
                past = mark.end;
            }
            keep
        });
        found
    }

    /// Whether a lower-case word is one of a class of small words.
    #[must_use]
    pub fn is(&self, class: Class, word: &str) -> bool {
        self.small.iter().any(|(known, words)| *known == class && words.iter().any(|known| known == word))
    }

    /// The small words of a class.
    pub fn small(&self, class: Class) -> impl Iterator<Item = &str> {
        self.small.iter().filter(move |(known, _)| *known == class).flat_map(|(_, words)| words.iter().map(String::as_str))
    }

    fn hints_in(&self, words: &[String]) -> usize {
        words.iter().filter(|word| self.hints.contains(word)).count()
    }
}

/// A phrase is a word of its own: not a piece of an address, a path or a name with hyphens.
fn is_word(sentence: &str, start: usize, end: usize) -> bool {
    let before = sentence[..start].chars().next_back();
    let mut after = sentence[end..].chars();
    let (next, following) = (after.next(), after.next());
    let glued = |c: Option<char>| c.is_some_and(|c| matches!(c, '/' | '@' | '_' | '\\' | '#'));
    let joined = next == Some('-')
        && following.is_some_and(char::is_alphanumeric)
        && !sentence[start..end].to_lowercase().contains("modell");
    let part_of_name = before == Some('-') && !sentence[..start].to_lowercase().ends_with("non-");
    let dotted = before == Some('.') && !sentence[..start].ends_with(". ")
        || next == Some('.') && following.is_some_and(char::is_alphabetic) && following.is_some_and(|c| c.is_ascii_lowercase());
    !(glued(before)
        || glued(next) && !sentence[end..].starts_with("/ ") && !sentence[end..].starts_with("/closed")
        || joined
        || part_of_name
        || dotted)
}

fn pattern(text: &str, spacing: Spacing) -> Regex {
    let bounded = match spacing {
        Spacing::Words => format!(r"\b(?:{text})\b"),
        Spacing::None => format!("(?:{text})"),
    };
    let built = crate::pattern::words(&bounded);
    // The suite compiles every pattern of the document, so a mistake cannot reach a user.
    match built {
        Ok(pattern) => pattern,
        Err(error) => panic!("knowledge/claims.yaml: {error}"),
    }
}

/// The rest of a word: letters and digits, and everything past ASCII that is no punctuation or space. A
/// few ranges that hold both cases, where the classes `\p{L}` and `\p{N}` are thousands of states each.
const REST: &str = r"(?-i:[0-9A-Za-z\x{C0}-\x{1FFF}\x{2C00}-\x{2FFF}\x{3040}-\x{FEFF}]*)";

/// One pattern for a list of words, the longest first; `*` stands for any ending.
fn alternatives(words: &[String]) -> String {
    let mut sorted: Vec<&String> = words.iter().collect();
    sorted.sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
    let escaped = |word: &str| regex_syntax::escape(word).replace(r"\*", REST).replace(' ', r"\s+");
    // Neighbours with any ending share one: it is by far the largest part of each.
    let stem = |word: &String| word.strip_suffix('*').filter(|stem| !stem.contains(['\\', '*'])).map(escaped);
    let mut out: Vec<String> = Vec::new();
    for group in sorted.chunk_by(|a, b| stem(a).is_some() == stem(b).is_some()) {
        let stems: Vec<String> = group.iter().filter_map(|word| stem(word)).collect();
        if stems.is_empty() {
            out.extend(group.iter().map(|word| if word.contains('\\') { (*word).clone() } else { escaped(word) }));
        } else {
            out.push(format!("(?:{}){REST}", stems.join("|")));
        }
    }
    out.join("|")
}

/// All languages, English first.
pub static LANGUAGES: LazyLock<Vec<Language>> = LazyLock::new(|| DOCUMENT.languages.iter().map(Language::new).collect());

/// Whether a lower-case text holds one of these words.
#[must_use]
pub fn any_of(words: &[String], text: &str) -> bool {
    words.iter().any(|word| text.contains(word.as_str()))
}

/// Its word boundaries are those of ASCII, which stand wherever those of Unicode do around letters of
/// ASCII: with the latter, one accent in a text keeps the fast matcher from all of it.
static ANY: LazyLock<Regex> = LazyLock::new(|| pattern(&DOCUMENT.sources.join("|").replace(r"\b", r"(?-u:\b)"), Spacing::None));

/// Whether a text holds anything that could be a phrase of any language. One pass, linear.
#[must_use]
pub fn any_in(text: &str) -> bool {
    ANY.is_match(text)
}

/// Whether a section's heading says that it speaks of others.
#[must_use]
pub fn is_foreign_section(heading: &str) -> bool {
    DOCUMENT.sections.words.iter().any(|word| heading.contains(word.as_str()))
}

/// Whether a section of a page below the top repeats what a paper says of its own work.
#[must_use]
pub fn is_quoted_section(heading: &str) -> bool {
    DOCUMENT.sections.quoted.iter().any(|word| heading == word)
}

/// The label that a tag or keyword claims by itself.
#[must_use]
pub fn tag_label(tag: &str) -> Option<&'static str> {
    let folded = tag.trim().to_lowercase().replace(['_', ' '], "-");
    DOCUMENT
        .tags
        .iter()
        .filter_map(|(label, tags)| Some((label, tags.as_array()?)))
        .find(|(_, tags)| tags.iter().any(|known| known.as_str() == Some(&folded)))
        .map(|(label, _)| label.as_str())
}

/// Whether a word of a title is nobody's name.
#[must_use]
pub fn is_generic(word: &str) -> bool {
    DOCUMENT.names.generic.iter().any(|known| known == word)
}
