//! Every format of the report, over every case and over a repository that attacks.

use crate::cases;
use git_openness::assess::Assessment;
use git_openness::git::libgit2::{Draft, Libgit2};
use git_openness::git::repository::Repository;
use git_openness::git::{EntryKind, ObjectSource};
use git_openness::report::text::Look;
use git_openness::report::{github, json, markdown, sarif, text};
use git_openness::{Question, assess, layout};
use serde_json::Value;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// A repository whose names and words try to break out of every format.
fn hostile() -> Assessment {
    let evil = "\u{1b}[31m\u{202e}::error file=x::y%0A##[error] <img src=x onerror=alert(1)> `|` | @someone #12 [a](https://evil.example) ![b](c) ${{ github.token }}";
    let drafts: Vec<Draft> = [
        ("README.md", format!("# Brook {evil}\n\nBrook is a fully open-source language model {evil}.\nThe weights are released under the MIT license.\n")),
        ("LICENSE", include_str!("../../demo/licenses/MIT.txt").to_string()),
        ("train.py", include_str!("../../demo/brook/train.py").replace("configs/brook.yaml", "configs/::stop-commands::x.yaml")),
        ("configs/a|b`c`<b>.yaml", format!("dataset: \"{}\"\n", evil.replace('\u{1b}', ""))),
        ("data/\u{1b}]0;pwned\u{7}::warning::|`@x.txt", "The heron waited by the brook.\n".repeat(9000)),
        ("::error::@all.safetensors", "\0".repeat(2_000_000)),
        ("openness.yaml", "label: open source\ncorpus:\n  datasets:\n    - name: \"::error::x @y | `z` <script>\"\n      path: gone/::set-output name=a::b\n".to_string()),
    ]
    .into_iter()
    .map(|(path, text)| Draft { path: path.into(), kind: EntryKind::File, bytes: text.into_bytes() })
    .collect();
    let folder = tempfile::tempdir().unwrap();
    let made = Libgit2::create(&folder.path().join("r"), &drafts, "x\n", Some(("v1", "open source ::error::x\n"))).unwrap();
    let source = Repository::just_made(made);
    let revision = source.resolve("v1").unwrap();
    assess(&source, &revision, &Question::default()).unwrap()
}

fn all() -> impl Iterator<Item = &'static (String, Assessment)> {
    static HOSTILE: LazyLock<(String, Assessment)> = LazyLock::new(|| ("hostile".into(), hostile()));
    cases::ASSESSED.iter().chain([&*HOSTILE])
}

fn valid(schema: &Value, text: &str, what: &str) {
    let value: Value = serde_json::from_str(text).unwrap();
    let validator = jsonschema::validator_for(schema).unwrap();
    let errors: Vec<_> = validator.iter_errors(&value).map(|e| format!("{} at {}", e, e.instance_path())).collect();
    assert!(errors.is_empty(), "{what}: {}", errors.join("\n"));
}

#[test]
fn the_json_report_fits_its_own_schema() {
    let schema: Value = serde_json::from_str(&json::schema()).unwrap();
    for (name, assessment) in all() {
        valid(&schema, &json::render(assessment), name);
    }
}

/// Values of fields that hold words of the report, not of the tree.
fn words(value: &Value, key: &str, out: &mut BTreeSet<String>) {
    const FIELDS: &[&str] = &[
        "signature",
        "strength",
        "state",
        "origin",
        "stages",
        "about",
        "label",
        "verdict",
        "kind",
        "free",
        "license_status",
        "redistributable",
        "verbatim",
        "modified",
        "modifiers",
        "stage",
        "inference_code",
        "tokenizer",
        "configuration",
        "chat_template",
        "serving",
        "rule",
        "level",
    ];
    match value {
        Value::Object(fields) => fields.iter().for_each(|(key, inner)| words(inner, key, out)),
        Value::Array(items) => items.iter().for_each(|item| words(item, key, out)),
        Value::String(word) if FIELDS.contains(&key) => drop(out.insert(word.clone())),
        Value::String(license) if key == "license" => {
            out.extend(
                license
                    .split([' ', '(', ')'])
                    .filter(|id| !matches!(*id, "AND" | "OR" | "WITH") && id.contains(char::is_uppercase))
                    .map(str::to_string),
            );
        }
        _ => {}
    }
}

#[test]
fn every_word_of_every_report_is_explained() {
    let mut said = BTreeSet::new();
    for (_, assessment) in all() {
        words(&serde_json::from_str(&json::render(assessment)).unwrap(), "", &mut said);
    }
    let pages = git_openness::explain::pages();
    let silent: Vec<_> = said.iter().filter(|word| git_openness::explain::find(&pages, word).is_empty()).collect();
    assert!(said.len() > 60 && silent.is_empty(), "{} words, not explained: {silent:?}", said.len());
}

#[test]
fn the_schema_refuses_what_is_not_a_report() {
    let schema: Value = serde_json::from_str(&json::schema()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let mut report: Value = serde_json::from_str(&json::render(&hostile())).unwrap();
    report["verdict"] = "maybe".into();
    assert!(!validator.is_valid(&report));
    assert!(!validator.is_valid(&Value::Null));
}

#[test]
fn the_sarif_report_fits_the_standard() {
    let schema: Value = serde_json::from_str(include_str!("../data/sarif-schema-2.1.0.json")).unwrap();
    for (name, assessment) in all() {
        let text = sarif::render(assessment);
        valid(&schema, &text, name);
        let document: Value = serde_json::from_str(&text).unwrap();
        let run = &document["runs"][0];
        let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
        for result in run["results"].as_array().unwrap() {
            let rule = &rules[result["ruleIndex"].as_u64().unwrap() as usize];
            assert_eq!(rule["id"], result["ruleId"]);
            assert!(!rule["help"]["text"].as_str().unwrap().is_empty());
        }
    }
}

#[test]
fn no_format_for_people_lets_a_control_character_through() {
    for (name, assessment) in all() {
        let printed = [
            anstream::adapter::strip_str(&text::render(assessment, Look { verbose: true, columns: 100 })).to_string(),
            markdown::render(assessment),
            github::render(assessment),
        ];
        for text in printed {
            let bad: Vec<_> = text.chars().filter(|&c| c != '\n' && git_openness::text::is_hazard(c)).collect();
            assert!(bad.is_empty(), "{name}: {bad:?}");
        }
    }
}

#[test]
fn every_line_for_a_runner_is_ours() {
    let text = github::render(&hostile());
    for line in text.lines() {
        let ours = ["::error ", "::warning ", "::notice ", "openness: "].iter().any(|start| line.starts_with(start));
        assert!(ours, "{line}");
        assert!(!line.contains("##["), "{line}");
        let (properties, _) = line.trim_start_matches("::").split_once("::").unwrap_or((line, ""));
        assert!(!line.starts_with("::") || properties.contains("title="), "{line}");
    }
    assert!(text.contains("gone/") || text.contains("file=openness.yaml"), "{text}");
}

#[test]
fn a_runner_shows_ten_of_each_level_with_errors_first() {
    let mut assessment = hostile();
    let finding = assessment.findings[0].clone();
    assessment.findings = vec![finding; 25];
    let lines: Vec<String> = github::render(&assessment).lines().map(str::to_string).collect();
    let of = |start: &str| lines.iter().filter(|line| line.starts_with(start)).count();
    assert_eq!(of("::error ") + of("::warning ") + of("::notice "), 10);
    assert!(lines[9].contains("16 more"), "{}", lines[9]);
}

/// A line without its code spans, which are inert: a run of backticks ends at the next run as long (CommonMark 6.1).
fn without_code(line: &str) -> String {
    let run = |text: &str| text.len() - text.trim_start_matches('`').len();
    let (mut rest, mut out) = (line, String::new());
    while let Some(at) = rest.find('`') {
        out.push_str(&rest[..at]);
        let open = run(&rest[at..]);
        let body = &rest[at + open..];
        let mut end = None;
        let mut from = 0;
        while let Some(next) = body[from..].find('`') {
            let length = run(&body[from + next..]);
            if length == open {
                end = Some(from + next + length);
                break;
            }
            from += next + length;
        }
        rest = match end {
            Some(end) => &body[end..],
            None => {
                out.push_str(&rest[at..at + open]);
                body
            }
        };
    }
    out + rest
}

#[test]
fn markdown_defuses_html_mentions_and_tables() {
    let text = markdown::render(&hostile());
    let outside: String = text.lines().map(|line| without_code(line) + "\n").collect();
    for live in ["<img", "<script", "@someone", "#12", "](https"] {
        assert!(!outside.contains(live), "{live}: {outside}");
    }
    let width = |line: &str| line.replace("\\|", "").matches('|').count();
    for line in text.lines().filter(|line| line.starts_with("| ")) {
        assert_eq!(width(line), 6, "{line}");
    }
}

#[test]
fn a_terminal_report_keeps_within_its_columns() {
    for (name, assessment) in all() {
        for columns in [48, 64, 80, 108] {
            let styled = text::render(assessment, Look { verbose: false, columns });
            for line in anstream::adapter::strip_str(&styled).to_string().lines() {
                assert!(layout::width(line) <= columns, "{name} at {columns}: {} {line}", layout::width(line));
            }
        }
    }
}

#[test]
fn a_normal_report_is_at_most_a_screen_and_answers_in_its_first_line() {
    for (name, assessment) in cases::ASSESSED.iter() {
        let plain = anstream::adapter::strip_str(&text::render(assessment, Look { verbose: false, columns: 100 })).to_string();
        assert!(plain.lines().count() <= 50, "{name}: {} lines", plain.lines().count());
        let first = plain.lines().next().unwrap();
        assert!(first.contains("arries") || first.contains("cannot be told"), "{name}: {first}");
    }
}

#[test]
fn the_same_repository_gives_the_same_bytes() {
    let (one, two) = (hostile(), hostile());
    assert_eq!(json::render(&one), json::render(&two));
    assert_eq!(sarif::render(&one), sarif::render(&two));
}
