//! Claims against evidence: upheld, refuted, undetermined.

use super::{Claim, Verdict};
use crate::component::{Folded, Kind, WeightsState};
use crate::definition::{Met, Outcome};
use crate::detect::claim::{About, Words};
use crate::evidence::{Answer, Strength};
use crate::label::Label;
use crate::license::LicenseStatus;

/// What decides when something that is listed could not be read.
pub const UNREAD: &str = "everything.read";

/// Judges words. Only claims about the model or its weights can be refuted.
pub fn judge(words: Words, folded: &Folded, strict: Label, generous: Label, gate: Option<&Outcome>) -> Claim {
    let claimed = Label::parse(&words.label);
    let on_purpose = is_on_purpose(&words);
    let parts = &folded.components;
    let silent = !on_purpose && has_no_model(folded);
    let (verdict, decided_by) = match (words.about, claimed) {
        _ if silent => (Verdict::NoClaim, None),
        (About::Model, Some(label)) if folded.kind == Kind::Software => software(label, parts.code.free),
        (About::Weights, Some(Label::OpenSource | Label::OpenTrainingCode | Label::OpenWeights)) => {
            let verdict = match parts.weights.free {
                Answer::Yes if parts.weights.license_status != LicenseStatus::Implied => Verdict::Upheld,
                Answer::No => Verdict::Refuted,
                _ => Verdict::Undetermined,
            };
            let by = if verdict == Verdict::Undetermined && parts.weights.free == Answer::Yes {
                "weights.stated"
            } else {
                "weights.free"
            };
            (verdict, Some(by.to_string()))
        }
        (About::Model, Some(Label::OpenSource)) => {
            let outcome = gate.map_or(Met::CannotTell, |outcome| outcome.verdict);
            let decided_by = gate.and_then(|outcome| outcome.missing.first().or(outcome.unclear.first()).cloned());
            // A sentence that data are kept back may speak of an earlier model or of somebody's: it carries no claim, and
            // refutes none.
            let told = parts.corpus.kept_back
                && parts.corpus.redistributable != Answer::No
                && gate.is_some_and(|outcome| outcome.missing.iter().all(|requirement| requirement == "corpus.available"));
            let verdict = match outcome {
                Met::Met => Verdict::Upheld,
                Met::NotMet if told => Verdict::Undetermined,
                Met::NotMet => Verdict::Refuted,
                Met::CannotTell => Verdict::Undetermined,
            };
            (verdict, decided_by)
        }
        // "Open source software" beside weights of any kind is said of the code.
        (About::Model, Some(Label::OpenCode)) if parts.code.present => software(Label::OpenCode, parts.code.free),
        (About::Model, Some(label)) => {
            let verdict = match () {
                () if strict.carries(label) => Verdict::Upheld,
                () if generous.carries(label) => Verdict::Undetermined,
                () => Verdict::Refuted,
            };
            let by = match label {
                Label::OpenWeights | Label::RestrictedWeights => "weights.free",
                Label::OpenTrainingCode => "training-code.full",
                _ => "label",
            };
            (verdict, Some(by.to_string()))
        }
        _ => (Verdict::NoClaim, None),
    };
    // What was read may exclude a claim; as long as something is unread, it cannot carry one.
    // Words that own up to limits promise nothing that an unread file could take away.
    let rests =
        matches!(words.about, About::Model | About::Weights) && claimed.is_some_and(|label| label != Label::RestrictedWeights);
    let (verdict, decided_by) = if folded.unread.any && rests && verdict != Verdict::Refuted {
        (Verdict::Undetermined, decided_by.or_else(|| Some(UNREAD.to_string())))
    } else {
        (verdict, decided_by)
    };
    // A vague word or a cited title may agree with the evidence; it is never held against anybody.
    let vague = words.strength == Strength::Weak && verdict != Verdict::Upheld;
    let (verdict, decided_by) = if vague { (Verdict::NoClaim, None) } else { (verdict, decided_by) };
    Claim {
        label: words.label,
        about: words.about,
        text: words.text,
        strength: words.strength,
        location: words.location,
        verdict,
        decided_by,
        phrase: words.phrase,
    }
}

/// A label given on the command line or in the declarations, not in prose.
fn is_on_purpose(words: &Words) -> bool {
    words.phrase.is_none() && (words.location.path == "--label" || words.location.path == crate::policy::FILE)
}

/// Ordinary software, and a framework that trains its users' models and releases none, make no
/// claim about a model of theirs, whatever their prose says.
fn has_no_model(folded: &Folded) -> bool {
    match folded.kind {
        Kind::Software | Kind::Dataset => true,
        Kind::TrainingFramework => folded.components.weights.state == WeightsState::Absent,
        Kind::Model | Kind::InferenceOnly => false,
    }
}

/// A label given on purpose to software is judged by the license alone.
fn software(label: Label, free: Answer) -> (Verdict, Option<String>) {
    let verdict = match (label, free) {
        (Label::Software, _)
        | (Label::OpenSource | Label::OpenCode, Answer::Yes)
        | (Label::SourceAvailable, Answer::Yes | Answer::No) => Verdict::Upheld,
        (Label::OpenSource | Label::OpenCode, Answer::No) => Verdict::Refuted,
        (Label::OpenSource | Label::OpenCode | Label::SourceAvailable, _) => Verdict::Undetermined,
        _ => Verdict::Refuted,
    };
    (verdict, Some("code.free".into()))
}

/// The worst verdict of all claims.
pub fn overall(claims: &[Claim]) -> Verdict {
    let any = |verdict| claims.iter().any(|claim| claim.verdict == verdict);
    [Verdict::Refuted, Verdict::Undetermined, Verdict::Upheld]
        .into_iter()
        .find(|&verdict| any(verdict))
        .unwrap_or(Verdict::NoClaim)
}
