//! Headings, fences, table rows, paragraphs and list items of any markup, and their sentences.

use crate::detect::manifest::link;
use crate::pattern::{Regex, fixed};
use std::sync::LazyLock;

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Heading(usize),
    Fence,
    Row,
    Text,
}

pub struct Block<'t> {
    pub kind: Kind,
    pub start: usize,
    pub text: &'t str,
}

pub static LIST_ITEM: LazyLock<Regex> = LazyLock::new(|| fixed(r"^\s*(?:[-*+]|\d+[.)])\s"));

pub static HTML_HEADING: LazyLock<Regex> = LazyLock::new(|| fixed(r"(?i)^\s*<h([1-6])[^>]*>(.*?)</h"));

/// Headings, fences, table rows, and paragraphs or list items, whatever the markup.
pub fn blocks(text: &str) -> Vec<Block<'_>> {
    let mut out: Vec<Block<'_>> = Vec::new();
    let mut open: Option<usize> = None;
    let mut at = 0;
    let mut fenced = false;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let trimmed = line.trim();
        let fence = trimmed.starts_with("```") || trimmed.starts_with("~~~");
        let underline =
            trimmed.len() >= 3 && trimmed.bytes().all(|b| matches!(b, b'=' | b'-' | b'~' | b'^')) && !trimmed.contains(' ');
        let single = match trimmed {
            _ if fence => Some(Kind::Fence),
            _ if fenced => Some(Kind::Text),
            _ if line.starts_with('#') => Some(Kind::Heading(line.bytes().take_while(|&b| b == b'#').count())),
            _ if HTML_HEADING.is_match(line) => Some(Kind::Heading(2)),
            _ if trimmed.starts_with('|') || trimmed.matches('|').count() >= 2 => Some(Kind::Row),
            _ => None,
        };
        let ends = single.is_some() || trimmed.is_empty() || LIST_ITEM.is_match(line) || underline;
        if ends && let Some(from) = open.take() {
            let block = &text[from..start];
            // A line over an underline is a heading in Markdown and reStructuredText alike.
            let heading = underline && !block.trim().contains('\n') && block.len() < 120;
            out.push(Block { kind: if heading { Kind::Heading(2) } else { Kind::Text }, start: from, text: block });
        }
        if fence {
            fenced = !fenced;
        }
        match single {
            Some(kind) => out.push(Block { kind, start, text: line }),
            None if trimmed.is_empty() || underline => {}
            None => {
                open.get_or_insert(start);
            }
        }
    }
    if let Some(from) = open {
        out.push(Block { kind: Kind::Text, start: from, text: &text[from..] });
    }
    out
}

pub static SENTENCE_END: LazyLock<Regex> = LazyLock::new(|| fixed(r"[.!?]\s+(?:[A-Z\[*`])|[。！？]|\n\s*\n"));

pub fn sentences(text: &str) -> Vec<(usize, &str)> {
    let mut out = Vec::new();
    let mut from = 0;
    for found in SENTENCE_END.find_iter(text) {
        let end = found.start() + text[found.start()..].chars().next().map_or(1, char::len_utf8);
        out.push((from, &text[from..end]));
        from = end;
    }
    out.push((from, &text[from..]));
    out
}

/// The sentence without its addresses, so that words inside them are not read.
pub fn strip_links(sentence: &str, links: &[link::Link<'_>]) -> String {
    let mut out = String::with_capacity(sentence.len());
    let mut from = 0;
    for link in links {
        // The address of a reference link stands elsewhere.
        let Some(url_start) = (link.url.as_ptr() as usize).checked_sub(sentence.as_ptr() as usize) else { continue };
        if url_start >= from && url_start <= sentence.len() {
            out.push_str(&sentence[from..url_start]);
            from = (url_start + link.url.len()).min(sentence.len());
        }
    }
    out.push_str(&sentence[from..]);
    out
}
