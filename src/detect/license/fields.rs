//! Fields that state a license: cards, package manifests, citation and data descriptions.

use super::links::{self, Target};
use crate::detect::{Card, File, Metadata};
use crate::evidence::{Answer, Evidence, Strength};
use crate::inventory::{Artifact, Role};
use crate::license::{LicenseStatus, Statement, Subject, expression, reference};
use crate::syntax::document;
use crate::text::{QUOTE_WIDTH, sanitize};
use serde_json::Value;

/// The longest words of a field that name a license, in bytes.
const LONGEST: usize = 300;

/// What a card's front matter states.
pub fn card(card: &Card) -> Option<Statement> {
    if card.role == Role::Vendored || card.role == Role::Test {
        return None;
    }
    let ids = card.texts("license");
    let named = card.text("license_name");
    let stated = match (ids.as_slice(), named) {
        ([], None) => return None,
        ([] | ["other" | "unknown"], Some(name)) => name.to_string(),
        (ids, _) => ids.join(" AND "),
    };
    let folder = card.path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let led = card.text("license_link").map(|target| link(target, folder));
    let known = expression::parse(&stated).or_else(|| led.as_ref().and_then(|led| led.license.clone()));
    let key = if ids.is_empty() { "license_name" } else { "license" };
    let subject = match card.is_data() {
        Some(true) => Subject::Data(None),
        Some(false) => Subject::Weights(None),
        None => Subject::Everything,
    };
    Some(Statement {
        license: Some(known.as_ref().map_or_else(|| reference(&stated), |known| known.text.clone())),
        status: LicenseStatus::Declared,
        free: known.map_or(Answer::Unknown, |known| known.free),
        subject,
        scope: folder.to_string(),
        link: led.and_then(|led| led.path),
        evidence: card.evidence("license-card", Strength::Strong, key),
    })
}

/// Where `license_link` leads: a file beside the card, or an address. The hub shows a card's own
/// files under its address, so that a hub address of a file is the file beside the card.
fn link(target: &str, folder: &str) -> Target {
    let hub = target.strip_prefix("https://huggingface.co/").or_else(|| target.strip_prefix("https://hf.co/"));
    match hub.and_then(|rest| rest.split_once("/blob/")).and_then(|(_, rest)| rest.split_once('/')) {
        Some((_, file)) => links::read(file, folder),
        None => links::read(target, folder),
    }
}

/// The most bytes worth reading of a manifest.
pub fn cap(artifact: &Artifact) -> Option<u64> {
    (artifact.role == Role::Main && artifact.depth() <= 3 && form(artifact.name()).is_some()).then_some(1 << 20)
}

/// The forms whose fields are read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Pyproject,
    SetupCfg,
    SetupPy,
    PackageJson,
    Cargo,
    Citation,
    Codemeta,
    Zenodo,
    Datapackage,
    Croissant,
    Reuse,
    Dep5,
    Description,
}

fn form(name: &str) -> Option<Form> {
    let lower = name.to_ascii_lowercase();
    Some(match lower.as_str() {
        "pyproject.toml" => Form::Pyproject,
        "setup.cfg" => Form::SetupCfg,
        "setup.py" => Form::SetupPy,
        "package.json" => Form::PackageJson,
        "cargo.toml" => Form::Cargo,
        "citation.cff" => Form::Citation,
        "codemeta.json" => Form::Codemeta,
        ".zenodo.json" => Form::Zenodo,
        "datapackage.json" | "datapackage.yaml" | "datapackage.yml" => Form::Datapackage,
        "reuse.toml" => Form::Reuse,
        "dep5" => Form::Dep5,
        "description" => Form::Description,
        _ if lower.ends_with(".json") && lower.contains("croissant") => Form::Croissant,
        _ => return None,
    })
}

/// A license that a field states: the words, the line's marker to find it by, and what it covers.
struct Field {
    words: String,
    key: &'static str,
    subject: Subject,
    scope: Option<String>,
}

impl Field {
    fn new(words: impl Into<String>, key: &'static str, subject: Subject) -> Self {
        Self { words: words.into(), key, subject, scope: None }
    }
}

/// What a manifest states.
pub fn look(file: &File<'_>) -> Vec<Statement> {
    let Some(form) = form(file.artifact.name()) else { return Vec::new() };
    let value = || document::value(file.artifact.lower_name(), file.text);
    let fields = match form {
        Form::Pyproject => pyproject(file.text),
        Form::Cargo => cargo(file.text),
        Form::Reuse => reuse(file.text),
        Form::SetupCfg => lines(file.text, '=', &["license"], Subject::Code),
        Form::Description => lines(file.text, ':', &["License"], Subject::Code),
        Form::SetupPy => setup_py(file.text),
        Form::PackageJson => package_json(file.text),
        Form::Citation => lines(file.text, ':', &["license"], Subject::Everything),
        Form::Codemeta | Form::Zenodo => parts(&value(), Subject::Everything),
        Form::Datapackage | Form::Croissant => parts(&value(), Subject::Data(None)),
        Form::Dep5 => dep5(file.text),
    };
    fields.into_iter().filter_map(|field| statement(file, field)).collect()
}

fn statement(file: &File<'_>, field: Field) -> Option<Statement> {
    let words = field.words.trim();
    if words.is_empty() || words.len() > LONGEST || words.to_ascii_lowercase().starts_with("see license") || words.contains('\n')
    {
        return None;
    }
    let known = expression::parse(words);
    // A path of a license file is not a license.
    if known.is_none() && (words.to_ascii_lowercase().starts_with("license") || words.contains("file:")) {
        return None;
    }
    let offset = file.text.find(field.key).unwrap_or(0);
    let offset = file.text[offset..].find(words).map_or(offset, |at| offset + at);
    Some(Statement {
        license: Some(known.as_ref().map_or_else(|| reference(words), |known| known.text.clone())),
        status: LicenseStatus::Declared,
        free: known.map(|known| known.free).unwrap_or_default(),
        subject: field.subject,
        scope: field.scope.unwrap_or_else(|| file.artifact.folder().to_string()),
        link: None,
        evidence: file.evidence("license-field", Strength::Medium, offset),
    })
}

fn pyproject(text: &str) -> Vec<Field> {
    let Ok(document) = text.parse::<toml::Table>() else { return lines(text, '=', &["license"], Subject::Code) };
    let project = document.get("project");
    let poetry = document.get("tool").and_then(|tool| tool.get("poetry"));
    for table in [project, poetry].into_iter().flatten() {
        match table.get("license") {
            Some(toml::Value::String(words)) => return vec![Field::new(words, "license", Subject::Code)],
            Some(toml::Value::Table(inner)) => {
                if let Some(words) = inner.get("text").and_then(toml::Value::as_str) {
                    return vec![Field::new(words, "license", Subject::Code)];
                }
            }
            _ => {}
        }
    }
    let classifiers = [project, poetry].into_iter().flatten().filter_map(|table| table.get("classifiers")?.as_array());
    classifiers.flatten().filter_map(toml::Value::as_str).find_map(classifier).into_iter().collect()
}

/// `License :: OSI Approved :: MIT License`.
fn classifier(words: &str) -> Option<Field> {
    let name = words.trim().strip_prefix("License ::")?.rsplit("::").next()?.trim();
    (name != "OSI Approved").then(|| Field::new(name, "License ::", Subject::Code))
}

fn cargo(text: &str) -> Vec<Field> {
    let Ok(document) = text.parse::<toml::Table>() else { return Vec::new() };
    let package = document.get("package").and_then(|package| package.get("license")?.as_str());
    let workspace = document.get("workspace").and_then(|workspace| workspace.get("package")?.get("license")?.as_str());
    package.or(workspace).map(|words| Field::new(words, "license", Subject::Code)).into_iter().collect()
}

fn package_json(text: &str) -> Vec<Field> {
    let Ok(document) = serde_json::from_str::<Value>(text) else { return Vec::new() };
    match document.get("license") {
        Some(Value::String(words)) => vec![Field::new(words, "\"license\"", Subject::Code)],
        Some(Value::Object(old)) => old
            .get("type")
            .and_then(Value::as_str)
            .map(|words| Field::new(words, "\"license\"", Subject::Code))
            .into_iter()
            .collect(),
        _ => Vec::new(),
    }
}

/// A description that states licenses at the top or for each of its parts.
fn parts(document: &Value, subject: Subject) -> Vec<Field> {
    let mut out: Vec<Field> = licenses(document).into_iter().map(|words| Field::new(words, "license", subject.clone())).collect();
    for resource in document.get("resources").and_then(Value::as_array).into_iter().flatten() {
        let name = resource.get("name").and_then(Value::as_str).map(str::to_string);
        for words in licenses(resource) {
            out.push(Field::new(words, "license", Subject::Data(name.clone())));
        }
    }
    if document.get("access_right").and_then(Value::as_str).is_some_and(|right| right != "open") {
        out.push(Field::new("LicenseRef-Access-Restricted", "access_right", subject));
    }
    out
}

fn licenses(value: &Value) -> Vec<String> {
    fn one(value: &Value) -> Option<String> {
        match value {
            Value::String(words) => Some(words.clone()),
            Value::Object(map) => {
                ["name", "id", "path", "@id", "url", "title"].iter().find_map(|key| map.get(*key)?.as_str().map(str::to_string))
            }
            _ => None,
        }
    }
    let mut out = Vec::new();
    for key in ["license", "licenses"] {
        match value.get(key) {
            Some(Value::Array(many)) => out.extend(many.iter().filter_map(one)),
            Some(single) => out.extend(one(single)),
            None => {}
        }
    }
    out
}

/// `license = …` and the like, line by line, for forms without a parser here.
fn lines(text: &str, separator: char, keys: &[&'static str], subject: Subject) -> Vec<Field> {
    let mut out = Vec::new();
    for line in text.lines() {
        if let Some((key, words)) = line.split_once(separator)
            && let Some(known) = keys.iter().find(|known| key.trim() == **known)
        {
            let words = words.split(" #").next().unwrap_or_default().trim().trim_matches(['"', '\'']);
            out.push(Field::new(words.split('|').next().unwrap_or_default(), known, subject.clone()));
        }
    }
    out
}

/// The keyword of `setup(…)`, else its classifiers. Never run.
fn setup_py(text: &str) -> Vec<Field> {
    for (at, _) in text.match_indices("license") {
        let before = text[..at].chars().next_back();
        let rest = text[at + "license".len()..].trim_start();
        let Some(rest) = rest.strip_prefix('=') else { continue };
        if before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == '.') {
            continue;
        }
        let rest = rest.trim_start();
        let Some(quote) = rest.chars().next().filter(|c| matches!(c, '"' | '\'')) else { continue };
        if let Some((words, _)) = rest[1..].split_once(quote) {
            return vec![Field::new(words, "license", Subject::Code)];
        }
    }
    let quoted = text.split(['"', '\'']);
    quoted.filter_map(classifier).take(1).collect()
}

/// `[[annotations]]` of REUSE, for whole folders.
fn reuse(text: &str) -> Vec<Field> {
    let Ok(document) = text.parse::<toml::Table>() else { return Vec::new() };
    let mut out = Vec::new();
    for annotation in document.get("annotations").and_then(toml::Value::as_array).into_iter().flatten() {
        let Some(words) = annotation.get("SPDX-License-Identifier").and_then(toml::Value::as_str) else { continue };
        let paths: Vec<&str> = match annotation.get("path") {
            Some(toml::Value::String(one)) => vec![one],
            Some(toml::Value::Array(many)) => many.iter().filter_map(toml::Value::as_str).collect(),
            _ => continue,
        };
        out.extend(paths.into_iter().map(|path| covering(words, path)));
    }
    out
}

/// Paragraphs of `.reuse/dep5`.
fn dep5(text: &str) -> Vec<Field> {
    let mut out = Vec::new();
    let mut paths: Vec<String> = Vec::new();
    for line in text.lines() {
        if let Some(list) = line.strip_prefix("Files:") {
            paths = list.split_whitespace().map(str::to_string).collect();
        } else if let Some(words) = line.strip_prefix("License:") {
            out.extend(paths.iter().map(|path| covering(words.trim(), path)));
            paths.clear();
        }
    }
    out
}

/// A license for a pattern of paths: the folder before the first wildcard.
fn covering(words: &str, path: &str) -> Field {
    let fixed = path.split(['*', '?']).next().unwrap_or_default();
    let scope = if fixed == path { path } else { fixed.rsplit_once('/').map_or("", |(folder, _)| folder) };
    Field { words: words.into(), key: "License", subject: Subject::Everything, scope: Some(scope.to_string()) }
}

/// What a file of weights states of itself: `general.license` of GGUF, `modelspec.license` of safetensors.
pub fn metadata(file: &Metadata) -> Vec<Statement> {
    let keys = ["general.license", "general.license.name", "general.license.link", "modelspec.license", "license"];
    let mut out: Vec<Statement> = Vec::new();
    for (key, value) in file.fields.iter().filter(|(key, _)| keys.contains(&key.as_str())) {
        if value.trim().is_empty() || value.len() > LONGEST {
            continue;
        }
        let known = expression::parse(value);
        if known.is_none() && key.ends_with(".link") {
            continue;
        }
        out.push(Statement {
            license: Some(known.as_ref().map_or_else(|| reference(value), |known| known.text.clone())),
            status: LicenseStatus::Declared,
            free: known.map(|known| known.free).unwrap_or_default(),
            subject: Subject::Weights(Some(file.path.clone())),
            scope: file.path.clone(),
            link: None,
            evidence: Evidence {
                quote: sanitize(&format!("{key} = {value}"), QUOTE_WIDTH),
                ..Evidence::of_file("license-weights-metadata", Strength::Strong, &file.path, Some(file.blob))
            },
        });
    }
    out
}
