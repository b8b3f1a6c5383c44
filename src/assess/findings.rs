//! What to know or mend, worst first.

use super::{Claim, Finding, Level, Verdict};
use crate::component::{Folded, WeightsState};
use crate::evidence::Location;
use crate::label::Label;

/// Everything that the evidence and the claims give reason to say.
#[must_use]
pub fn findings(folded: &Folded, claims: &[Claim], strict: Label) -> Vec<Finding> {
    let parts = &folded.components;
    let mut out = Vec::new();
    let mut add = |id: &str, location: Option<Location>, message: Option<String>| {
        let Some(facts) = crate::knowledge::finding(id) else { return };
        let level = match facts.level.as_str() {
            "error" => Level::Error,
            "warning" => Level::Warning,
            _ => Level::Note,
        };
        out.push(Finding {
            id: id.into(),
            level,
            message: message.unwrap_or_else(|| facts.title.clone()),
            help: facts.fix.clone(),
            location,
            fix: None,
            waived: None,
        });
    };
    for claim in claims {
        let words = Label::parse(&claim.label).map_or(claim.label.as_str(), |label| label.words(true));
        let carried = strict.words(parts.weights.state != WeightsState::Absent);
        match claim.verdict {
            Verdict::Refuted => add(
                "claim-refuted",
                Some(claim.location.clone()),
                Some(format!("says \"{words}\"; the evidence carries \"{carried}\"")),
            ),
            Verdict::Undetermined => {
                add("claim-undetermined", Some(claim.location.clone()), Some(format!("says \"{words}\"; that cannot be told")))
            }
            _ => {}
        }
    }
    out.sort_by_key(|finding: &Finding| finding.level);
    out
}
