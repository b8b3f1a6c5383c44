//! Tables of checkpoints or data sets that have a column of licenses.

use super::links;
use crate::evidence::Answer;
use crate::license::sentence::patterns::forbids;
use crate::license::sentence::{Said, excluded_use};
use crate::license::{Subject, expression};

/// The longest name of a row, in characters.
const NAME: usize = 80;

/// A row of a table, and the file of this tree that its cell leads to.
pub struct Row {
    /// What the row says; the license is empty when only a link says it.
    pub said: Said,
    /// The path from the top of the tree.
    pub link: Option<String>,
}

/// Rows that name a license. `folder` is where the file stands.
pub fn rows(text: &str, folder: &str) -> Vec<Row> {
    let mut out = Vec::new();
    let mut header: Option<Header> = None;
    let mut above: Option<&str> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let bare = line.trim();
        if !bare.contains('|') {
            (header, above) = (None, None);
        } else if is_rule(bare) {
            // Only the row above the rule names columns; "license" in any other is about what the row is about.
            header = above.and_then(Header::read);
        } else {
            if let Some(known) = &header {
                out.extend(known.row(bare, at, folder));
            }
            above = Some(bare);
        }
        at += line.len();
    }
    out
}

/// Whether a row is the line of dashes under a table's head.
fn is_rule(row: &str) -> bool {
    row.contains('-') && row.bytes().all(|b| matches!(b, b'-' | b':' | b' ' | b'|' | b'\t'))
}

/// The first row of a table that names licenses.
struct Header {
    name: usize,
    license: usize,
    data: bool,
}

impl Header {
    fn read(row: &str) -> Option<Self> {
        let cells: Vec<String> = cells(row).iter().map(|cell| cell.to_lowercase()).collect();
        let find = |words: &[&str]| cells.iter().position(|cell| words.iter().any(|word| cell.contains(word)));
        let license = find(&["licen", "许可", "协议", "лиценз", "ライセンス"])?;
        let models = find(&["model", "checkpoint", "weights", "模型", "voice", "variant"]);
        let data = find(&["data", "corpus", "source", "subset", "split", "数据", "датасет"]);
        let name = models.or(data).filter(|name| *name != license).unwrap_or(0);
        (name != license).then_some(Self { name, license, data: models.is_none() && data.is_some() })
    }

    fn row(&self, row: &str, at: usize, folder: &str) -> Option<Row> {
        let cells = cells(row);
        let name = plain(cells.get(self.name)?);
        let cell = cells.get(self.license)?;
        let words = plain(cell);
        if name.is_empty() || words.is_empty() || words.bytes().all(|b| matches!(b, b'-' | b':' | b' ')) {
            return None;
        }
        let led = target(cell).map(|target| links::read(target, folder));
        let known = expression::parse(&words);
        let (license, free, link) = match (known, led) {
            (Some(known), _) => (known.text, known.free, None),
            (None, Some(links::Target { license: Some(known), .. })) => (known.text, known.free, None),
            (None, _) if is_limit(&words) => (excluded_use(&words).to_string(), Answer::No, None),
            (None, Some(links::Target { path: Some(path), .. })) => (String::new(), Answer::Unknown, Some(path)),
            // "License" as the words of a link to somewhere else names none.
            (None, _) if is_pointing(&words) => return None,
            (None, _) => (crate::license::reference(&words), Answer::Unknown, None),
        };
        let subject = if self.data { Subject::Data(Some(name)) } else { Subject::Weights(Some(name)) };
        Some(Row { said: Said { license, free, subject, offset: at, prominent: true }, link })
    }
}

/// A limit of use in place of a license's name.
fn is_limit(words: &str) -> bool {
    let lower = words.to_lowercase().replace(['-', ' '], "");
    forbids(words).is_some() || lower == "noncommercial" || lower == "researchonly" || lower == "noncommercialuse"
}

fn is_pointing(words: &str) -> bool {
    matches!(words.to_lowercase().as_str(), "license" | "licence" | "link" | "here" | "view" | "see" | "terms" | "许可证")
}

fn cells(row: &str) -> Vec<&str> {
    row.trim().trim_matches('|').split('|').map(str::trim).collect()
}

/// The words of a cell without links, tags and emphasis, cut to what a name needs.
fn plain(cell: &str) -> String {
    let first = cell.split("<br").next().unwrap_or_default();
    let mut out = String::new();
    let mut rest = first;
    while let Some((before, after)) = rest.split_once("](") {
        out.push_str(before);
        rest = after.split_once(')').map_or("", |(_, rest)| rest);
    }
    out.push_str(rest);
    let mut words = String::new();
    let mut tag = false;
    for c in out.chars() {
        match c {
            '<' => tag = true,
            '>' => tag = false,
            '[' | ']' | '*' | '`' | '!' => {}
            c if !tag => words.push(c),
            _ => {}
        }
    }
    words.trim().chars().take(NAME).collect()
}

/// The target of the first link of a cell, in Markdown or HTML.
fn target(cell: &str) -> Option<&str> {
    let markdown = cell.split_once("](").and_then(|(_, after)| after.split_once(')')).map(|(url, _)| url);
    let html = || cell.split_once("href=\"").and_then(|(_, after)| after.split_once('"')).map(|(url, _)| url);
    markdown.or_else(html).map(str::trim)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(head: &str, row: &str) -> Vec<(String, Answer, Option<String>)> {
        let text = format!("{head}\n|---|---|\n{row}\n\nend\n");
        rows(&text, "docs").into_iter().map(|row| (row.said.license, row.said.free, row.link)).collect()
    }

    #[test]
    fn a_column_of_licenses_is_read_row_by_row() {
        let row = |cell: &str| of("| Model | License |", &format!("| brook-7b | {cell} |"));
        assert_eq!(row("MIT"), [("MIT".into(), Answer::Yes, None)]);
        assert_eq!(row("<sup>[CC BY-NC 4.0](https://x.example)</sup>"), [("CC-BY-NC-4.0".into(), Answer::No, None)]);
        assert_eq!(row("<a href=\"https://opensource.org/licenses/MIT\">here</a>"), [("MIT".into(), Answer::Yes, None)]);
        assert_eq!(row("Non-commercial"), [("LicenseRef-Non-Commercial".into(), Answer::No, None)]);
        assert_eq!(row("[License](brook/LICENSE)"), [(String::new(), Answer::Unknown, Some("docs/brook/LICENSE".into()))]);
        assert_eq!(row("[License](https://brook.example/terms)"), []);
        assert_eq!(row("-"), []);
        assert_eq!(row("Brook terms"), [("LicenseRef-Brook-terms".into(), Answer::Unknown, None)]);
    }

    #[test]
    fn the_name_of_the_row_says_what_it_covers() {
        let subject = |head: &str| rows(&format!("{head}\n|---|---|\n| Brook | CC0 |\n"), "").pop().map(|row| row.said.subject);
        assert_eq!(subject("| Checkpoint | License |"), Some(Subject::Weights(Some("Brook".into()))));
        assert_eq!(subject("| Dataset | License |"), Some(Subject::Data(Some("Brook".into()))));
        assert_eq!(subject("| Brook | Stone |"), None);
        let exams = "| Task | Description |\n|---|---|\n| exams | Questions of License Exams |\n| notes | Questions on notes |\n";
        assert!(rows(exams, "").is_empty(), "a row is no head");
    }
}
