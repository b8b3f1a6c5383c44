//! The form of a phrase, and the noun phrase that it opens.

use super::token::{Token, tokens};
use super::{Clause, Form};
use crate::detect::claim::words::{Class, GRAMMAR};

impl<'c> Clause<'c> {
    pub(super) fn form(&self, before: &[Token<'_>], right: &str) -> Form {
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
        let actor = GRAMMAR.actors.iter().any(|known| known == word);
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
        // "private LLMs and open-source LLMs" sets two kinds side by side.
        let kind = next.as_ref().is_some_and(|token| token.word.ends_with('s') && !self.language.nouns(&token.word).is_empty());
        if (actor && !["has", "have", "had"].contains(&word)) || (["to", "and", "will"].contains(&word) && object && !kind) {
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
    pub(super) fn attributive(&self, right: &str) -> bool {
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
    pub(super) fn noun_phrase(&self, before: &[Token<'_>], right: &'c str, form: Form) -> (&'c str, &'c str) {
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
}
