//! What a repository says it is, in the first lines of its README.

use super::{Context, File, Sightings};
use crate::evidence::{Evidence, Strength};
use crate::inventory::{Artifact, Kind};
use crate::pattern::Regex;
use std::sync::LazyLock;

/// What a project says it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// A library, toolkit or framework.
    Library,
    /// A collection of examples or lessons.
    Examples,
    /// Data.
    Dataset,
    /// A program that runs models.
    Inference,
    /// A model, or the code of one.
    Model,
    /// An application.
    Application,
}

/// A sentence that says it.
#[derive(Debug, Clone)]
pub struct Saying {
    /// What.
    pub purpose: Purpose,
    /// Where.
    pub evidence: Evidence,
}

/// How far into the README a project introduces itself, in bytes.
const INTRODUCTION: usize = 6000;

const RULES: &[(Purpose, &str)] = &[
    (
        Purpose::Library,
        r"(?i)(\b(an?|this|\w+'s|official)|:) ([\w*-][\w./*-]* ){0,8}?(library|toolkit|toolbox|framework)\b|\b(autograd engine|re-implementation|software (for|package)|package for|recipes to|building blocks|workflow for|code for (building|fitting|developing)|contains an? (\S*[^\s.!?;] ){0,3}engine)\b",
    ),
    (
        Purpose::Examples,
        r"(?i)\b(showcasing examples|collection of examples|# [\w .-]{0,40}\bexamples\b|tutorials? (on|for)|course|lecture)\b",
    ),
    (
        Purpose::Dataset,
        r"(?i)(^|\n)# [^\n]{0,80}\b(data ?sets?|corpus|database of)\b|\bis an? (\S*[^\s.!?;] ){0,8}(data ?set|corpus|collection of (texts|images|questions|records))\b|\b(this|our) (repository|repo) (contains|hosts|provides)( access to)?:?\s+(([-*]|1\.) +)?(\S*[^\s.!?;] ){0,6}(data|data ?sets?|corpus|lists of \w+)\b|\b(introduce|present|release)s? (the )?[\w()-]+( [\w()-]+){0,5}, an? (\S*[^\s.!?;] ){0,6}(data ?set|corpus)\b|(^|\n)# data on\b|\b(companion website|documentation) (\S*[^\s.!?;] ){0,12}corpus\b|\bdesigned for the training and evaluation of\b|\bthis (data ?set|corpus) (contains|consists|comprises|includes)\b|\b(is|are) a data package\b|\bthe data is sourced from\b|\breleas(e|es|ing) [\w-]+, an? (\S*[^\s.!?;] ){0,6}(data ?set|corpus)\b",
    ),
    (
        Purpose::Inference,
        r"(?i)\binference (code|pipeline|implementation|engine|of|server|with)\b|\bruns? (large )?(language )?(models|llms)\b|\b(example|minimal) (of|to) (load|run)\w* \b|\bimplementation of the inference\b|\bis a tool to\b",
    ),
    (
        Purpose::Model,
        r"(?i)\bpre-?trained (models?|weights|checkpoints|networks?)\b|\bwe (are )?(proud to |excited to )?(release|releasing|introduce|present|propose|open[- ]source)\b|\bis an? (\S*[^\s.!?;] ){0,8}(language |vision |speech )?models?\b|\bmodel (series|family|weights)\b|\b(language|text|sentence|protein) representations?\b|\btrained (model|on)\b",
    ),
    (
        Purpose::Application,
        r"(?i)\b(web ?app(lication)?|issue tracker|command[- ]line (tool|utility|program)|desktop application|client for|database|server|editor)\b",
    ),
];

static PATTERNS: LazyLock<Vec<(Purpose, Regex)>> =
    LazyLock::new(|| RULES.iter().filter_map(|(purpose, rule)| Some((*purpose, crate::pattern::ascii(rule).ok()?))).collect());

/// The most bytes worth reading: the README at the top.
#[must_use]
pub fn cap(artifact: &Artifact) -> Option<u64> {
    let readme = artifact.depth() == 0 && artifact.lower_name().starts_with("readme");
    (readme && matches!(artifact.kind, Kind::Prose)).then_some(2 << 20)
}

/// Reads the introduction.
pub fn look(file: &File<'_>, _context: &Context<'_>, seen: &mut Sightings) {
    let text = plain(&file.text[..file.text.floor_char_boundary(INTRODUCTION)]);
    // "Brook is a model trained on the … dataset": what is said first, in the fewest words.
    let counts = |found: &crate::pattern::Match<'_>, purpose: Purpose| {
        purpose != Purpose::Dataset || !is_of_both(&text, found.start()) && !is_for(found.as_str())
    };
    let said = PATTERNS.iter().filter_map(|(purpose, pattern)| {
        pattern.find_iter(&text).find(|found| counts(found, *purpose)).map(|found| (found, *purpose))
    });
    let mut said: Vec<(usize, usize, Purpose)> = said.map(|(found, purpose)| (found.start(), found.end(), purpose)).collect();
    said.sort_by_key(|&(at, end, _)| (at, end));
    for (at, _, purpose) in said {
        seen.purposes.push(Saying { purpose, evidence: file.evidence("introduction", Strength::Weak, at) });
    }
}

/// "is a toolkit for training on a corpus": what the data are for, and not the data.
fn is_for(words: &str) -> bool {
    let lower = words.to_lowercase();
    lower.starts_with("is ")
        && lower
            .split_whitespace()
            .any(|word| matches!(word, "for" | "on" | "from" | "trained" | "toolkit" | "library" | "model" | "using"))
}

/// "# Brook: a metric and a data set": a title that gives both is that of the other.
fn is_of_both(text: &str, at: usize) -> bool {
    let title = text[at..].trim_start().lines().next().unwrap_or_default().to_lowercase();
    let parts: Vec<&str> = title.split(" and ").collect();
    let is_data = |part: &str| part.contains("dataset") || part.contains("data set") || part.contains("corpus");
    let is_else = |part: &str| ["model", "metric", "network", "method"].iter().any(|word| part.contains(word)) && !is_data(part);
    title.starts_with('#') && parts.windows(2).any(|two| is_data(two[0]) && is_else(two[1]) || is_else(two[0]) && is_data(two[1]))
}

/// The text with markup turned to spaces, every offset kept.
fn plain(text: &str) -> String {
    let mut bytes = text.as_bytes().to_vec();
    let mut at = 0;
    while let Some(next) = text[at..].find(['<', '!', ']', '`', 'h']) {
        at += next;
        let end = markup(&text[at..]).map_or(at + 1, |len| at + len);
        if end > at + 1 {
            for byte in bytes[at..end].iter_mut().filter(|byte| **byte != b'\n') {
                *byte = b' ';
            }
        }
        at = end;
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_string())
}

/// The length in bytes of the markup that a text begins with: a comment, a tag, a picture or badge, a
/// link's target, fenced code, an address. By hand: as a pattern it was a tenth of a whole check.
fn markup(text: &str) -> Option<usize> {
    // What stands between an opening and the next `close`, at most `most` characters of it.
    let to = |from: usize, close: char, most: usize| {
        let len = text[from..].find(close)?;
        (text[from..from + len].chars().count() <= most).then_some(from + len + 1)
    };
    if let Some(rest) = text.strip_prefix("<!--")
        && let Some(end) = rest.find("-->")
    {
        return Some(end + 7);
    }
    if text.starts_with('<') {
        return to(1, '>', 600);
    }
    if text.starts_with("![") {
        let alt = to(2, ']', 200)?;
        return match text[alt..].chars().next()? {
            '(' => to(alt + 1, ')', 400),
            '[' => to(alt + 1, ']', 80),
            _ => None,
        };
    }
    if text.starts_with("](") {
        return to(2, ')', 400);
    }
    if let Some(rest) = text.strip_prefix("```") {
        return Some(rest.find("```").map_or(text.len(), |end| end + 6));
    }
    let address = text.strip_prefix("http://").or_else(|| text.strip_prefix("https://"))?;
    let rest = address.trim_start_matches(|c: char| !c.is_whitespace());
    (rest.len() < address.len()).then_some(text.len() - rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_turns_to_spaces_and_every_offset_stays() {
        for (text, expected) in [
            ("a <b>c</b> d", "a    c     d"),
            ("a <!-- <p> --> b <!-- c", "a              b <!-- c"),
            ("![x](y) z ![x][y] ![x]{y}", "        z         ![x]{y}"),
            ("[é](https://e.org) é", "[é                  é"),
            ("see https://é.org, h", "see                 h"),
            ("```\nx\n``` y ``` z", "   \n \n    y      "),
            ("1 < 2", "1 < 2"),
        ] {
            let plain = plain(text);
            assert_eq!(plain.len(), text.len(), "{text}");
            assert_eq!(plain.split_whitespace().collect::<Vec<_>>(), expected.split_whitespace().collect::<Vec<_>>(), "{text}");
        }
    }

    #[test]
    fn what_is_too_long_is_no_markup() {
        let tag = |len: usize| format!("<{}>", "é".repeat(len));
        assert_eq!((markup(&tag(600)), markup(&tag(601))), (Some(1202), None));
    }
}
