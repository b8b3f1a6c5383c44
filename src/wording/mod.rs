//! A finished assessment in plain words: the answer, the one reason, a row for each component.
//!
//! Every printer for people (terminal, Markdown, annotations, hooks) takes its sentences from here,
//! so that they say the same. Nothing is judged: all of it stands in the report already. Foreign
//! words are sanitised for a terminal; other formats escape on top of that.

mod because;
mod groups;
mod rows;

pub use because::because;
pub use groups::{Group, groups};
pub use rows::{Row, rows};

use crate::assess::{Assessment, Claim, Verdict};
use crate::component::WeightsState;
use crate::evidence::Stage;
use crate::knowledge::words;
use crate::label::Label;
use crate::text::sanitize;
use serde::Serialize;

/// The answer in the words of people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// The label that is claimed, in words, if one is.
    pub claimed: Option<String>,
    /// The label that the evidence carries, in words.
    pub carried: String,
    /// One sentence, capital first, full stop last.
    pub sentence: String,
    /// The one reason that decides, a clause without a full stop.
    pub reason: String,
}

/// The answer of an assessment.
#[must_use]
pub fn answer(assessment: &Assessment) -> Answered {
    let claimed = decisive(assessment).map(|claim| label_words(&claim.label));
    let carried = carried(assessment);
    let sentence = match (&claimed, assessment.verdict) {
        (Some(claimed), Verdict::Refuted) => format!("Claims {claimed}. Carries {carried}."),
        (Some(claimed), Verdict::Undetermined) => {
            format!("Claims {claimed}. That cannot be told; what can be seen carries {carried}.")
        }
        (Some(claimed), Verdict::Upheld) if *claimed == carried => format!("Claims {claimed}, and carries it."),
        (Some(claimed), Verdict::Upheld) => format!("Claims {claimed}, and carries {carried}."),
        _ => format!("Carries {carried}. Nothing is claimed of a model."),
    };
    Answered { claimed, carried, sentence, reason: reason(assessment) }
}

/// The label that the evidence carries, in words.
#[must_use]
pub fn carried(assessment: &Assessment) -> String {
    let released = assessment.components.weights.state != WeightsState::Absent;
    assessment.label.map_or_else(|| "no label that could be told".into(), |label| label.words(released).into())
}

/// The words of a label's id; the id itself when nobody knows it.
#[must_use]
pub fn label_words(id: &str) -> String {
    Label::ALL.into_iter().find(|label| label.id() == id).map_or_else(|| sanitize(id, 60), |label| label.words(true).into())
}

/// The claim that the verdict rests on: the plainest of those that share the verdict.
#[must_use]
pub fn decisive(assessment: &Assessment) -> Option<&Claim> {
    if assessment.verdict == Verdict::NoClaim {
        return None;
    }
    let sharing = assessment.claims.iter().filter(|claim| claim.verdict == assessment.verdict);
    sharing.rev().max_by_key(|claim| claim.strength)
}

fn reason(assessment: &Assessment) -> String {
    let decided = match assessment.verdict {
        Verdict::Refuted | Verdict::Undetermined => decisive(assessment).and_then(|claim| claim.decided_by.as_deref()),
        _ => None,
    };
    let next = || assessment.next_label.as_ref().and_then(|next| next.requires.first()).map(String::as_str);
    match decided.or_else(next) {
        Some(requirement) => because(assessment, requirement),
        None if assessment.label == Some(Label::OpenSource) => "the program and the corpus are here and free".into(),
        None => String::new(),
    }
}

/// What qualifies the label, in words.
#[must_use]
pub fn modifiers(assessment: &Assessment) -> Vec<String> {
    assessment
        .modifiers
        .iter()
        .map(|modifier| match modifier.split_once(':') {
            Some(("not-read", n)) => format!("{n} {} not read", if n == "1" { "path" } else { "paths" }),
            Some((word, what)) => format!("{} {}", words("modifier", word), sanitize(what, 60)),
            None => words("modifier", modifier),
        })
        .collect()
}

/// `2 steps to open source`, or `None` at the top.
#[must_use]
pub fn steps(assessment: &Assessment) -> Option<(String, Vec<String>)> {
    let next = assessment.next_label.as_ref()?;
    let released = assessment.components.weights.state != WeightsState::Absent;
    let words = Label::ALL.into_iter().find(|label| label.id() == next.label).map_or("", |label| label.words(released));
    let n = next.missing.len();
    Some((format!("{n} {} to {words}", if n == 1 { "step" } else { "steps" }), next.missing.clone()))
}

/// What was checked, in a few words: the name typed and a short id.
#[must_use]
pub fn revision(assessment: &Assessment) -> String {
    let revision = &assessment.revision;
    let id = revision.commit.or(revision.tree).map(|id| id.to_string()[..10].to_string());
    let spec = sanitize(&revision.spec, 60);
    match id {
        Some(id) if !spec.starts_with(&id) => format!("{spec} ({id})"),
        _ => spec,
    }
}

/// The words of a stage.
#[must_use]
pub fn stage_words(stage: Stage) -> String {
    value(&stage).replace('-', " ")
}

/// The id of a value in the report.
#[must_use]
pub fn value<T: Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(text)) => text,
        _ => String::new(),
    }
}
