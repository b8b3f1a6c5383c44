//! Whose it is that a phrase speaks of: this project's, or somebody else's.

use super::token::{Token, near, starts_upper, tokens};
use super::{Clause, Form};
use crate::detect::claim::text::Part;
use crate::detect::claim::words::{Class, GRAMMAR, Mark, Order};

impl Clause<'_> {
    /// "Object tracking with Brook is now open-sourced": what is done with the project, and not the project.
    fn is_done_with_it(&self, left: &str) -> bool {
        let parts = [" with ", " using "].iter().find_map(|word| left.split_once(word));
        parts.is_some_and(|(head, rest)| {
            let names = self.setting.names;
            let lower = head.to_lowercase();
            let of_a_model =
                ["model", "weight", "checkpoint", "llm", "network", "version"].iter().any(|word| lower.contains(word));
            head.chars().any(char::is_alphabetic) && !of_a_model && !names.are_in(head) && names.are_in(rest)
        })
    }

    /// Whether it is this project's own that the words speak of.
    pub(super) fn own(&self, left: &str, before: &[Token<'_>], right: &str, phrase: &str, form: Form, word: usize) -> bool {
        let names = self.setting.names;
        let named = names.are_in(self.sentence);
        let first = self.language.has(Class::First, self.sentence);
        if self.setting.foreign || self.setting.part == Part::Cell {
            return false;
        }
        // "Thanks to their open-sourcing the model": theirs, whatever the verb.
        if before.last().is_some_and(|token| GRAMMAR.theirs.contains(&token.word)) {
            return false;
        }
        if matches!(form, Form::Active) && (self.is_news_of_another(right) || self.introduces_another(right)) {
            return false;
        }
        // "[09/2025] Training of Otter 2.0, open sourced!"
        let of = [" for ", " of "]
            .iter()
            .filter_map(|word| left.rfind(word).map(|at| &left[at + word.len()..]))
            .min_by_key(|rest| rest.len());
        if form == Form::Passive && !first && of.is_some_and(|rest| self.is_news_of_another(rest)) {
            return false;
        }
        if form == Form::Passive && !first && self.is_done_with_it(left) {
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
            // "Check out our open-source …" sends the reader elsewhere, unless it names this project.
            return named || !self.invites(left);
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
        let such = self.is_among_examples(right);
        if let Some(_mark) = self.compared(span) {
            return such || self.member(span);
        }
        if self.language.has(Class::Among, &near(before, 3)) {
            // "the best among open-source models"; "among the best open-source models" only where it says who.
            let head = self.language.marks_of(Class::Among, left).last().map_or("", |mark| &left[..mark.start]);
            let said = named || self.language.has(Class::Best, head);
            return said && self.language.has(Class::Best, self.sentence);
        }
        if such {
            return true;
        }
        let indefinite = determiner.is_some_and(|token| self.is(Class::Indefinite, &token.word));
        if self.uses(span, before, copula.is_some(), form) {
            return false;
        }
        // "An existing open-source model" is one of somebody else's, however few it speaks of.
        if before.last().is_some_and(|token| GRAMMAR.elsewhere.contains(&token.word)) {
            return false;
        }
        // "Through Otter Lab open source version": that of whoever stands right before it.
        let version = ["version", "release", "edition"].iter().any(|word| phrase.trim_start().to_lowercase().starts_with(word));
        let named_before = before.len() > 2 && before.iter().rev().take(2).all(|token| starts_upper(token.raw));
        if version && named_before && !names.are_in(&near(before, 3)) {
            return false;
        }
        let crowd = format!("{} {}", near(before, 4), phrase.split_whitespace().take(3).collect::<Vec<_>>().join(" "));
        if !indefinite && !matches!(form, Form::Passive | Form::Predicate) && self.language.has(Class::Many, &crowd) {
            return false;
        }
        let subject = copula.map_or("", |at| left.get(..before[at].start).unwrap_or(""));
        // "Brook relies on Otter, which is an open-source model": "which" is the last thing named.
        if subject.trim_end().ends_with("which")
            && let Some(used) = self.language.marks_of(Class::Uses, subject).last()
            && !names.are_in(&subject[used.end..])
        {
            return false;
        }
        if copula.is_some() || matches!(form, Form::Passive | Form::Predicate) {
            let subject = if copula.is_some() { subject } else { left };
            // "The corresponding model is open source", of whatever the reader has.
            if tokens(subject).iter().rev().take(2).any(|token| GRAMMAR.elsewhere.contains(&token.word)) {
                return false;
            }
            let known = names.are_in(subject) || self.language.has(Class::First, subject);
            let pronoun =
                GRAMMAR.pronouns.contains(&subject.trim().to_lowercase()) || subject.trim().is_empty() && copula.is_some();
            if !known && (pronoun && !self.setting.primary || self.foreign_subject(subject)) {
                return false;
            }
        } else if determiner.is_none() && self.bare_plural(left, before, phrase) {
            return false;
        } else {
            let titles = [":", " - ", " – ", " — "].iter().filter_map(|mark| self.sentence[..self.start].split_once(mark));
            let titled = titles.map(|(head, _)| head).min_by_key(|head| head.len()).unwrap_or("");
            if self.foreign_subject(titled) && !named && !first {
                return false;
            }
        }
        if determiner.is_some_and(|token| token.raw.ends_with("'s") || token.raw.ends_with("’s")) && !named && !first {
            return false;
        }
        self.setting.primary || named || first
    }

    /// "Open-source models such as Otter and Brook": this project's among the examples, and not only later in the sentence.
    fn is_among_examples(&self, right: &str) -> bool {
        let Some(such) = self.language.marks_of(Class::Such, right).into_iter().next() else { return false };
        let examples = tokens(&right[such.end..]);
        let list: Vec<&str> =
            examples.iter().take_while(|token| !self.is(Class::Stop, &token.word)).map(|token| token.raw).collect();
        self.setting.names.are_in(&list.join(" "))
    }

    /// "We open-sourced Otter, a new version of Brook": what is named first, between the verb and a comma.
    fn introduces_another(&self, object: &str) -> bool {
        let list = tokens(object);
        let first = list.iter().find(|token| !self.is(Class::Definite, &token.word));
        first.is_some_and(|token| {
            starts_upper(token.raw)
                && token.raw.ends_with(',')
                && !self.setting.names.are_in(token.raw)
                && self.language.nouns(&token.word).is_empty()
        })
    }

    /// "Mar 28, 2023: We open-sourced the Otter models": news that names another work, and not this one.
    fn is_news_of_another(&self, object: &str) -> bool {
        let dated = self.sentence.split_whitespace().take(3).any(|word| word.bytes().filter(u8::is_ascii_digit).count() >= 4);
        let words = self.sentence.split("http").next().unwrap_or_default();
        dated
            && !self.setting.names.are_in(words)
            && tokens(object).iter().take(6).any(|token| {
                starts_upper(token.raw)
                    && token.word.chars().filter(char::is_ascii_alphabetic).count() >= 4
                    && !crate::detect::claim::words::is_generic(&token.word)
                    && self.language.nouns(&token.word).is_empty()
            })
    }

    /// A comparison before the phrase, in the same clause.
    pub(super) fn compared(&self, left: &str) -> Option<Mark> {
        self.language.marks_of(Class::Compare, left).into_iter().next_back()
    }

    /// "the best among open-source models", even where the sentence compares elsewhere.
    pub(super) fn member(&self, left: &str) -> bool {
        let Some(among) = self
            .language
            .marks_of(Class::Among, left)
            .into_iter()
            .rfind(|mark| ["among", "amongst"].contains(&&*left[mark.start..mark.end].to_lowercase()))
        else {
            return false;
        };
        let Some(best) = self.language.marks_of(Class::Best, &left[..among.start]).into_iter().next_back() else {
            return false;
        };
        // "above the highest among open-source models" measures against that one, and is another.
        let measured = self.language.marks_of(Class::Compare, &left[..best.start]).into_iter().next_back().is_some_and(|mark| {
            left[mark.end..best.start].split_whitespace().all(|word| self.is(Class::Definite, &word.to_lowercase()))
        });
        left.len() - among.end < 12 && !measured
    }

    /// Whether the sentence begins by sending the reader to something else.
    fn invites(&self, left: &str) -> bool {
        let start = left.trim_start_matches(|c: char| !c.is_alphabetic()).to_lowercase();
        GRAMMAR.invitations.iter().any(|words| start.starts_with(words.as_str()))
    }

    /// Whether the phrase's noun is what somebody uses, thanks or builds on.
    pub(super) fn uses(&self, left: &str, before: &[Token<'_>], copula: bool, form: Form) -> bool {
        if copula || matches!(form, Form::Passive | Form::Predicate) {
            return false;
        }
        let start = before.get(before.len().saturating_sub(6)).map_or(left.len(), |token| token.start.min(left.len()));
        let span = left.get(start..).unwrap_or(left);
        let after_comma = span.rfind(", ").map_or(0, |at| at + 2);
        self.language.has(Class::Uses, &span[after_comma..])
    }

    /// "open-source models" of nobody in particular.
    pub(super) fn bare_plural(&self, left: &str, before: &[Token<'_>], phrase: &str) -> bool {
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
    pub(super) fn made_by_others(&self) -> bool {
        let lower = self.sentence[self.end..].to_lowercase();
        let others = |words: &String| lower.find(words.as_str()).is_some_and(|at| !lower[at + words.len()..].starts_with("us"));
        GRAMMAR.makers.iter().any(others)
    }

    /// A capitalised name that is not the project's.
    pub(super) fn foreign_subject(&self, subject: &str) -> bool {
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
                && !GRAMMAR.openers.contains(&token.word)
        })
    }
}
