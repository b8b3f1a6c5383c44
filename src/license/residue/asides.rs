//! Sentences beside the terms of a license: tags, headings, where something comes from, requests to cite.

use super::lists::LISTS;
use super::{clause_of_commons, is_pointer, joined};
use crate::evidence::Answer;
use crate::license::words::Word;
use crate::license::{expression, notice};
use std::collections::HashSet;

/// Headings between the licenses of one file.
const HEADINGS: &[&str] = &["license for", "licenses for"];

/// The fewest bytes of a whole license text.
const SHORTEST: usize = 500;

/// The most words of a sentence about where something comes from, and of names in it.
const LONGEST: usize = 60;
const NAMES: usize = 16;

/// `SPDX-License-Identifier:` with an id that is free.
pub fn is_tag(source: &str, added: &[Word]) -> bool {
    let (Some(first), Some(last)) = (added.first(), added.last()) else { return false };
    let line = source.get(first.start..).and_then(|rest| rest.lines().next()).unwrap_or_default();
    let Some((tag, id)) = line.split_once(':') else { return false };
    let whole = first.start + line.len() >= last.end;
    whole
        && tag.trim() == concat!("SPDX-License", "-Identifier")
        && expression::parse(id).is_some_and(|known| known.free == Answer::Yes)
}

/// A passage that limits nothing, word for word.
pub fn is_known(sentence: &[Word]) -> bool {
    let words = joined(sentence);
    LISTS.passages.contains(&words) || LISTS.headers.contains(&words)
}

/// Words that say what a license is of.
const NOUNS: &[&str] = &["software", "package", "library", "project", "program", "examples", "code", "model", "models"];

/// "Brook is licensed under the following MIT license", "The Brook.jl package is licensed under the …", "For Brook
/// software": whose license it is, and nothing of what may be done. The name is written as names are, so that
/// "commercial copies are licensed …" is none.
pub fn is_naming(source: &str, sentence: &[Word]) -> bool {
    let rest = match sentence {
        [first, rest @ ..] if first.text == "the" || first.text == "these" => rest,
        other => other,
    };
    let verb = rest.windows(2).position(|pair| {
        matches!(pair[0].text.as_str(), "is" | "are") && matches!(pair[1].text.as_str(), "licensed" | "released" | "distributed")
    });
    let (subject, tail) = match (verb, rest) {
        (Some(at), _) => rest.split_at(at),
        // The head of a text: "For brook.torch software".
        (None, [first, subject @ .., noun]) if first.text == "for" && noun.text == "software" && !subject.is_empty() => {
            (subject, &rest[..0])
        }
        _ => return false,
    };
    let names = subject.iter().filter(|word| !NOUNS.contains(&word.text.as_str())).count();
    let named = subject.iter().all(|word| {
        let token = token_at(source, word);
        NOUNS.contains(&word.text.as_str())
            || notice::is_plain(&word.text)
                && !matches!(word.text.as_str(), "research" | "students" | "teaching" | "education")
                && (notice::is_proper(source.get(word.start..word.end).unwrap_or_default())
                    || is_camel(source.get(word.start..word.end).unwrap_or_default())
                    || token.trim_end_matches([',', '.']).contains(['.', '_', '+'])
                    || word.text.contains(|c: char| c.is_ascii_digit()))
    });
    named && names <= 3 && !subject.is_empty() && tail.iter().all(|word| is_pointer(&word.text)) && !clause_of_commons(sentence)
}

/// The most words of a sentence that introduces a license.
const INTRODUCTION: usize = 24;

/// Whether a sentence that stands between two licenses says whose the second is, in one of the shapes that files use:
/// "LICENSE FOR BROOK", "The following license applies to the Brook stemmers:", "Brook code (in `src/brook`):",
/// "Portions of the river folder are copied from Brook and are under the following license:".
pub fn is_introduction(source: &str, sentence: &[Word]) -> bool {
    let (Some(first), Some(last)) = (sentence.first(), sentence.last()) else { return false };
    let has = |set: &HashSet<String>| sentence.iter().any(|word| set.contains(&word.text));
    if sentence.len() > INTRODUCTION || has(&LISTS.taking_back) || clause_of_commons(sentence) {
        return false;
    }
    let lower = source.get(first.start..last.end).unwrap_or_default().to_lowercase();
    let ends = source.get(last.end..).and_then(|rest| rest.lines().next()).unwrap_or_default().trim_end().ends_with(':');
    let heading = HEADINGS.iter().any(|opening| lower.starts_with(opening));
    let applies =
        ["the following license applies to", "the following licenses apply to"].iter().any(|words| lower.starts_with(words));
    let placed =
        lower.contains('(') && sentence.iter().any(|word| is_path(token_at(source, word).trim_matches(['(', ')', ':', '`'])));
    let taken = has(&LISTS.attributing) && sentence.iter().any(|word| word.text.starts_with("license"));
    (heading || ends && (applies || placed || taken))
        && sentence.iter().all(|word| matches!(word.text.as_str(), "applies" | "apply") || notice::is_plain(&word.text))
}

/// "LICENSE FOR Brook code", over one of several licenses.
pub fn is_heading(source: &str, sentence: &[Word]) -> bool {
    let (Some(first), Some(last)) = (sentence.first(), sentence.last()) else { return false };
    let text = source.get(first.start..last.end).unwrap_or_default();
    let lower = text.to_lowercase();
    // "Files: brook/third_party/*", over the license of those files.
    if lower.starts_with("files: ") || lower.starts_with("file: ") {
        // A limit to some files, unless a whole text stands before it.
        let behind = source.get(..first.start).is_some_and(|before| before.len() > SHORTEST);
        let many = sentence[1..].first().is_some_and(|word| token_at(source, word).contains(['*', '.']));
        return behind
            && many
            && sentence[1..].iter().all(|word| notice::is_plain(&word.text) && is_path(token_at(source, word)));
    }
    let Some(opening) = HEADINGS.iter().find(|opening| lower.starts_with(**opening)) else { return false };
    matches!(last.text.as_str(), "code" | "project" | "files" | "library")
        // "Brook Research" is a name there.
        && text.get(opening.len()..).is_some_and(|named| notice::is_label(&named.replace(" Research ", " ")))
}

/// The address of a project, on a line of its own: a host, or a repository on a forge.
pub fn is_home(source: &str, sentence: &[Word]) -> bool {
    let Some(first) = sentence.first() else { return false };
    let from = source.get(..first.start).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
    let line = source.get(from..).and_then(|rest| rest.lines().next()).unwrap_or_default();
    let line = line.trim_matches(['>', ' ', '\t', '*', '#', '-']);
    let before = source.get(..from).unwrap_or_default().trim_end();
    let (_, rest) = line.split_once("://").unwrap_or_default();
    let parts: Vec<&str> = rest.trim_end_matches('/').split('/').collect();
    let people = rest.trim_end_matches('/').ends_with("/graphs/contributors") && parts.len() == 5;
    let forge = matches!(parts.first(), Some(&("github.com" | "gitlab.com" | "www.github.com"))) && (parts.len() == 3 || people);
    // An address that somebody points to says what stands there.
    (forge || parts.len() == 1)
        && !before.ends_with(':')
        && line.starts_with("http")
        && line.contains("://")
        && !line.contains(char::is_whitespace)
        && sentence.iter().all(|word| notice::is_plain(&word.text) && token_at(source, word).trim_end_matches(['*', '-']) == line)
}

/// Where something was taken from: names, addresses and files, and no word to whoever receives it.
pub fn is_attribution(source: &str, sentence: &[Word]) -> bool {
    let (Some(first), Some(last)) = (sentence.first(), sentence.last()) else { return false };
    let institute = source.get(first.start..last.end).is_some_and(|text| text.to_lowercase().contains("institute for"));
    let of_name = |word: &Word| institute && word.text == "for";
    let addressed = sentence.iter().any(|word| LISTS.addressing.contains(&word.text) && !of_name(word));
    let taken = sentence.iter().any(|word| LISTS.attributing.contains(&word.text));
    // "… by Ada Bright and Bo Stone": a list of people, as long as nothing is said of licenses.
    let people = sentence
        .windows(2)
        .any(|pair| pair[0].text == "by" && source.get(pair[1].start..pair[1].end).is_some_and(notice::is_proper))
        && !sentence.iter().any(|word| word.text.starts_with("licens"));
    if !(taken || people) || addressed || sentence.len() > LONGEST || clause_of_commons(sentence) {
        return false;
    }
    let mut names = 0;
    sentence.iter().enumerate().all(|(at, word)| {
        if is_pointer(&word.text) || LISTS.attributing.contains(&word.text) || of_name(word) {
            return true;
        }
        // "Based on research by Ada Bright".
        if word.text == "research" && sentence.get(at + 1).is_some_and(|next| next.text == "by") {
            return true;
        }
        let named = notice::is_proper(source.get(word.start..word.end).unwrap_or_default());
        names += usize::from(named);
        notice::is_plain(&word.text) && (named && names <= NAMES || is_address(token_at(source, word)))
    })
}

/// "All contributions by Ada Bright": whose a part of a work is, and nothing of what may be done.
pub fn is_contributing(source: &str, sentence: &[Word]) -> bool {
    let (Some(opening), Some(first), Some(last)) = (sentence.get(..3), sentence.get(3), sentence.last()) else { return false };
    let begins = opening.iter().map(|word| word.text.as_str()).eq(["all", "contributions", "by"]);
    let name = source.get(first.start..last.end).unwrap_or_default();
    let plain = !name.contains(|c: char| c.is_ascii_digit() || matches!(c, ':' | '(' | '-'))
        && !sentence.iter().any(|word| matches!(word.text.as_str(), "cc" | "nc" | "nd"));
    begins && plain && sentence.len() <= 8 && notice::is_label(name)
}

/// The head of the header that the Apache License asks for.
const HEADER: &str = "Licensed under the Apache License, Version 2.0";

/// The name of a work, one word between blank lines, over its holder and Apache's header.
pub fn is_label_alone(source: &str, sentence: &[Word]) -> bool {
    let [word] = sentence else { return false };
    let blank = |gap: &str| gap.chars().filter(|c| *c == '\n').count() >= 2;
    let before = source.get(..word.start).unwrap_or_default();
    let after = source.get(word.end..).unwrap_or_default();
    let rest = after.trim_start();
    let apart = blank(&before[before.trim_end().len()..]) && blank(&after[..after.len() - rest.len()]);
    let next = rest.split_once("\n\n").is_some_and(|(holder, header)| {
        holder.starts_with("Copyright") && notice::is_label(holder) && header.trim_start().starts_with(HEADER)
    });
    apart && next && source.get(word.start..word.end).is_some_and(notice::is_label)
}

/// Whether a word has a capital inside, as names of programs have: `fastText`.
fn is_camel(word: &str) -> bool {
    word.chars().skip(1).any(char::is_uppercase) && word.chars().any(char::is_lowercase)
}

/// What stands around a word up to white space: a file name, an address, code between backticks.
fn token_at<'s>(source: &'s str, word: &Word) -> &'s str {
    let start = source.get(..word.start).and_then(|before| before.rfind(char::is_whitespace)).map_or(0, |at| at + 1);
    let end = source.get(word.end..).and_then(|after| after.find(char::is_whitespace)).map_or(source.len(), |at| word.end + at);
    source.get(start..end).unwrap_or_default()
}

/// Whether what stands between white space is a path with a folder.
fn is_path(token: &str) -> bool {
    token.contains('/') && token.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '/' | '_' | '-' | '.' | '*' | ','))
}

fn is_address(token: &str) -> bool {
    let inner = token.trim_matches(|c: char| !c.is_alphanumeric());
    token.contains('`') || inner.contains(['/', '_']) || inner.contains('.') || token.contains('@')
}

/// A polite request to cite, with the names and titles that it is about.
pub fn is_citing(source: &str, sentence: &[Word]) -> bool {
    let has = |words: &[&str]| sentence.iter().any(|word| words.contains(&word.text.as_str()));
    if !has(&["cite", "citing", "citation", "acknowledge", "credit", "author", "title", "arxiv", "doi"]) {
        return false;
    }
    // A request asks and allows nothing; "you may use this for research if you cite" is no request.
    let asks = has(&["please", "kindly", "appreciate", "appreciated", "grateful", "title", "author", "arxiv", "doi"]);
    let research = sentence.iter().position(|word| word.text == "research");
    let by_the_way = research.is_none_or(|at| at > 0 && matches!(sentence[at - 1].text.as_str(), "your" | "our" | "the"));
    if !asks || !by_the_way || has(&["may", "can", "use"]) && !has(&["if", "when", "using"]) {
        return false;
    }
    sentence.iter().all(|word| {
        is_pointer(&word.text)
            || LISTS.citing.contains(&word.text)
            || source.get(word.start..word.end).is_some_and(notice::is_name)
    })
}
