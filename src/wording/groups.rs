//! Findings of one id together.

use crate::assess::{Assessment, Finding};
use crate::text::sanitize_path;

/// Findings of one id together: what is said once, and every place.
#[derive(Debug, Clone)]
pub struct Group<'a> {
    /// All of them, in the report's order; never empty.
    pub findings: Vec<&'a Finding>,
}

/// The findings, grouped by id in the report's order; waived ones last.
#[must_use]
pub fn groups(assessment: &Assessment) -> Vec<Group<'_>> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    let (waived, open): (Vec<_>, Vec<_>) = assessment.findings.iter().partition(|finding| finding.waived.is_some());
    for finding in open.into_iter().chain(waived) {
        match groups.iter_mut().find(|group| group.first().id == finding.id && group.waived() == finding.waived.is_some()) {
            Some(group) => group.findings.push(finding),
            None => groups.push(Group { findings: vec![finding] }),
        }
    }
    groups
}

impl<'a> Group<'a> {
    /// The first of them.
    #[must_use]
    pub fn first(&self) -> &'a Finding {
        self.findings[0]
    }

    /// Whether a waiver covers them.
    #[must_use]
    pub fn waived(&self) -> bool {
        self.first().waived.is_some()
    }

    /// Why it matters, from the knowledge documents.
    #[must_use]
    pub fn why(&self) -> &'static str {
        crate::knowledge::finding(&self.first().id).map_or("", |facts| &facts.why)
    }

    /// The places after the first, without repeats, sanitised.
    #[must_use]
    pub fn elsewhere(&self) -> Vec<String> {
        let mut places: Vec<String> = Vec::new();
        let first = self.first().location.as_ref().map(|at| sanitize_path(&at.short()));
        for at in self.findings[1..].iter().filter_map(|finding| finding.location.as_ref()) {
            let text = sanitize_path(&at.short());
            if Some(&text) != first.as_ref() && !places.contains(&text) {
                places.push(text);
            }
        }
        places
    }
}
