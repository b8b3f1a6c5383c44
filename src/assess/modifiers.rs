//! Words that qualify the label and never raise it.

use crate::component::{Components, CorpusState, Origin, TrainingState, WeightsState};
use crate::evidence::Relation;
use crate::license::LicenseStatus;

/// The modifiers of the contract that hold, in its order.
#[must_use]
pub fn modifiers(parts: &Components, not_read: usize) -> Vec<String> {
    let released = parts.weights.state != WeightsState::Absent;
    let term = |word: &str| released && parts.weights.terms.iter().any(|term| term == word);
    let non_commercial = released && parts.weights.license.as_deref().is_some_and(|id| id.split('-').any(|part| part == "NC"));
    let compilation = |reason: &Option<String>| reason.as_deref().is_some_and(|words| words.starts_with("compilation"));
    let training = &parts.training_code;
    let external = |origin| training.state != TrainingState::None && training.origin == origin;
    let mut out: Vec<String> = [
        ("gated", term("gated")),
        ("research-only", term("research-only")),
        ("non-commercial", term("non-commercial") || non_commercial),
    ]
    .into_iter()
    .filter(|&(_, holds)| holds)
    .map(|(word, _)| word.into())
    .collect();
    if let Some(base) = &parts.base_model {
        let word = match base.relation {
            Relation::Finetune | Relation::Adapter => "fine-tune-of",
            Relation::Merge | Relation::Quantized | Relation::Converted => "derived-from",
        };
        out.push(format!("{word}:{}", base.id));
    }
    out.extend(
        [
            ("data-information-only", parts.corpus.state == CorpusState::Named),
            (
                "compilation-license",
                compilation(&parts.corpus.reason) || parts.corpus.datasets.iter().any(|set| compilation(&set.reason)),
            ),
            ("weights-license-implied", released && parts.weights.license_status == LicenseStatus::Implied),
            ("trainer-external-pinned", external(Origin::ExternalPinned)),
            ("trainer-external-unpinned", external(Origin::ExternalUnpinned)),
        ]
        .into_iter()
        .filter(|&(_, holds)| holds)
        .map(|(word, _)| word.to_string()),
    );
    if not_read > 0 {
        out.push(format!("not-read:{not_read}"));
    }
    out
}
