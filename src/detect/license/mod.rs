//! Where licenses are stated: license files, metadata fields, sentences.

mod fields;
mod files;

use super::{Context, File, Sightings};
use crate::evidence::{Answer, Evidence, Strength};
use crate::inventory::{Artifact, Kind, Role};
use crate::license::{LicenseStatus, Statement};

/// The most bytes worth reading of a license text.
#[must_use]
pub fn cap(artifact: &Artifact) -> Option<u64> {
    match artifact.kind {
        Kind::License => Some(512 << 10),
        _ => None,
    }
}

/// Reads what states a license.
pub fn look(file: &File<'_>, context: &Context<'_>, seen: &mut Sightings) {
    if file.artifact.role == Role::Vendored {
        return;
    }
    if file.artifact.kind == Kind::License {
        seen.licenses.extend(files::look(file, context));
    }
}

/// A license file that is listed and could not be read: nothing is known of it, which is never free.
pub fn unread(artifact: &Artifact, reason: &str, seen: &mut Sightings) {
    if artifact.kind != Kind::License || artifact.role == Role::Vendored {
        return;
    }
    let Some((subject, scope)) = files::subject(artifact) else { return };
    seen.licenses.push(Statement {
        license: None,
        status: LicenseStatus::Text,
        free: Answer::Unknown,
        subject,
        scope,
        evidence: Evidence::of_file("license-file-not-read", Strength::Strong, artifact.path(), Some(artifact.oid()))
            .noting(reason.to_string()),
    });
}

/// What the cards state, once all of them are read.
pub fn finish(seen: &mut Sightings) {
    let stated: Vec<Statement> = seen.cards.iter().filter_map(fields::card).collect();
    seen.licenses.extend(stated);
}
