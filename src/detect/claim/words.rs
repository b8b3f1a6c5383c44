//! The words of `knowledge/claims.yaml`, as patterns per language, and the marks they leave in a sentence.

use super::About;
use crate::pattern::Regex;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::{LazyLock, OnceLock};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    languages: Vec<LanguageFacts>,
    sections: SectionFacts,
    tags: BTreeMap<String, serde_json::Value>,
    names: NameFacts,
    grammar: Grammar,
    sources: Vec<String>,
}

/// Small words that the rules of grammar look for, English unless a language has its own.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Grammar {
    #[allow(dead_code, reason = "read by people")]
    source: String,
    /// What a clause begins behind.
    pub clause_begins: Vec<String>,
    /// What a clause ends before.
    pub clause_ends: Vec<String>,
    /// Verbs of a legend: "underlined denotes …".
    pub legend: Vec<String>,
    /// "… rather than open source".
    pub instead: Vec<String>,
    /// Plans that hold for a noun too.
    pub firm_plans: Vec<String>,
    /// What puts a statement off.
    pub soon: Vec<String>,
    /// Who may do what a verb says, and its auxiliaries.
    pub actors: Vec<String>,
    /// Nouns for a plan.
    pub plan_nouns: Vec<String>,
    /// What stands before the name of a license.
    pub licensed: Vec<String>,
    /// What joins noun phrases.
    pub joints: Vec<String>,
    /// Subjects that name nobody.
    pub pronouns: Vec<String>,
    /// What stands before a maker's name.
    pub makers: Vec<String>,
    /// Words that begin a sentence with a capital and are no name.
    pub openers: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NameFacts {
    #[allow(dead_code, reason = "read by people")]
    source: String,
    generic: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SectionFacts {
    #[allow(dead_code, reason = "read by people")]
    source: String,
    words: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LanguageFacts {
    id: String,
    #[allow(dead_code, reason = "read by people")]
    source: String,
    spacing: Spacing,
    noun: Order,
    hints: Vec<String>,
    own: Vec<String>,
    definite: Vec<String>,
    indefinite: Vec<String>,
    copula: Vec<String>,
    adverbs: Vec<String>,
    stops: Vec<String>,
    terms: Vec<TermFacts>,
    model: Vec<String>,
    relay: Vec<String>,
    weights: Vec<String>,
    code: Vec<String>,
    data: Vec<String>,
    other: Vec<String>,
    first: Vec<String>,
    negated: Vec<String>,
    planned: Vec<String>,
    compare: Vec<String>,
    among: Vec<String>,
    best: Vec<String>,
    uses: Vec<String>,
    many: Vec<String>,
    family: Vec<String>,
    such: Vec<String>,
    verbs: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TermFacts {
    label: String,
    pattern: String,
    #[serde(default)]
    about: Option<About>,
}

/// Whether words are separated by spaces.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Spacing {
    /// They are.
    Words,
    /// They are not.
    None,
}

/// Where the noun stands that an adjective qualifies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Order {
    /// Behind the adjective.
    After,
    /// Before it.
    Before,
}

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
    fn new(facts: LanguageFacts) -> Self {
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
                (Class::Own, facts.own),
                (Class::Definite, facts.definite),
                (Class::Indefinite, facts.indefinite),
                (Class::Copula, facts.copula),
                (Class::Adverb, facts.adverbs),
                (Class::Stop, facts.stops),
                (Class::Verbs, facts.verbs),
            ],
            id: facts.id,
            spacing,
            noun: facts.noun,
            hints: facts.hints,
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
    let escaped = |word: &str| regex::escape(word).replace(r"\*", REST).replace(' ', r"\s+");
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

static DOCUMENT: LazyLock<Document> = LazyLock::new(|| crate::knowledge::document("claims"));

/// All languages, English first.
pub static LANGUAGES: LazyLock<Vec<Language>> = LazyLock::new(|| {
    let document: Document = crate::knowledge::document("claims");
    document.languages.into_iter().map(Language::new).collect()
});

/// The words of the rules.
pub static GRAMMAR: LazyLock<&Grammar> = LazyLock::new(|| &DOCUMENT.grammar);

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

/// The language that a sentence is in, by its script and its function words.
#[must_use]
pub fn language_of(sentence: &str) -> &'static Language {
    let mut kana = 0;
    let mut han = 0;
    let mut hangul = 0;
    let mut cyrillic = 0;
    let mut letters = 0;
    for c in sentence.chars().filter(|c| c.is_alphabetic()) {
        letters += 1;
        match c {
            '\u{3040}'..='\u{30FF}' => kana += 1,
            '\u{3400}'..='\u{9FFF}' => han += 1,
            '\u{AC00}'..='\u{D7A3}' => hangul += 1,
            '\u{0400}'..='\u{04FF}' => cyrillic += 1,
            _ => {}
        }
    }
    let by_id = |id: &str| LANGUAGES.iter().find(|language| language.id == id).unwrap_or(&LANGUAGES[0]);
    if kana > 0 && kana * 8 >= letters {
        return by_id("ja");
    }
    if hangul * 6 > letters {
        return by_id("ko");
    }
    if han * 6 > letters {
        return by_id("zh");
    }
    if cyrillic * 4 > letters {
        return by_id("ru");
    }
    latin(sentence).next().unwrap_or(&LANGUAGES[0])
}

/// The languages of the Latin script, the likeliest first; English wins a tie.
fn latin(sentence: &str) -> impl Iterator<Item = &'static Language> {
    let words: Vec<String> = sentence.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase).collect();
    let mut scored: Vec<(usize, &Language)> = LANGUAGES
        .iter()
        .filter(|language| language.spacing == Spacing::Words && language.id != "ru")
        .map(|language| (language.hints_in(&words) + usize::from(language.id == "en"), language))
        .collect();
    scored.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    scored.into_iter().map(|(_, language)| language)
}

/// The language of a sentence and the phrases in it: the likeliest language that knows any.
#[must_use]
pub fn reading(sentence: &str) -> (&'static Language, Vec<(usize, usize, &'static Term)>) {
    let first = language_of(sentence);
    let rest = latin(sentence).filter(|language| language.id != first.id);
    std::iter::once(first)
        .chain(rest)
        .map(|language| (language, language.terms_in(sentence)))
        .find(|(_, found)| !found.is_empty())
        .unwrap_or((first, Vec::new()))
}

/// Whether a section's heading says that it speaks of others.
#[must_use]
pub fn is_foreign_section(heading: &str) -> bool {
    DOCUMENT.sections.words.iter().any(|word| heading.contains(word.as_str()))
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
