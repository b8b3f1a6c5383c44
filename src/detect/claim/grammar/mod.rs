//! Who says what of what: one sentence in, its phrases about openness out, each with what it is said of.
//!
//! The rules look at the clause around a phrase: its form (adjective, verb, predicate), the noun it
//! qualifies, whose that is, and whether it is denied, promised or a comparison. A phrase that no
//! rule can place is somebody else's: no rule may turn a doubt into an accusation.

use super::names::Names;
use super::script;
use super::text::Part;
use super::words::{self, Class, GRAMMAR, Language, Order, Spacing, any_of};
use super::{About, Form};
use crate::evidence::Strength;
use token::{Token, near, tokens};

mod form;
mod owner;
mod subject;
mod token;

/// What is known of the place where a sentence stands.
pub struct Setting<'s> {
    /// The project's names.
    pub names: &'s Names,
    /// What kind of text it is.
    pub part: Part,
    /// Whether the file speaks for the project as a whole: a README, a card, a description.
    pub primary: bool,
    /// Whether the section speaks of others: thanks, references.
    pub foreign: bool,
    /// Whether this is the beginning of the README, where an unknown name is the project's.
    pub intro: bool,
}

/// A phrase with what it is said of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spoken {
    /// First byte of the phrase in the sentence.
    pub start: usize,
    /// The byte past it.
    pub end: usize,
    /// The label's id.
    pub label: String,
    /// What it is said of.
    pub about: About,
    /// Its grammatical form.
    pub form: Form,
    /// The two letters of the language.
    pub language: &'static str,
    /// How plain it is.
    pub strength: Strength,
}

/// How many phrases of one sentence are placed.
const MOST_PER_SENTENCE: usize = 6;

/// The phrases of one sentence.
#[must_use]
pub fn classify(sentence: &str, setting: &Setting<'_>) -> Vec<Spoken> {
    let (language, mut found) = words::reading(sentence);
    // No honest sentence says it more often; the rest of a hostile one is not worth the time.
    found.truncate(MOST_PER_SENTENCE);
    found
        .into_iter()
        .filter_map(|(start, end, term)| {
            let clause = Clause { language, sentence, start, end, setting };
            let (about, form, strength) = match (language.spacing, setting.part) {
                (_, Part::Citation) => clause.citation(),
                (Spacing::None, _) => script::place(&clause),
                _ => clause.place(term.about),
            }?;
            let strength = if term.label == "fully-open" { Strength::Weak } else { strength };
            Some(Spoken { start, end, label: term.label.clone(), about, form, language: &language.id, strength })
        })
        .collect()
}

/// One phrase in its sentence.
pub struct Clause<'c> {
    /// The sentence's language.
    pub language: &'static Language,
    /// The sentence.
    pub sentence: &'c str,
    /// First byte of the phrase.
    pub start: usize,
    /// The byte past it.
    pub end: usize,
    /// Where it stands.
    pub setting: &'c Setting<'c>,
}

type Placed = (About, Form, Strength);

impl<'c> Clause<'c> {
    /// The text before the phrase, from the beginning of its clause.
    fn left(&self) -> &'c str {
        let all = &self.sentence[..self.start];
        let cuts = GRAMMAR.clause_begins.iter();
        let from = cuts.filter_map(|cut| all.rfind(cut.as_str()).map(|at| at + cut.len())).max().unwrap_or(0);
        &all[from..]
    }

    /// The text behind the phrase, to the end of its clause.
    fn right(&self) -> &'c str {
        let all = &self.sentence[self.end..];
        let cuts = GRAMMAR.clause_ends.iter();
        let end = cuts.filter_map(|cut| all.find(cut.as_str())).min().unwrap_or(all.len());
        &all[..end]
    }

    fn is(&self, class: Class, word: &str) -> bool {
        self.language.is(class, word)
    }

    /// A cited title names this release only where it begins with its name, and never plainly.
    fn citation(&self) -> Option<Placed> {
        let head = self.sentence.split(':').next().unwrap_or("");
        let noun = self.language.nouns(self.right()).into_iter().rfind(|mark| mark.class != Class::Relay);
        let own = head.len() < self.start && self.setting.names.are_in(head);
        let about = match noun.map(|mark| mark.class) {
            Some(Class::Model | Class::Weights) if own => About::Model,
            _ => About::Others,
        };
        Some((about, Form::Other, Strength::Weak))
    }

    fn place(&self, known: Option<About>) -> Option<Placed> {
        let left = self.left();
        let right = self.right();
        let before = tokens(left);
        let form = self.form(&before, right);
        let (phrase, tail) = self.noun_phrase(&before, right, form);
        let (about, word) = match (known, self.language.noun, form) {
            (Some(about), _, _) => (Some(about), 0),
            (None, Order::Before, _) => self.noun_before(left),
            (None, _, Form::Active) => (self.object(right), 0),
            (None, _, Form::Passive | Form::Predicate) => (self.subject(left, right), 0),
            (None, _, _) => self.head(phrase, tail, left),
        };
        let implied =
            phrase.to_lowercase().contains("sota") && before.last().is_some_and(|token| GRAMMAR.legend.contains(&token.word));
        let strength = if implied {
            Strength::Weak
        } else if form == Form::Other {
            Strength::Medium
        } else {
            Strength::Strong
        };
        let Some(about) = about else {
            let about = if self.denied(&before) { About::Negated } else { About::Others };
            return Some((about, form, strength));
        };
        if matches!(about, About::Others | About::Planned) {
            return Some((about, form, strength));
        }
        if self.denied(&before) {
            return Some((About::Negated, form, strength));
        }
        if self.promised(&before, right, form) {
            return Some((About::Planned, form, strength));
        }
        let own = self.own(left, &before, right, phrase, form, word);
        let member = form == Form::Adjective
            && self.language.has(Class::Among, &near(&before, 3))
            && phrase.trim_end_matches(|c: char| !c.is_alphanumeric()).ends_with('s');
        Some((if own { about } else { About::Others }, if member { Form::Member } else { form }, strength))
    }

    fn denied(&self, before: &[Token<'_>]) -> bool {
        let near: Vec<&str> = before
            .iter()
            .rev()
            .take(4)
            .take_while(|token| !token.raw.ends_with([',', ':']))
            .map(|token| token.word.as_str())
            .collect();
        let only = near.contains(&"only");
        let prefix = self.sentence[..self.start].to_lowercase().ends_with("non-");
        prefix
            || (!only
                && near.iter().any(|word| {
                    self.language.marks_of(Class::Negated, word).iter().any(|mark| mark.end - mark.start == word.len())
                }))
            || (!only && before.len() >= 2 && {
                let pair: String =
                    before.iter().rev().take(4).rev().map(|token| token.word.as_str()).collect::<Vec<_>>().join(" ");
                any_of(&GRAMMAR.instead, &pair)
            })
    }

    fn promised(&self, before: &[Token<'_>], right: &str, form: Form) -> bool {
        if right.trim_start().starts_with('?') || self.sentence.trim_end().ends_with(['?', '？']) {
            return true;
        }
        let near: String = before.iter().rev().take(6).map(|token| token.word.as_str()).rev().collect::<Vec<_>>().join(" ");
        if form == Form::Adjective || form == Form::Other {
            if self.language.id != "en" && self.language.has(Class::Planned, &near) {
                return true;
            }
            let near = format!(" {near} ");
            return GRAMMAR.firm_plans.iter().any(|words| near.contains(&format!(" {words} ")));
        }
        let soon = right.to_lowercase();
        self.language.has(Class::Planned, &near) || any_of(&GRAMMAR.soon, &soon)
    }
}
