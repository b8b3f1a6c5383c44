//! The report as SARIF 2.1.0, for code scanning: rules from the knowledge documents, results with
//! stable fingerprints, corrections as fixes. Only the part of the format that is used is modelled.

use crate::assess::{Assessment, Finding, Fix, Level};
use crate::evidence::Location;
use crate::text::sanitize;
use crate::wording;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The document.
#[must_use]
pub fn render(assessment: &Assessment) -> String {
    let rules: Vec<Value> = crate::knowledge::FINDINGS
        .iter()
        .map(|facts| {
            let mut rule = json!({
                "id": facts.id,
                "name": pascal(&facts.id),
                "shortDescription": {"text": facts.title},
                "fullDescription": {"text": facts.meaning},
                "help": {
                    "text": format!("{}\n\nWhy: {}\n\nWhat to do: {}", facts.meaning, facts.why, facts.fix),
                    "markdown": format!("{}\n\n**Why.** {}\n\n**What to do.** {}", facts.meaning, facts.why, facts.fix),
                },
                "defaultConfiguration": {"level": facts.level},
                "properties": {"tags": ["openness", "license"], "precision": "high"},
            });
            if let Some(see) = facts.see.as_deref().or(Some(&facts.source)).filter(|see| see.starts_with("https://")) {
                rule["helpUri"] = see.into();
            }
            rule
        })
        .collect();
    let mut seen = BTreeMap::new();
    let results: Vec<Value> = assessment.findings.iter().map(|finding| result(finding, &mut seen)).collect();
    let answer = wording::answer(assessment);
    let mut run = json!({
        "tool": {"driver": {
            "name": assessment.tool.name,
            "semanticVersion": assessment.tool.version,
            "rules": rules,
        }},
        "columnKind": "unicodeCodePoints",
        "results": results,
        "properties": {
            "label": assessment.label,
            "verdict": assessment.verdict,
            "answer": answer.sentence,
            "knowledge": assessment.tool.knowledge,
        },
    });
    if let Some(commit) = assessment.revision.commit {
        run["automationDetails"] = json!({"id": format!("git-openness/{commit}")});
    }
    let document = json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    });
    format!("{document:#}\n")
}

fn result(finding: &Finding, seen: &mut BTreeMap<String, u32>) -> Value {
    let mut result = json!({
        "ruleId": finding.id,
        "ruleIndex": crate::knowledge::FINDINGS.iter().position(|facts| facts.id == finding.id).map_or(-1, |at| at as i64),
        "level": match finding.level {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Note => "note",
        },
        "message": {"text": format!("{}. {}", sanitize(&finding.message, 300), sanitize(&finding.help, 400))},
        "partialFingerprints": {"openness/v1": fingerprint(finding, seen)},
    });
    // Code scanning shows nothing without a place; what concerns the whole release is shown where
    // its words stand.
    let place = finding.location.clone().unwrap_or_else(|| Location::file("README.md"));
    if let Some(physical) = physical(&place) {
        result["locations"] = json!([{"physicalLocation": physical}]);
    }
    if let Some(fix) = &finding.fix {
        result["fixes"] = json!([fixed(fix)]);
    }
    if let Some(reason) = &finding.waived {
        result["suppressions"] = json!([{"kind": "external", "status": "accepted", "justification": sanitize(reason, 400)}]);
    }
    result
}

/// A place in the tree; a tag's text or the command line has none.
fn physical(place: &Location) -> Option<Value> {
    if place.path.starts_with("--") || place.path.starts_with("refs/") {
        return None;
    }
    let mut physical = json!({"artifactLocation": {"uri": uri(&place.path), "uriBaseId": "%SRCROOT%"}});
    if let Some(line) = place.line.filter(|&line| line > 0) {
        physical["region"] = json!({"startLine": line});
        if let Some(column) = place.column.filter(|&column| column > 0) {
            physical["region"]["startColumn"] = column.into();
        }
    }
    Some(physical)
}

fn fixed(fix: &Fix) -> Value {
    let mut changes: BTreeMap<&str, Vec<Value>> = BTreeMap::new();
    for edit in &fix.edits {
        let lines = edit.old.matches('\n').count() as u32;
        let last = edit.old.rsplit('\n').next().unwrap_or_default().chars().count() as u32;
        let end = if lines == 0 { edit.column + last } else { last + 1 };
        changes.entry(&edit.path).or_default().push(json!({
            "deletedRegion": {
                "startLine": edit.line, "startColumn": edit.column,
                "endLine": edit.line + lines, "endColumn": end,
            },
            "insertedContent": {"text": edit.new},
        }));
    }
    let changes: Vec<Value> = changes
        .into_iter()
        .map(|(path, replacements)| json!({"artifactLocation": {"uri": uri(path), "uriBaseId": "%SRCROOT%"}, "replacements": replacements}))
        .collect();
    json!({"description": {"text": sanitize(&fix.description, 300)}, "artifactChanges": changes})
}

/// Stays the same when lines move: the rule, the file, the message, and the count of equals before
/// it. Line numbers and object ids are left out on purpose.
fn fingerprint(finding: &Finding, seen: &mut BTreeMap<String, u32>) -> String {
    let path = finding.location.as_ref().map_or("", |at| at.path.as_str());
    let key = format!("{}\0{path}\0{}", finding.id, finding.message);
    let nth = seen.entry(key.clone()).and_modify(|n| *n += 1).or_insert(0);
    let digest = Sha256::digest(format!("{key}\0{nth}"));
    digest[..16].iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// A path as a relative URI: everything but unreserved characters and `/` in percent signs.
fn uri(path: &str) -> String {
    let mut out = String::new();
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            out.push(byte as char);
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// `corpus-missing` as `CorpusMissing`.
fn pascal(id: &str) -> String {
    id.split('-')
        .map(|word| {
            let mut chars = word.chars();
            chars.next().map(|first| first.to_ascii_uppercase().to_string() + chars.as_str()).unwrap_or_default()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_becomes_a_relative_uri() {
        assert_eq!(uri("data/a b#c%.txt"), "data/a%20b%23c%25.txt");
        assert_eq!(uri("é"), "%C3%A9");
    }

    #[test]
    fn equal_findings_differ_in_their_fingerprint_and_lines_do_not_matter() {
        let finding = |line| Finding {
            id: "claim-refuted".into(),
            level: Level::Error,
            message: "m".into(),
            help: "h".into(),
            location: Some(Location { line: Some(line), ..Location::file("README.md") }),
            fix: None,
            waived: None,
        };
        let mut seen = BTreeMap::new();
        let first = fingerprint(&finding(3), &mut seen);
        assert_ne!(first, fingerprint(&finding(4), &mut seen));
        assert_eq!(first, fingerprint(&finding(90), &mut BTreeMap::new()));
    }
}
