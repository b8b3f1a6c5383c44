//! Where licenses are stated: license files, metadata fields, sentences.

mod badges;
mod fields;
mod files;
mod headers;
mod inherited;
mod links;
mod sentences;
mod tables;

use super::{Context, File, Sightings};
use crate::evidence::{Answer, Evidence, Strength};
use crate::inventory::{Artifact, Kind, Role};
use crate::license::{LicenseStatus, Statement, Subject};

/// The most headers of source files that are kept; they decide only where nothing else speaks.
const HEADERS: usize = 20;

/// The most bytes worth reading of a license text, a manifest or a README.
#[must_use]
pub fn cap(artifact: &Artifact) -> Option<u64> {
    match artifact.kind {
        Kind::License => (!artifact.collected).then_some(512 << 10),
        _ => fields::cap(artifact).or_else(|| sentences::cap(artifact)),
    }
}

/// Reads what states a license.
pub fn look(file: &File<'_>, context: &Context<'_>, seen: &mut Sightings) {
    if file.artifact.role == Role::Vendored {
        return;
    }
    if file.artifact.kind == Kind::License {
        let stated = files::look(file, context, &mut seen.stats);
        seen.licenses.extend(stated);
    }
    if fields::cap(file.artifact).is_some() {
        seen.licenses.extend(fields::look(file));
    }
    if sentences::cap(file.artifact).is_some() {
        // An example tells its reader to accept the terms of the model that it runs, which is seldom this project's.
        let example = file.artifact.role == Role::Example;
        let stated = sentences::look(file);
        seen.licenses.extend(stated.into_iter().filter(|statement| !(example && statement.is_gate())));
    }
}

/// Reads the header of a source file that another detector wanted.
pub fn look_at_header(file: &File<'_>, seen: &mut Sightings) {
    if let Some(header) = headers::look(file, |license| is_new_header(license, &seen.licenses)) {
        seen.licenses.push(header);
    }
}

/// Whether a header states a license that the headers before it do not state, and few enough went before it.
fn is_new_header(license: &str, before: &[Statement]) -> bool {
    let mut headers = before.iter().filter(|statement| is_header(statement));
    headers.clone().count() < HEADERS && headers.all(|header| header.license.as_deref() != Some(license))
}

fn is_header(statement: &Statement) -> bool {
    statement.evidence.signature == "license-header"
}

/// A license file that is listed and could not be read: nothing is known of it, which is never free.
pub fn unread(artifact: &Artifact, reason: &str, seen: &mut Sightings) {
    if artifact.kind != Kind::License || artifact.role == Role::Vendored {
        return;
    }
    if let Some((subject, scope)) = files::subject(artifact) {
        seen.licenses.push(unknown(artifact, subject, scope, reason));
    }
}

/// A collection of licenses states none of them, and which of them is meant for what lies beside it is not known.
fn collections(context: &Context<'_>) -> Vec<Statement> {
    let mut first: Vec<&Artifact> = context.inventory.artifacts.iter().filter(|artifact| artifact.collected).collect();
    first.sort_by_key(|artifact| artifact.folder());
    first.dedup_by_key(|artifact| artifact.folder());
    let reason = "one of very many licenses in its folder";
    first.into_iter().map(|artifact| unknown(artifact, Subject::Everything, artifact.folder().into(), reason)).collect()
}

fn unknown(artifact: &Artifact, subject: Subject, scope: String, reason: &str) -> Statement {
    Statement {
        license: None,
        status: LicenseStatus::Text,
        free: Answer::Unknown,
        subject,
        scope,
        link: None,
        evidence: Evidence::of_file("license-file-not-read", Strength::Strong, artifact.path(), Some(artifact.oid()))
            .noting(reason),
    }
}

/// What the cards and the weights themselves state, and where links lead, once everything is read.
pub fn finish(context: &Context<'_>, seen: &mut Sightings) {
    // What one thread has seen another may have seen before it.
    let mut kept: Vec<Statement> = Vec::with_capacity(seen.licenses.len());
    for statement in std::mem::take(&mut seen.licenses) {
        if !is_header(&statement) || statement.license.as_deref().is_some_and(|license| is_new_header(license, &kept)) {
            kept.push(statement);
        }
    }
    seen.licenses = kept;
    let stated: Vec<Statement> = seen.cards.iter().filter_map(fields::card).collect();
    seen.licenses.extend(stated);
    let stated: Vec<Statement> = seen.metadata.iter().flat_map(fields::metadata).collect();
    seen.licenses.extend(stated);
    seen.licenses.extend(collections(context));
    links::resolve(seen);
    files::place(context, seen);
}

#[cfg(test)]
pub(crate) fn artifact(path: &str) -> Artifact {
    use crate::git::{Entry, EntryKind, Oid};
    let entry = Entry { path: path.into(), kind: EntryKind::File, oid: Oid::ZERO };
    let mut all = crate::inventory::Inventory::new(vec![entry], |_| false).artifacts;
    all.remove(0)
}
