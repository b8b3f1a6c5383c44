//! The words by which licenses of models name themselves. They can restrict, never free.

use super::terms::{self, Facts};
use crate::evidence::Answer;
use std::sync::LazyLock;

/// A license that names itself in a text.
#[derive(Debug, Clone, Copy)]
pub struct Named {
    /// Its row.
    pub facts: &'static Facts,
    /// Byte offset of the words in the original text.
    pub offset: usize,
}

/// A text in lower case, white space and emphasis folded, with the way back to its offsets.
struct Folded {
    text: String,
    offsets: Vec<u32>,
}

/// Phrases in folded spelling, each with the row it belongs to; families last.
static PHRASES: LazyLock<Vec<(String, &'static Facts)>> = LazyLock::new(|| {
    let mut all: Vec<(String, &'static Facts)> = terms::TABLE
        .iter()
        .filter(|facts| facts.free != Answer::Yes)
        .flat_map(|facts| facts.phrases.iter().map(move |phrase| (fold(phrase).text.trim().to_string(), facts)))
        .collect();
    all.sort_by_key(|(phrase, facts)| (facts.id == "LicenseRef-OpenRAIL", std::cmp::Reverse(phrase.len())));
    all
});

fn fold(text: &str) -> Folded {
    let mut out = Folded { text: String::with_capacity(text.len()), offsets: Vec::with_capacity(text.len()) };
    let mut space = true;
    for (at, c) in text.char_indices() {
        let c = match c {
            '*' | '`' | '#' | '>' | '_' | '\\' | '/' => ' ',
            '\u{2018}' | '\u{2019}' => '\'',
            '\u{201C}' | '\u{201D}' => '"',
            '\u{2010}'..='\u{2015}' => '-',
            c => c,
        };
        if c.is_whitespace() {
            if !space {
                out.text.push(' ');
                out.offsets.push(at as u32);
            }
            space = true;
            continue;
        }
        space = false;
        let before = out.text.len();
        out.text.extend(c.to_lowercase());
        out.offsets.resize(out.text.len(), at as u32);
        debug_assert!(out.text.len() > before);
    }
    out
}

/// The first license that names itself, the longest of several that begin at one place; a family
/// only where no member of it does.
#[must_use]
pub fn first(text: &str) -> Option<Named> {
    let folded = fold(text);
    let mut best: Option<(bool, usize, std::cmp::Reverse<usize>, Named)> = None;
    for (phrase, facts) in PHRASES.iter() {
        let Some(at) = memchr::memmem::find(folded.text.as_bytes(), phrase.as_bytes()) else { continue };
        let offset = folded.offsets.get(at).map_or(0, |offset| *offset as usize);
        let family = facts.id == "LicenseRef-OpenRAIL";
        let rank = (family, at, std::cmp::Reverse(phrase.len()));
        if best.as_ref().is_none_or(|known| rank < (known.0, known.1, known.2)) {
            best = Some((rank.0, rank.1, rank.2, Named { facts, offset }));
        }
    }
    best.map(|found| found.3)
}
