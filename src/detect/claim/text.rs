//! From a file to blocks of visible text, each character of which knows where it stands.
//!
//! Markdown goes through a CommonMark parser, HTML inside it is stripped by hand, reStructuredText
//! and plain text are read by paragraph. Link targets, images (badges), comments and code are left out.

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

/// What a block of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Running text, a list item or a quotation.
    Prose,
    /// A heading.
    Heading,
    /// One cell of a table.
    Cell,
    /// The whole text of a link to a paper, or a bibliography title.
    Citation,
    /// A tag, keyword or topic.
    Tag,
    /// A one-line description in a package file or card.
    Description,
}

/// Visible text without markup.
#[derive(Debug, Clone)]
pub struct Block {
    /// The text.
    pub text: String,
    /// What it is.
    pub part: Part,
    /// The heading that it stands under, in lower case.
    pub section: String,
    /// `(offset in the text, offset in the source)`, ascending; linear in between.
    map: Vec<(usize, usize)>,
}

impl Block {
    /// An empty block.
    #[must_use]
    pub fn new(part: Part) -> Self {
        Self { text: String::new(), part, section: String::new(), map: Vec::new() }
    }

    /// Text that stands in the source as it is.
    pub fn push(&mut self, text: &str, source: usize) {
        if !text.is_empty() {
            self.map.push((self.text.len(), source));
            self.text.push_str(text);
        }
    }

    /// Where a byte of the text stands in the source.
    #[must_use]
    pub fn source(&self, offset: usize) -> usize {
        let at = self.map.partition_point(|&(text, _)| text <= offset);
        at.checked_sub(1).map_or(0, |at| self.map[at].1 + (offset - self.map[at].0))
    }

    /// The source range of a range of the text, exact at both ends.
    #[must_use]
    pub fn range(&self, start: usize, end: usize) -> std::ops::Range<usize> {
        self.source(start)..if end > start { self.source(end - 1) + 1 } else { self.source(start) }
    }
}

/// The blocks of a Markdown text; `base` is where it begins in its file.
#[must_use]
pub fn markdown(text: &str, base: usize) -> Vec<Block> {
    let mut walk = Walk { base, ..Walk::default() };
    for (event, range) in Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH).into_offset_iter() {
        walk.event(event, text, range);
    }
    walk.flush();
    walk.blocks
}

#[derive(Default)]
struct Walk {
    base: usize,
    blocks: Vec<Block>,
    open: Option<Block>,
    section: String,
    images: usize,
    code: bool,
    html: Option<(usize, usize)>,
    paper: Option<(usize, usize)>,
}

impl Walk {
    fn event(&mut self, event: Event<'_>, text: &str, range: std::ops::Range<usize>) {
        if let (Some((start, end)), Event::Html(_)) = (self.html, &event) {
            self.html = Some((start, end.max(range.end)));
            return;
        }
        match event {
            Event::Start(Tag::Heading { .. }) => self.begin(Part::Heading),
            Event::Start(Tag::TableCell) => self.begin(Part::Cell),
            Event::Start(Tag::Paragraph | Tag::Item | Tag::DefinitionListDefinition) => self.begin(Part::Prose),
            Event::Start(Tag::Image { .. }) => self.images += 1,
            Event::End(TagEnd::Image) => self.images = self.images.saturating_sub(1),
            Event::Start(Tag::Link { dest_url, .. }) if is_paper(&dest_url) => {
                self.paper = self.open.as_ref().map(|open| (open.text.len(), self.blocks.len()));
            }
            Event::End(TagEnd::Link) => self.end_of_link(),
            Event::Start(Tag::CodeBlock(kind)) => {
                self.flush();
                self.code = true;
                if matches!(kind, CodeBlockKind::Fenced(_)) {
                    self.bibliography(&text[range.clone()], range.start);
                }
            }
            Event::End(TagEnd::CodeBlock) => self.code = false,
            Event::Start(Tag::HtmlBlock) => {
                self.flush();
                self.html = Some((range.start, range.start));
            }
            Event::End(TagEnd::HtmlBlock) => {
                if let Some((start, end)) = self.html.take() {
                    self.raw_html(&text[start..end], start);
                }
            }
            Event::End(TagEnd::Heading(_)) => {
                if let Some(open) = &self.open {
                    self.section = open.text.to_lowercase();
                }
                self.flush();
            }
            Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::TableCell | TagEnd::DefinitionListDefinition) => self.flush(),
            Event::Text(words) if !self.code && self.images == 0 => self.text(&words, range.start),
            Event::Code(words) if self.images == 0 => {
                let at = text[range.clone()].find(&*words).map_or(range.start, |at| range.start + at);
                self.text(&words, at);
            }
            Event::SoftBreak => self.text(" ", range.start),
            Event::HardBreak => self.text("\n", range.start),
            Event::InlineHtml(tag) if tag.get(..3).is_some_and(|tag| tag.eq_ignore_ascii_case("<br")) => {
                self.text("\n", range.start);
            }
            _ => {}
        }
    }

    fn begin(&mut self, part: Part) {
        self.flush();
        self.open = Some(Block { section: self.section.clone(), ..Block::new(part) });
    }

    fn text(&mut self, words: &str, start: usize) {
        let section = &self.section;
        let open = self.open.get_or_insert_with(|| Block { section: section.clone(), ..Block::new(Part::Prose) });
        open.push(words, self.base + start);
    }

    fn flush(&mut self) {
        self.paper = None;
        if let Some(open) = self.open.take().filter(|open| !open.text.trim().is_empty()) {
            self.blocks.push(open);
        }
    }

    /// The text of a link to a paper is a citation, not a sentence of the project.
    fn end_of_link(&mut self) {
        let (Some((from, blocks)), Some(open)) = (self.paper.take(), self.open.as_mut()) else { return };
        if blocks != self.blocks.len() || from >= open.text.len() || !open.text[from..].contains(' ') {
            return;
        }
        let mut cited = Block { section: open.section.clone(), ..Block::new(Part::Citation) };
        cited.push(&open.text[from..], open.source(from));
        open.text.truncate(from);
        open.map.retain(|&(text, _)| text < from);
        open.push("\n", cited.source(0));
        self.blocks.push(cited);
    }

    /// Titles of BibTeX entries; they are citations too.
    fn bibliography(&mut self, text: &str, start: usize) {
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            let trimmed = line.trim_start();
            let key = trimmed.get(..5).is_some_and(|key| key.eq_ignore_ascii_case("title"));
            if let Some(equals) = trimmed.find('=').filter(|_| key) {
                let from = line.len() - trimmed.len() + equals + 1;
                let mut cited = Block { section: self.section.clone(), ..Block::new(Part::Citation) };
                let mut word = from;
                for (offset, c) in line[from..].char_indices() {
                    if matches!(c, '{' | '}' | '"' | '\r' | '\n') {
                        cited.push(&line[word..from + offset], self.base + start + at + word);
                        word = from + offset + c.len_utf8();
                    }
                }
                self.blocks.push(cited);
            }
            at += line.len();
        }
    }

    fn raw_html(&mut self, html: &str, start: usize) {
        for mut block in strip_html(html, self.base + start) {
            if block.part == Part::Heading {
                self.section = block.text.to_lowercase();
            }
            block.section.clone_from(&self.section);
            self.blocks.push(block);
        }
    }
}

/// Places of papers and recorded talks: the text of a link to one is its title.
fn is_paper(url: &str) -> bool {
    [
        "arxiv.org/",
        "aclanthology.org/",
        "doi.org/",
        "openreview.net/",
        "huggingface.co/papers/",
        "proceedings",
        "semanticscholar.org/",
    ]
    .iter()
    .any(|place| url.contains(place))
}

/// The visible text of HTML, without tags, attributes, comments, scripts and Markdown link targets.
#[must_use]
pub fn strip_html(html: &str, base: usize) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut open = Block::new(Part::Prose);
    let mut rest = 0;
    while rest < html.len() {
        let Some(at) = memchr::memchr(b'<', &html.as_bytes()[rest..]).map(|at| at + rest) else {
            visible(&mut open, &html[rest..], base + rest);
            break;
        };
        visible(&mut open, &html[rest..at], base + rest);
        let tail = &html[at..];
        let name: String = tail[1..]
            .chars()
            .take(12)
            .take_while(|c| c.is_ascii_alphanumeric() || *c == '/')
            .collect::<String>()
            .to_ascii_lowercase();
        let (close, part): (&str, Option<Part>) = match name.as_str() {
            _ if tail.starts_with("<!--") => ("-->", None),
            "script" | "/script" => ("</script>", None),
            "style" => ("</style>", None),
            "code" | "pre" => (">", None),
            "h1" | "h2" | "h3" | "h4" => (">", Some(Part::Heading)),
            "td" | "th" => (">", Some(Part::Cell)),
            "p" | "/p" | "div" | "/div" | "li" | "/li" | "br" | "br/" | "/h1" | "/h2" | "/h3" | "/h4" | "/td" | "/th" | "tr"
            | "ul" | "/ul" | "table" | "summary" | "/summary" | "details" | "/details" | "center" | "/center" => {
                (">", Some(Part::Prose))
            }
            "" => ("", None),
            _ => (">", None),
        };
        if let Some(part) = part {
            // A line break ends a line, not the cell.
            let part = if open.part == Part::Cell && name.starts_with("br") { Part::Cell } else { part };
            let done = std::mem::replace(&mut open, Block::new(part));
            blocks.push(done);
        }
        let skip = if close.is_empty() {
            1
        } else {
            memchr::memmem::find(tail.as_bytes(), close.as_bytes()).map_or(tail.len(), |end| end + close.len())
        };
        if close.is_empty() {
            open.push("<", base + at);
        }
        rest = at + skip;
    }
    blocks.push(open);
    blocks.retain(|block| !block.text.trim().is_empty());
    blocks
}

/// Text between tags: line ends become spaces, the targets of Markdown links are left out.
fn visible(block: &mut Block, text: &str, source: usize) {
    let mut from = 0;
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'\n' | b'\r' => {
                block.push(&text[from..at], source + from);
                block.push(" ", source + at);
                from = at + 1;
            }
            b']' if bytes.get(at + 1) == Some(&b'(') => {
                let close = memchr::memchr2(b')', b'\n', &bytes[at..]).map_or(bytes.len(), |end| at + end + 1);
                block.push(&text[from..at], source + from);
                block.push("\u{20}", source + at);
                from = close;
                at = close.saturating_sub(1).max(at);
            }
            b'*' | b'`' | b'[' | b'#' => {
                block.push(&text[from..at], source + from);
                from = at + 1;
            }
            _ => {}
        }
        at += 1;
    }
    block.push(text.get(from..).unwrap_or(""), source + from);
}
