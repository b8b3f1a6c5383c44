//! Package files, citation files and front matter: one-line descriptions, keywords and tags.
//!
//! They are read line by line and never as documents, so that a hostile one costs no more than its
//! length and every value keeps its exact place.

use super::text::{Block, Part};
use crate::pattern::Regex;
use std::sync::LazyLock;

static KEY: LazyLock<Regex> = LazyLock::new(|| {
    #[allow(clippy::unwrap_used, reason = "a constant pattern that every test of this room compiles")]
    crate::pattern::ascii(
        r#"^[ \t]*["']?(description|summary|title|abstract|tagline|keywords|tags|topics|name)["']?[ \t]*[:=][ \t]*(.*)$"#,
    )
    .unwrap()
});

/// What one file's fields say.
#[derive(Debug, Default)]
pub struct Fields {
    /// Descriptions, keywords and tags.
    pub blocks: Vec<Block>,
    /// The project's name and title.
    pub names: Vec<String>,
}

/// Whether a file of this name is read by its fields.
#[must_use]
pub fn is_package_file(name: &str) -> bool {
    matches!(
        name.to_ascii_lowercase().as_str(),
        "citation.cff" | ".zenodo.json" | "pyproject.toml" | "setup.py" | "setup.cfg" | "package.json" | "cargo.toml"
    )
}

/// The fields of a text that begins at `base` of its file.
#[must_use]
pub fn read(text: &str, base: usize) -> Fields {
    let mut fields = Fields::default();
    let lines: Vec<(usize, &str)> = lines(text);
    let mut at = 0;
    while at < lines.len() {
        let (start, line) = lines[at];
        at += 1;
        let Some(found) = line.get(..line.len().min(4096)).and_then(|line| KEY.captures(line)) else { continue };
        let (Some(key), Some(value)) = (found.get(1), found.get(2)) else { continue };
        let offset = start + value.start();
        let list = matches!(key.as_str(), "keywords" | "tags" | "topics");
        let indent = line.len() - line.trim_start().len();
        let mut pieces = vec![(offset, value.as_str())];
        let open = value.as_str().trim();
        if list && (open.is_empty() || open.starts_with('[') && !open.contains(']'))
            || matches!(open, "" | ">" | ">-" | "|" | "|-" | "(")
        {
            while let Some(&(from, next)) = lines.get(at) {
                let deeper = next.len() - next.trim_start().len();
                let item = next.trim_start().starts_with("- ");
                if !(next.trim().is_empty()
                    || deeper > indent
                    || (list && item && deeper >= indent)
                    || next.trim_start().starts_with(']'))
                    || pieces.len() > 400
                {
                    break;
                }
                pieces.push((from, next));
                at += 1;
                if next.trim_start().starts_with(']') {
                    break;
                }
            }
        }
        match key.as_str() {
            "name" => fields.names.push(unquoted(value.as_str()).into()),
            _ if list => pieces.iter().for_each(|&(from, piece)| tags(piece, base + from, &mut fields.blocks)),
            key => {
                let mut block = Block::new(Part::Description);
                for (from, piece) in pieces {
                    let lead = piece.len() - piece.trim_start_matches([' ', '\t', '"', '\'', '>', '|']).len();
                    block.push(piece[lead..].trim_end_matches(['"', '\'', ',', ')', '\r', ' ']), base + from + lead);
                    block.push(" ", base + from + piece.len().saturating_sub(1));
                }
                if key == "title" {
                    fields.names.push(unquoted(value.as_str()).into());
                }
                fields.blocks.push(block);
            }
        }
    }
    fields
}

/// The front matter of a Markdown text: where its lines begin and where the body begins.
#[must_use]
pub fn front_matter(text: &str) -> Option<(usize, usize, usize)> {
    let first = text.lines().next()?;
    if first.trim_end() != "---" {
        return None;
    }
    let start = memchr::memchr(b'\n', text.as_bytes())? + 1;
    let end = memchr::memmem::find(&text.as_bytes()[start - 1..], b"\n---")? + start;
    let body = memchr::memchr(b'\n', &text.as_bytes()[end..]).map_or(text.len(), |at| end + at + 1);
    Some((start, end, body))
}

fn lines(text: &str) -> Vec<(usize, &str)> {
    let mut at = 0;
    text.split_inclusive('\n')
        .map(|line| {
            let start = at;
            at += line.len();
            (start, line.trim_end_matches(['\n', '\r']))
        })
        .collect()
}

/// Every item of a list written as `[a, b]`, `- a` or one in quotes.
fn tags(piece: &str, base: usize, blocks: &mut Vec<Block>) {
    let mut at = 0;
    for raw in piece.split([',', '[', ']']) {
        let lead = raw.len() - raw.trim_start_matches([' ', '\t', '-', '"', '\'']).len();
        let word = raw[lead..].trim_end_matches(['"', '\'', ' ', '\t', '\r']);
        if !word.is_empty() && word.len() <= 60 {
            let mut block = Block::new(Part::Tag);
            block.push(word, base + at + lead);
            blocks.push(block);
        }
        at += raw.len() + 1;
    }
}

fn unquoted(value: &str) -> &str {
    value.trim().trim_end_matches(',').trim_matches(['"', '\'', ' '])
}
