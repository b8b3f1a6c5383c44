//! License files: the text, and what its name and place say it covers.

use crate::detect::{Context, File};
use crate::evidence::{Answer, Strength};
use crate::inventory::Artifact;
use crate::license::text::{Recognition, recognise};
use crate::license::{LicenseStatus, Statement, Subject};
use sha2::{Digest, Sha256};

/// What a license file states.
pub fn look(file: &File<'_>, context: &Context<'_>) -> Option<Statement> {
    let (subject, scope) = subject(file.artifact)?;
    let mut found = recognise(file.text);
    let lower = file.artifact.name().to_ascii_lowercase();
    // A list of the licenses of others is none itself.
    if found.license.is_none() && (lower.starts_with("licenses.") || lower.starts_with("licences.")) {
        return None;
    }
    if found.license.is_none() && lower.contains("policy") && forbids(file.text) {
        found.free = Answer::No;
    }
    let mut evidence = file.evidence("license-file", Strength::Strong, 0);
    evidence.location.line = Some(found.line);
    evidence.quote.clear();
    let note = note(&found, || checksum(file.text));
    let confirmed = confirmed(file, context, &found);
    if let Some(license) = confirmed {
        found = Recognition { license: Some(license), status: LicenseStatus::Text, free: Answer::Yes, ..found };
        evidence.note = Some("confirmed by its checksum in openness.yaml".into());
    } else {
        evidence.note = note;
    }
    Some(Statement { license: found.license, status: found.status, free: found.free, subject, scope, evidence })
}

/// What a file covers, by its name and place; `None` for notices and templates, which are no license.
pub fn subject(artifact: &Artifact) -> Option<(Subject, String)> {
    let name = artifact.name().to_ascii_lowercase();
    let no_license =
        ["notice", "patents", "third", "3rd", "header", "template", "disclosure", "dependen", "output_terms", "thirdparty"];
    if no_license.iter().any(|word| name.contains(word)) {
        return None;
    }
    let folder = artifact.folder();
    let last = folder.rsplit('/').next().unwrap_or_default().to_ascii_lowercase();
    let stem = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem).to_string();
    let words: Vec<&str> = stem.split(|c: char| !c.is_alphanumeric()).collect();
    let has = |wanted: &[&str]| words.iter().any(|word| wanted.contains(word)) || wanted.contains(&last.as_str());
    let mut scope = folder.to_string();
    let subject = if has(&["code", "software", "src"]) {
        Subject::Code
    } else if matches!(last.as_str(), "model_licenses" | "model-licenses" | "weights_licenses") {
        scope = parent(folder);
        Subject::Weights(Some(stem.trim_start_matches("license").trim_matches(['-', '_', '.']).to_string()))
    } else if has(&["model", "models", "weight", "weights", "checkpoint", "checkpoints"]) || name.contains("use_policy") {
        Subject::Weights(None)
    } else if has(&["data", "dataset", "datasets", "corpus", "corpora"]) || stem.starts_with("datalicen") {
        Subject::Data(None)
    } else if has(&["doc", "docs", "documentation"]) {
        Subject::Docs
    } else {
        Subject::Everything
    };
    // A folder of weights or data: the license covers what lies in it, whatever it is.
    let subject = match subject {
        Subject::Weights(None) | Subject::Data(None)
            if !folder.is_empty() && !names_subject(&words) && !stem.starts_with("datalicen") =>
        {
            Subject::Everything
        }
        other => other,
    };
    Some((subject, scope))
}

fn names_subject(words: &[&str]) -> bool {
    let known = ["model", "models", "weight", "weights", "checkpoint", "data", "dataset", "datasets", "corpus", "policy", "diff"];
    words.iter().any(|word| known.contains(word))
}

fn parent(folder: &str) -> String {
    folder.rsplit_once('/').map_or("", |(up, _)| up).to_string()
}

/// What is to be said of a text beside its id.
fn note(found: &Recognition, checksum: impl Fn() -> String) -> Option<String> {
    if let Some(change) = found.changes.first() {
        let mut words = Vec::new();
        if !change.added.is_empty() {
            words.push(format!("added \"{}\"", change.added));
        }
        if !change.missing.is_empty() {
            words.push(format!("missing \"{}\"", change.missing));
        }
        let more = if found.changes.len() > 1 { format!(" and {} more", found.changes.len() - 1) } else { String::new() };
        let name = found.license.as_deref().unwrap_or_default();
        return Some(format!("{name}, changed: line {}: {}{more}; {}", change.line, words.join(", "), checksum()));
    }
    match &found.license {
        None => Some(format!("not recognised; {}", checksum())),
        Some(id) if found.free != Answer::Yes => crate::license::terms::decides(id),
        Some(_) => None,
    }
}

/// Whether a use policy forbids something rather than asks for it.
fn forbids(text: &str) -> bool {
    let lower = text.to_lowercase();
    ["prohibited", "you agree", "must not", "may not", "will not use"].iter().any(|words| lower.contains(words))
}

/// The digest that a person writes into `openness.yaml` to confirm the text.
fn checksum(text: &str) -> String {
    hex(text.as_bytes())
}

fn hex(bytes: &[u8]) -> String {
    let mut out = String::from("sha256:");
    for byte in Sha256::digest(bytes) {
        out.push_str(&format!("{byte:02x}"));
    }
    out
}

/// The license that a person has confirmed this very text to be. Only a text that is not known to
/// restrict can be confirmed: a declaration fills a silence and overrules nothing.
fn confirmed(file: &File<'_>, context: &Context<'_>, found: &Recognition) -> Option<String> {
    if found.free == Answer::No {
        return None;
    }
    let mine = context.policy.licenses.iter().find(|known| known.path == file.artifact.path() && known.free)?;
    let digest = mine.checksum.to_ascii_lowercase();
    let with_mark = [b"\xEF\xBB\xBF", file.text.as_bytes()].concat();
    (digest == hex(file.text.as_bytes()) || digest == hex(&with_mark)).then(|| mine.license.clone())
}
