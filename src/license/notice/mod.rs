//! Copyright notices: the one part of a license file that differs in every copy.
//!
//! A notice is dropped before texts are compared, so what may call itself one is narrow: years and
//! names. A line that says more than who holds the copyright is no notice and stays to be compared.
//! The build script uses this very file; it may name nothing but the standard library.

mod whose;
mod words;

use std::ops::Range;
use whose::is_whose;
use words::{FIRMS, HANGUL_TERMS, INSTITUTES, JOINERS, SPEAKING, TERMS, WORK};

/// The most words that a notice of one line has, unless it lists people.
const LONGEST: usize = 24;

/// The most people that one line lists.
const MOST_PEOPLE: usize = 40;

/// The byte ranges of the lines that are copyright notices and nothing else.
#[must_use]
pub fn notices(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = 0;
    let mut continued = false;
    for line in text.split_inclusive('\n') {
        let range = start..start + line.len();
        start = range.end;
        if is_whose(line) && text[start..].lines().map(str::trim).find(|next| !next.is_empty()).is_some_and(is_plain_notice) {
            out.push(range);
            continued = false;
            continue;
        }
        let sign = |c: char| c.is_whitespace() || (!c.is_alphanumeric() && !matches!(c, '(' | '©' | '<' | '['));
        let bare = line.trim_start_matches(sign).trim_end_matches(|c: char| sign(c) && c != '>');
        if bare.is_empty() {
            continued = false;
            continue;
        }
        if !continued && !begins_notice(bare) {
            // A title and the notice on one line.
            let lower = line.to_ascii_lowercase();
            let inline =
                ["copyright (c)", "copyright ©", "copyright 19", "copyright 20"].iter().filter_map(|mark| lower.find(mark)).min();
            if let Some(at) = inline.filter(|at| speaks_of_names(&line[*at..], false)) {
                out.push(range.start + at..range.end);
            }
            continue;
        }
        let is_notice = if continued { speaks_of_names(bare, true) } else { begins_notice(bare) && speaks_of_names(bare, false) };
        if is_notice {
            continued = line.trim_end().ends_with(',') || line.trim_end().ends_with(" and");
            out.push(range);
        } else {
            continued = false;
        }
    }
    out
}

/// Whether a line is a notice of one holder, by a year and names.
fn is_plain_notice(line: &str) -> bool {
    begins_notice(line) && line.to_lowercase().starts_with("copyright") && speaks_of_names(line, false)
}

/// Whether a line opens as a notice does.
fn begins_notice(line: &str) -> bool {
    let mut lower = line.to_lowercase();
    for opening in [
        "portions ",
        "modifications ",
        "modified work ",
        "original work ",
        "original ",
        "parts ",
        "and ",
        "code ",
        "files: ",
        "- ",
    ] {
        if let Some(rest) = lower.strip_prefix(opening) {
            lower = rest.to_string();
        }
    }
    if lower.starts_with("all rights reserved") || lower.starts_with("spdx-filecopyrighttext") {
        return true;
    }
    let dated = line.contains('©')
        || lower.contains("(c)")
        || lower.contains("&copy;")
        || lower.contains("year")
        || lower.contains("yyyy")
        || lower.starts_with("copyright by ")
        || years(&lower);
    let shouted = line.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    if lower.starts_with("copyright") {
        // Without a year, only "Copyright Brook Labs": the word and a name, not a wrapped sentence.
        let mut words = line.split_whitespace();
        let named = words.next().is_some_and(|word| word.starts_with('C')) && words.next().is_some_and(is_proper);
        return dated || (!shouted && named && line.split_whitespace().count() <= 8);
    }
    lower.starts_with('©')
        || lower.starts_with("&copy;")
        || (lower.starts_with("(c)") && (years(&lower) || line.contains("(c) copyright")))
}

/// Whether four digits stand together that can be a year.
fn years(text: &str) -> bool {
    text.split(|c: char| !c.is_ascii_digit())
        .any(|digits| digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20")))
}

/// Whether a line holds names and years alone. In the continuation of a notice no years are needed.
fn speaks_of_names(line: &str, continuation: bool) -> bool {
    let mut strange = 0;
    let mut hangul = 0;
    let mut han = String::new();
    let mut count = 0;
    let lower_line = line.to_lowercase();
    if lower_line.contains("for research") && !INSTITUTES.iter().any(|name| lower_line.contains(name)) {
        return false;
    }
    let line = without_addresses(line);
    let mut last_strange = None;
    let addressed = line.split_whitespace().enumerate().flat_map(|(at, part)| {
        let address = part.contains("://") || part.contains("www.") || part.contains('@') || part.contains(".com/");
        part.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(move |word| (at, word, address))
    });
    for (at, word, address) in addressed {
        let lower = word.to_lowercase();
        if TERMS.contains(&lower.as_str()) || word == "research" {
            return false;
        }
        if address {
            continue;
        }
        count += 1;
        if word.chars().any(|c| ('\u{3400}'..='\u{9FFF}').contains(&c)) {
            han.push_str(word);
            continue;
        }
        if is_name_in_hangul(word) {
            hangul += 1;
            continue;
        }
        if !latin(word) {
            return false; // A script that the words above cannot judge.
        }
        let named = word.chars().next().is_some_and(|c| !c.is_lowercase());
        if !named && !JOINERS.contains(&lower.as_str()) && last_strange != Some(at) {
            // A handle such as "brook-labs" is one name, not two words.
            last_strange = Some(at);
            strange += 1;
        }
    }
    let reserved = lower_line.matches("all rights reserved").count() * 3;
    let short = count - reserved.min(count) <= LONGEST;
    // "idealbrook labs GmbH": firms write their names as they like, and nothing stands behind the legal form.
    let words: Vec<&str> = line.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let firm = words
        .iter()
        .position(|word| FIRMS.contains(word))
        .is_some_and(|at| words[at + 1..].iter().all(|word| JOINERS.contains(&word.to_lowercase().as_str())));
    let most = if continuation { 0 } else { 1 + 2 * usize::from(firm) };
    (short || strange == 0 && lists_people(&line)) && strange <= most && hangul <= 1 && names_in_han(&han)
}

/// Whether a long line is a list of people: a few words between one comma and the next.
fn lists_people(line: &str) -> bool {
    let words = |part: &str| part.split_whitespace().filter(|word| word.contains(char::is_alphabetic)).count();
    let speaks = line.split(|c: char| !c.is_alphanumeric()).any(|word| SPEAKING.contains(&word.to_lowercase().as_str()));
    let parts: Vec<&str> = line.split([',', ';']).collect();
    !speaks && parts.len() >= 4 && parts.len() <= MOST_PEOPLE && parts.iter().all(|part| words(part) <= 5)
}

/// The line without what stands between angle brackets, where mail addresses are; terms there stay.
fn without_addresses(line: &str) -> String {
    let mut out = String::new();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once('<') {
        out.push_str(before);
        match after.split_once('>') {
            Some((inside, end))
                if inside.len() <= 60
                    && !inside
                        .split(|c: char| !c.is_alphanumeric())
                        .any(|word| TERMS.contains(&word.to_lowercase().as_str())) =>
            {
                rest = end;
            }
            _ => {
                out.push(' ');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

/// Whether a short line is a title or a signature: names and nothing else.
#[must_use]
pub fn is_label(text: &str) -> bool {
    let mut count = 0;
    let mut strange = 0;
    let text = without_addresses(text);
    let text = WORK.iter().find_map(|of| text.trim().strip_prefix(of)).unwrap_or(&text);
    // "For Brook software" is a title.
    let text = match text.trim().strip_prefix("For ") {
        Some(rest) if rest.trim_end().ends_with(" software") => rest,
        _ => text,
    };
    for word in text.split_whitespace() {
        if word.contains("://") || word.contains('@') {
            if word.split(|c: char| !c.is_alphanumeric()).any(|part| TERMS.contains(&part.to_lowercase().as_str())) {
                return false;
            }
            continue;
        }
        for part in word.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()) {
            let lower = part.to_lowercase();
            count += 1;
            if TERMS.contains(&lower.as_str())
                || matches!(lower.as_str(), "for" | "to" | "you" | "your" | "we" | "research")
                || !latin(part)
            {
                return false;
            }
            if part.chars().next().is_some_and(char::is_lowercase) && !JOINERS.contains(&lower.as_str()) {
                strange += 1;
            }
        }
    }
    count <= 10 && strange <= 1
}

fn latin(word: &str) -> bool {
    word.chars().all(|c| !c.is_alphabetic() || c <= '\u{24F}' || ('\u{1E00}'..='\u{1EFF}').contains(&c))
}

/// Whether a word in Hangul can be a person's name: as short as those are, and none that speaks of terms.
fn is_name_in_hangul(word: &str) -> bool {
    (2..=4).contains(&word.chars().count())
        && word.chars().all(|c| ('\u{AC00}'..='\u{D7A3}').contains(&c))
        && !HANGUL_TERMS.iter().any(|term| word.contains(term))
}

/// Whether Han characters can be a holder's name: few, and none that speaks of terms.
fn names_in_han(text: &str) -> bool {
    let rest = ["有限责任公司", "有限公司", "版权所有", "保留所有权利"]
        .iter()
        .fold(text.to_string(), |rest, known| rest.replace(known, ""));
    // A name of more than a person's length ends as names of institutions do.
    let institution = text != rest
        || [
            "公司",
            "大学",
            "学院",
            "研究院",
            "研究所",
            "实验室",
            "中心",
            "集团",
            "团队",
            "科技",
            "基金会",
            "社区",
            "作者",
            "所有",
            "委员会",
        ]
        .iter()
        .any(|end| rest.ends_with(end));
    (rest.chars().count() <= 4 || institution)
        && rest.chars().count() <= 14
        && !rest.chars().any(|c| "仅只非禁不得限许用商可须应供目授请购僅許權".contains(c))
}

/// Whether words in the middle of a text can be a holder's name: written as names are.
#[must_use]
pub fn is_name(text: &str) -> bool {
    speaks_of_names(text, true)
}

/// Whether a word says nothing of terms.
#[must_use]
pub fn is_plain(lower: &str) -> bool {
    !TERMS.contains(&lower) && latin(lower)
}

/// Whether a word is written as names are: a capital first, and not all of it unless short.
#[must_use]
pub fn is_proper(word: &str) -> bool {
    let first = word.chars().next().is_some_and(|c| c.is_uppercase() || c.is_ascii_digit());
    first && (word.len() <= 5 || word.chars().any(char::is_lowercase))
}
