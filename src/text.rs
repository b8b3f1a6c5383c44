//! Text of strangers: making it safe to print, and counting its lines.
//!
//! Everything that comes out of a scanned repository passes [`sanitize`] before it reaches a
//! terminal, a log, Markdown or a report.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// The longest quote of a foreign line in a report, in columns.
pub const QUOTE_WIDTH: usize = 160;

/// One line of `text`, safe to print anywhere: white space is folded, control, bidirectional and
/// zero-width characters become U+FFFD, and no more than `width` columns are kept.
#[must_use]
pub fn sanitize(text: &str, width: usize) -> String {
    let mut out = String::new();
    let mut used = 0;
    let mut space = false;
    for grapheme in text.trim().graphemes(true) {
        if grapheme.chars().all(char::is_whitespace) {
            space = true;
            continue;
        }
        if std::mem::take(&mut space) && !out.is_empty() {
            out.push(' ');
            used += 1;
        }
        let clean: String = grapheme.chars().map(|c| if is_hazard(c) { '\u{FFFD}' } else { c }).collect();
        let columns = clean.width().max(1);
        // A cluster of hundreds of marks has no honest width; four code points serve every script.
        if used + columns > width || clean.chars().count() > 12 {
            out.push('…');
            break;
        }
        out.push_str(&clean);
        used += columns;
    }
    out
}

/// A whole path, safe to print: like [`sanitize`] without a limit and without folding spaces.
#[must_use]
pub fn sanitize_path(path: &str) -> String {
    path.chars().map(|c| if is_hazard(c) { '\u{FFFD}' } else { c }).collect()
}

/// Whether a character can move the cursor, reorder the line or hide: controls, bidirectional
/// formatting (UAX #9), zero-width and tag characters, line and paragraph separators.
#[must_use]
pub fn is_hazard(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{061C}' | '\u{00AD}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
}

/// Where the lines of a text begin, for turning byte offsets into lines and columns.
#[derive(Debug, Clone)]
pub struct LineIndex {
    starts: Vec<u32>,
}

impl LineIndex {
    /// Counts the lines of `text` once. Texts are capped far below 4 GiB before they get here.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let mut starts = vec![0];
        starts.extend(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at as u32 + 1));
        Self { starts }
    }

    /// The one-based line that holds the byte at `offset`.
    #[must_use]
    pub fn line(&self, offset: usize) -> u32 {
        self.starts.partition_point(|&start| start as usize <= offset) as u32
    }

    /// The one-based column, in characters, of the byte at `offset` of `text`.
    #[must_use]
    pub fn column(&self, text: &str, offset: usize) -> u32 {
        let start = self.starts[self.line(offset) as usize - 1] as usize;
        text.get(start..offset).map_or(1, |before| before.chars().count() as u32 + 1)
    }

    /// The text of the one-based `line`, without its line end.
    #[must_use]
    pub fn text<'t>(&self, text: &'t str, line: u32) -> &'t str {
        let Some(&start) = self.starts.get(line as usize - 1) else { return "" };
        let end = self.starts.get(line as usize).map_or(text.len(), |&next| next as usize - 1);
        text.get(start as usize..end).unwrap_or("").trim_end_matches('\r')
    }
}

/// How many brackets may stand open in YAML. The parser gives up there too, but only after reading all of it,
/// at a price for each open bracket.
const DEEPEST: usize = 128;

/// The byte where a YAML text opens more brackets than anybody writes; `None` for an honest one. Brackets in
/// quotes count too: a text with so many unclosed ones is no honest one either.
#[must_use]
pub fn nests_too_deeply(text: &str) -> Option<usize> {
    let mut open = 0_usize;
    text.bytes().enumerate().find_map(|(at, byte)| {
        match byte {
            b'[' | b'{' => open += 1,
            b']' | b'}' => open = open.saturating_sub(1),
            _ => {}
        }
        (open > DEEPEST).then_some(at)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_nests_that_nobody_writes_are_too_deep() {
        assert_eq!(nests_too_deeply(&"[a, {b: c}], ".repeat(1000)), None);
        assert_eq!(nests_too_deeply(&"[".repeat(DEEPEST)), None);
        assert_eq!(nests_too_deeply(&"[{".repeat(DEEPEST)), Some(DEEPEST));
    }

    #[test]
    fn escapes_never_reach_the_terminal() {
        assert_eq!(sanitize("a\x1b[31mred\u{202E}x", 80), "a\u{FFFD}[31mred\u{FFFD}x");
        assert_eq!(sanitize("  two \n\t words ", 80), "two words");
    }

    #[test]
    fn a_quote_is_cut_at_its_width() {
        assert_eq!(sanitize("abcdef", 3), "abc…");
        assert_eq!(sanitize("开源模型", 4), "开源…");
    }

    #[test]
    fn lines_and_columns_are_one_based() {
        let text = "one\ntwo é x\r\nthree";
        let index = LineIndex::new(text);
        assert_eq!(index.line(0), 1);
        assert_eq!(index.line(4), 2);
        assert_eq!(index.text(text, 2), "two é x");
        assert_eq!(index.column(text, text.find('x').unwrap_or(0)), 7);
        assert_eq!(index.text(text, 3), "three");
    }
}
