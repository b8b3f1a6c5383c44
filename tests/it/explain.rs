//! Everything that a report can say is explained, and nothing is explained that no report says.

use git_openness::explain::{find, pages};
use git_openness::knowledge::{FINDINGS, LABELS, SIGNS, STATES};
use git_openness::{definition, label::Label};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

#[test]
fn every_id_is_explained_and_every_id_is_its_own() {
    let pages = pages();
    let ids: Vec<String> = LABELS
        .iter()
        .map(|facts| facts.id.clone())
        .chain(FINDINGS.iter().map(|facts| facts.id.clone()))
        .chain(STATES.iter().map(|facts| facts.id.clone()))
        .chain(definition::all().iter().map(|one| one.id.clone()))
        .chain(definition::all().iter().flat_map(|one| one.requires.iter().map(|requirement| requirement.id.clone())))
        .collect();
    for id in &ids {
        let found = find(&pages, id);
        assert!(!found.is_empty() && found.iter().all(|page| !page.parts[0].1.is_empty()), "{id}");
    }
    for facts in [
        FINDINGS.iter().map(|f| &f.id).collect::<Vec<_>>(),
        STATES.iter().map(|f| &f.id).collect(),
        LABELS.iter().map(|f| &f.id).collect(),
    ] {
        assert_eq!(facts.iter().collect::<BTreeSet<_>>().len(), facts.len(), "an id stands twice");
    }
    for label in Label::ALL {
        assert!(LABELS.iter().any(|facts| facts.id == label.id()), "{}", label.id());
    }
}

#[test]
fn every_finding_says_why_and_what_to_do() {
    for facts in FINDINGS.iter() {
        for text in [&facts.title, &facts.meaning, &facts.why, &facts.fix, &facts.source] {
            assert!(text.len() > 8, "{}: '{text}'", facts.id);
        }
        assert!(matches!(facts.level.as_str(), "error" | "warning" | "note"), "{}", facts.id);
    }
}

#[test]
fn the_code_and_the_document_know_the_same_findings() {
    let mut code = String::new();
    read(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")), &mut code);
    let silent: Vec<_> =
        FINDINGS.iter().filter(|facts| !code.contains(&format!("\"{}\"", facts.id))).map(|f| f.id.as_str()).collect();
    assert!(silent.is_empty(), "no code ever says {silent:?}");
    let said = regex::Regex::new(r#"(?:\bfinding|\badd)\(\s*"([a-z-]+)""#).unwrap();
    for found in said.captures_iter(&code) {
        assert!(FINDINGS.iter().any(|facts| facts.id == found[1]), "{} is not in findings.yaml", &found[1]);
    }
    let reasons = regex::Regex::new(r#"reason: "([a-z-]{2,})""#).unwrap();
    for found in reasons.captures_iter(&code) {
        assert!(
            STATES.iter().any(|facts| facts.id == format!("not_read.{}", &found[1])),
            "not_read.{} is not in states.yaml",
            &found[1]
        );
    }
}

#[test]
fn a_value_is_found_by_its_own_name_and_a_key_by_its_path() {
    let pages = pages();
    for (typed, id) in [
        ("pinned", "corpus.pinned"),
        ("Open Weights", "open-weights"),
        ("fine-tune-of:acme/brook-1b", "modifier.fine-tune-of"),
        ("corpus.datasets.license", "corpus.datasets.license"),
        ("openness.yaml", "openness.yaml"),
        ("source-form", "source-form"),
        ("corpus.redistributable", "corpus.redistributable"),
    ] {
        assert!(find(&pages, typed).iter().any(|page| page.id == id), "{typed}");
    }
    assert!(find(&pages, "zzz").is_empty());
}

#[test]
fn every_sign_that_code_reads_is_explained() {
    let mut code = String::new();
    read(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")), &mut code);
    let pages = pages();
    let said = regex::Regex::new(r#"(?:\bevidence|\bof_file|\bfirst|\bnearest)\(\s*(?:[a-z_]+,\s*)?"([a-z]+-[a-z-]+)""#).unwrap();
    let signs: BTreeSet<&str> = said.captures_iter(&code).map(|found| found.get(1).unwrap().as_str()).collect();
    assert!(signs.len() > 20, "{signs:?}");
    for sign in signs {
        assert!(find(&pages, sign).iter().any(|page| page.id == sign), "'{sign}' is not in signs.yaml");
    }
    for facts in SIGNS.iter() {
        assert!(code.contains(&format!("\"{}\"", facts.id)), "no code ever reads '{}'", facts.id);
    }
}

#[test]
fn a_license_that_no_document_describes_is_one_of_spdx_or_named_by_a_tree() {
    let pages = pages();
    let listed = find(&pages, "mit-festival");
    assert_eq!(listed[0].id, "MIT-Festival");
    assert!(listed[0].parts.contains(&("free", "unknown".to_string())));
    assert!(find(&pages, "LicenseRef-Non-Commercial")[0].parts[0].1.contains("excludes commercial use"));
    assert_eq!(find(&pages, "LicenseRef-Acme-Model-Terms")[0].id, "license.LicenseRef");
}

fn read(folder: &Path, out: &mut String) {
    for item in fs::read_dir(folder).unwrap() {
        let path = item.unwrap().path();
        if path.is_dir() {
            read(&path, out);
        } else {
            out.push_str(&fs::read_to_string(&path).unwrap());
        }
    }
}
