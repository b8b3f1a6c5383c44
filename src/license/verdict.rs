//! What the licenses of one file come to together: one after the other, a choice, or somebody else's beside the own.

use super::LicenseStatus;
use super::align::Alignment;
use super::terms;
use super::text::{Change, Recognition};
use super::texts::TEXTS;
use super::words::Word;
use crate::evidence::Answer;

/// The share of a canonical text that must be there before a copy is called a changed one.
pub const NEAR: f32 = 0.80;

/// A license found in a file.
pub struct Part {
    /// Which of the canonical texts.
    pub text: usize,
    /// Where it stands.
    pub found: Alignment,
    /// The share of it that is there.
    pub score: f32,
    /// What differs and is not known to be harmless.
    pub changes: Vec<Change>,
}

/// Whether words between two licenses let the reader choose.
pub fn offers_choice(words: &[Word]) -> bool {
    let offers = |at: usize| match words[at].text.as_str() {
        // "Either express or implied" is about warranties.
        "either" => words.get(at + 1).is_none_or(|next| next.text != "express"),
        word => matches!(word, "dual" | "dually" | "option" | "alternatively" | "choice"),
    };
    (0..words.len()).any(offers)
}

/// Whether words between two licenses say that the second is of somebody else's code.
pub fn carries_others(words: &[Word]) -> bool {
    let pairs = [
        ("contains", "code"),
        ("license", "for"),
        ("licenses", "for"),
        ("third", "party"),
        ("adapted", "from"),
        ("derived", "from"),
        ("based", "on"),
    ];
    words.windows(2).any(|pair| pairs.contains(&(pair[0].text.as_str(), pair[1].text.as_str())))
        || words.iter().any(|word| matches!(word.text.as_str(), "subcomponents" | "bundled" | "portions" | "bundles"))
}

/// What the licenses of a file come to together, with what was found changed beside them.
pub fn of(
    parts: Vec<Part>,
    mut changes: Vec<Change>,
    (choice, carried): (bool, bool),
    line: impl Fn(usize) -> u32,
) -> Recognition {
    let ids = named(parts.iter().map(|part| TEXTS[part.text].id));
    let mut free = if choice { Answer::No } else { Answer::Yes };
    for id in &ids {
        let own = terms::free(id.split(" WITH ").next().unwrap_or(id));
        free = if choice { super::expression::either(free, own) } else { free.and(own) };
    }
    let begins = parts.first().map_or(1, |part| line(part.found.covers.start));
    for part in parts {
        // What is not free stays so, however it was changed.
        if terms::free(TEXTS[part.text].id) != Answer::No || part.score < NEAR {
            changes.extend(part.changes);
        }
    }
    changes.sort_by_key(|change| change.line);
    let status = if changes.is_empty() || free == Answer::No { LicenseStatus::Text } else { LicenseStatus::Changed };
    if !changes.is_empty() && free == Answer::Yes {
        free = Answer::Unknown;
    }
    Recognition {
        license: Some(match ids.first() {
            Some(own) if carried && !choice => own.clone(),
            _ => ids.join(if choice { " OR " } else { " AND " }),
        }),
        status,
        free,
        line: begins,
        changes,
        parts: ids,
        compared: true,
    }
}

/// The licenses of a file, each once, an exception joined to the license before it: it only widens.
fn named<'t>(texts: impl Iterator<Item = &'t str>) -> Vec<String> {
    let mut ids: Vec<String> = Vec::new();
    for id in texts {
        let widens = spdx::exception_id(id).is_some();
        if let Some(last) = ids.last_mut().filter(|last| widens && !last.contains(" WITH ")) {
            *last = format!("{last} WITH {id}");
        } else if !ids.iter().any(|known| known == id) {
            ids.push(id.to_string());
        }
    }
    ids
}
