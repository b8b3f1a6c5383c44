//! Blocks of reStructuredText and plain text, by paragraph: no parser of either is needed to hear sentences.

use super::text::{Block, Part};

/// Paragraphs of reStructuredText or plain text.
#[must_use]
pub fn plain(text: &str, base: usize) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut open = Block::new(Part::Prose);
    let mut section = String::new();
    let mut skipped: Option<usize> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let body = line.trim_end();
        let indent = body.len() - body.trim_start().len();
        if let Some(margin) = skipped {
            if body.is_empty() || indent > margin {
                continue;
            }
            skipped = None;
        }
        let trimmed = body.trim_start();
        if trimmed.is_empty() {
            close(&mut blocks, &mut open, &section);
        } else if is_rule(trimmed) {
            // The line above is a heading when it stands alone and is no longer than its rule.
            if !open.text.is_empty() && open.text.trim().chars().count() <= trimmed.chars().count() + 4 {
                open.part = Part::Heading;
                section = open.text.trim().to_lowercase();
            }
            close(&mut blocks, &mut open, &section);
        } else if trimmed.starts_with(".. ") || trimmed == ".." {
            close(&mut blocks, &mut open, &section);
            skipped = Some(indent);
        } else {
            let from = start + indent;
            roles(&mut open, &text[from..start + body.len()], base + from);
            open.push(" ", base + start + body.len());
            if body.ends_with("::") {
                close(&mut blocks, &mut open, &section);
                skipped = Some(indent);
            }
        }
    }
    close(&mut blocks, &mut open, &section);
    blocks
}

fn close(blocks: &mut Vec<Block>, open: &mut Block, section: &str) {
    let mut done = std::mem::replace(open, Block::new(Part::Prose));
    if !done.text.trim().is_empty() {
        done.section = section.into();
        blocks.push(done);
    }
}

fn is_rule(line: &str) -> bool {
    let mut chars = line.chars();
    let first = chars.next();
    line.len() >= 3 && first.is_some_and(|c| "=-~^\"'`#*+_:.<>".contains(c)) && chars.all(|c| Some(c) == first)
}

/// One line without `<targets>` and with the text of roles and links.
fn roles(block: &mut Block, line: &str, source: usize) {
    let bytes = line.as_bytes();
    let mut from = 0;
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'<' => {
                if let Some(end) = memchr::memchr(b'>', &bytes[at..]) {
                    block.push(&line[from..at], source + from);
                    at += end;
                    from = at + 1;
                }
            }
            b'`' | b'*' => {
                block.push(&line[from..at], source + from);
                from = at + 1;
            }
            _ => {}
        }
        at += 1;
    }
    block.push(&line[from..], source + from);
}
