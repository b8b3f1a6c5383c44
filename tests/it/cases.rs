//! Small repositories and what the program says of them: `tests/cases/<name>/`.
//!
//! A case is a folder with a `case.yaml` (see [`Case`]), an optional `tree/` with files, and what is
//! expected: `expected.json` (the parts of the report that a person would argue about) and, where
//! `text: true`, `expected.txt` (the report for a terminal, without colours).
//! `UPDATE_CASES=1 cargo test --test it cases` writes the expected files anew: read the difference
//! before it is kept.

use git_openness::assess::Assessment;
use git_openness::commands::check::code;
use git_openness::git::libgit2::{Draft, Libgit2};
use git_openness::git::repository::Repository;
use git_openness::git::{EntryKind, ObjectSource};
use git_openness::label::Label;
use git_openness::report::text::{self, Look};
use git_openness::{Question, assess};
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// `case.yaml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Case {
    /// What it shows, one sentence.
    about: String,
    /// Begin with the files of a folder of `demo/`.
    #[serde(default)]
    demo: Option<String>,
    /// Begin with the files of another case.
    #[serde(default)]
    base: Option<String>,
    /// Paths of that case to leave out.
    #[serde(default)]
    without: Vec<String>,
    /// License texts: path to id, from `demo/licenses/`.
    #[serde(default)]
    licenses: BTreeMap<String, String>,
    /// Texts written here instead of in `tree/`: names that git itself would act on.
    #[serde(default)]
    files: BTreeMap<String, String>,
    /// Made-up prose of at least so many bytes.
    #[serde(default)]
    prose: BTreeMap<String, usize>,
    /// Pointers of Git LFS to so many bytes.
    #[serde(default)]
    pointers: BTreeMap<String, u64>,
    /// Submodules at a commit.
    #[serde(default)]
    submodules: BTreeMap<String, String>,
    /// Listed in the tree and not in the object database.
    #[serde(default)]
    unreadable: Vec<String>,
    /// A tag's name and message; the message empty for a lightweight tag.
    #[serde(default)]
    tag: Option<(String, String)>,
    /// `--label`.
    #[serde(default)]
    label: Option<String>,
    /// `--definition`.
    #[serde(default)]
    definition: Option<String>,
    /// Whether the printed report is compared too.
    #[serde(default)]
    text: bool,
}

fn cases() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases")
}

fn read(name: &str) -> Case {
    let path = cases().join(name).join("case.yaml");
    serde_yaml::from_str(&fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display())))
        .unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// The files of a case on top of those of its base.
fn files(name: &str, case: &Case, depth: usize) -> BTreeMap<String, (EntryKind, Vec<u8>)> {
    assert!(depth < 5, "{name}: bases go in a circle");
    let mut files = case.base.as_ref().map(|base| files(base, &read(base), depth + 1)).unwrap_or_default();
    for path in &case.without {
        assert!(files.remove(path).is_some(), "{name}: the base has no {path}");
    }
    let mut put = |path: &str, kind, bytes: Vec<u8>| {
        files.insert(path.to_string(), (kind, bytes));
    };
    let demo = case.demo.as_ref().map(|name| Path::new(env!("CARGO_MANIFEST_DIR")).join("demo").join(name));
    for tree in demo.into_iter().chain([cases().join(name).join("tree")]).filter(|tree| tree.is_dir()) {
        for path in walk(&tree) {
            let inner = path.strip_prefix(&tree).unwrap().to_string_lossy().replace('\\', "/");
            put(&inner, EntryKind::File, fs::read(&path).unwrap());
        }
    }
    for (path, id) in &case.licenses {
        let text = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("demo/licenses/{id}.txt"));
        put(path, EntryKind::File, fs::read(&text).unwrap_or_else(|e| panic!("{name}: {id}: {e}")));
    }
    for (path, text) in &case.files {
        put(path, EntryKind::File, text.clone().into_bytes());
    }
    for (path, size) in &case.prose {
        put(path, EntryKind::File, prose(*size).into_bytes());
    }
    for (path, size) in &case.pointers {
        let digest = format!("{:064x}", size.wrapping_mul(0x9E37_79B9_7F4A_7C15));
        let text = format!("version https://git-lfs.github.com/spec/v1\noid sha256:{digest}\nsize {size}\n");
        put(path, EntryKind::File, text.into_bytes());
    }
    for (path, commit) in &case.submodules {
        put(path, EntryKind::Submodule, commit.clone().into_bytes());
    }
    files
}

/// Sentences that nobody wrote, all different.
fn prose(size: usize) -> String {
    let who = ["The miller", "A heron", "The ferryman", "My aunt", "The old otter"];
    let did = ["waited by", "sang to", "crossed", "followed", "slept beside", "drew", "left"];
    let mut text = String::new();
    for n in 0.. {
        if text.len() >= size {
            break;
        }
        text.push_str(&format!("{} {} the brook for the {n}th time.\n", who[n % who.len()], did[n % did.len()]));
    }
    text
}

fn walk(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for item in fs::read_dir(folder).unwrap() {
        let path = item.unwrap().path();
        if path.is_dir() { found.extend(walk(&path)) } else { found.push(path) }
    }
    found.sort();
    found
}

fn check(name: &str, case: &Case) -> Assessment {
    let folder = tempfile::tempdir().unwrap();
    let drafts: Vec<Draft> = files(name, case, 0).into_iter().map(|(path, (kind, bytes))| Draft { path, kind, bytes }).collect();
    let tag = case.tag.as_ref().map(|(name, message)| (name.as_str(), message.as_str()));
    let home = folder.path().join("repository");
    let made = Libgit2::create(&home, &drafts, "A release\n", tag).unwrap();
    let source = Repository::just_made(made);
    let revision = source.resolve(tag.map_or("HEAD", |(name, _)| name)).unwrap();
    for entry in source.entries(&revision).unwrap() {
        if case.unreadable.contains(&entry.path) {
            let id = entry.oid.to_string();
            fs::remove_file(home.join("objects").join(&id[..2]).join(&id[2..])).unwrap();
        }
    }
    let question = Question { label: case.label.clone(), definition: case.definition.clone(), ..Question::default() };
    assess(&source, &revision, &question).unwrap_or_else(|e| panic!("{name}: {e}"))
}

/// Every case with what the program says of it, checked once for all tests.
pub static ASSESSED: LazyLock<Vec<(String, Assessment)>> = LazyLock::new(|| {
    let mut names: Vec<String> =
        fs::read_dir(cases()).unwrap().map(|item| item.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names.into_iter().map(|name| (name.clone(), check(&name, &read(&name)))).collect()
});

/// The parts of a report that a person would argue about.
fn gist(assessment: &Assessment) -> Value {
    let report = serde_json::to_value(assessment).unwrap();
    let at = |pointer: &str| report.pointer(pointer).cloned().unwrap_or(Value::Null);
    let claims: BTreeSet<String> = report["claims"]
        .as_array()
        .unwrap()
        .iter()
        .map(|claim| {
            format!(
                "{}: {} of {}: {}",
                assessment_place(&claim["location"]),
                claim["label"].as_str().unwrap(),
                claim["about"].as_str().unwrap(),
                claim["verdict"].as_str().unwrap()
            )
        })
        .collect();
    let findings: BTreeSet<&str> = assessment.findings.iter().map(|finding| finding.id.as_str()).collect();
    json!({
        "kind": at("/kind"),
        "label": at("/label"),
        "modifiers": at("/modifiers"),
        "verdict": at("/verdict"),
        "exit": code(assessment),
        "claims": claims,
        "training_code": [at("/components/training_code/state"), at("/components/training_code/free")],
        "corpus": [at("/components/corpus/state"), at("/components/corpus/redistributable")],
        "weights": [at("/components/weights/state"), at("/components/weights/free"), at("/components/weights/license"),
            at("/components/weights/license_status")],
        "base_model": [at("/components/base_model/id"), at("/components/base_model/label")],
        "findings": findings,
        "next": at("/next_label/label"),
    })
}

fn assessment_place(location: &Value) -> String {
    let path = location["path"].as_str().unwrap();
    location["line"].as_u64().map_or_else(|| path.to_string(), |line| format!("{path}:{line}"))
}

#[test]
fn every_case_is_as_expected() {
    let update = std::env::var_os("UPDATE_CASES").is_some();
    let mut broken = Vec::new();
    for (name, assessment) in ASSESSED.iter() {
        let case = read(name);
        assert!(!case.about.is_empty(), "{name} says nothing about itself");
        let mut expected = vec![("expected.json", serde_json::to_string_pretty(&gist(assessment)).unwrap() + "\n")];
        if case.text {
            let styled = text::render(assessment, Look { verbose: false, columns: 96 });
            expected.push(("expected.txt", anstream::adapter::strip_str(&styled).to_string()));
        }
        for (file, now) in expected {
            let path = cases().join(name).join(file);
            let then = fs::read_to_string(&path).unwrap_or_default();
            if update {
                fs::write(&path, &now).unwrap();
            } else if then != now {
                let diff = similar::TextDiff::from_lines(&then, &now).unified_diff().header("expected", "now").to_string();
                broken.push(format!("{name}/{file}: {}\n{diff}", case.about));
            }
        }
    }
    assert!(broken.is_empty(), "{}\n{} differ; UPDATE_CASES=1 writes them anew", broken.join("\n"), broken.len());
}

#[test]
fn the_cases_show_every_label_and_every_verdict() {
    let mut outcomes = BTreeSet::new();
    let mut labels = BTreeSet::new();
    for (_, assessment) in ASSESSED.iter() {
        outcomes.insert(format!("{} {}", serde_json::to_string(&assessment.verdict).unwrap(), code(assessment)));
        labels.extend(assessment.label);
    }
    for outcome in ["\"upheld\" 0", "\"refuted\" 1", "\"no-claim\" 0", "\"undetermined\" 3"] {
        assert!(outcomes.contains(outcome), "no case is {outcome}");
    }
    assert_eq!(labels.into_iter().collect::<Vec<_>>(), Label::ALL, "a label without a case");
}
