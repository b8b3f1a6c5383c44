//! Sentences and tables of prose that state a license.

use crate::detect::File;
use crate::evidence::Strength;
use crate::inventory::{Artifact, Kind, Role};
use crate::license::sentence::{Said, said};
use crate::license::{LicenseStatus, Statement, Subject, expression};

/// The most statements that are taken from one file.
const MOST: usize = 60;

/// The most bytes worth reading: READMEs, cards and lists of checkpoints.
pub fn cap(artifact: &Artifact) -> Option<u64> {
    if artifact.role == Role::Vendored || artifact.role == Role::Test {
        return None;
    }
    let name = artifact.name().to_ascii_lowercase();
    let prose = artifact.kind == Kind::Prose || (name.starts_with("readme") && artifact.kind == Kind::Other);
    let telling =
        ["readme", "card", "zoo", "checkpoint", "pretrained", "weights", "legal", "faq"].iter().any(|word| name.contains(word));
    (prose && telling).then_some(2 << 20)
}

/// What the prose of a file states.
pub fn look(file: &File<'_>) -> Vec<Statement> {
    let scope = scope(file.artifact);
    let mut out: Vec<Statement> = Vec::new();
    for one in said(file.text).into_iter().chain(super::inherited::said(file.text)).chain(tables(file.text)) {
        let statement = Statement {
            license: Some(one.license),
            status: LicenseStatus::Declared,
            free: one.free,
            subject: one.subject,
            scope: scope.clone(),
            evidence: file.evidence(
                "license-sentence",
                if one.prominent { Strength::Strong } else { Strength::Medium },
                one.offset,
            ),
        };
        let known = out.iter().any(|other| {
            other.license == statement.license && other.subject == statement.subject && other.free == statement.free
        });
        if !known && out.len() < MOST {
            out.push(statement);
        }
    }
    out
}

/// The folder that a file speaks of: its own, or the one above for a folder of documents.
fn scope(artifact: &Artifact) -> String {
    let folder = artifact.folder();
    let last = folder.rsplit('/').next().unwrap_or_default().to_ascii_lowercase();
    if matches!(last.as_str(), "docs" | "doc" | ".github" | "documentation") {
        return folder.rsplit_once('/').map_or("", |(up, _)| up).to_string();
    }
    folder.to_string()
}

/// Rows of tables that have a column of licenses.
fn tables(text: &str) -> Vec<Said> {
    let mut out = Vec::new();
    let mut header: Option<Header> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let bare = line.trim();
        if !bare.contains('|') {
            header = None;
        } else if let Some(known) = &header {
            if let Some(one) = known.row(bare, at) {
                out.push(one);
            }
        } else {
            header = Header::read(bare);
        }
        at += line.len();
    }
    out
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

    fn row(&self, row: &str, at: usize) -> Option<Said> {
        let cells = cells(row);
        let name = plain(cells.get(self.name)?);
        let cell = cells.get(self.license)?;
        let words = plain(cell);
        if name.is_empty() || words.is_empty() || words.bytes().all(|b| matches!(b, b'-' | b':' | b' ')) {
            return None;
        }
        let known = expression::parse(&words).or_else(|| target(cell).and_then(|url| expression::parse(&url)));
        let subject = if self.data { Subject::Data(Some(name)) } else { Subject::Weights(Some(name)) };
        let free = known.as_ref().map(|known| known.free).unwrap_or_default();
        let license = known.map_or_else(|| crate::license::reference(&words), |known| known.text);
        Some(Said { license, free, subject, offset: at, prominent: true })
    }
}

fn cells(row: &str) -> Vec<&str> {
    row.trim().trim_matches('|').split('|').map(str::trim).collect()
}

/// The words of a cell without links and emphasis, cut to what a name needs.
fn plain(cell: &str) -> String {
    let mut out = String::new();
    let mut rest = cell;
    while let Some((before, after)) = rest.split_once("](") {
        out.push_str(before);
        rest = after.split_once(')').map_or("", |(_, rest)| rest);
    }
    out.push_str(rest);
    let words: String = out.chars().filter(|c| !matches!(c, '[' | ']' | '*' | '`' | '!')).collect();
    words.split("<br").next().unwrap_or_default().trim().chars().take(80).collect()
}

/// The target of the first link of a cell.
fn target(cell: &str) -> Option<String> {
    let (_, after) = cell.split_once("](")?;
    after.split_once(')').map(|(url, _)| url.trim().to_ascii_lowercase())
}
