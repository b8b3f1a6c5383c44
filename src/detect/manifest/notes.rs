//! Notes beside data: one text a source, with its address and its license.

use super::terms;
use super::{DatasetSighting, Use};
use crate::detect::{File, Sightings};
use crate::evidence::{Answer, CorpusState, Strength};
use crate::inventory::Artifact;
use crate::pattern::Regex;
use std::sync::LazyLock;

static LICENSE_LINE: LazyLock<Option<Regex>> =
    LazyLock::new(|| crate::pattern::ascii(r"(?im)^[ \t#*-]*licen[cs]e[ \t]*[:=][ \t]*([^\n]{1,200})$").ok());

/// Whether the name is that of a note about a source.
pub fn is_note(artifact: &Artifact) -> bool {
    let name = artifact.lower_name();
    matches!(artifact.extension(), "txt" | "")
        && ["info", "source", "credit", "attribution", "origin", "provenance"].iter().any(|word| name.contains(word))
}

/// Reads the license line of a note. One that names no free license binds what lies beside it.
pub fn look(file: &File<'_>, seen: &mut Sightings) {
    let Some(found) = LICENSE_LINE.as_ref().and_then(|line| line.captures(file.text)).and_then(|found| found.get(1)) else {
        return;
    };
    let words = found.as_str().trim();
    let stated = terms::terms(words).unwrap_or(terms::Terms { license: String::new(), free: Answer::Unknown });
    let folder = file.artifact.folder().to_string();
    seen.datasets.push(DatasetSighting {
        name: crate::text::sanitize(file.artifact.path(), 80),
        id: None,
        known: None,
        state: CorpusState::Included,
        place: Some(folder),
        pin: None,
        size: None,
        terms: Some(stated),
        stage: None,
        role: file.artifact.role,
        usage: Use::Local,
        evidence: file.evidence("data-note", Strength::Medium, found.start()),
    });
}
