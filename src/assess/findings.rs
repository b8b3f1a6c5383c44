//! What to know or mend, worst first.

use super::correct::correct;
use super::{Claim, Finding, Fix, Level, Verdict};
use crate::component::{Folded, WeightsState};
use crate::detect::claim::About;
use crate::evidence::{Answer, Location, Strength};
use crate::label::Label;
use crate::license::LicenseStatus;

/// Everything that the evidence and the claims give reason to say.
#[must_use]
pub fn findings(folded: &Folded, claims: &[Claim], strict: Label) -> Vec<Finding> {
    let parts = &folded.components;
    let mut out = Vec::new();
    let mut add = |id: &str, location: Option<Location>, message: Option<String>, fix: Option<Fix>| {
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
            fix,
            waived: None,
        });
    };
    let released = parts.weights.state != WeightsState::Absent;
    for claim in claims {
        let words = Label::parse(&claim.label).map_or(claim.label.as_str(), |label| label.words(true));
        let carried = strict.words(parts.weights.state != WeightsState::Absent);
        match claim.verdict {
            Verdict::Refuted => add(
                "claim-refuted",
                Some(claim.location.clone()),
                Some(format!("says \"{words}\"; the evidence carries \"{carried}\"")),
                correct(claim, strict, released),
            ),
            Verdict::Upheld if claim.about == About::Weights && claim.label == "open-source" => {
                add("weights-claim-wording", Some(claim.location.clone()), None, correct(claim, strict, released));
            }
            Verdict::Undetermined => add(
                "claim-undetermined",
                Some(claim.location.clone()),
                Some(format!("says \"{words}\"; that cannot be told")),
                None,
            ),
            _ => {}
        }
    }
    let code = claims
        .iter()
        .find(|claim| claim.about == About::Code && claim.label == "open-source" && claim.strength == Strength::Strong);
    if let Some(claim) =
        code.filter(|_| parts.code.free == Answer::No || (parts.code.present && parts.code.license_status == LicenseStatus::None))
    {
        add("code-claim-not-free", Some(claim.location.clone()), None, None);
    }
    out.sort_by_key(|finding: &Finding| finding.level);
    out
}
