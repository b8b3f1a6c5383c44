//! License files: the text, and what its name and place say it covers.

use super::{headers, links};
use crate::detect::{Context, File, Sightings, Stats};
use crate::evidence::{Answer, Strength, WeightsState};
use crate::inventory::{Artifact, Kind, Role};
use crate::license::text::{Change, Recognition, recognise};
use crate::license::{LicenseStatus, Statement, Subject, sentence, terms};
use sha2::{Digest, Sha256};

/// What a license file states.
pub fn look(file: &File<'_>, context: &Context<'_>, stats: &mut Stats) -> Option<Statement> {
    let (mut subject, scope) = subject(file.artifact)?;
    if let Some(led) = address(file.text) {
        return pointer(file, led, subject, scope);
    }
    let mut found = recognise(file.text);
    // "LICENSE-SUMMARY" without a text of its own says which of the files beside it covers what.
    let points = found.status != LicenseStatus::Text && sentence::forbids(file.text).is_none();
    if points && found.free != Answer::No && file.artifact.lower_name().contains("summary") {
        return None;
    }
    if subject == Subject::Everything
        && found.status == LicenseStatus::Declared
        && let Some((of, free)) = told(file.text)
    {
        (subject, found.free) = (of, free);
    }
    // Their words say which version, where the name alone does not.
    if found.status == LicenseStatus::Declared
        && let Some(noticed) = headers::notice_alone(file.text)
    {
        (found.license, found.free) = (Some(noticed.text), noticed.free);
    }
    stats.texts_compared += u64::from(found.compared);
    let lower = file.artifact.lower_name();
    // A list of the licenses of others is none itself.
    if found.license.is_none() && (lower.starts_with("licenses.") || lower.starts_with("licences.")) {
        return None;
    }
    if found.license.is_none() && lower.contains("policy") && forbids(file.text) {
        found.free = Answer::No;
    }
    // "Licensed under the CC BY-NC-SA 4.0 license", over the text of another.
    let is_head = |change: &&Change| change.added.trim_start().to_lowercase().starts_with("licensed under");
    let said = |change: &Change| sentence::said(&format!("# License\n\n{}.\n", change.added));
    let named = |change: &Change| said(change).into_iter().find(|said| said.free == Answer::No);
    if found.status == LicenseStatus::Changed
        && let Some(other) = found.changes.iter().find(is_head).and_then(named)
    {
        (found.free, found.license) = (Answer::No, Some(other.license));
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
    Some(Statement { license: found.license, status: found.status, free: found.free, subject, scope, link: None, evidence })
}

/// What a file that only names a license says it is the license of, where that is one thing: "the trained models
/// are under …". The programs beside them stay without one.
fn told(text: &str) -> Option<(Subject, Answer)> {
    let mut said = sentence::said(text).into_iter().map(|one| (one.subject, one.free));
    let first = said.next().filter(|(subject, _)| matches!(subject, Subject::Weights(None) | Subject::Data(None)))?;
    said.all(|other| other == first).then_some(first)
}

/// The address that is all a file holds.
fn address(text: &str) -> Option<&str> {
    let text = text.trim().trim_matches(['<', '>']);
    let one = text.len() <= 400 && !text.contains(char::is_whitespace);
    (one && (text.starts_with("https://") || text.starts_with("http://"))).then_some(text)
}

/// A file that only points: the license of the address, else nothing that is known. It is no text, so
/// that texts elsewhere in the tree speak before it.
fn pointer(file: &File<'_>, address: &str, subject: Subject, scope: String) -> Option<Statement> {
    let led = links::read(address, file.artifact.folder()).license;
    Some(Statement {
        free: led.as_ref().map_or(Answer::Unknown, |license| license.free),
        license: led.map(|license| license.text),
        status: LicenseStatus::Declared,
        subject,
        scope,
        link: None,
        evidence: file.evidence("license-pointer", Strength::Medium, 0).noting("only an address, no text"),
    })
}

/// Says what the text at the top covers, where its kind and the tree tell: in a tree that holds neither
/// programs nor weights, a license that was written for data is the data's.
pub fn place(context: &Context<'_>, seen: &mut Sightings) {
    let program = |a: &Artifact| matches!(a.kind, Kind::Source | Kind::Notebook | Kind::Script) && a.role != Role::Vendored;
    let weights = seen.weights.iter().any(|weights| weights.state == WeightsState::Included);
    if weights || context.inventory.artifacts.iter().any(program) {
        return;
    }
    let of_data = |id: &str| terms::all(id, |facts| facts.kind == terms::Made::Data);
    for statement in &mut seen.licenses {
        let text = statement.evidence.signature == "license-file" && statement.subject == Subject::Everything;
        if text && statement.license.as_deref().is_some_and(of_data) {
            statement.subject = Subject::Data(None);
        }
    }
}

/// What a file covers, by its name and place; `None` for notices and templates, which are no license.
pub fn subject(artifact: &Artifact) -> Option<(Subject, String)> {
    let name = artifact.lower_name();
    let no_license = [
        "notice",
        "patents",
        "third",
        "3rd",
        "header",
        "template",
        "disclosure",
        "dependen",
        "output_terms",
        "thirdparty",
        "resource",
    ];
    if no_license.iter().any(|word| name.contains(word)) {
        return None;
    }
    let folder = artifact.folder();
    let last = folder.rsplit('/').next().unwrap_or_default().to_ascii_lowercase();
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_string();
    let words: Vec<&str> = stem.split(|c: char| !c.is_alphanumeric()).collect();
    let has = |wanted: &[&str]| words.iter().any(|word| wanted.contains(word)) || wanted.contains(&last.as_str());
    let mut scope = folder.to_string();
    let subject = if has(&["code", "samplecode", "software", "src"]) {
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
        Some(id) if found.free != Answer::Yes => terms::decides(id),
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
