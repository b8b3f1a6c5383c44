//! The "Openness" section of a model card, from `templates/model-card-section.md`.

use crate::assess::Assessment;
use crate::component::{CorpusState, TrainingState, WeightsState};
use crate::evidence::Answer;
use crate::text::sanitize;

const TEMPLATE: &str = include_str!("../../templates/model-card-section.md");

/// The section, filled with what the assessment found.
#[must_use]
pub fn render(assessment: &Assessment) -> String {
    let parts = &assessment.components;
    let released = parts.weights.state != WeightsState::Absent;
    let label = assessment.label.map_or("not determined", |label| label.words(released));
    let license = |id: &Option<String>| id.as_deref().map_or("no license stated".to_string(), cell);
    let training = match parts.training_code.state {
        TrainingState::Full => format!("complete, {}", license(&parts.training_code.license)),
        TrainingState::Partial => format!("a part of it, {}", license(&parts.training_code.license)),
        TrainingState::None => "not released".into(),
        TrainingState::Unknown => "not determined".into(),
    };
    let state = match parts.corpus.state {
        CorpusState::Included => "included",
        CorpusState::Pinned | CorpusState::Obtainable => "obtainable elsewhere",
        CorpusState::Named => "named, not released",
        CorpusState::Absent => "not released",
        CorpusState::Unknown => "not determined",
    };
    let rights = match parts.corpus.redistributable {
        _ if matches!(parts.corpus.state, CorpusState::Absent | CorpusState::Named) => "",
        Answer::Yes => ", may be passed on, changed or not",
        Answer::No => ", may not be passed on by everybody",
        Answer::Unknown => ", not stated whether it may be passed on",
    };
    let weights = match parts.weights.state {
        WeightsState::Included | WeightsState::Linked => license(&parts.weights.license),
        WeightsState::Absent => "not released".into(),
        WeightsState::Unknown => "not determined".into(),
    };
    let base = parts.base_model.as_ref().map_or("none".to_string(), |base| cell(&base.id));
    TEMPLATE
        .replace("{label}", label)
        .replace("{training}", &training)
        .replace("{corpus}", &format!("{state}{rights}"))
        .replace("{weights}", &weights)
        .replace("{base}", &base)
}

/// Foreign words in a cell of a Markdown table.
fn cell(text: &str) -> String {
    sanitize(text, 80).replace(['|', '<', '>', '`', '[', ']', '*', '\\'], " ")
}
