//! What a copy says more, or less, than the text it was copied from: may it be passed over?
//!
//! Default deny. A list of bad words is not enough, because a restriction can be put in any words;
//! so only what is known to be harmless is passed over: names of licenses and of holders, pointers
//! to the text, requests to cite, a missing title or appendix, a slip of the pen.

mod asides;
mod lines;
mod lists;

use super::notice;
use super::words::Word;
use asides::{
    is_attribution, is_citing, is_contributing, is_heading, is_home, is_introduction, is_known, is_label_alone, is_naming, is_tag,
};
use lines::{is_agreement, is_cited, is_mail, is_title_line, own_line};
use lists::LISTS;
use std::ops::Range;

/// Whether words that stand in the file alone may be passed over.
#[must_use]
pub fn added_is_harmless(source: &str, added: &[Word]) -> bool {
    is_harmless(source, added, false)
}

/// Whether words between one license and the next may be passed over: they may also say whose the next is.
#[must_use]
pub fn between_is_harmless(source: &str, added: &[Word]) -> bool {
    is_harmless(source, added, true)
}

fn is_harmless(source: &str, added: &[Word], between: bool) -> bool {
    if is_known(added) || is_tag(source, added) {
        return true;
    }
    if let (Some(first), Some(last)) = (added.first(), added.last())
        && paragraphs(source.get(first.start..last.end).unwrap_or_default()).all(notice::is_label)
        && stands_alone(source, first.start, last.end)
    {
        return true;
    }
    if let (Some(first), Some(last)) = (added.first(), added.last())
        && stands_alone(source, first.start, last.end)
        && credits(source.get(first.start..last.end).unwrap_or_default())
    {
        return true;
    }
    sentences(source, added).into_iter().all(|sentence| {
        let pointing = sentence.iter().filter(|word| !is_pointer(&word.text)).count() == 0 && !clause_of_commons(sentence);
        pointing
            || is_citing(source, sentence)
            || is_attribution(source, sentence)
            || is_heading(source, sentence)
            || is_home(source, sentence)
            || is_naming(source, sentence)
            || is_title_line(source, sentence)
            || is_agreement(source, sentence)
            || is_mail(source, sentence)
            || is_contributing(source, sentence)
            || is_label_alone(source, sentence)
            || between && is_introduction(source, sentence)
            || is_known(sentence)
            || is_cited(source, sentence)
    })
}

/// The line that the GPL asks for, in the folded spelling of the comparison.
const GIVES_NAME: [&str; 14] =
    ["one", "line", "to", "give", "the", "programs", "name", "and", "brief", "idea", "of", "what", "it", "does"];

/// Words before a list of people.
const CREDITS: [&str; 3] = ["the code was authored by the following people", "authors", "contributors"];

/// Whether a passage is a list of people or of holders, one a line: under words that say so, or each with its
/// "Copyright".
fn credits(passage: &str) -> bool {
    let lines: Vec<&str> = passage
        .lines()
        .map(|line| line.trim_matches(['#', '*', '/', ';', '-', ' ', '\t']))
        .filter(|line| !line.is_empty())
        .collect();
    let head = lines.first().copied().unwrap_or_default().trim_end_matches(':').to_lowercase();
    let holds = |line: &str| line.contains("Copyright") && notice::is_label(line);
    let points = |line: &str| line.split_whitespace().all(|word| is_pointer(&word.to_lowercase()));
    CREDITS.contains(&head.as_str()) && lines.iter().skip(1).all(|line| notice::is_label(line))
        || lines.iter().all(|line| holds(line) || points(line)) && lines.len() > 1
}

/// Whether a file only says which license applies and where its text is.
#[must_use]
pub fn only_points(source: &str, words: &[Word]) -> bool {
    let mut joined = format!(" {} ", joined(words));
    for known in &LISTS.headers {
        joined = joined.replace(&format!(" {known} "), "  ");
    }
    let left: Vec<&str> = joined.split(' ').filter(|word| !word.is_empty()).collect();
    let plain = left.iter().all(|word| is_pointer(word) || matches!(*word, "dual" | "dually" | "following" | "terms"));
    plain || sentences(source, words).into_iter().all(|sentence| added_is_harmless(source, sentence))
}

/// Whether words that stand in place of others may be passed over.
#[must_use]
pub fn replaced_is_harmless(source: &str, added: &[Word], missing: &[&str]) -> bool {
    if added.len() == 1 && missing.len() == 1 && is_slip(&added[0].text, missing[0]) {
        return true;
    }
    if added.is_empty() && matches!(missing, ["or" | "and" | "an" | "the"]) {
        return true;
    }
    // "Brook: pages to text" may keep a word of the line that it stands for.
    let asked = GIVES_NAME.ends_with(missing) && missing.len() >= 6;
    if (missing.starts_with(&["one", "line", "to", "give"]) || asked) && is_program(source, added) {
        return true;
    }
    let holders = !missing.is_empty() && missing.iter().all(|word| LISTS.placeholders.contains(*word));
    if holders && added.len() <= 14 {
        let (first, last) = (added.first().map_or(0, |word| word.start), added.last().map_or(0, |word| word.end));
        // "Neither the name of brook-parser nor …": one word, however it is written.
        let of_holder = missing.len() >= 2 && missing.contains(&"holder");
        let one = |text: &str| !text.contains(char::is_whitespace) && added.iter().all(|word| notice::is_plain(&word.text));
        if source.get(first..last).is_some_and(|text| notice::is_name(text) || of_holder && one(text)) {
            return true;
        }
    }
    added_is_harmless(source, added) && missing.iter().all(|word| is_title(word))
}

/// Where the terms of a canonical text stand: what lies before and after says nothing that binds.
#[must_use]
pub fn terms(canonical: &[&str]) -> Range<usize> {
    let place = |mark: &Vec<String>| canonical.windows(mark.len()).position(|window| window.iter().eq(mark));
    let start = LISTS.beginnings.iter().filter_map(place).max().unwrap_or(0);
    let end = LISTS.ends.iter().filter_map(place).min().unwrap_or(usize::MAX);
    start..end
}

/// Whether words that the file lacks may be passed over. `at` is where they stand in the canonical text, whose
/// terms stand at `terms`.
#[must_use]
pub fn missing_is_harmless(canonical: &[&str], at: Range<usize>, terms: &Range<usize>) -> bool {
    let missing = &canonical[at.clone()];
    if missing.iter().all(|word| is_title(word) || *word == "or") && missing.len() <= 16 {
        return true;
    }
    // The title alone: what stands before the first sentence and names the text.
    let names = missing.iter().any(|word| matches!(*word, "license" | "agreement"));
    let grants = missing
        .iter()
        .any(|word| matches!(*word, "permission" | "hereby" | "granted" | "grant" | "any" | "may" | "rights" | "copy"));
    if at.start == 0 && missing.len() <= 12 && names && !grants {
        return true;
    }
    // A name without either word, before the line that says whose the work is: "MIT No Attribution".
    if at.start == 0 && missing.len() <= 6 && !grants && matches!(canonical.get(at.end), Some(&("copyright" | "permission"))) {
        return true;
    }
    at.start >= terms.end || at.end <= terms.start
}

/// Whether this is the name of a program and what it does, in place of the line that a canonical text asks for:
/// on a line of its own, and without a word that could bind anybody.
fn is_program(source: &str, words: &[Word]) -> bool {
    own_line(source, words).is_some_and(|line| parts(&line).all(|part| part != "for") && is_unbinding(&line))
}

/// Whether a short line has no word that could bind anybody.
fn is_unbinding(line: &str) -> bool {
    let binds = |part: &str| LISTS.binding.iter().any(|stem| part.starts_with(stem.as_str()));
    parts(line).count() <= 20 && parts(line).all(|part| notice::is_plain(part) && !binds(part))
}

/// The words of a line.
fn parts(line: &str) -> impl Iterator<Item = &str> {
    line.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty())
}

/// Texts between blank lines.
fn paragraphs(text: &str) -> impl Iterator<Item = &str> {
    text.split("\n\n").map(str::trim).filter(|part| !part.is_empty())
}

/// Whether a passage has lines of its own, as a title or a signature has.
fn stands_alone(source: &str, start: usize, end: usize) -> bool {
    let before = source.get(..start).unwrap_or_default().rsplit('\n').next().unwrap_or_default();
    let after = source.get(end..).unwrap_or_default().split('\n').next().unwrap_or_default();
    !before.chars().any(char::is_alphanumeric) && !after.chars().any(char::is_alphanumeric)
}

fn is_pointer(word: &str) -> bool {
    LISTS.pointers.contains(word) || is_year(word)
}

/// Words of a title, whose absence changes nothing. "You may" and the like are not among them.
fn is_title(word: &str) -> bool {
    is_pointer(word) && !LISTS.speaking.contains(word)
}

/// The words with one space between.
fn joined(words: &[Word]) -> String {
    words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ")
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && (word.starts_with("19") || word.starts_with("20")) && word.bytes().all(|b| b.is_ascii_digit())
}

/// "Commons Clause" is made of words that titles have.
fn clause_of_commons(sentence: &[Word]) -> bool {
    sentence.windows(2).any(|pair| pair[0].text == "commons" && pair[1].text == "clause")
}

/// One word for a word so like it that it can only be a slip or another ending.
fn is_slip(one: &str, other: &str) -> bool {
    one.is_ascii()
        && other.is_ascii()
        && one.len().min(other.len()) >= 4
        && one.as_bytes()[0] == other.as_bytes()[0]
        && distance(one, other) <= 2
}

fn distance(one: &str, other: &str) -> usize {
    let other: Vec<u8> = other.bytes().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (at, byte) in one.bytes().enumerate() {
        let mut corner = row[0];
        row[0] = at + 1;
        for (column, &wanted) in other.iter().enumerate() {
            let cost = corner + usize::from(byte != wanted);
            corner = row[column + 1];
            row[column + 1] = cost.min(row[column] + 1).min(corner + 1);
        }
    }
    row[other.len()]
}

/// Runs of words up to the end of a sentence or paragraph.
fn sentences<'w>(source: &str, words: &'w [Word]) -> Vec<&'w [Word]> {
    let mut out = Vec::new();
    let mut from = 0;
    for at in 1..words.len() {
        let between = source.get(words[at - 1].end..words[at].start).unwrap_or_default();
        // "Brook Inc., Stone Labs" is one list.
        let stop = between.contains('.') && !between.contains(".,");
        let ends = between.contains(['!', '?', ';', '。'])
            || (stop && between.contains(char::is_whitespace))
            || between.matches('\n').count() >= 2
            // "… is licensed under the MIT license:" ends where the holder's line begins.
            || (between.contains(':') && between.contains('\n'));
        if ends {
            out.push(&words[from..at]);
            from = at;
        }
    }
    if from < words.len() {
        out.push(&words[from..]);
    }
    out
}
