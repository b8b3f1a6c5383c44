//! A row for each component.

use super::{label_words, stage_words, value};
use crate::assess::Assessment;
use crate::component::WeightsState;
use crate::evidence::{Answer, Evidence};
use crate::knowledge::words;
use crate::license::LicenseStatus;
use crate::text::{sanitize, sanitize_path};

/// One component.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Which.
    pub what: String,
    /// Its state.
    pub state: String,
    /// Its license, with how it is known.
    pub license: String,
    /// Whether it is free, or for the corpus whether it may be passed on; `None` where that is not asked.
    pub free: Option<Answer>,
    /// Where it was seen, or empty.
    pub place: String,
    /// Whether it is a part of the row above.
    pub part: bool,
}

/// Every component as a row; the data sets of the corpus, at most `parts` of them, stand under it.
#[must_use]
pub fn rows(assessment: &Assessment, parts: usize) -> Vec<Row> {
    let all = &assessment.components;
    let row = |what: &str, state: String, license: String, free: Option<Answer>, evidence: &[Evidence]| Row {
        what: what.into(),
        state,
        license,
        free,
        place: place(evidence),
        part: false,
    };
    let mut rows = Vec::new();
    let training = &all.training_code;
    let state = value(&training.state);
    let found = state != "none";
    let stages: Vec<_> = training.stages.iter().map(|stage| stage_words(*stage)).collect();
    let mut in_words = words("training_code", &state);
    if found && !stages.is_empty() {
        in_words = format!("{in_words}: {}", stages.join(", "));
    }
    rows.push(row(
        "training code",
        in_words,
        if found { license(training.license.as_deref(), None) } else { String::new() },
        found.then_some(training.free),
        if found { &training.evidence } else { &[] },
    ));
    let corpus = &all.corpus;
    let state = value(&corpus.state);
    let found = state != "absent";
    let mut licenses: Vec<_> = corpus.datasets.iter().filter_map(|set| set.license.clone()).collect();
    licenses.sort();
    licenses.dedup();
    let known = match &licenses[..] {
        [] => String::new(),
        [one] => license(Some(one), corpus.datasets.first().map(|set| set.license_status)),
        several => format!("{} licenses", several.len()),
    };
    let count = match corpus.datasets.len() {
        0 | 1 => String::new(),
        n => format!(", {n} parts"),
    };
    let own = corpus.datasets.first().map_or(&corpus.evidence, |set| &set.evidence);
    rows.push(row(
        "corpus",
        format!("{}{count}", words("corpus", &state)),
        if found && known.is_empty() { "none stated".into() } else { known },
        found.then_some(corpus.redistributable),
        if found { own } else { &[] },
    ));
    if corpus.datasets.len() > 1 {
        rows.extend(corpus.datasets.iter().take(parts).map(|set| Row {
            what: sanitize(&set.name, 40),
            state: words("corpus", &value(&set.state)),
            license: license(set.license.as_deref(), Some(set.license_status)),
            free: Some(set.verbatim.and(set.modified)),
            place: place(&set.evidence),
            part: true,
        }));
    }
    let weights = &all.weights;
    let found = weights.state != WeightsState::Absent;
    rows.push(row(
        "weights",
        words("weights", &value(&weights.state)),
        if found { license(weights.license.as_deref(), Some(weights.license_status)) } else { String::new() },
        found.then_some(weights.free),
        &weights.evidence,
    ));
    if let Some(base) = &all.base_model {
        rows.push(row(
            "base model",
            sanitize(&base.id, 50),
            base.label.as_deref().map_or_else(|| "not known".into(), label_words),
            Some(base.free),
            &base.evidence,
        ));
    }
    let code = &all.code;
    rows.push(row(
        "all code",
        if code.present { "here".into() } else { "none found".into() },
        license(code.license.as_deref(), Some(code.license_status)),
        Some(code.free),
        &code.evidence,
    ));
    rows
}

/// A license and how it is known, as `MIT` or `Apache-2.0 (implied)`.
fn license(id: Option<&str>, status: Option<LicenseStatus>) -> String {
    let how = status.filter(|status| !matches!(status, LicenseStatus::Text | LicenseStatus::None));
    match (id, how) {
        (Some(id), Some(how)) => format!("{} ({})", sanitize(id, 50), words("license_status", &value(&how))),
        (Some(id), None) => sanitize(id, 60),
        (None, Some(how)) => words("license_status", &value(&how)),
        (None, None) => "none stated".into(),
    }
}

/// Where the strongest evidence stands, sanitised, or empty.
fn place(evidence: &[Evidence]) -> String {
    evidence.first().map(|seen| sanitize_path(&seen.location.short())).unwrap_or_default()
}
