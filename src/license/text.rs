//! Which license a text is, and whether it still says what that license says.
//!
//! In tiers: the hash of the words; the words by which licenses of models name themselves, which
//! can only restrict; then the comparison with the canonical texts, where everything that is added
//! or missing must be known to be harmless before the copy counts as the license.

use super::LicenseStatus;
use super::align::{self, Alignment};
use super::texts::{self, TEXTS};
use super::verdict::{self, Part};
use super::words::{self, Word};
use super::{notice, phrases, residue, terms};
use crate::evidence::Answer;
use crate::text::{LineIndex, sanitize};
use std::ops::Range;

/// The share of the best candidate's that another must have to be compared: at all, and when one is there
/// whole and the other is no longer.
const FAR: f32 = 0.80;
const CLOSE: f32 = 0.95;

/// The longest text that is compared, in words; longer ones are collections.
const LONGEST: usize = 60_000;

/// The most texts that one file is split into.
const PARTS: usize = 12;

/// What a text was recognised as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recognition {
    /// An SPDX expression or `LicenseRef-…`; `None` when nothing is known.
    pub license: Option<String>,
    /// `text`, or `changed`.
    pub status: LicenseStatus,
    /// Never yes for a changed or unknown text.
    pub free: Answer,
    /// The line where it begins, one-based.
    pub line: u32,
    /// What differs from the canonical text and is not known to be harmless.
    pub changes: Vec<Change>,
    /// Each license of the file by itself, in the order of the text.
    pub parts: Vec<String>,
    /// Whether no hash and no phrase knew it, so that it was compared word by word.
    pub compared: bool,
}

/// Words that a copy has more or less than the license.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Where in the file, one-based.
    pub line: u32,
    /// Words of the file, safe to print.
    pub added: String,
    /// Words of the canonical text.
    pub missing: String,
}

/// Recognises a text.
#[must_use]
pub fn recognise(text: &str) -> Recognition {
    let lines = LineIndex::new(text);
    let words = body(text);
    let nothing = Recognition {
        license: None,
        status: LicenseStatus::Text,
        free: Answer::Unknown,
        line: 1,
        changes: Vec::new(),
        parts: Vec::new(),
        compared: false,
    };
    let Some(first) = words.first() else { return nothing };
    if let Some(id) = texts::exact(words.iter().map(|word| word.text.as_str())) {
        let line = lines.line(first.start);
        return Recognition { license: Some(id.into()), free: terms::free(id), line, parts: vec![id.into()], ..nothing };
    }
    if let Some(named) = phrases::first(text) {
        let id = &named.facts.id;
        // A phrase may restrict and never free, whatever its row says.
        let free = if named.facts.free == Answer::Yes { Answer::Unknown } else { named.facts.free };
        return Recognition {
            license: Some(id.clone()),
            free,
            line: lines.line(named.offset),
            parts: vec![id.clone()],
            ..nothing
        };
    }
    if words.len() > LONGEST {
        return nothing;
    }
    let found = compare(text, &lines, &words).or_else(|| pointer(text, &lines, &words)).unwrap_or(nothing);
    Recognition { compared: true, ..found }
}

/// A file that holds no license and says which one it is: "licensed under the Unlicense and MIT".
fn pointer(text: &str, lines: &LineIndex, words: &[Word]) -> Option<Recognition> {
    if words.len() > 500 {
        return None;
    }
    let said = super::sentence::said(&format!("# License\n\n{text}"));
    // What it says it covers matters where it names several; else the file's place tells.
    let one = said.windows(2).all(|pair| pair[0].license == pair[1].license);
    let own = said.iter().filter(|said| one || matches!(said.subject, super::Subject::Everything | super::Subject::Code));
    let own: Vec<_> = own.collect();
    let first = own.first()?;
    let free = own.iter().map(|one| one.free).reduce(Answer::and).unwrap_or_default();
    // The file may say more than which license it is; then what it says has to be read by a person.
    let same = said.iter().all(|one| one.license == first.license);
    let lower = text.to_lowercase();
    let offers =
        ["either of", "your option", "your choice"].iter().any(|words| lower.contains(words)) && !lower.contains("reserved");
    let choice = offers && said.iter().all(|one| one.free == Answer::Yes && matches!(one.subject, super::Subject::Everything));
    let plain = (same || choice) && residue::only_points(text, words);
    Some(Recognition {
        license: Some(first.license.clone()),
        status: LicenseStatus::Declared,
        free: if plain || free == Answer::No { free } else { Answer::Unknown },
        line: lines.line(first.offset.saturating_sub("# License\n\n".len())),
        changes: Vec::new(),
        parts: vec![first.license.clone()],
        compared: true,
    })
}

/// The words of a file without its copyright notices.
fn body(text: &str) -> Vec<Word> {
    let notices = notice::notices(text);
    let mut next = notices.iter().peekable();
    words::words(text)
        .into_iter()
        .filter(|word| {
            while next.peek().is_some_and(|range| range.end <= word.start) {
                next.next();
            }
            next.peek().is_none_or(|range| !range.contains(&word.start))
        })
        .collect()
}

fn compare(text: &str, lines: &LineIndex, words: &[Word]) -> Option<Recognition> {
    let numbers = texts::numbers(words.iter().map(|word| word.text.as_str()));
    let mut parts: Vec<Part> = Vec::new();
    let mut rest: Vec<Range<usize>> = std::iter::once(0..words.len()).collect();
    let mut outside: Vec<Range<usize>> = Vec::new();
    while let Some(range) = rest.pop() {
        let found = if parts.len() < PARTS { best(text, lines, words, &numbers, range.clone()) } else { None };
        match found {
            Some(part) => {
                rest.push(range.start..part.found.covers.start);
                rest.push(part.found.covers.end..range.end);
                parts.push(part);
            }
            None if !range.is_empty() => outside.push(range),
            None => {}
        }
    }
    parts.sort_by_key(|part| part.found.covers.start);
    outside.sort_by_key(|range| range.start);
    if parts.is_empty() {
        return None;
    }
    let mut changes: Vec<Change> = Vec::new();
    for range in &outside {
        let added = &words[range.clone()];
        let begins = parts.iter().any(|part| part.found.covers.start == range.end);
        let between = begins && range.start > 0;
        if !(if between { residue::between_is_harmless(text, added) } else { residue::added_is_harmless(text, added) }) {
            changes.push(change(text, lines, added, String::new(), added[0].start));
        }
    }
    let between = outside.iter().map(|range| &words[range.clone()]);
    let choice = between.clone().any(verdict::offers_choice);
    let carried = between.clone().any(verdict::carries_others);
    Some(verdict::of(parts, changes, (choice, carried), |at| lines.line(words[at].start)))
}

/// The canonical text that explains most of a range of the file.
fn best(text: &str, lines: &LineIndex, words: &[Word], numbers: &[u16], range: Range<usize>) -> Option<Part> {
    if range.len() < 12 {
        return None;
    }
    let list: Vec<&str> = words[range.clone()].iter().map(|word| word.text.as_str()).collect();
    let mut found: Option<(usize, Part)> = None;
    let candidates = texts::candidates(&list);
    let top = candidates.first().map_or(0.0, |(_, share)| *share);
    for (at, share) in candidates.into_iter().take(6) {
        if share < top * FAR || found.as_ref().is_some_and(|(cost, _)| *cost == 0) {
            break;
        }
        // A copy that lacks nothing of one text is no better explained by a shorter one that it shares less with.
        let whole = found.as_ref().is_some_and(|(_, part)| {
            part.changes.iter().all(|change| change.missing.is_empty()) && !TEXTS[at].is_longer(&TEXTS[part.text])
        });
        if whole && share < top * CLOSE {
            continue;
        }
        let canonical = TEXTS[at].numbers();
        let Some(alignment) = align::align(numbers, range.clone(), &canonical) else { continue };
        // A text that explains more of the file is better by as much.
        let unexplained = range.len() - alignment.shared;
        if found.as_ref().is_some_and(|(cost, _)| unexplained >= *cost) {
            continue;
        }
        let (changes, cost, counted) = differences(text, lines, words, &canonical, &alignment);
        let score = alignment.shared as f32 / counted.max(1) as f32;
        if score < verdict::NEAR {
            continue;
        }
        let cost = cost * 2 + unexplained;
        if found.as_ref().is_none_or(|(known, _)| cost < *known) {
            found = Some((cost, Part { text: at, found: alignment, score, changes }));
        }
    }
    found.map(|(_, part)| part)
}

/// What is not known to be harmless, how many words that is, and how many words of the canonical
/// text have to be there at all.
fn differences(
    text: &str,
    lines: &LineIndex,
    words: &[Word],
    canonical: &[u16],
    found: &Alignment,
) -> (Vec<Change>, usize, usize) {
    let plain: Vec<&str> = canonical.iter().map(|number| texts::word(*number)).collect();
    let terms = residue::terms(&plain);
    let mut changes = Vec::new();
    let mut cost = 0;
    let mut counted = canonical.len();
    for gap in &found.gaps {
        let added = &words[gap.added.clone()];
        let missing = &plain[gap.missing.clone()];
        let harmless = match (added.is_empty(), missing.is_empty()) {
            (true, true) => true,
            (false, true) => residue::added_is_harmless(text, added),
            (true, false) => residue::missing_is_harmless(&plain, gap.missing.clone(), &terms),
            (false, false) => {
                residue::replaced_is_harmless(text, added, missing)
                    || (residue::missing_is_harmless(&plain, gap.missing.clone(), &terms) && is_name(text, added))
                    || (residue::added_is_harmless(text, added)
                        && residue::missing_is_harmless(&plain, gap.missing.clone(), &terms))
            }
        };
        if harmless {
            counted -= missing.len();
        } else {
            cost += added.len() + missing.len();
            let place = words.get(gap.added.start.min(words.len() - 1)).map_or(0, |word| word.start);
            changes.push(change(text, lines, added, missing.join(" "), place));
        }
    }
    (changes, cost, counted)
}

/// Whether words of the file are a name, as after the end of the terms.
fn is_name(text: &str, added: &[Word]) -> bool {
    match (added.first(), added.last()) {
        (Some(first), Some(last)) => text.get(first.start..last.end).is_some_and(notice::is_label),
        _ => false,
    }
}

fn change(text: &str, lines: &LineIndex, added: &[Word], missing: String, place: usize) -> Change {
    let raw = match (added.first(), added.last()) {
        (Some(first), Some(last)) => text.get(first.start..last.end).unwrap_or_default(),
        _ => "",
    };
    Change {
        line: lines.line(added.first().map_or(place, |word| word.start)),
        added: sanitize(raw, 120),
        missing: sanitize(&missing, 120),
    }
}
