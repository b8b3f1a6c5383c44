//! Labels: which one the components carry, under the strict and under the generous reading.

use crate::component::{Components, CorpusState, Folded, Kind, TrainingState, WeightsState};
use crate::evidence::Answer;
use schemars::JsonSchema;
use serde::Serialize;

/// The labels of the report contract, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Label {
    /// Program and corpus, free.
    OpenSource,
    /// The program free, the corpus not.
    OpenTrainingCode,
    /// The weights free.
    OpenWeights,
    /// Weights under limits.
    RestrictedWeights,
    /// Code to read.
    SourceAvailable,
    /// Free code, no model.
    OpenCode,
    /// Free data, no model.
    OpenData,
    /// Neither model nor data.
    Software,
}

/// How an unknown counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// Unknown is no: the label that is carried.
    Strict,
    /// Unknown is yes: the label that could still come out.
    Generous,
}

impl Label {
    /// All labels, best first.
    pub const ALL: [Self; 8] = [
        Self::OpenSource,
        Self::OpenTrainingCode,
        Self::OpenWeights,
        Self::RestrictedWeights,
        Self::SourceAvailable,
        Self::OpenCode,
        Self::OpenData,
        Self::Software,
    ];

    /// The id of the contract.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::OpenSource => "open-source",
            Self::OpenTrainingCode => "open-training-code",
            Self::OpenWeights => "open-weights",
            Self::RestrictedWeights => "restricted-weights",
            Self::SourceAvailable => "source-available",
            Self::OpenCode => "open-code",
            Self::OpenData => "open-data",
            Self::Software => "software",
        }
    }

    /// The label with this id, these words, or another known spelling.
    #[must_use]
    pub fn parse(words: &str) -> Option<Self> {
        let fold = |text: &str| text.to_lowercase().replace(['-', '_'], " ");
        let wanted = fold(words.trim());
        crate::knowledge::LABELS
            .iter()
            .find(|facts| {
                [&facts.id, &facts.words]
                    .into_iter()
                    .chain(&facts.words_without_weights)
                    .chain(&facts.also)
                    .any(|known| fold(known) == wanted)
            })
            .and_then(|facts| Self::ALL.into_iter().find(|label| label.id() == facts.id))
    }

    /// Whether a release with this label keeps what the claimed one promises. Labels with a model stand in one
    /// order; those of code and of data promise one thing each.
    #[must_use]
    pub fn carries(self, claimed: Self) -> bool {
        match claimed {
            Self::OpenSource | Self::OpenTrainingCode | Self::OpenWeights | Self::RestrictedWeights => self <= claimed,
            Self::SourceAvailable => self <= claimed || self == Self::OpenCode,
            Self::OpenCode => matches!(self, Self::OpenSource | Self::OpenTrainingCode | Self::OpenCode),
            Self::OpenData => matches!(self, Self::OpenSource | Self::OpenData),
            // It promises nothing.
            Self::Software => true,
        }
    }

    /// The words printed for it.
    #[must_use]
    pub fn words(self, weights_released: bool) -> &'static str {
        let Some(facts) = crate::knowledge::LABELS.iter().find(|facts| facts.id == self.id()) else { return self.id() };
        match &facts.words_without_weights {
            Some(words) if !weights_released => words,
            _ => &facts.words,
        }
    }

    /// The first label whose conditions hold.
    #[must_use]
    pub fn carried(folded: &Folded, reading: Reading) -> Self {
        let holds = |answer: Answer| answer == Answer::Yes || (reading == Reading::Generous && answer == Answer::Unknown);
        let Components { code, training_code, corpus, weights, base_model, .. } = &folded.components;
        let generous = reading == Reading::Generous;
        let weights_absent = weights.state == WeightsState::Absent;
        let program = (training_code.state == TrainingState::Full || (generous && training_code.state == TrainingState::Unknown))
            && holds(training_code.free);
        let data = match corpus.state {
            CorpusState::Included | CorpusState::Pinned | CorpusState::Obtainable => holds(corpus.redistributable),
            CorpusState::Unknown => generous,
            CorpusState::Named | CorpusState::Absent => false,
        };
        let weights_free = weights_absent || holds(weights.free);
        let base_label = base_model.as_ref().map(|base| base.label.as_deref());
        let base_source = base_label.is_none_or(|label| label.map_or(generous, |id| id == "open-source"));
        let base_weights = base_model.as_ref().is_none_or(|base| base.free != Answer::No);

        match folded.kind {
            Kind::Software => return Self::Software,
            Kind::Dataset if weights_absent && holds(corpus.redistributable) => return Self::OpenData,
            // The programs beside data that nobody may pass on, or that lie nowhere, are what is free here.
            Kind::Dataset if weights_absent && code.present && holds(code.free) => return Self::OpenCode,
            Kind::Dataset if weights_absent => return Self::SourceAvailable,
            _ => {}
        }
        if program && data && weights_free && base_source {
            Self::OpenSource
        } else if program && weights_free && base_weights {
            Self::OpenTrainingCode
        } else if !weights_absent && weights_free && base_weights {
            Self::OpenWeights
        } else if !weights_absent {
            Self::RestrictedWeights
        } else if holds(code.free) {
            Self::OpenCode
        } else {
            Self::SourceAvailable
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Label;

    #[test]
    fn a_better_label_keeps_what_a_lesser_one_promises() {
        assert!(Label::OpenSource.carries(Label::OpenWeights));
        assert!(Label::OpenCode.carries(Label::SourceAvailable));
        assert!(!Label::OpenWeights.carries(Label::OpenTrainingCode));
        assert!(Label::RestrictedWeights.carries(Label::SourceAvailable));
    }

    #[test]
    fn code_and_data_are_promises_of_their_own() {
        assert!(!Label::RestrictedWeights.carries(Label::OpenCode));
        assert!(!Label::RestrictedWeights.carries(Label::OpenData));
        assert!(!Label::OpenCode.carries(Label::OpenData));
        assert!(Label::OpenSource.carries(Label::OpenData));
    }
}
