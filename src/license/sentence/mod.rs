//! Sentences that say which license something has: in READMEs, cards, and files that only point
//! to a license.
//!
//! A sentence counts when it names a license with a verb of licensing, or forbids a use outright.
//! What it speaks of is read from the words before the name, or after it ("MIT for the code").

pub mod patterns;
mod split;
pub mod subject;

use super::{Subject, expression, phrases};
use crate::evidence::Answer;
pub use patterns::forbids;
use patterns::{CONDITION, GATE, LICENSE_HEADING, NAME, OTHERS, OTHERS_HEADING, VERB, WEIGHTS, WHOLE, WITHHELD, restricts};
use split::{blank, sentences};
use std::ops::Range;
use subject::{after, follow, of_heading, subjects};

/// How long a line under a heading about licenses may be to state one without a verb, in bytes.
const SHORT: usize = 200;

/// What one sentence says of one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// An SPDX expression or `LicenseRef-…`.
    pub license: String,
    /// Whether that is free; unknown when the sentence has conditions of its own.
    pub free: Answer,
    /// What it speaks of.
    pub subject: Subject,
    /// Byte offset of the license's name.
    pub offset: usize,
    /// Whether it stands under a heading about licenses.
    pub prominent: bool,
}

/// Everything that a text says about licenses, in the order of the text.
#[must_use]
pub fn said(text: &str) -> Vec<Said> {
    let plain = blank(text);
    let mut out: Vec<Said> = Vec::new();
    let mut heading = String::new();
    for range in sentences(&plain) {
        let sentence = &plain[range.clone()];
        if sentence.trim_start().starts_with('|') {
            continue;
        }
        if let Some(title) = sentence.trim_start().strip_prefix('#') {
            heading = title.trim_matches(['#', ' ']).to_string();
            // "## License: MIT" says all in its title.
            if !heading.contains(':') {
                continue;
            }
        }
        if OTHERS_HEADING.is_match(&heading) && !LICENSE_HEADING.is_match(&heading) {
            continue;
        }
        let prominent = LICENSE_HEADING.is_match(&heading);
        for mut one in sentence_says(sentence, prominent, &heading) {
            one.offset += range.start;
            out.push(one);
        }
    }
    out
}

fn sentence_says(sentence: &str, prominent: bool, heading: &str) -> Vec<Said> {
    if OTHERS.is_match(sentence) {
        return Vec::new();
    }
    let mut out = excluded(sentence, prominent, heading);
    out.extend(withheld(sentence, prominent));
    out.extend(gated(sentence, prominent));
    out.extend(titled(sentence, prominent));
    if VERB.is_match(sentence) || (prominent && sentence.len() < SHORT) {
        out.extend(named(sentence, prominent, heading));
    }
    out
}

/// A use that is excluded, with no name of a license.
fn excluded(sentence: &str, prominent: bool, heading: &str) -> Vec<Said> {
    let Some(offset) = forbids(sentence) else { return Vec::new() };
    let lower = sentence.to_lowercase();
    let mut about = subjects(sentence, 0..sentence.len());
    if lower.contains("educational") {
        // "For educational purposes only" describes code, it does not license it.
        about.retain(|subject| *subject != Subject::Code);
    }
    if about.is_empty() && !prominent {
        return Vec::new();
    }
    // With no word on of what, it is excluded of all.
    if about.is_empty() {
        about.push(of_heading(heading));
    }
    let license = excluded_use(sentence);
    about.into_iter().map(|subject| Said { license: license.into(), free: Answer::No, subject, offset, prominent }).collect()
}

/// The id for words that exclude a use.
#[must_use]
pub fn excluded_use(words: &str) -> &'static str {
    let commerce = words.to_lowercase().contains("commerc") || words.contains('商');
    if commerce { "LicenseRef-Non-Commercial" } else { "LicenseRef-Research-Only" }
}

/// Data that may not be passed on, for copyright or by their license, with no name of one.
fn withheld(sentence: &str, prominent: bool) -> Option<Said> {
    let found = WITHHELD.find(sentence)?;
    Some(Said {
        license: "LicenseRef-No-Redistribution".into(),
        free: Answer::No,
        subject: Subject::Data(None),
        offset: found.start(),
        prominent,
    })
}

/// Terms or a form that have to be accepted before the weights can be had.
fn gated(sentence: &str, prominent: bool) -> Option<Said> {
    // "If you do not agree with the license, stop using it" stands in every license.
    let asks = |at: usize| !sentence[..at].to_lowercase().trim_end().ends_with("do not");
    let gate = GATE.find_iter(sentence).find(|gate| asks(gate.start()))?;
    // "Accept the Brook license" of a model names the terms; other terms are only known to be some.
    let named = NAME.find_iter(sentence).map(|found| known(found.as_str())).find(|license| license.free == Answer::No);
    if named.is_none() && !WEIGHTS.is_match(sentence) {
        return None;
    }
    Some(Said {
        license: named.as_ref().map_or_else(|| crate::license::TERMS_TO_ACCEPT.into(), |license| license.text.clone()),
        free: named.map_or(Answer::Unknown, |license| license.free),
        subject: Subject::Weights(None),
        offset: gate.start(),
        prominent,
    })
}

/// Licenses of models by the words of their own titles, in any language.
fn titled(sentence: &str, prominent: bool) -> Option<Said> {
    let lower = sentence.to_lowercase();
    if !["licen", "许可", "协议", "terms"].iter().any(|word| lower.contains(word)) {
        return None;
    }
    let named = phrases::first(sentence)?;
    Some(Said {
        license: named.facts.id.clone(),
        free: if named.facts.free == Answer::No { Answer::No } else { Answer::Unknown },
        subject: Subject::Weights(None),
        offset: named.offset,
        prominent,
    })
}

/// Licenses by name, each with what it is said of.
fn named(sentence: &str, prominent: bool, heading: &str) -> Vec<Said> {
    let names: Vec<(Range<usize>, expression::Expression)> = NAME
        .find_iter(sentence)
        .filter(|found| plausible(sentence, found.range(), prominent))
        .map(|found| (found.range(), known(found.as_str())))
        .collect();
    let lower = sentence.to_lowercase();
    // What is noted elsewhere is heard there.
    let otherwise = ["noted", "stated", "specified", "indicated", "mentioned"]
        .into_iter()
        .fold(lower.clone(), |text, verb| text.replace(&format!("unless otherwise {verb}"), ""));
    let conditional = CONDITION.is_match(&otherwise);
    let choice = ["dual", "either", "your option", "your choice"].iter().any(|words| lower.contains(words));
    let mut out = Vec::new();
    let mut from = 0;
    let mut carried: Vec<Subject> = Vec::new();
    let mut at = 0;
    while at < names.len() {
        let (range, expression) = &names[at];
        let mut expression = expression.clone();
        let mut end = range.end;
        // "MIT or Apache-2.0", "dual-licensed under the Unlicense and MIT".
        while let Some((next, other)) = names.get(at + 1).filter(|(next, _)| is_choice(sentence, end, next, choice)) {
            expression.text = format!("{} OR {}", expression.text, other.text);
            expression.free = expression::either(expression.free, other.free);
            end = next.end;
            at += 1;
        }
        let own = match (after(sentence, end), subjects(sentence, from..range.start)) {
            (after, _) if !after.is_empty() => after,
            (_, before) if !before.is_empty() => before,
            _ if !carried.is_empty() => carried.clone(),
            _ if WHOLE.is_match(sentence) || prominent => vec![of_heading(heading)],
            _ => Vec::new(),
        };
        carried.clone_from(&own);
        let free = if conditional && expression.free == Answer::Yes { Answer::Unknown } else { expression.free };
        for subject in own {
            out.push(Said { license: expression.text.clone(), free, subject, offset: range.start, prominent });
        }
        from = end;
        at += 1;
    }
    out
}

/// Whether the next name is another choice of the same thing.
fn is_choice(sentence: &str, end: usize, next: &Range<usize>, choice: bool) -> bool {
    let between = sentence[end..next.start].to_lowercase();
    let joined = between.trim().trim_matches(',').trim();
    let joined = joined.trim_end_matches(" the").trim_end_matches("the").trim();
    let or =
        matches!(joined, "or" | "/" | "/ or") || (choice && matches!(joined, "and" | "" | "&" | "license and" | "license or"));
    let other = between.contains("and") && !choice && subjects(sentence, next.end..follow(sentence, next.end)).len() == 1;
    or && !other
}

/// Whether the name is used as a license's: "MIT" is also a university, "BSD" a system.
fn plausible(sentence: &str, range: Range<usize>, prominent: bool) -> bool {
    let name = &sentence[range.clone()];
    let lower = name.to_lowercase();
    if is_exempted(sentence, range.start) && known(name).free != Answer::No {
        return false;
    }
    let short = matches!(lower.trim_start_matches("the "), "mit" | "bsd" | "gpl" | "mpl");
    if !short {
        return true;
    }
    let before = sentence[..range.start].to_lowercase();
    let after = sentence[range.end..].to_lowercase();
    let before = before.trim_end_matches([' ', '(', '[', '*', '"', '`', ':', '|', '-']);
    let after = after.trim_start_matches([')', ']', '*', '"', '`', ' ', '-', '.']);
    after.starts_with("licen")
        || ["under", "under the", "license", "licence", "licenses", "licensed", "or", "and", "is", "are", "the"]
            .iter()
            .any(|word| before.ends_with(word))
            && (prominent || before.contains("under") || before.contains("licen"))
        || (prominent && sentence.trim().len() <= name.len() + 12)
}

/// "… allows it without the obligations of the AGPL-3.0": what a sentence frees from licenses nothing. Nobody is freed
/// of terms that restrict by being told so, and "not without the terms of" binds to them.
fn is_exempted(sentence: &str, name: usize) -> bool {
    let leading = sentence[..name].to_lowercase();
    let leading = leading.trim_end_matches(|c: char| !c.is_alphanumeric());
    let leading = leading.strip_suffix(" the").unwrap_or(leading);
    let near = &leading[leading.ceil_char_boundary(leading.len().saturating_sub(24))..];
    let negated = ["not ", "never ", "nor "].iter().any(|word| near.contains(word));
    let duties = ["requirements of", "obligations of", "restrictions of", "terms of"];
    let freed = duties.iter().find_map(|duty| leading.strip_suffix(duty)).unwrap_or(leading).trim_end();
    let freed = freed.strip_suffix(" open-source").unwrap_or(freed);
    let freed = freed.strip_suffix(" the").unwrap_or(freed);
    !negated && ["without", "bypassing", "exempt from"].iter().any(|word| freed.ends_with(word))
}

fn known(name: &str) -> expression::Expression {
    let trimmed = name.trim().trim_end_matches(['.', ',']);
    let trimmed = trimmed.strip_prefix("the ").unwrap_or(trimmed);
    let trimmed = match trimmed.len().checked_sub("licensed".len()) {
        Some(at) if trimmed.is_char_boundary(at) && trimmed[at..].eq_ignore_ascii_case("licensed") => {
            trimmed[..at].trim_end_matches(['-', ' '])
        }
        _ => trimmed,
    };
    expression::parse(trimmed).unwrap_or_else(|| {
        let id = super::reference(trimmed);
        expression::Expression { free: if restricts(trimmed) { Answer::No } else { Answer::Unknown }, text: id, imprecise: false }
    })
}
