//! Prose as blocks: headings, paragraphs, list items, table rows and code, each with the headings
//! above it.
//!
//! A line reader, not a CommonMark parser: READMEs mix Markdown, reStructuredText and HTML, and what
//! is asked of them here is which words stand together and under which heading.

pub mod references;

/// What a block of prose is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockKind {
    /// A heading.
    Heading,
    /// Lines up to a blank line.
    Paragraph,
    /// A list item with its continuation lines.
    Item,
    /// One row of a table.
    Row,
    /// Consecutive lines of a code fence.
    Code,
}

/// One block.
#[derive(Debug, Clone)]
pub struct Block<'t> {
    /// What it is.
    pub kind: BlockKind,
    /// Its byte offset in the text.
    pub offset: usize,
    /// Its text, as it stands; of a heading, the words without their marks.
    pub text: &'t str,
    /// The headings above it (of a heading: with itself), outermost first.
    pub headings: Vec<&'t str>,
    /// The first row of its table; empty outside tables.
    pub header: &'t str,
    /// The block before it, if that leads up to it ("Download the models:"), or the list item that it stands under; else empty.
    pub lead: &'t str,
}

impl<'t> Block<'t> {
    /// The nearest heading, or empty.
    #[must_use]
    pub fn heading(&self) -> &'t str {
        self.headings.last().copied().unwrap_or_default()
    }
}

/// The most blocks of one text; only a hostile file has more.
const MOST: usize = 20_000;

/// The longest paragraph kept together, in bytes: past it, HTML tables would mix their rows.
const LONGEST: usize = 1500;

/// Cuts a text into blocks.
#[must_use]
pub fn blocks(text: &str) -> Vec<Block<'_>> {
    let mut reader = Reader {
        text,
        out: Vec::new(),
        headings: Vec::new(),
        header: "",
        lead: "",
        open: None,
        fence: None,
        inside: false,
        gap: false,
        begun: false,
        above: Vec::new(),
    };
    let mut skip = false;
    let lines: Vec<(usize, &str)> = lines(text).collect();
    for (at, &(start, line)) in lines.iter().enumerate() {
        if reader.out.len() >= MOST {
            break;
        }
        if std::mem::take(&mut skip) {
            continue;
        }
        let next = lines.get(at + 1).map_or("", |(_, next)| *next);
        skip = reader.line(start, line, next);
    }
    reader.flush();
    reader.out
}

fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut start = 0;
    text.split_inclusive('\n').map(move |line| {
        let at = start;
        start += line.len();
        (at, line.trim_end_matches(['\n', '\r']))
    })
}

struct Reader<'t> {
    text: &'t str,
    out: Vec<Block<'t>>,
    headings: Vec<(usize, &'t str)>,
    header: &'t str,
    lead: &'t str,
    open: Option<(BlockKind, usize, usize)>,
    fence: Option<&'static str>,
    /// Whether the fence stands in a list item, and whether its last line was empty.
    inside: bool,
    gap: bool,
    begun: bool,
    /// The list items that the next one may stand under, each with its indentation.
    above: Vec<(usize, &'t str)>,
}

impl<'t> Reader<'t> {
    /// Takes one line; true when the next one belongs to it (the underline of a heading).
    fn line(&mut self, start: usize, line: &'t str, next: &str) -> bool {
        let end = start + line.len();
        let trimmed = line.trim();
        if let Some(mark) = self.fence {
            // A fence inside a list item ends with the item (CommonMark 0.31, 5.2), closed or not.
            let ends = self.inside && self.gap && !trimmed.is_empty() && !line.starts_with([' ', '\t']);
            self.gap = trimmed.is_empty();
            if !ends {
                if trimmed.starts_with(mark) {
                    self.flush();
                    self.fence = None;
                } else {
                    self.extend(BlockKind::Code, start, end);
                }
                return false;
            }
            self.flush();
            self.fence = None;
        }
        if let Some(mark) = ["```", "~~~"].into_iter().find(|mark| trimmed.starts_with(mark)) {
            self.flush();
            self.fence = (trimmed.len() < 6 || !trimmed.ends_with(mark)).then_some(mark);
            let indented = line.starts_with("  ") || line.starts_with('\t');
            self.inside = indented && self.out.last().is_some_and(|block| block.kind == BlockKind::Item);
            self.gap = false;
        } else if trimmed.is_empty() {
            self.flush();
            self.header = "";
        } else if let Some((level, title)) = heading(trimmed) {
            self.enter(level, title, start);
        } else if self.open.is_none() && trimmed.len() < 200 && !trimmed.starts_with('|') && is_underline(next) {
            self.enter(if next.starts_with('=') { 1 } else { 2 }, trimmed, start);
            return true;
        } else if trimmed.starts_with('|') || !self.header.is_empty() || is_delimiter(next) {
            self.flush();
            if self.header.is_empty() {
                self.header = trimmed;
            }
            self.open = Some((BlockKind::Row, start, end));
            self.flush();
        } else if is_item(trimmed) {
            self.flush();
            self.open = Some((BlockKind::Item, start, end));
        } else {
            self.extend(BlockKind::Paragraph, start, end);
        }
        false
    }

    fn extend(&mut self, kind: BlockKind, start: usize, end: usize) {
        match &mut self.open {
            Some((_, from, to)) if end - *from <= LONGEST => *to = end,
            _ => {
                self.flush();
                self.open = Some((kind, start, end));
            }
        }
    }

    fn flush(&mut self) {
        let Some((kind, from, to)) = self.open.take() else { return };
        let text = self.text.get(from..to).unwrap_or_default();
        let mut lead = std::mem::take(&mut self.lead);
        if text.trim_end().ends_with([':', '：']) || (!lead.is_empty() && kind == BlockKind::Row) {
            self.lead = if kind == BlockKind::Row { lead } else { text };
        }
        let indent = text.len() - text.trim_start().len();
        if kind == BlockKind::Item {
            self.above.retain(|(above, _)| *above < indent);
            // "Download one of the models", over an item for each.
            if let (true, Some((_, item))) = (lead.is_empty(), self.above.last()) {
                lead = item;
            }
            self.above.push((indent, text));
        } else if indent == 0 {
            self.above.clear();
        }
        self.out.push(Block { kind, offset: from, text, headings: self.titles(), header: self.header, lead });
    }

    fn enter(&mut self, level: usize, title: &'t str, offset: usize) {
        self.flush();
        self.header = "";
        self.lead = "";
        self.above.clear();
        // The first heading is the title even where the file begins at the second level.
        let level = if std::mem::replace(&mut self.begun, true) { level } else { 1 };
        self.headings.retain(|(above, _)| *above < level);
        self.headings.push((level, title));
        let headings = self.titles();
        self.out.push(Block { kind: BlockKind::Heading, offset, text: title, headings, header: "", lead: "" });
    }

    fn titles(&self) -> Vec<&'t str> {
        self.headings.iter().map(|(_, title)| *title).collect()
    }
}

/// `# Title`, `<h2>Title</h2>`, or a line that is bold as a whole.
fn heading(line: &str) -> Option<(usize, &str)> {
    let level = line.bytes().take_while(|&b| b == b'#').count();
    if (1..=6).contains(&level) && line[level..].starts_with([' ', '\t']) {
        return Some((level, line[level..].trim().trim_end_matches('#').trim()));
    }
    if let Some(rest) = line.strip_prefix("<h").or_else(|| line.strip_prefix("<H")) {
        let level = rest.bytes().next().filter(u8::is_ascii_digit).map(|digit| (digit - b'0') as usize)?;
        let inner = rest.split_once('>')?.1;
        let inner = inner.rsplit_once("</h").map_or(inner, |(inner, _)| inner).trim();
        return (!inner.is_empty()).then_some((level, inner));
    }
    let bold = line.strip_prefix("**").and_then(|rest| rest.trim_end_matches([':', '：']).strip_suffix("**"));
    bold.filter(|inner| !inner.is_empty() && inner.len() < 80 && !inner.contains("**")).map(|inner| (7, inner))
}

fn is_underline(line: &str) -> bool {
    let line = line.trim_end();
    line.len() >= 3 && ["=", "-", "~", "^"].iter().any(|mark| line.trim_start_matches(mark).is_empty())
}

/// The row of dashes under a table's first row.
fn is_delimiter(line: &str) -> bool {
    let line = line.trim();
    line.contains('|') && line.contains('-') && line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '))
}

fn is_item(line: &str) -> bool {
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    if rest.len() < line.len() {
        return rest.starts_with(". ") || rest.starts_with(") ");
    }
    ["- ", "* ", "+ ", "• "].iter().any(|mark| line.starts_with(mark))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<(BlockKind, &str)> {
        blocks(text).iter().map(|block| (block.kind, block.text.trim())).collect()
    }

    #[test]
    fn words_stand_under_their_headings() {
        let found = blocks("# Brook\n\nA model.\n\n## Weights\n\n- [7B](u)\n  here\n- two\n\nRivers\n======\n\nx\n");
        let by = |text: &str| found.iter().find(|block| block.text.starts_with(text)).map(|block| block.headings.clone());
        assert_eq!(by("A model."), Some(vec!["Brook"]));
        assert_eq!(by("- [7B](u)\n  here"), Some(vec!["Brook", "Weights"]));
        assert_eq!(by("x"), Some(vec!["Rivers"]));
    }

    #[test]
    fn rows_know_their_header_and_code_is_code() {
        let found = blocks("Get it:\n\n| model | link |\n|---|---|\n| a | b |\n\n```\n# not a heading\n```\n");
        assert_eq!(found[3].kind, BlockKind::Row);
        assert_eq!((found[3].header, found[3].lead), ("| model | link |", "Get it:"));
        assert_eq!(kinds("```\n# no\n```")[0], (BlockKind::Code, "# no"));
    }

    #[test]
    fn a_fence_in_a_list_item_ends_with_the_item() {
        let open = kinds("- run\n\n  ```\n  a\n\n  b\n\n## Weights\n\nx\n");
        assert_eq!(open[2..], [(BlockKind::Heading, "Weights"), (BlockKind::Paragraph, "x")]);
        let outside = kinds("run\n\n```\na\n\n## no heading\n");
        assert!(outside.iter().all(|(kind, _)| *kind != BlockKind::Heading), "{outside:?}");
    }

    #[test]
    fn html_and_bold_lines_are_headings_too() {
        assert_eq!(kinds("<h1 align=\"center\">Brook</h1>\n**Models**\n")[0], (BlockKind::Heading, "Brook"));
        assert_eq!(kinds("**Models:**\n")[0], (BlockKind::Heading, "Models:"));
        assert_eq!(kinds("**Models**:\n")[0], (BlockKind::Heading, "Models"));
    }
}
