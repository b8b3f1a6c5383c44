//! What the parts may not say because something that is listed could not be read.

use super::{Components, CorpusState, TrainingState, WeightsState};
use crate::detect::{Context, Sightings};
use crate::git::EntryKind;
use crate::git::published::MISSING;
use crate::inventory::{Kind, Role};

/// Turns every "not there" that rests on an unread file into "cannot be told", and answers whether
/// anything is unread that a claim could rest on. Weights are not: their terms stand elsewhere.
#[must_use]
pub fn weaken(context: &Context<'_>, seen: &Sightings, parts: &mut Components) -> bool {
    let (mut any, mut programs, mut data) = (false, false, false);
    for row in &seen.not_read {
        let Some(artifact) = context.inventory.get(&row.path) else { continue };
        if artifact.role == Role::Vendored || artifact.kind == Kind::Weights {
            continue;
        }
        if row.reason == MISSING {
            let everything = artifact.entry.kind == EntryKind::Unlisted;
            any = true;
            data = true;
            programs |= everything || matches!(artifact.kind, Kind::Source | Kind::Notebook | Kind::Script | Kind::Config);
        } else if row.reason.ends_with("-pointer") {
            // A pointer that nobody keeps is no corpus, and its place is not empty either.
            data = true;
        }
    }
    if programs && matches!(parts.training_code.state, TrainingState::None | TrainingState::Partial) {
        parts.training_code.state = TrainingState::Unknown;
        parts.training_code.reason = "some programs are listed and not readable here".into();
    }
    if data && matches!(parts.corpus.state, CorpusState::Absent | CorpusState::Named) {
        parts.corpus.state = CorpusState::Unknown;
    }
    if any && parts.weights.state == WeightsState::Absent {
        parts.weights.state = WeightsState::Unknown;
    }
    any
}
