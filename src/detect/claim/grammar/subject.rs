//! What a phrase is said of: the head of its noun phrase, the object of its verb, the subject of its clause.

use super::token::{Token, starts_upper, tokens};
use super::{About, Clause};
use crate::detect::claim::words::{Class, GRAMMAR, Mark, any_of};

impl Clause<'_> {
    /// What the head of a noun phrase is, and where its word stands.
    pub(super) fn head(&self, phrase: &str, tail: &str, left: &str) -> (Option<About>, usize) {
        let nouns = self.language.nouns(phrase);
        // With commas, the first list item that holds a noun decides: "an open, free model, trained …".
        let Some(mut last) = nouns.last() else {
            let named = self.setting.names.find(phrase).is_some();
            return (named.then(|| self.setting.names.about()), 0);
        };
        // In "library LLM Harbour" the last noun is the first word of a name, and what bears the name is before it.
        if let Some(bearer) = nouns.iter().rev().nth(1)
            && bearer.class == Class::Code
            && is_first_of_name(phrase, bearer.end, last)
        {
            last = bearer;
        }
        // "An open source model and interface" promises both.
        if let Some(model) = nouns.iter().rev().nth(1)
            && last.class == Class::Code
            && matches!(model.class, Class::Model | Class::Weights)
            && matches!(phrase.get(model.end..last.start).map(str::trim), Some("and" | "&"))
        {
            last = model;
        }
        let text = phrase[last.start..last.end].to_lowercase();
        if last.class == Class::Other && (text.starts_with("licen") || text.starts_with("lizen")) {
            let model = self.language.nouns(left).iter().any(|mark| matches!(mark.class, Class::Model | Class::Weights));
            let own = self.language.has(Class::First, left) || self.setting.names.are_in(left) || self.released(left);
            return (Some(if own && !model { About::Code } else { About::Others }), last.start);
        }
        if GRAMMAR.plan_nouns.contains(&text) {
            return (Some(About::Planned), last.start);
        }
        if last.class == Class::Relay {
            return (Some(self.relayed(&text, tail)), last.start);
        }
        (about_of(last.class), last.start)
    }

    pub(super) fn released(&self, left: &str) -> bool {
        any_of(&GRAMMAR.licensed, &left.to_lowercase())
    }

    /// "a reproduction of X", "an alternative to X", "the release of X".
    pub(super) fn relayed(&self, relay: &str, tail: &str) -> About {
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
    pub(super) fn conjuncts(&self, text: &str) -> Option<About> {
        let mut rest = text;
        let mut segments = Vec::new();
        loop {
            let cut = tokens(rest)
                .iter()
                .find(|token| GRAMMAR.joints.contains(&token.word))
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

    pub(super) fn list(&self, segment: &str) -> Option<About> {
        let mut heads: Vec<About> = Vec::new();
        for item in segment.split([',', '&', '+']).flat_map(|piece| piece.split(" and ")) {
            let nouns = self.language.nouns(item);
            // "The source code of the model", and of a program that is called after models.
            let source = nouns.iter().find(|mark| item[..mark.end].to_lowercase().ends_with("source code"));
            if let Some(last) = source.or(nouns.last()) {
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

    pub(super) fn object(&self, right: &str) -> Option<About> {
        let end = right
            .find([':', '.', '!', '?', ';'])
            .filter(|&at| right[at..].len() == 1 || right[at + 1..].starts_with([' ', '\n']))
            .unwrap_or(right.len());
        let object = &right[..end];
        // "The best combinations of tricks for many kinds of models": what they are for is not open-sourced.
        let list = tokens(object);
        let cut = list.iter().skip(1).find(|token| GRAMMAR.ends.contains(&token.word)).map_or(object.len(), |token| token.start);
        self.conjuncts(&object[..cut])
    }

    pub(super) fn subject(&self, left: &str, right: &str) -> Option<About> {
        if let Some(about) = right.strip_prefix(':').and_then(|list| self.conjuncts(list)) {
            return Some(about);
        }
        let from = [". ", ": ", ", and "].iter().filter_map(|cut| left.rfind(cut).map(|at| at + cut.len())).max().unwrap_or(0);
        self.conjuncts(&left[from..]).or_else(|| self.conjuncts(left))
    }

    /// The nearest noun before the phrase, for languages whose adjectives follow.
    pub(super) fn noun_before(&self, left: &str) -> (Option<About>, usize) {
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
}

/// A name with the marks of a model: a size, a family, a generation.
pub(super) fn looks_like_model(text: &str) -> bool {
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

pub(super) fn about_of(class: Class) -> Option<About> {
    match class {
        Class::Model | Class::Relay => Some(About::Model),
        Class::Weights => Some(About::Weights),
        Class::Code => Some(About::Code),
        Class::Data => Some(About::Data),
        _ => Some(About::Others),
    }
}

/// Whether a noun stands right behind `from`, and a capitalised word right behind it: "LLM" in "library LLM Harbour".
fn is_first_of_name(phrase: &str, from: usize, noun: &Mark) -> bool {
    let between = phrase.get(from..noun.start).unwrap_or("-");
    let adjunct = phrase[..from].to_lowercase();
    between.trim().is_empty()
        && !between.is_empty()
        && !adjunct.ends_with("code")
        && phrase[noun.start..].starts_with(char::is_uppercase)
        && phrase[noun.end..].strip_prefix(' ').is_some_and(|next| next.starts_with(char::is_uppercase))
}
