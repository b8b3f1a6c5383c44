//! Sentences, tables and badges of prose that state a license.

use super::{badges, tables};
use crate::detect::File;
use crate::evidence::Strength;
use crate::inventory::{Artifact, Kind, Role};
use crate::license::sentence::said;
use crate::license::{LicenseStatus, Statement};

/// The most statements that are taken from one file.
const MOST: usize = 60;

/// The most bytes worth reading: READMEs, cards and lists of checkpoints.
pub fn cap(artifact: &Artifact) -> Option<u64> {
    if artifact.role == Role::Vendored || artifact.role == Role::Test || !matches!(artifact.kind, Kind::Prose | Kind::Other) {
        return None;
    }
    let name = artifact.lower_name();
    let prose = artifact.kind == Kind::Prose || (name.starts_with("readme") && artifact.kind == Kind::Other);
    let telling =
        ["readme", "card", "zoo", "checkpoint", "pretrained", "weights", "legal", "faq"].iter().any(|word| name.contains(word));
    (prose && telling).then_some(2 << 20)
}

/// What the prose of a file states.
pub fn look(file: &File<'_>) -> Vec<Statement> {
    let scope = scope(file.artifact);
    let sentences =
        said(file.text).into_iter().chain(super::inherited::said(file.text)).map(|said| tables::Row { said, link: None });
    let mut out: Vec<Statement> = Vec::new();
    for row in sentences.chain(tables::rows(file.text, file.artifact.folder())) {
        let one = row.said;
        keep(
            Statement {
                license: (!one.license.is_empty()).then_some(one.license),
                status: LicenseStatus::Declared,
                free: one.free,
                subject: one.subject,
                scope: scope.clone(),
                link: row.link,
                evidence: file.evidence(
                    "license-sentence",
                    if one.prominent { Strength::Strong } else { Strength::Medium },
                    one.offset,
                ),
            },
            &mut out,
        );
    }
    if file.artifact.lower_name().starts_with("readme") {
        badges::look(file, &scope).into_iter().for_each(|badge| keep(badge, &mut out));
    }
    out
}

/// Keeps a statement unless the file has said so already, or too much.
fn keep(statement: Statement, out: &mut Vec<Statement>) {
    let same = |other: &Statement| {
        (&other.license, &other.subject, other.free, &other.link)
            == (&statement.license, &statement.subject, statement.free, &statement.link)
    };
    if out.len() < MOST && !out.iter().any(same) {
        out.push(statement);
    }
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
