//! Where licenses are stated: license files, metadata fields, sentences.

use super::{Context, File, Sightings};
use crate::evidence::{Answer, Strength};
use crate::inventory::{Artifact, Kind, Role};
use crate::license::{LicenseStatus, Statement, Subject};

/// The most bytes worth reading of a license text.
#[must_use]
pub fn cap(artifact: &Artifact) -> Option<u64> {
    (artifact.kind == Kind::License).then_some(256 << 10)
}

/// Reads a license file.
pub fn look(file: &File<'_>, _context: &Context<'_>, seen: &mut Sightings) {
    if file.artifact.role == Role::Vendored {
        return;
    }
    let head: String = file.text.chars().take(400).collect();
    let license = [("MIT License", "MIT"), ("Apache License", "Apache-2.0"), ("CC0 1.0", "CC0-1.0")]
        .iter()
        .find(|(title, _)| head.contains(title));
    seen.licenses.push(Statement {
        license: license.map(|(_, id)| (*id).into()),
        status: LicenseStatus::Text,
        free: if license.is_some() { Answer::Yes } else { Answer::Unknown },
        subject: Subject::Everything,
        scope: file.artifact.folder().into(),
        evidence: file.evidence("license-file", Strength::Strong, 0),
    });
}
