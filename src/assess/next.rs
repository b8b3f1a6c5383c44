//! The way up: the next better label, and what it still asks for.

use super::NextLabel;
use crate::component::{CorpusState, Folded, Kind, TrainingState, WeightsState};
use crate::definition::{self, Definition};
use crate::evidence::Answer;
use crate::label::{Label, Reading};

/// The nearest better label that this kind of repository can bear, with every gap that must be
/// closed for it; `None` at the top, and where no label is better in kind.
#[must_use]
pub fn next(folded: &Folded, carried: Label) -> Option<NextLabel> {
    let above: &[Label] = match (folded.kind, carried) {
        (_, Label::OpenSource | Label::OpenData | Label::Software) | (Kind::Software, _) => return None,
        (Kind::Dataset, _) if folded.components.weights.state == WeightsState::Absent => &[Label::OpenData],
        (Kind::TrainingFramework | Kind::InferenceOnly, Label::SourceAvailable) => &[Label::OpenCode],
        (Kind::TrainingFramework | Kind::InferenceOnly, Label::OpenCode) => return None,
        (_, Label::SourceAvailable) => &[Label::OpenCode, Label::OpenTrainingCode],
        (_, Label::RestrictedWeights) => &[Label::OpenWeights, Label::OpenTrainingCode, Label::OpenSource],
        (_, Label::OpenWeights | Label::OpenCode) => &[Label::OpenTrainingCode, Label::OpenSource],
        (_, Label::OpenTrainingCode) => &[Label::OpenSource],
    };
    above.iter().find_map(|&label| {
        let gaps = gaps(folded, label)?;
        Some(NextLabel {
            label: label.id().into(),
            missing: gaps.iter().map(|gap| asks(gap)).collect(),
            requires: gaps.into_iter().map(Into::into).collect(),
        })
    })
}

/// The requirements of a label that are not met; `None` where no work here can meet them, or where
/// nothing is open (the label is carried already).
fn gaps(folded: &Folded, label: Label) -> Option<Vec<&'static str>> {
    let parts = &folded.components;
    let released = parts.weights.state != WeightsState::Absent;
    let program = matches!(label, Label::OpenSource | Label::OpenTrainingCode);
    let mut gaps = Vec::new();
    let mut ask = |id, open: bool| {
        if open {
            gaps.push(id);
        }
    };
    match label {
        Label::OpenCode => ask("code.free", parts.code.free != Answer::Yes),
        Label::OpenData => ask("corpus.redistributable", parts.corpus.redistributable != Answer::Yes),
        _ => {}
    }
    if program {
        ask("training-code.full", parts.training_code.state != TrainingState::Full);
        ask("training-code.free", parts.training_code.free != Answer::Yes);
    }
    if label == Label::OpenSource {
        let available = matches!(parts.corpus.state, CorpusState::Included | CorpusState::Pinned | CorpusState::Obtainable);
        ask("corpus.available", !available);
        ask("corpus.redistributable", parts.corpus.redistributable != Answer::Yes);
    }
    if (program || label == Label::OpenWeights) && released {
        ask("weights.free", parts.weights.free != Answer::Yes);
    }
    if let Some(base) = &parts.base_model
        && (program || label == Label::OpenWeights)
    {
        if label == Label::OpenSource {
            ask("base-model.open-source", base.label.as_deref() != Some("open-source"));
        } else {
            ask("base-model.free", base.free == Answer::No);
        }
    }
    debug_assert!(
        !gaps.is_empty() || Label::carried(folded, Reading::Strict) <= label,
        "{label:?} has no gap and is not carried"
    );
    (!gaps.is_empty()).then_some(gaps)
}

/// A requirement in words: the default definition's own, or those of the labels below it.
fn asks(id: &str) -> String {
    match id {
        "code.free" => "a free license on the code".into(),
        "base-model.free" => "a base model whose own license is free".into(),
        _ => definition::find(definition::DEFAULT)
            .and_then(|Definition { requires, .. }| requires.iter().find(|r| r.id == id))
            .map_or_else(|| id.into(), |requirement| requirement.asks.clone()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::component::BaseModel;

    /// Closes one gap the way a maintainer would.
    fn mend(folded: &mut Folded, gap: &str) {
        let parts = &mut folded.components;
        match gap {
            "code.free" => parts.code.free = Answer::Yes,
            "training-code.full" => parts.training_code.state = TrainingState::Full,
            "training-code.free" => parts.training_code.free = Answer::Yes,
            "corpus.available" => parts.corpus.state = CorpusState::Pinned,
            "corpus.redistributable" => parts.corpus.redistributable = Answer::Yes,
            "weights.free" => parts.weights.free = Answer::Yes,
            "base-model.free" => parts.base_model = Some(BaseModel { free: Answer::Yes, ..BaseModel::default() }),
            "base-model.open-source" => {
                parts.base_model =
                    Some(BaseModel { free: Answer::Yes, label: Some("open-source".into()), ..BaseModel::default() });
            }
            other => panic!("nobody can mend {other}"),
        }
    }

    #[test]
    fn closing_every_gap_reaches_the_label_and_no_gap_is_idle() {
        let answers = [Answer::Yes, Answer::No, Answer::Unknown];
        let base = |label: Option<&str>, free| Some(BaseModel { label: label.map(Into::into), free, ..BaseModel::default() });
        let bases =
            [None, base(Some("open-source"), Answer::Yes), base(Some("open-weights"), Answer::Yes), base(None, Answer::No)];
        let mut seen = 0;
        for kind in [Kind::Model, Kind::TrainingFramework, Kind::InferenceOnly, Kind::Dataset, Kind::Software] {
            for training in [TrainingState::Full, TrainingState::Partial, TrainingState::None, TrainingState::Unknown] {
                for corpus in [CorpusState::Included, CorpusState::Obtainable, CorpusState::Named, CorpusState::Absent] {
                    for weights in [WeightsState::Included, WeightsState::Absent, WeightsState::Unknown] {
                        for (free, passed_on) in answers.iter().flat_map(|a| answers.iter().map(move |b| (*a, *b))) {
                            for base_model in &bases {
                                let mut folded = Folded { kind, ..Folded::default() };
                                let parts = &mut folded.components;
                                parts.training_code.state = training;
                                parts.corpus.state = corpus;
                                parts.weights.state = weights;
                                parts.corpus.redistributable = passed_on;
                                for field in [&mut parts.code.free, &mut parts.training_code.free, &mut parts.weights.free] {
                                    *field = free;
                                }
                                parts.base_model.clone_from(base_model);
                                let carried = Label::carried(&folded, Reading::Strict);
                                let Some(step) = next(&folded, carried) else { continue };
                                seen += 1;
                                let better = Label::parse(&step.label).unwrap_or(Label::Software);
                                // Code that is free is better than code to read, whichever stands first in the list.
                                let up = better < carried || (carried, better) == (Label::SourceAvailable, Label::OpenCode);
                                assert!(up || better == Label::OpenData, "{carried:?} to {better:?}");
                                for gap in &step.requires {
                                    mend(&mut folded, gap);
                                }
                                let reached = Label::carried(&folded, Reading::Strict);
                                assert!(
                                    reached <= better,
                                    "{carried:?} promised {better:?}, reached {reached:?}: {:?}",
                                    step.requires
                                );
                            }
                        }
                    }
                }
            }
        }
        assert!(seen > 500, "only {seen} steps were tried");
    }
}
