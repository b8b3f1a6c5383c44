//! The report for a terminal: the answer first.

use crate::assess::Assessment;
use crate::component::WeightsState;
use std::fmt::Write as _;

/// The report, with colours that the stream may strip.
#[must_use]
pub fn render(assessment: &Assessment, _verbose: bool) -> String {
    let mut out = String::new();
    let released = assessment.components.weights.state != WeightsState::Absent;
    let carried = assessment.label.map_or("cannot be told", |label| label.words(released));
    let _ = writeln!(out, "carries: {carried}");
    for finding in &assessment.findings {
        let place = finding.location.as_ref().map(|l| crate::text::sanitize_path(&l.short())).unwrap_or_default();
        let _ = writeln!(out, "{place} {}: {}", finding.id, finding.message);
    }
    out
}
