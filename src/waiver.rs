//! Waivers: findings that a maintainer accepts, with a reason and a last day.
//!
//! A waiver changes no verdict: the report still says what is so. It only lets the release go.

use crate::assess::{Assessment, Finding, Level, Verdict};
use crate::evidence::Location;
use crate::policy::{self, Policy, Waiver};
use crate::text::sanitize;

/// Marks the findings that are waived on this day (`YYYY-MM-DD`), and tells of waivers that ran out.
pub fn apply(assessment: &mut Assessment, policy: &Policy, today: &str) {
    for waiver in &policy.waivers {
        if !waiver.holds_on(today) {
            assessment.findings.extend(expired(waiver));
            continue;
        }
        let covers = |finding: &&mut Finding| {
            finding.id == waiver.finding
                && waiver.path.as_ref().is_none_or(|path| finding.location.as_ref().is_some_and(|at| at.path == *path))
        };
        for finding in assessment.findings.iter_mut().filter(covers) {
            finding.waived = Some(format!("{} (until {})", sanitize(&waiver.reason, 200), waiver.expires));
        }
    }
    assessment.findings.sort_by_key(|finding| finding.level);
}

/// Whether the release must not leave: it claims what is refuted or cannot be told, and nobody
/// with a reason lets it go.
#[must_use]
pub fn stops(assessment: &Assessment) -> bool {
    let mut claims = assessment.findings.iter().filter(|finding| finding.id.starts_with("claim-")).peekable();
    matches!(assessment.verdict, Verdict::Refuted | Verdict::Undetermined)
        && (claims.peek().is_none() || claims.any(|finding| finding.waived.is_none()))
}

fn expired(waiver: &Waiver) -> Option<Finding> {
    let facts = crate::knowledge::finding("waiver-expired")?;
    Some(Finding {
        id: "waiver-expired".into(),
        level: Level::Warning,
        message: format!("the waiver of {} does not hold after {}", sanitize(&waiver.finding, 60), sanitize(&waiver.expires, 20)),
        help: facts.fix.clone(),
        location: Some(Location::file(policy::FILE)),
        fix: None,
        waived: None,
    })
}
