//! Who says what of what: one sentence in, its phrases about openness out, each with what it is said of.
//!
//! The rules look at the clause around a phrase: its form (adjective, verb, predicate), the noun it
//! qualifies, whose that is, and whether it is denied, promised or a comparison. A phrase that no
//! rule can place is somebody else's: no rule may turn a doubt into an accusation.

use super::names::Names;
use super::script;
use super::text::Part;
use super::words::{self, Class, Language, Mark, Order, Spacing};
use super::{About, Form};
use crate::evidence::Strength;

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

/// A word between white space, without punctuation around it.
struct Token<'c> {
    start: usize,
    raw: &'c str,
    word: String,
}

impl Token<'_> {
    fn breaks(&self) -> bool {
        self.raw.ends_with([',', ';', ':', '.', '!', '?', ')', ']', '"', '”', '|', '。', '，', '…'])
    }

    fn opens(&self) -> bool {
        self.raw.starts_with(['(', '[', '"', '“', '|', '–', '—', ',', ';', ':', '.', '!', '?', ')', '/'])
            || (self.raw.chars().all(|c| !c.is_alphanumeric()) && self.raw != "&")
    }
}

fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut out = Vec::new();
    let mut at = 0;
    for raw in text.split(char::is_whitespace) {
        if !raw.is_empty() {
            let word = raw.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
            out.push(Token { start: at, raw, word });
        }
        at += raw.len();
        at += text[at..].chars().next().map_or(0, char::len_utf8);
    }
    out
}

type Placed = (About, Form, Strength);

impl<'c> Clause<'c> {
    /// The text before the phrase, from the beginning of its clause.
    fn left(&self) -> &'c str {
        let all = &self.sentence[..self.start];
        let cuts = ["; ", ", but ", ", while ", ", whereas ", ", although ", "(although ", ", however ", "\n", " | ", "。", "；"];
        let from = cuts.iter().filter_map(|cut| all.rfind(cut).map(|at| at + cut.len())).max().unwrap_or(0);
        &all[from..]
    }

    /// The text behind the phrase, to the end of its clause.
    fn right(&self) -> &'c str {
        let all = &self.sentence[self.end..];
        let end = ["; ", ", but ", ", while ", "\n", " | "].iter().filter_map(|cut| all.find(cut)).min().unwrap_or(all.len());
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
        let implied = phrase.to_lowercase().contains("sota")
            && before.last().is_some_and(|token| {
                token.word.ends_with("denotes")
                    || token.word.ends_with("denote")
                    || token.word.starts_with("indicate")
                    || token.word == "marks"
            });
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

    fn form(&self, before: &[Token<'_>], right: &str) -> Form {
        let text = self.sentence[self.start..self.end].to_lowercase();
        let previous = before.iter().rev().find(|token| !self.is(Class::Adverb, &token.word));
        let word = previous.map_or("", |token| token.word.as_str());
        let starts = previous.is_none_or(|token| token.word.is_empty() || token.raw.ends_with([':', '.', '!', ']']));
        let copula = !starts && self.is(Class::Copula, word);
        let next = tokens(right).into_iter().next();
        let glued = right.starts_with([',', '.', ':', ';', '!', '?', ')']);
        let object = next.as_ref().is_some_and(|token| {
            !glued
                && (self.is(Class::Definite, &token.word)
                    || self.is(Class::Indefinite, &token.word)
                    || self.is(Class::Own, &token.word)
                    || token.raw.chars().next().is_some_and(char::is_uppercase)
                    || token.word.starts_with(|c: char| c.is_ascii_digit())
                    || self.setting.names.are_in(token.raw))
        });
        let actor = ["we", "i", "they", "has", "have", "had", "ve", "we've"].contains(&word);
        if text.ends_with("sourced") {
            return match () {
                () if copula && !self.attributive(right) => Form::Passive,
                () if copula => Form::Adjective,
                () if actor || (starts && object) => Form::Active,
                () if glued || next.is_none() || next.as_ref().is_some_and(|token| self.is(Class::Stop, &token.word)) => {
                    Form::Passive
                }
                () => Form::Adjective,
            };
        }
        if text.ends_with("sourcing") {
            return if copula || actor { Form::Active } else { Form::Other };
        }
        if text.ends_with("sources") {
            return if object || next.as_ref().is_some_and(|token| !token.word.is_empty()) { Form::Active } else { Form::Other };
        }
        if (actor && !["has", "have", "had"].contains(&word)) || (["to", "and", "will"].contains(&word) && object) {
            return Form::Active;
        }
        if copula && !self.attributive(right) {
            return Form::Predicate;
        }
        if ["as", "in"].contains(&word) && !self.attributive(right) {
            return Form::Predicate;
        }
        if starts && glued && right.starts_with(':') {
            return Form::Predicate;
        }
        Form::Adjective
    }

    /// Whether a noun that it qualifies follows at once.
    fn attributive(&self, right: &str) -> bool {
        if right.starts_with([',', '.', ':', ';', '!', '?', ')']) {
            return false;
        }
        let mut end = 0;
        for token in tokens(right).iter().take(7) {
            if token.opens() || self.is(Class::Stop, &token.word) || token.word == "and" {
                break;
            }
            end = token.start + token.raw.len();
            if token.breaks() {
                break;
            }
        }
        !self.language.nouns(&right[..end]).is_empty()
    }

    /// The noun phrase that the phrase opens, and what follows it.
    fn noun_phrase(&self, before: &[Token<'_>], right: &'c str, form: Form) -> (&'c str, &'c str) {
        let introduced = form == Form::Adjective
            && before.iter().rev().take(6).any(|token| {
                self.is(Class::Definite, &token.word)
                    || self.is(Class::Indefinite, &token.word)
                    || self.is(Class::Own, &token.word)
            });
        let mut end = 0;
        for (at, token) in tokens(right).iter().enumerate().take(24) {
            let comma = token.raw.starts_with(',') || token.raw == ",";
            if (token.opens() && !(comma && introduced))
                || (self.is(Class::Stop, &token.word) && !(at == 0 && token.raw.ends_with(',')))
            {
                break;
            }
            end = token.start + token.raw.len();
            let listing = introduced && token.raw.ends_with(',') && self.language.nouns(&right[..end]).is_empty();
            if token.breaks() && !listing {
                break;
            }
        }
        (&right[..end], &right[end..])
    }

    /// What the head of a noun phrase is, and where its word stands.
    fn head(&self, phrase: &str, tail: &str, left: &str) -> (Option<About>, usize) {
        let nouns = self.language.nouns(phrase);
        // With commas, the first list item that holds a noun decides: "an open, free model, trained …".
        let Some(last) = nouns.last() else {
            let named = self.setting.names.find(phrase).is_some();
            return (named.then(|| self.setting.names.about()), 0);
        };
        let text = phrase[last.start..last.end].to_lowercase();
        if last.class == Class::Other && (text.starts_with("licen") || text.starts_with("lizen")) {
            let model = self.language.nouns(left).iter().any(|mark| matches!(mark.class, Class::Model | Class::Weights));
            let own = self.language.has(Class::First, left) || self.setting.names.are_in(left) || self.released(left);
            return (Some(if own && !model { About::Code } else { About::Others }), last.start);
        }
        if ["plan", "plans", "roadmap"].contains(&text.as_str()) {
            return (Some(About::Planned), last.start);
        }
        if last.class == Class::Relay {
            return (Some(self.relayed(&text, tail)), last.start);
        }
        (about_of(last.class), last.start)
    }

    fn released(&self, left: &str) -> bool {
        let lower = left.to_lowercase();
        ["released under", "distributed under", "licensed under", "available under"].iter().any(|words| lower.contains(words))
    }

    /// "a reproduction of X", "an alternative to X", "the release of X".
    fn relayed(&self, relay: &str, tail: &str) -> About {
        let near: String = tail.split_whitespace().take(9).collect::<Vec<_>>().join(" ");
        let lower = near.to_lowercase();
        let names = self.setting.names.about();
        let of = lower.starts_with("of ") || lower.starts_with("for ") || lower.starts_with("to ");
        let nouns = if of { self.language.nouns(&near) } else { Vec::new() };
        let has = |class| nouns.iter().any(|mark| mark.class == class);

        let bundle = ["suite", "collection", "set"].contains(&relay);
        match relay {
            "release" | "suite" | "collection" | "set" if !lower.starts_with("of ") => About::Code,
            _ if bundle && nouns.is_empty() => About::Code,
            "alternative" | "alternatives" if has(Class::Model) || lower.contains("gpt") || lower.contains("llm") => About::Model,
            "alternative" | "alternatives" => names,
            _ if has(Class::Data) => About::Data,
            _ if has(Class::Model) || has(Class::Weights) => About::Model,
            _ if has(Class::Code) => About::Code,
            "reproduction" | "reproductions" | "replication" | "recreation" if of => About::Model,
            _ => names,
        }
    }

    /// What a list of nouns is about: its first noun phrase, every member of the list.
    fn conjuncts(&self, text: &str) -> Option<About> {
        let mut rest = text;
        let mut segments = Vec::new();
        loop {
            let cut = tokens(rest)
                .iter()
                .find(|token| {
                    [
                        "of", "from", "in", "for", "on", "with", "based", "to", "which", "that", "by", "via", "at", "into",
                        "under", "using", "trained",
                    ]
                    .contains(&token.word.as_str())
                })
                .map(|token| (token.start, token.start + token.raw.len()));
            match cut {
                Some((start, end)) => {
                    segments.push(&rest[..start]);
                    rest = &rest[end..];
                }
                None => {
                    segments.push(rest);
                    break;
                }
            }
            if segments.len() > 12 {
                break;
            }
        }
        segments.into_iter().find_map(|segment| self.list(segment))
    }

    fn list(&self, segment: &str) -> Option<About> {
        let mut heads: Vec<About> = Vec::new();
        for item in segment.split([',', '&', '+']).flat_map(|piece| piece.split(" and ")) {
            if let Some(last) = self.language.nouns(item).last() {
                match last.class {
                    Class::Relay => heads.push(self.setting.names.about()),
                    Class::Other => {}
                    class => heads.extend(about_of(class)),
                }
            } else if self.setting.names.are_in(item) || looks_like_model(item) {
                heads.push(if looks_like_model(item) { About::Model } else { self.setting.names.about() });
            }
        }
        let has = |about| heads.contains(&about);
        if has(About::Model) || (has(About::Weights) && has(About::Code)) {
            Some(About::Model)
        } else if has(About::Weights) {
            Some(About::Weights)
        } else {
            heads.first().copied()
        }
    }

    fn object(&self, right: &str) -> Option<About> {
        let end = right
            .find([':', '.', '!', '?', ';'])
            .filter(|&at| right[at..].len() == 1 || right[at + 1..].starts_with([' ', '\n']))
            .unwrap_or(right.len());
        self.conjuncts(&right[..end])
    }

    fn subject(&self, left: &str, right: &str) -> Option<About> {
        if let Some(list) = right.strip_prefix(':') {
            return self.conjuncts(list);
        }
        let from = [". ", ": ", ", and "].iter().filter_map(|cut| left.rfind(cut).map(|at| at + cut.len())).max().unwrap_or(0);
        self.conjuncts(&left[from..]).or_else(|| self.conjuncts(left))
    }

    /// The nearest noun before the phrase, for languages whose adjectives follow.
    fn noun_before(&self, left: &str) -> (Option<About>, usize) {
        let near: Vec<Token<'_>> = tokens(left);
        let from = near.len().checked_sub(8).map_or(0, |at| near[at].start);
        let text = self.sentence[self.start..self.end].to_lowercase();
        if let Some(inside) = self.language.nouns(&text).first().filter(|mark| mark.class == Class::Model) {
            return (about_of(inside.class), from);
        }
        let noun = self.language.nouns(&left[from..]).into_iter().next_back();
        match noun {
            Some(mark) => (about_of(mark.class), from + mark.start),
            None => (self.setting.names.are_in(left).then(|| self.setting.names.about()), 0),
        }
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
                ["rather than", "instead of", "yet to be"].iter().any(|words| pair.contains(words))
            })
    }

    fn promised(&self, before: &[Token<'_>], right: &str, form: Form) -> bool {
        if right.trim_start().starts_with('?') || self.sentence.trim_end().ends_with(['?', '？']) {
            return true;
        }
        let near: String = before.iter().rev().take(6).map(|token| token.word.as_str()).rev().collect::<Vec<_>>().join(" ");
        if form == Form::Adjective || form == Form::Other {
            let firm = ["will", "plan to", "plans to", "going to", "soon", "upcoming", "intend to", "hope to"];
            return firm.iter().any(|words| format!(" {near} ").contains(&format!(" {words} ")));
        }
        let soon = right.to_lowercase();
        self.language.has(Class::Planned, &near)
            || ["in the near future", "in the future", " soon", "later this", "upcoming", "next week", "next month"]
                .iter()
                .any(|words| soon.contains(words))
    }

    /// Whether it is this project's own that the words speak of.
    fn own(&self, left: &str, before: &[Token<'_>], right: &str, phrase: &str, form: Form, word: usize) -> bool {
        let names = self.setting.names;
        let named = names.are_in(self.sentence);
        let first = self.language.has(Class::First, self.sentence);
        if self.setting.foreign || self.setting.part == Part::Cell {
            return false;
        }
        if matches!(form, Form::Active) {
            let actor = before.iter().rev().find(|token| {
                !self.is(Class::Adverb, &token.word) && !["has", "have", "had", "to", "and"].contains(&token.word.as_str())
            });
            let subject = left.trim();
            return subject.is_empty()
                || self.language.has(Class::First, left)
                || names.are_in(left)
                || actor.is_none_or(|token| !["they", "it"].contains(&token.word.as_str()) && !starts_upper(token.raw));
        }
        let determiner = before
            .iter()
            .rev()
            .take(6)
            .take_while(|token| !token.raw.ends_with([',', ':', ';']) && !self.is(Class::Stop, &token.word))
            .find(|token| {
                self.is(Class::Own, &token.word)
                    || self.is(Class::Definite, &token.word)
                    || self.is(Class::Indefinite, &token.word)
                    || token.raw.ends_with("'s")
                    || token.raw.ends_with("’s")
            });
        if determiner.is_some_and(|token| self.is(Class::Own, &token.word)) {
            return true;
        }
        // In "X is an open-source Y" what decides is X, not what X is compared with before.
        let copula =
            before.iter().rev().take(7).position(|token| self.is(Class::Copula, &token.word)).map(|at| before.len() - 1 - at);
        let copula = copula.filter(|&at| {
            let between = left.get(before[at].start..).unwrap_or("");
            !self.language.has(Class::Compare, between) && !self.language.has(Class::Uses, between)
        });
        let from = copula.map_or(0, |at| before[at].start);
        let span = if self.language.noun == Order::Before { &left[..word.max(from)] } else { &left[from..] };
        let such = self.language.has(Class::Such, right) && names.are_in(right);
        if let Some(_mark) = self.compared(span) {
            return such || self.member(span);
        }
        if self.language.has(Class::Among, &near(before, 3)) {
            return self.language.has(Class::Best, self.sentence);
        }
        if such {
            return true;
        }
        let indefinite = determiner.is_some_and(|token| self.is(Class::Indefinite, &token.word));
        if self.uses(span, before, copula.is_some(), form) {
            return false;
        }
        let crowd = format!("{} {}", near(before, 4), phrase.split_whitespace().take(3).collect::<Vec<_>>().join(" "));
        if !indefinite && !matches!(form, Form::Passive | Form::Predicate) && self.language.has(Class::Many, &crowd) {
            return false;
        }
        let subject = copula.map_or("", |at| left.get(..before[at].start).unwrap_or(""));
        if copula.is_some() || matches!(form, Form::Passive | Form::Predicate) {
            let subject = if copula.is_some() { subject } else { left };
            let known = names.are_in(subject) || self.language.has(Class::First, subject);
            let pronoun = ["it", "they", "this", "that", "he"].contains(&subject.trim().to_lowercase().as_str())
                || subject.trim().is_empty() && copula.is_some();
            if !known && (pronoun && !self.setting.primary || self.foreign_subject(subject)) {
                return false;
            }
        } else if determiner.is_none() && self.bare_plural(left, before, phrase) {
            return false;
        } else {
            let titled = self.sentence[..self.start].split_once(':').map_or("", |(head, _)| head);
            if self.foreign_subject(titled) && !named && !first {
                return false;
            }
        }
        if determiner.is_some_and(|token| token.raw.ends_with("'s") || token.raw.ends_with("’s")) && !named && !first {
            return false;
        }
        self.setting.primary || named || first
    }

    /// A comparison before the phrase, in the same clause.
    fn compared(&self, left: &str) -> Option<Mark> {
        self.language.marks_of(Class::Compare, left).into_iter().next_back()
    }

    /// "the best among open-source models", even where the sentence compares elsewhere.
    fn member(&self, left: &str) -> bool {
        let Some(among) = self
            .language
            .marks_of(Class::Among, left)
            .into_iter()
            .rfind(|mark| ["among", "amongst"].contains(&&*left[mark.start..mark.end].to_lowercase()))
        else {
            return false;
        };
        left.len() - among.end < 12 && self.language.marks_of(Class::Best, &left[..among.start]).into_iter().next_back().is_some()
    }

    /// Whether the phrase's noun is what somebody uses, thanks or builds on.
    fn uses(&self, left: &str, before: &[Token<'_>], copula: bool, form: Form) -> bool {
        if copula || matches!(form, Form::Passive | Form::Predicate) {
            return false;
        }
        let start = before.get(before.len().saturating_sub(6)).map_or(left.len(), |token| token.start.min(left.len()));
        let span = left.get(start..).unwrap_or(left);
        let after_comma = span.rfind(", ").map_or(0, |at| at + 2);
        self.language.has(Class::Uses, &span[after_comma..])
    }

    /// "open-source models" of nobody in particular.
    fn bare_plural(&self, left: &str, before: &[Token<'_>], phrase: &str) -> bool {
        let plural = self.language.nouns(phrase).last().is_some_and(|mark| {
            let word = phrase[mark.start..mark.end].to_lowercase();
            word.ends_with('s') || word == "ai" || word == "data" || word == "software" || word == "code" || word == "sota"
        });
        let adjacent = before.last().is_some_and(|token| {
            self.setting.names.are_in(&left[before[before.len().saturating_sub(2)].start..])
                || self.language.has(Class::Own, token.raw)
        });
        let best = self.language.has(Class::Best, &near(before, 3))
            || phrase.to_lowercase().trim_end_matches(|c: char| !c.is_alphanumeric()).ends_with("sota") && !before.is_empty();
        let family = self.language.has(Class::Family, &near(before, 7));
        let serving = self.language.nouns(left).iter().any(|mark| mark.class == Class::Code)
            && before.iter().rev().take(5).any(|token| ["of", "for", "to", "with"].contains(&token.word.as_str()));
        // A title such as "Small and fully open-source LLMs" has no verb and nothing behind the noun.
        let title = self.setting.intro
            && !before.is_empty()
            && before.iter().all(|token| !self.is(Class::Stop, &token.word))
            && self.sentence[self.end..].trim_end_matches(|c: char| !c.is_alphanumeric()).len()
                <= phrase.trim_end_matches(|c: char| !c.is_alphanumeric()).len();
        let loose = self.setting.part == Part::Prose && !title && !best;
        plural && !adjacent && !family && (serving || loose)
    }

    /// "… released by X": a sentence that names a maker introduces somebody else's work.
    fn made_by_others(&self) -> bool {
        let lower = self.sentence[self.end..].to_lowercase();
        let makers = [
            "released by ",
            "developed by ",
            "created by ",
            "published by ",
            "trained by ",
            "open-sourced by ",
            "open sourced by ",
            "made by ",
            "provided by ",
        ];
        makers.iter().any(|words| lower.find(words).is_some_and(|at| !lower[at + words.len()..].starts_with("us")))
    }

    /// A capitalised name that is not the project's.
    fn foreign_subject(&self, subject: &str) -> bool {
        if subject.trim().is_empty() || self.setting.names.are_in(subject) || self.language.has(Class::First, subject) {
            return false;
        }
        if self.setting.intro && self.setting.primary && !self.made_by_others() {
            return false;
        }
        let list = tokens(subject);
        let tail = &list[list.len().saturating_sub(5)..];
        tail.iter().any(|token| {
            starts_upper(token.raw)
                && !self.is(Class::Definite, &token.word)
                && !self.is(Class::Indefinite, &token.word)
                && !self.is(Class::Adverb, &token.word)
                && self.language.nouns(&token.word).is_empty()
                && !["this", "it", "here", "in", "as", "currently", "to", "and", "all", "these", "today"]
                    .contains(&token.word.as_str())
        })
    }
}

fn near(before: &[Token<'_>], count: usize) -> String {
    before[before.len().saturating_sub(count)..].iter().map(|token| token.raw).collect::<Vec<_>>().join(" ")
}

fn starts_upper(raw: &str) -> bool {
    raw.trim_start_matches(|c: char| !c.is_alphanumeric()).chars().next().is_some_and(char::is_uppercase)
}

/// A name with the marks of a model: a size, a family, a generation.
fn looks_like_model(text: &str) -> bool {
    text.split_whitespace().any(|raw| {
        let word = raw.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        let sized = word.split(['-', '_']).any(|piece| {
            piece
                .strip_suffix(['b', 'm'])
                .is_some_and(|number| !number.is_empty() && number.chars().all(|c| c.is_ascii_digit() || c == '.' || c == 'x'))
        });
        (sized && word.contains('-'))
            || word.contains("llama")
            || word.contains("gpt")
            || word.ends_with("lm") && starts_upper(raw)
    })
}

fn about_of(class: Class) -> Option<About> {
    match class {
        Class::Model | Class::Relay => Some(About::Model),
        Class::Weights => Some(About::Weights),
        Class::Code => Some(About::Code),
        Class::Data => Some(About::Data),
        _ => Some(About::Others),
    }
}
