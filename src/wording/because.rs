//! Why a requirement is not met or cannot be told, as a clause.

use super::{carried, label_words, value};
use crate::assess::Assessment;
use crate::component::{BaseModel, Corpus, Dataset};
use crate::evidence::Answer;
use crate::knowledge::words;
use crate::license::LicenseStatus;
use crate::text::sanitize;

/// Why a requirement is not met or cannot be told, as a clause.
#[must_use]
pub fn because(assessment: &Assessment, requirement: &str) -> String {
    let parts = &assessment.components;
    let free = |what: &str, license: &Option<String>, status: LicenseStatus, free: Answer| match (license, free) {
        (Some(id), Answer::No) => format!("{what} under {}, which is not free", sanitize(id, 60)),
        (Some(_), Answer::Unknown) if status == LicenseStatus::Changed => {
            format!("{what} under a license text with changed terms, which a person must read")
        }
        (Some(_), Answer::Unknown) if status == LicenseStatus::Conflict => {
            format!("{what} under two licenses that disagree")
        }
        (Some(id), _) => format!("{what} under {}, of which nobody here knows whether it is free", sanitize(id, 60)),
        (None, Answer::No) => format!("{what} under no license"),
        (None, _) => format!("{what} under no license that could be recognised"),
    };
    match requirement {
        "training-code.full" => {
            let state = value(&parts.training_code.state);
            let reason = &parts.training_code.reason;
            match (state.as_str(), reason.is_empty()) {
                ("partial", false) => format!("only a part of the training program is here ({})", sanitize(reason, 120)),
                ("partial", true) => "only a part of the training program is here".into(),
                ("unknown", _) => "whether the training program is here could not be read".into(),
                _ => "no training program was found".into(),
            }
        }
        "training-code.free" => {
            free("the training program is", &parts.training_code.license, LicenseStatus::Text, parts.training_code.free)
        }
        "code.free" => free("the code is", &parts.code.license, parts.code.license_status, parts.code.free),
        "weights.free" => free("the weights are", &parts.weights.license, parts.weights.license_status, parts.weights.free),
        "weights.stated" => "no sentence says which license the weights have".into(),
        "corpus.available" => match value(&parts.corpus.state).as_str() {
            "named" => format!("the corpus is only named{}", names(&parts.corpus)),
            "unknown" => "what the model was trained on could not be read".into(),
            _ => "nothing says where the corpus is".into(),
        },
        "corpus.redistributable" => passing_on(&parts.corpus),
        "base-model.open-source" | "base-model.free" => base(parts.base_model.as_ref()),
        "label" => format!("what is here makes {}", carried(assessment)),
        other => format!("{other} is not met"),
    }
}

fn passing_on(corpus: &Corpus) -> String {
    let answer = |set: &Dataset| set.verbatim.and(set.modified);
    let worst = corpus.datasets.iter().find(|set| answer(set) == corpus.redistributable);
    let Some(set) = worst else { return "nobody says whether the corpus may be passed on".into() };
    let name = sanitize(&set.name, 60);
    let why = set.reason.as_deref().map(|reason| words("reason", &sanitize(reason, 100)));
    match (corpus.redistributable, &set.license, why) {
        (Answer::No, Some(license), Some(why)) => {
            format!("{name} may not be passed on by everyone: {}, {why}", sanitize(license, 60))
        }
        (Answer::No, Some(license), None) => format!("{name} may not be passed on by everyone: {}", sanitize(license, 60)),
        (Answer::No, None, Some(why)) => format!("{name} may not be passed on by everyone: {why}"),
        (Answer::No, None, None) => format!("{name} may not be passed on by everyone"),
        (_, Some(license), _) => {
            format!("nobody here knows whether {name} may be passed on under {}", sanitize(license, 60))
        }
        _ => format!("nothing says whether {name} may be passed on"),
    }
}

fn names(corpus: &Corpus) -> String {
    let names: Vec<_> = corpus.datasets.iter().take(3).map(|set| sanitize(&set.name, 40)).collect();
    if names.is_empty() { String::new() } else { format!(" ({})", names.join(", ")) }
}

fn base(base: Option<&BaseModel>) -> String {
    let Some(base) = base else { return "the base model is not named".into() };
    let id = sanitize(&base.id, 60);
    match &base.label {
        Some(label) => format!("the base model {id} is {}", label_words(label)),
        None => format!("how open the base model {id} is, is not known"),
    }
}
