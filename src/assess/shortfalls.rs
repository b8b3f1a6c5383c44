//! What the components lack, each with its place: the reasons behind a label.

use super::{Finding, Level};
use crate::component::{Components, CorpusState, Dataset, Folded, Kind, TrainingState, WeightsState};
use crate::detect::NotRead;
use crate::evidence::{Answer, Evidence, Location};
use crate::license::LicenseStatus;
use crate::text::{sanitize, sanitize_path};

/// Everything that a component of a model lacks. Software and data sets lack nothing of a model.
#[must_use]
pub fn shortfalls(folded: &Folded, not_read: &[NotRead]) -> Vec<Finding> {
    let mut out = Vec::new();
    if matches!(folded.kind, Kind::Model) {
        training(&folded.components, &mut out);
        corpus(&folded.components, &mut out);
        base(&folded.components, &mut out);
    }
    if !matches!(folded.kind, Kind::Software | Kind::Dataset) {
        weights(&folded.components, &mut out);
    }
    if folded.kind == Kind::Dataset {
        rights(&folded.components, &mut out);
    }
    conflict("code", &folded.components.code.conflict, &mut out);
    conflict("weights", &folded.components.weights.conflict, &mut out);
    // Pointers and submodules are published as they should be; only what is missing here is news.
    let missing: Vec<_> = not_read.iter().filter(|item| matches!(item.reason.as_str(), "missing-object" | "too-large")).collect();
    if let Some(first) = missing.first() {
        let words = match missing.len() {
            1 => "1 path was listed and not looked into".to_string(),
            n => format!("{n} paths were listed and not looked into"),
        };
        out.extend(finding("not-read", Some(Location::file(&first.path)), Some(words)));
    }
    out
}

fn training(parts: &Components, out: &mut Vec<Finding>) {
    let training = &parts.training_code;
    match training.state {
        TrainingState::None => out.extend(finding("training-code-missing", None, None)),
        TrainingState::Partial => {
            let words = (!training.reason.is_empty())
                .then(|| format!("Only a part of the training program is here ({})", sanitize(&training.reason, 160)));
            out.extend(finding("training-code-partial", place(&training.evidence), words));
        }
        TrainingState::Full | TrainingState::Unknown => {}
    }
    if training.state != TrainingState::None && training.free != Answer::Yes {
        let words = match (&training.license, training.free) {
            (Some(license), Answer::No) => {
                Some(format!("The training program is under {}, which is not free", sanitize(license, 60)))
            }
            (Some(license), _) => {
                Some(format!("The training program is under {}, which is not known to be free", sanitize(license, 60)))
            }
            (None, _) => Some("The training program has no license that could be recognised".into()),
        };
        out.extend(finding("training-code-not-free", place(&training.evidence), words));
    }
}

fn corpus(parts: &Components, out: &mut Vec<Finding>) {
    match parts.corpus.state {
        CorpusState::Absent => match parts.corpus.datasets.iter().find(|set| is_withheld(set)) {
            Some(set) => out.extend(finding("corpus-withheld", place(&set.evidence), None)),
            None => out.extend(finding("corpus-missing", None, None)),
        },
        CorpusState::Named => {
            let named: Vec<_> = parts.corpus.datasets.iter().filter(|set| set.state == CorpusState::Named).collect();
            if named.is_empty() {
                out.extend(finding("corpus-only-named", place(&parts.corpus.evidence), None));
            }
            for set in named {
                let words = format!("{} is named, and nothing says where it can be had", sanitize(&set.name, 80));
                out.extend(finding("corpus-only-named", place(&set.evidence), Some(words)));
            }
            rights(parts, out);
        }
        _ => rights(parts, out),
    }
}

/// What may not be passed on, and what nobody says of.
fn rights(parts: &Components, out: &mut Vec<Finding>) {
    let corpus = &parts.corpus;
    let before = out.len();
    for set in corpus.datasets.iter().filter(|set| set.state != CorpusState::Named) {
        if is_withheld(set) {
            out.extend(finding("corpus-withheld", place(&set.evidence), None));
            continue;
        }
        let words = |text: &str| {
            let license = set.license.as_deref().map(|license| format!(" ({})", sanitize(license, 60))).unwrap_or_default();
            let reason =
                set.reason.as_deref().map(|reason| format!(": {}", sanitize(&crate::knowledge::words("reason", reason), 160)));
            Some(format!("{}{license} {text}{}", sanitize(&set.name, 80), reason.unwrap_or_default()))
        };
        match rights_of(set) {
            Answer::No => {
                let text = "may not be passed on by everyone, verbatim and modified";
                out.extend(finding("corpus-not-redistributable", place(&set.evidence), words(text)));
            }
            Answer::Unknown => {
                out.extend(finding("corpus-license-unknown", place(&set.evidence), words("may or may not be passed on")));
            }
            Answer::Yes => {}
        }
    }
    if out.len() == before {
        match corpus.redistributable {
            Answer::No => out.extend(finding("corpus-not-redistributable", place(&corpus.evidence), None)),
            Answer::Unknown if corpus.state != CorpusState::Named => {
                out.extend(finding("corpus-license-unknown", place(&corpus.evidence), None));
            }
            _ => {}
        }
    }
}

/// Whether a page says that these data are kept back: what has no place has no terms to be asked for.
fn is_withheld(set: &Dataset) -> bool {
    set.evidence.first().is_some_and(|seen| seen.signature == "prose-data-withheld")
}

fn rights_of(set: &Dataset) -> Answer {
    set.verbatim.and(set.modified)
}

fn weights(parts: &Components, out: &mut Vec<Finding>) {
    let weights = &parts.weights;
    if weights.state == WeightsState::Absent {
        return;
    }
    if weights.free == Answer::No {
        let words = match &weights.license {
            Some(license) => format!("The weights are under {}, which is not free", sanitize(license, 60)),
            None => "The weights have no license, so nobody may pass them on".into(),
        };
        out.extend(finding("weights-not-free", place(&weights.evidence), Some(words)));
    }
    if weights.license_status == LicenseStatus::Implied {
        out.extend(finding("weights-license-implied", place(&weights.evidence), None));
    }
}

/// Statements about one thing that disagree: both places, the one against the deciding one as the finding's own.
fn conflict(thing: &str, statements: &[Evidence], out: &mut Vec<Finding>) {
    let [first, others @ ..] = statements else { return };
    let Some(other) = others.first() else { return };
    let says = |seen: &Evidence| {
        format!("{} says {}", sanitize_path(&seen.location.short()), sanitize(seen.note.as_deref().unwrap_or_default(), 60))
    };
    let words = format!("The license of the {thing}: {}, {}", says(first), says(other));
    out.extend(finding("license-conflict", Some(other.location.clone()), Some(words)));
}

fn base(parts: &Components, out: &mut Vec<Finding>) {
    let Some(base) = &parts.base_model else { return };
    let id = sanitize(&base.id, 80);
    match base.label.as_deref() {
        Some("open-source") => {}
        Some(label) => {
            let words = format!("The base model {id} is {}", label.replace('-', " "));
            out.extend(finding("base-model-not-open", place(&base.evidence), Some(words)));
        }
        None => {
            out.extend(finding(
                "base-model-unknown",
                place(&base.evidence),
                Some(format!("How open the base model {id} is, is not known")),
            ));
        }
    }
}

fn place(evidence: &[Evidence]) -> Option<Location> {
    evidence.first().map(|seen| seen.location.clone())
}

fn finding(id: &str, location: Option<Location>, message: Option<String>) -> Option<Finding> {
    let facts = crate::knowledge::finding(id)?;
    let level = match facts.level.as_str() {
        "error" => Level::Error,
        "warning" => Level::Warning,
        _ => Level::Note,
    };
    Some(Finding {
        id: id.into(),
        level,
        message: message.unwrap_or_else(|| facts.title.clone()),
        help: facts.fix.clone(),
        location,
        fix: None,
        waived: None,
    })
}
