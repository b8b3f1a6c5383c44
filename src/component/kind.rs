//! What kind of repository this is.

use super::{Answer, Components, CorpusState, Kind, TrainingState, WeightsState};
use crate::detect::manifest::{is_package, is_rows};
use crate::detect::purpose::Purpose;
use crate::detect::{Context, Sightings};
use crate::inventory::{Kind as FileKind, Role};
use crate::signature::Form;

/// How many source files a project of data may have beside its data.
const HELPERS: usize = 40;

/// The kind, from the folded components and from what the project says it is.
#[must_use]
pub fn fold(context: &Context<'_>, seen: &Sightings, components: &Components) -> Kind {
    let first = seen.purposes.first().map(|saying| saying.purpose);
    let says = |wanted: Purpose| seen.purposes.iter().any(|saying| saying.purpose == wanted);
    let released = components.weights.state != WeightsState::Absent;
    let trains = components.training_code.state;
    let sources = sources(context);
    let whole = trains == TrainingState::Full;
    // A license that is named and not understood says as little for a network as for any other program.
    let in_doubt = components.code.license.is_some() && components.code.free == Answer::Unknown;
    match (released, trains) {
        (true, TrainingState::None | TrainingState::Unknown)
            if sources > 0 && matches!(first, Some(Purpose::Inference | Purpose::Library)) =>
        {
            Kind::InferenceOnly
        }
        (true, TrainingState::None | TrainingState::Unknown) => Kind::Model,
        (true, _) if first == Some(Purpose::Library) && !(whole && says(Purpose::Model)) => Kind::TrainingFramework,
        (true, _) => Kind::Model,
        (false, TrainingState::Full) if matches!(first, Some(Purpose::Library | Purpose::Examples)) => Kind::TrainingFramework,
        (false, TrainingState::Full) => Kind::Model,
        (false, TrainingState::Partial) if first == Some(Purpose::Dataset) => Kind::Dataset,
        (false, TrainingState::Partial) => Kind::TrainingFramework,
        (false, _) if first == Some(Purpose::Dataset) && (sources <= HELPERS || are_few(sources, context)) => Kind::Dataset,
        (false, _) if holds_data(context, seen) && components.corpus.state == CorpusState::Included && sources <= HELPERS => {
            Kind::Dataset
        }
        // A library may be tables of rules and little else.
        (false, _)
            if components.corpus.state <= CorpusState::Pinned
                && is_mostly_rows(context)
                && !matches!(first, Some(Purpose::Library | Purpose::Examples)) =>
        {
            Kind::Dataset
        }
        (false, _) if builds(seen) && !in_doubt => Kind::InferenceOnly,
        // The weakest sign: it never makes a program worse than it would be without.
        (false, _)
            if !seen.learning.is_empty()
                && first != Some(Purpose::Application)
                && sources > 0
                && components.code.free == Answer::Yes =>
        {
            Kind::InferenceOnly
        }
        _ => Kind::Software,
    }
}

/// Whether source files are one in twenty at most.
fn are_few(sources: usize, context: &Context<'_>) -> bool {
    sources * 20 <= context.inventory.artifacts.len()
}

/// Whether a program builds a network.
fn builds(seen: &Sightings) -> bool {
    seen.signs.iter().any(|sign| sign.form == Form::Architecture && sign.role == Role::Main)
}

/// How many programs stand in main places.
fn sources(context: &Context<'_>) -> usize {
    context.inventory.artifacts.iter().filter(|a| a.role == Role::Main && a.kind == FileKind::Source).count()
}

/// Whether the tree is rows and little else: a few scripts that made them, pages about them.
pub(super) fn is_mostly_rows(context: &Context<'_>) -> bool {
    let rows = context.inventory.artifacts.iter().filter(|a| a.role == Role::Main && is_rows(a)).count();
    rows >= 3 && rows > 2 * sources(context)
}

/// Whether a description of a data package, or a data card, stands at the top.
pub(super) fn holds_data(context: &Context<'_>, seen: &Sightings) -> bool {
    if seen.cards.iter().any(|card| !card.path.contains('/') && card.is_data() == Some(true)) {
        return true;
    }
    is_package(context)
}
