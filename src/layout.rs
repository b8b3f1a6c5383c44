//! Laying text out for people: widths in columns, wrapping, and the few colours that are used.
//!
//! Colours are always written here; the stream that prints them takes them out again where they
//! are not wanted (NO_COLOR, CLICOLOR, a pipe). Nothing is said by colour alone.

use owo_colors::OwoColorize as _;
use unicode_width::UnicodeWidthStr as _;

/// The widest a report gets; longer lines are hard to read.
pub const WIDEST: usize = 108;

/// The columns to use: those of the terminal within sensible bounds, or [`WIDEST`] on a pipe, so
/// that a file or log does not depend on the window it was made in.
#[must_use]
pub fn columns() -> usize {
    use std::io::IsTerminal as _;
    if !std::io::stdout().is_terminal() {
        return WIDEST;
    }
    terminal_size::terminal_size_of(std::io::stdout())
        .map_or(80, |(terminal_size::Width(columns), _)| usize::from(columns))
        .clamp(48, WIDEST)
}

/// The width of a text in columns; wide characters count two.
#[must_use]
pub fn width(text: &str) -> usize {
    text.width()
}

/// The text and as many blanks as fill `columns`.
#[must_use]
pub fn pad(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(width(text))))
}

/// At most `columns` columns of the text, cut at its end.
#[must_use]
pub fn cut(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.into();
    }
    let mut out = String::new();
    for c in text.chars() {
        if width(&out) + width(c.encode_utf8(&mut [0; 4])) + 1 > columns {
            break;
        }
        out.push(c);
    }
    out + "…"
}

/// At most `columns` columns of a path, cut at its front: the end says most.
#[must_use]
pub fn cut_front(path: &str, columns: usize) -> String {
    if width(path) <= columns {
        return path.into();
    }
    let mut kept = 0;
    let mut at = path.len();
    for (index, c) in path.char_indices().rev() {
        kept += width(c.encode_utf8(&mut [0; 4]));
        if kept + 1 > columns {
            break;
        }
        at = index;
    }
    format!("…{}", &path[at..])
}

/// The text in lines of at most `columns` columns, broken between words; a longer word is broken
/// where it must be. Never empty.
#[must_use]
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    let columns = columns.max(8);
    let mut lines = vec![String::new()];
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let mut word = word.to_string();
        while let Some(line) = lines.last_mut() {
            let gap = usize::from(!line.is_empty());
            if width(line) + gap + width(&word) <= columns {
                if gap == 1 {
                    line.push(' ');
                }
                line.push_str(&word);
                break;
            }
            if line.is_empty() {
                let mut head = String::new();
                while let Some(c) = word.chars().next() {
                    if !head.is_empty() && width(&head) + width(c.encode_utf8(&mut [0; 4])) > columns {
                        break;
                    }
                    head.push(c);
                    word.remove(0);
                }
                line.push_str(&head);
                if word.is_empty() {
                    break;
                }
            }
            lines.push(String::new());
        }
    }
    lines
}

/// The text wrapped, the first line after `first`, the others after as many blanks.
#[must_use]
pub fn hang(first: &str, text: &str, columns: usize) -> Vec<String> {
    let indent = width(first);
    wrap(text, columns.saturating_sub(indent))
        .into_iter()
        .enumerate()
        .map(|(at, line)| if at == 0 { format!("{first}{line}") } else { format!("{}{line}", " ".repeat(indent)) })
        .collect()
}

/// What holds.
#[must_use]
pub fn good(text: &str) -> String {
    text.green().to_string()
}

/// What does not hold.
#[must_use]
pub fn bad(text: &str) -> String {
    text.red().to_string()
}

/// What cannot be told.
#[must_use]
pub fn unsure(text: &str) -> String {
    text.yellow().to_string()
}

/// What may be skipped.
#[must_use]
pub fn dim(text: &str) -> String {
    text.dimmed().to_string()
}

/// What is read first.
#[must_use]
pub fn bold(text: &str) -> String {
    text.bold().to_string()
}

/// A place.
#[must_use]
pub fn place(text: &str) -> String {
    text.cyan().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_characters_count_two_columns() {
        assert_eq!(width("开源"), 4);
        assert_eq!(pad("开源", 6), "开源  ");
        assert_eq!(cut("开源模型", 5), "开源…");
        assert_eq!(cut_front("data/模型.txt", 8), "…型.txt");
    }

    #[test]
    fn lines_are_broken_between_words_and_long_words_inside() {
        assert_eq!(wrap("one two three", 8), ["one two", "three"]);
        assert_eq!(wrap("abcdefghijklmnop", 8), ["abcdefgh", "ijklmnop"]);
        assert_eq!(wrap("", 8), [""]);
        assert_eq!(hang("· ", "one two three", 10), ["· one two", "  three"]);
    }
}
