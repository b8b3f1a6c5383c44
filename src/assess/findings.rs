//! What to know or mend, worst first.

use super::{Claim, Finding, Level, Verdict};
use crate::component::{CorpusState, Folded, Kind, TrainingState, WeightsState};
use crate::evidence::{Answer, Location};
use crate::label::Label;
use crate::license::LicenseStatus;

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
    if folded.kind != Kind::Software && folded.kind != Kind::Dataset {
        let at = |evidence: &[crate::evidence::Evidence]| evidence.first().map(|e| e.location.clone());
        match parts.training_code.state {
            TrainingState::None => add("training-code-missing", None, None),
            TrainingState::Partial => add("training-code-partial", at(&parts.training_code.evidence), None),
            _ => {}
        }
        match (parts.corpus.state, parts.corpus.redistributable) {
            (CorpusState::Absent, _) => add("corpus-missing", None, None),
            (CorpusState::Named, _) => add("corpus-only-named", at(&parts.corpus.evidence), None),
            (_, Answer::No) => add("corpus-not-redistributable", at(&parts.corpus.evidence), None),
            (_, Answer::Unknown) => add("corpus-license-unknown", at(&parts.corpus.evidence), None),
            _ => {}
        }
        if parts.weights.state != WeightsState::Absent && parts.weights.free == Answer::No {
            add("weights-not-free", at(&parts.weights.evidence), None);
        }
        if parts.weights.license_status == LicenseStatus::Implied {
            add("weights-license-implied", at(&parts.weights.evidence), None);
        }
    }
    out.sort_by_key(|finding: &Finding| finding.level);
    out
}
