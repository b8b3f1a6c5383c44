//! A text as sentences: everything that is no prose is blanked, byte for byte, so that offsets stay true.

use super::patterns::HEADER;
use crate::pattern::{Regex, ascii};
use std::ops::Range;
use std::sync::LazyLock;

/// The longest sentence that is looked at, in bytes; a longer one is a listing.
const LONGEST: usize = 4000;

/// Badges, images, targets of links, comments, tags and addresses.
#[allow(clippy::unwrap_used, reason = "a literal pattern that every test of sentences uses")]
static HIDDEN: LazyLock<Regex> = LazyLock::new(|| {
    ascii(r"(?s)\[!\[[^\]]*\]\([^)]*\)\]\([^)]*\)|!\[[^\]]*\]\([^)]*\)|\]\([^)\n]*\)|<!--.*?-->|</?[a-zA-Z][^>\n]{0,300}>|https?://[^\s)\]]+").unwrap()
});

/// The text with everything blanked that is no prose.
pub fn blank(text: &str) -> String {
    let mut bytes = text.as_bytes().to_vec();
    for found in HIDDEN.find_iter(text).chain(HEADER.find_iter(text)) {
        for byte in &mut bytes[found.range()] {
            if *byte != b'\n' {
                *byte = b' ';
            }
        }
    }
    let mut fenced = false;
    let mut at = 0;
    while at < bytes.len() {
        let end = memchr::memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |found| at + found);
        let line = &bytes[at..end];
        let mark = line.iter().position(|b| *b != b' ').map(|from| &line[from..]).unwrap_or_default();
        let fence = mark.starts_with(b"```") || mark.starts_with(b"~~~");
        if fenced || fence {
            bytes[at..end].fill(b' ');
        }
        if fence {
            fenced = !fenced;
        }
        at = end + 1;
    }
    for byte in &mut bytes {
        if matches!(*byte, b'*' | b'_' | b'`' | b'[' | b']' | b'\r' | b'>') {
            *byte = b' ';
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| " ".repeat(text.len()))
}

/// Sentences, list items, rows of tables, headings.
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = 0;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let bare = line.trim();
        let underline = bare.len() >= 3 && bare.bytes().all(|b| matches!(b, b'=' | b'-' | b'~'));
        let breaks = bare.is_empty()
            || bare.starts_with(['#', '|', '-', '+', '•'])
            || underline
            || (bare.starts_with(|c: char| c.is_ascii_digit()) && bare.contains(". "));
        if breaks && at > start {
            out.push(start..at);
            start = at;
        }
        for (offset, c) in line.char_indices() {
            let end = at + offset + c.len_utf8();
            let stop = matches!(c, '。' | '；')
                || (matches!(c, '.' | '!' | '?')
                    && text[end..].chars().next().is_none_or(char::is_whitespace)
                    && text[end..].trim_start().chars().next().is_none_or(|next| !next.is_lowercase())
                    && !abbreviates(&text[start.min(at + offset)..at + offset]));
            if stop {
                out.push(start..end);
                start = end;
            }
        }
        at += line.len();
        if (bare.starts_with(['#', '|']) || underline) && at > start {
            out.push(start..at);
            start = at;
        }
    }
    if start < text.len() {
        out.push(start..text.len());
    }
    out.retain(|range| range.len() <= LONGEST && text[range.clone()].chars().any(char::is_alphanumeric));
    out
}

fn abbreviates(before: &str) -> bool {
    let last = before.rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or_default().to_ascii_lowercase();
    matches!(last.as_str(), "e.g" | "i.e" | "v" | "vs" | "etc" | "cf" | "al" | "inc" | "no" | "dr" | "ver")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Vec<String> {
        sentences(text).into_iter().map(|range| text[range].trim().to_string()).collect()
    }

    #[test]
    fn a_sentence_ends_where_it_ends_and_not_at_an_abbreviation() {
        assert_eq!(
            of("It is free, e.g. Debian ships it. Weights are not."),
            ["It is free, e.g. Debian ships it.", "Weights are not."]
        );
        assert_eq!(
            of("# License\nMIT for the code\n- the data are not\n"),
            ["# License", "MIT for the code", "- the data are not"]
        );
        assert_eq!(of("代码使用MIT许可。权重不可商用。").len(), 2);
    }

    #[test]
    fn what_is_no_prose_is_blanked_at_its_place() {
        let text = "![MIT](badge.svg) [MIT](LICENSE) <!-- GPL --> https://gpl.example\n```\nGPL\n```\nbrook";
        let plain = blank(text);
        assert_eq!(plain.len(), text.len());
        assert!(!plain.contains("GPL") && !plain.contains("gpl") && !plain.contains("badge"), "{plain}");
        assert!(plain.contains("MIT") && plain.ends_with("brook"));
    }
}
