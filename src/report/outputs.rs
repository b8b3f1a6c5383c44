//! The few values that the next step of a workflow asks for, one `key=value` a line.

use crate::assess::Assessment;
use crate::text::sanitize;

/// `label`, `verdict` and `missing`. All of them are ids of ours, and sanitised all the same.
#[must_use]
pub fn render(assessment: &Assessment) -> String {
    let label = assessment.label.map_or("", |label| label.id());
    let verdict =
        serde_json::to_value(assessment.verdict).ok().and_then(|value| value.as_str().map(str::to_string)).unwrap_or_default();
    let missing = assessment.next_label.as_ref().map(|next| next.requires.join(",")).unwrap_or_default();
    format!("label={}\nverdict={}\nmissing={}\n", sanitize(label, 80), sanitize(&verdict, 80), sanitize(&missing, 400))
}
