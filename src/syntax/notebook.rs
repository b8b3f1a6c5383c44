//! Jupyter notebooks: the cells without their outputs.

use serde::Deserialize;
use serde::de::IgnoredAny;

/// The longest notebook that is read, in bytes; most of a long one is pictures.
pub const LONGEST: usize = 8 << 20;

/// The cells of a notebook, joined by kind, with the way back to the file.
#[derive(Debug, Clone, Default)]
pub struct Notebook {
    /// Code cells, one after another; lines of magic are blank.
    pub code: Part,
    /// The shell lines of code cells (`!wget …`, and all of a `%%bash` cell), without the mark.
    pub shell: Part,
    /// Markdown cells.
    pub prose: Part,
}

/// Text gathered from cells.
#[derive(Debug, Clone, Default)]
pub struct Part {
    /// The text.
    pub text: String,
    /// `(offset in the text, offset in the file)` of every line, in order.
    lines: Vec<(usize, usize)>,
}

impl Part {
    /// The place in the file of an offset in the text, exact to the line.
    #[must_use]
    pub fn place(&self, offset: usize) -> usize {
        let at = self.lines.partition_point(|&(start, _)| start <= offset);
        at.checked_sub(1).map_or(0, |at| self.lines[at].1)
    }

    fn push(&mut self, line: &str, file: usize) {
        self.lines.push((self.text.len(), file));
        self.text.push_str(line);
        self.text.push('\n');
    }
}

#[derive(Deserialize)]
struct Raw {
    #[serde(default)]
    cells: Vec<Cell>,
    #[serde(default)]
    worksheets: Vec<Sheet>,
}

#[derive(Deserialize)]
struct Sheet {
    #[serde(default)]
    cells: Vec<Cell>,
}

#[derive(Deserialize)]
struct Cell {
    #[serde(default)]
    cell_type: String,
    #[serde(default, alias = "input")]
    source: Source,
    #[serde(default, rename = "outputs")]
    _outputs: IgnoredAny,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Source {
    Lines(Vec<String>),
    Whole(String),
    Other(IgnoredAny),
}

impl Default for Source {
    fn default() -> Self {
        Self::Lines(Vec::new())
    }
}

/// Reads a notebook; `None` when it is none, or over [`LONGEST`].
#[must_use]
pub fn parse(text: &str) -> Option<Notebook> {
    if text.len() > LONGEST {
        return None;
    }
    let raw: Raw = serde_json::from_str(text).ok()?;
    let mut notebook = Notebook::default();
    let (mut from, mut misses) = (0, 0);
    for cell in raw.cells.into_iter().chain(raw.worksheets.into_iter().flat_map(|sheet| sheet.cells)) {
        let source = match cell.source {
            Source::Lines(lines) => lines.concat(),
            Source::Whole(whole) => whole,
            Source::Other(_) => continue,
        };
        let shell_cell =
            ["%%bash", "%%sh", "%%shell", "%%script bash"].iter().any(|magic| source.trim_start().starts_with(magic));
        let mut continued = false;
        for line in source.lines() {
            let place = find(text, line, &mut from, &mut misses);
            if cell.cell_type != "code" {
                notebook.prose.push(line, place);
                continue;
            }
            let bare = line.trim_start();
            let shell = bare.strip_prefix('!').or_else(|| bare.strip_prefix("%pip").map(|_| &bare[1..]));
            match shell {
                _ if (shell_cell || continued) && !bare.starts_with("%%") => notebook.shell.push(line, place),
                Some(command) => notebook.shell.push(command, place),
                None => notebook.code.push(if bare.starts_with('%') { "" } else { line }, place),
            }
            continued = (shell.is_some() || continued) && line.ends_with('\\');
        }
        notebook.code.push("", from);
    }
    Some(notebook)
}

/// How many lines may be searched for in vain to the end of the file, and how far the others are, in bytes.
const MISSES: usize = 32;
const NEAR: usize = 16 << 10;

/// Where a line stands in the file, searched from the last one on, as JSON writes it.
///
/// A line that is spelt in some other way is searched to the end and not found: after a few of them no further than
/// [`NEAR`], so that no file costs its length for every line.
fn find(text: &str, line: &str, from: &mut usize, misses: &mut usize) -> usize {
    let quoted = serde_json::to_string(line).unwrap_or_default();
    let inner = quoted.get(1..quoted.len().saturating_sub(1)).unwrap_or_default();
    if inner.trim().is_empty() {
        return *from;
    }
    // A writer that escapes all but ASCII spells the line otherwise; its first plain words will do.
    let words = &inner[..inner.find(|c: char| !c.is_ascii()).unwrap_or(inner.len())];
    let rest = text.get(*from..).unwrap_or_default().as_bytes();
    let rest = if *misses > MISSES { &rest[..rest.len().min(NEAR)] } else { rest };
    if words.trim().len() > 1
        && let Some(at) = memchr::memmem::find(rest, words.as_bytes())
    {
        let place = *from + at;
        *from = place + words.len();
        return place;
    }
    *misses += 1;
    *from
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = r##"{"cells": [
 {"cell_type": "markdown", "source": ["# Brook\n"]},
 {"cell_type": "code", "source": ["!wget https://example.org/rivers.tar\n", "%matplotlib inline\n", "loss.backward()\n"],
  "outputs": [{"text": "train train train"}]}
], "nbformat": 4}"##;

    #[test]
    fn cells_are_told_apart_and_outputs_left_out() {
        let notebook = parse(TEXT).unwrap();
        assert_eq!(notebook.prose.text, "# Brook\n");
        assert_eq!(notebook.shell.text, "wget https://example.org/rivers.tar\n");
        assert!(notebook.code.text.contains("loss.backward()") && !notebook.code.text.contains("matplotlib"));
        assert!(!notebook.code.text.contains("train train"));
    }

    #[test]
    fn a_line_of_code_leads_back_to_its_line_in_the_file() {
        let notebook = parse(TEXT).unwrap();
        let place = notebook.code.place(notebook.code.text.find("loss").unwrap());
        assert!(TEXT[place..].starts_with("loss.backward()"));
    }

    #[test]
    fn what_is_no_notebook_is_none() {
        assert!(parse("[1, 2").is_none());
    }
}
