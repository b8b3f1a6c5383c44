//! Claims against evidence: upheld, refuted, undetermined.

use super::{Claim, Verdict};
use crate::component::{Folded, Kind};
use crate::definition::{Met, Outcome};
use crate::detect::claim::{About, Words};
use crate::evidence::Answer;
use crate::label::Label;
use crate::license::LicenseStatus;

/// What decides when something that is listed could not be read.
pub const UNREAD: &str = "everything.read";

/// Judges words. Only claims about the model or its weights can be refuted.
pub fn judge(words: Words, folded: &Folded, strict: Label, generous: Label, gate: Option<&Outcome>) -> Claim {
    let claimed = Label::parse(&words.label);
    let mut decided_by = None;
    let verdict = match (words.about, claimed) {
        (About::Weights, Some(Label::OpenSource | Label::OpenTrainingCode | Label::OpenWeights)) => {
            decided_by = Some("weights.free".to_string());
            match folded.components.weights.free {
                Answer::Yes if folded.components.weights.license_status != LicenseStatus::Implied => Verdict::Upheld,
                Answer::No => Verdict::Refuted,
                _ => Verdict::Undetermined,
            }
        }
        (About::Model, _) if folded.kind == Kind::Software => Verdict::NoClaim,
        (About::Model, Some(Label::OpenSource)) => {
            let outcome = gate.map_or(Met::CannotTell, |outcome| outcome.verdict);
            decided_by = gate.and_then(|outcome| outcome.missing.first().or(outcome.unclear.first()).cloned());
            match outcome {
                Met::Met => Verdict::Upheld,
                Met::NotMet => Verdict::Refuted,
                Met::CannotTell => Verdict::Undetermined,
            }
        }
        (About::Model, Some(label)) if strict <= label => Verdict::Upheld,
        (About::Model, Some(label)) if generous <= label => Verdict::Undetermined,
        (About::Model, Some(_)) => Verdict::Refuted,
        _ => Verdict::NoClaim,
    };
    // What was read may exclude a claim; as long as something is unread, it cannot carry one.
    let rests = matches!(words.about, About::Model | About::Weights) && claimed.is_some();
    let verdict = if folded.unread && rests && verdict != Verdict::Refuted {
        decided_by.get_or_insert_with(|| UNREAD.to_string());
        Verdict::Undetermined
    } else {
        verdict
    };
    Claim {
        label: words.label,
        about: words.about,
        text: words.text,
        strength: words.strength,
        location: words.location,
        verdict,
        decided_by,
    }
}

/// The worst verdict of all claims.
pub fn overall(claims: &[Claim]) -> Verdict {
    let any = |verdict| claims.iter().any(|claim| claim.verdict == verdict);
    [Verdict::Refuted, Verdict::Undetermined, Verdict::Upheld]
        .into_iter()
        .find(|&verdict| any(verdict))
        .unwrap_or(Verdict::NoClaim)
}
