//! A text in hand, with what detectors need to point into it.

use crate::evidence::{Evidence, Location, Strength};
use crate::inventory::Artifact;
use crate::syntax::notebook::{self, Notebook};
use crate::text::{LineIndex, QUOTE_WIDTH, sanitize};
use std::cell::OnceCell;

/// A text file that was read, with what detectors need to point into it.
pub struct File<'a> {
    /// Its path and class.
    pub artifact: &'a Artifact,
    /// Its text, lossily decoded, byte order mark removed.
    pub text: &'a str,
    lines: OnceCell<LineIndex>,
    notebook: OnceCell<Option<Notebook>>,
}

impl<'a> File<'a> {
    /// Wraps a text for looking at.
    #[must_use]
    pub fn new(artifact: &'a Artifact, text: &'a str) -> Self {
        Self { artifact, text, lines: OnceCell::new(), notebook: OnceCell::new() }
    }

    /// The cells of a notebook, read once for all detectors; `None` where no reader of notebooks takes it.
    #[must_use]
    pub fn notebook(&self) -> Option<&Notebook> {
        self.notebook.get_or_init(|| notebook::parse(self.text)).as_ref()
    }

    /// Counted when somebody asks: most files have nothing to point at.
    fn lines(&self) -> &LineIndex {
        self.lines.get_or_init(|| LineIndex::new(self.text))
    }

    /// The place of a byte offset.
    #[must_use]
    pub fn location(&self, offset: usize) -> Location {
        Location {
            path: self.artifact.path().into(),
            line: Some(self.lines().line(offset)),
            column: Some(self.lines().column(self.text, offset)),
            blob: Some(self.artifact.oid()),
        }
    }

    /// The one-based line of a byte offset.
    #[must_use]
    pub fn line(&self, offset: usize) -> u32 {
        self.lines().line(offset)
    }

    /// Evidence at a byte offset, quoting its line.
    #[must_use]
    pub fn evidence(&self, signature: &str, strength: Strength, offset: usize) -> Evidence {
        Evidence {
            signature: signature.into(),
            strength,
            location: Location { column: None, ..self.location(offset) },
            quote: sanitize(self.lines().text(self.text, self.lines().line(offset)), QUOTE_WIDTH),
            note: None,
        }
    }
}
