//! `git openness licenses`: which license covers what, who says so and where.

use super::open::Opened;
use crate::cli::{CheckArgs, LicensesArgs};
use crate::component::scope::{self, Artefact, Covering};
use crate::component::{Folded, WeightsState};
use crate::detect::Sightings;
use crate::error::Result;
use crate::evidence::{Answer, Evidence};
use crate::layout::{columns, cut, pad, width};
use crate::license::{LicenseStatus, Subject, terms};
use crate::text::{sanitize, sanitize_path};
use std::process::ExitCode;

/// The most checkpoints or data sets that are listed one by one.
const LISTED: usize = 20;

/// One row of the table.
struct Row {
    artefact: String,
    license: String,
    place: String,
    how: &'static str,
    free: Answer,
    note: Option<String>,
}

/// Prints the table, and what is missing if that is asked.
///
/// # Errors
/// When the revision cannot be read, or `openness.yaml` has a mistake.
pub fn run(args: &LicensesArgs) -> Result<ExitCode> {
    let subject = CheckArgs { revision: args.revision.clone(), ..CheckArgs::default() };
    let Opened { source, revision, .. } = super::open::open(&subject)?;
    let text = crate::survey(source.as_ref(), &revision, |seen, folded| {
        if args.suggest { suggestions(seen, folded) } else { table(&rows(seen, folded), seen, folded) }
    })?;
    super::print(&text)?;
    Ok(ExitCode::SUCCESS)
}

fn rows(seen: &Sightings, folded: &Folded) -> Vec<Row> {
    let mut rows = vec![row("code", &code(folded))];
    if folded.components.weights.state != WeightsState::Absent {
        rows.push(row("weights", &weights(seen, folded)));
    }
    for statement in seen.licenses.iter().filter(|s| matches!(s.subject, Subject::Weights(Some(_)))).take(LISTED) {
        let Subject::Weights(Some(name)) = &statement.subject else { continue };
        rows.push(row(&format!("weights: {}", sanitize(name, 40)), &scope::together(&[statement])));
    }
    for dataset in folded.components.corpus.datasets.iter().take(LISTED) {
        let covering = Covering {
            license: dataset.license.clone(),
            status: dataset.license_status,
            free: dataset.verbatim.and(dataset.modified),
            evidence: dataset.evidence.clone(),
            conflict: Vec::new(),
        };
        rows.push(row(&format!("data: {}", sanitize(&dataset.name, 40)), &covering));
    }
    for statement in seen.licenses.iter().filter(|s| matches!(s.subject, Subject::Docs)).take(1) {
        rows.push(row("documents", &scope::together(&[statement])));
    }
    rows
}

fn code(folded: &Folded) -> Covering {
    let code = &folded.components.code;
    Covering {
        license: code.license.clone(),
        status: code.license_status,
        free: code.free,
        evidence: code.evidence.clone(),
        conflict: code.conflict.clone(),
    }
}

/// What the report says of the weights, with the statements that it rests on.
fn weights(seen: &Sightings, folded: &Folded) -> Covering {
    let parts = &folded.components.weights;
    let first = parts.evidence.first();
    let covering = match (parts.state, first) {
        (WeightsState::Included, Some(evidence)) => scope::for_path(seen, &evidence.location.path, Artefact::Weights),
        _ => scope::linked_weights(seen),
    };
    // Statements of another folder, or of the knowledge tables, have decided.
    let evidence = if covering.license == parts.license { covering.evidence } else { parts.evidence.clone() };
    Covering {
        license: parts.license.clone(),
        status: parts.license_status,
        free: parts.free,
        evidence,
        conflict: parts.conflict.clone(),
    }
}

fn row(artefact: &str, covering: &Covering) -> Row {
    let note = covering.evidence.first().and_then(|evidence| evidence.note.clone());
    Row {
        artefact: artefact.into(),
        license: covering.license.as_deref().map_or_else(|| "-".into(), |license| sanitize(license, 60)),
        place: covering.evidence.iter().take(2).map(place).collect::<Vec<_>>().join(", "),
        how: how(covering.status),
        free: covering.free,
        note,
    }
}

fn place(evidence: &Evidence) -> String {
    sanitize_path(&evidence.location.short())
}

fn how(status: LicenseStatus) -> &'static str {
    match status {
        LicenseStatus::Text => "text",
        LicenseStatus::Declared => "declared",
        LicenseStatus::Known => "known",
        LicenseStatus::Implied => "implied",
        LicenseStatus::None => "not said",
        LicenseStatus::Conflict => "conflict",
        LicenseStatus::Changed => "changed text",
    }
}

fn table(rows: &[Row], seen: &Sightings, folded: &Folded) -> String {
    let widest = |cell: &dyn Fn(&Row) -> usize, head: &str| rows.iter().map(cell).max().unwrap_or(0).max(width(head)).min(44);
    let artefact = widest(&|row| width(&row.artefact), "artefact");
    let license = widest(&|row| width(&row.license), "license");
    let how = widest(&|row| width(row.how), "how");
    let left = columns().saturating_sub(artefact + license + how + 14).max(20);
    let mut out = String::new();
    let mut line = |cells: [&str; 5]| {
        let text = format!(
            "{}  {}  {}  {}  {}",
            pad(&cut(cells[0], artefact), artefact),
            pad(&cut(cells[1], license), license),
            pad(cells[3], how),
            pad(cells[4], 7),
            cut(cells[2], left),
        );
        out.push_str(text.trim_end());
        out.push('\n');
    };
    line(["artefact", "license", "said where", "how", "free"]);
    for row in rows {
        line([&row.artefact, &row.license, &row.place, row.how, row.free.word()]);
    }
    out.push('\n');
    out.push_str(&answer(seen, folded));
    for row in rows {
        if let Some(note) = &row.note {
            out.push_str(&format!("{}: {}\n", row.artefact, sanitize(note, 400)));
        }
        if row.artefact.starts_with("data") && terms::facts(&row.license).is_some_and(|facts| facts.kind == terms::Made::Software)
        {
            out.push_str(&format!("{}: {} was written for software, not for data\n", row.artefact, row.license));
        }
    }
    out
}

/// The question that is asked most in model repositories.
fn answer(seen: &Sightings, folded: &Folded) -> String {
    if folded.components.weights.state == WeightsState::Absent {
        return "No weights are released here.\n".into();
    }
    let covering = weights(seen, folded);
    let license = covering.license.as_deref().map_or_else(|| "no license that is known".into(), |id| sanitize(id, 60));
    match covering.status {
        LicenseStatus::Implied => format!(
            "Does {license} cover the weights? Nobody says so: they are linked, and the license at the top covers what is in the tree. \
             `git openness licenses --suggest` writes the sentence.\n"
        ),
        LicenseStatus::None => "Nothing says which license the weights have.\n".into(),
        LicenseStatus::Known => {
            format!("Nothing here says which license the weights have; their publisher is known to ask for {license}.\n")
        }
        LicenseStatus::Conflict => {
            let says =
                |seen: &Evidence| format!("{} says {}", place(seen), sanitize(seen.note.as_deref().unwrap_or_default(), 60));
            let places: Vec<String> = covering.conflict.iter().take(4).map(says).collect();
            format!("The statements about the weights disagree: {}. The strictest counts: {license}.\n", places.join(", "))
        }
        _ => {
            let places: Vec<String> = covering.evidence.iter().take(2).map(place).collect();
            format!("The weights are under {license}, as {} says.\n", places.join(" and "))
        }
    }
}

/// The sentences that are missing, ready for the README.
fn suggestions(seen: &Sightings, folded: &Folded) -> String {
    let mut out: Vec<String> = Vec::new();
    if folded.components.code.license_status == LicenseStatus::None {
        out.push("The code in this repository is released under the <SPDX id> license; see LICENSE.".into());
    }
    if folded.components.weights.state != WeightsState::Absent {
        let covering = weights(seen, folded);
        match (covering.status, covering.license) {
            (LicenseStatus::Implied, Some(license)) => {
                out.push(format!("The model weights are released under the {} license.", sanitize(&license, 80)));
            }
            (LicenseStatus::Implied | LicenseStatus::None, _) => {
                out.push("The model weights are released under the <SPDX id> license.".into());
            }
            (LicenseStatus::Conflict, _) => {
                out.push(
                    "The code is released under the <SPDX id> license, the model weights under the <SPDX id> license.".into(),
                );
            }
            _ => {}
        }
    }
    for dataset in folded.components.corpus.datasets.iter().filter(|d| d.license.is_none()).take(LISTED) {
        out.push(format!("The data set {} is released under the <SPDX id> license.", sanitize(&dataset.name, 80)));
    }
    if out.is_empty() {
        return "Nothing is missing: code, weights and data each have a statement.\n".into();
    }
    out.push(String::new());
    out.join("\n")
}
