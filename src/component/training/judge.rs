//! Training of what: which of the programs that are here made the released weights, if any did.

use super::Beside;
use super::program::{Program, What};
use super::users::is_of_its_users;
use crate::component::{Corpus, CorpusState, TrainingState, Weights, WeightsState};
use crate::detect::purpose::{self, Purpose};
use crate::detect::training::said;
use crate::detect::{Context, Sightings};
use crate::inventory::{Kind, Role};

/// From how many programs on a library trains many models, and not one of its own.
pub(super) const MANY: usize = 8;

/// From how many examples of fine-tuning on a repository without weights tunes the models of its users.
const GUIDES: usize = 10;

/// From how many examples on commands show what a trainer can do, and no model of its own.
const SHOWN: usize = 3;

/// The state, and why in a few words.
pub(super) fn judge(
    context: &Context<'_>,
    seen: &Sightings,
    programs: &[Program<'_>],
    beside: &Beside<'_>,
) -> (TrainingState, String) {
    let main: Vec<&Program<'_>> = programs.iter().filter(|program| program.role() == Role::Main).collect();
    let released = beside.weights.state != WeightsState::Absent;
    let mut models: Vec<&&Program<'_>> =
        main.iter().filter(|program| program.what == What::Model && (released || !program.is_prose())).collect();
    // What a library does for its users tells nothing beside a program that trains.
    if models.iter().any(|program| !program.is_of_a_library()) {
        models.retain(|program| !program.is_of_a_library());
    }
    let tuned: Vec<&&Program<'_>> = main.iter().filter(|program| program.what != What::Model).collect();
    let first = models.iter().find(|program| !program.only_calls()).or(models.first());
    // A stray loop among many programs that fine-tune (a probe, a clustering page, a helper) does
    // not make the model; a program that is named for pre-training, or begins from nothing, does.
    let stray = tuned.len() >= 3 && tuned.len() >= 2 * models.len() && !models.iter().any(|program| program.begins());
    let first = match (first, tuned.first()) {
        (Some(first), _) if !stray => first,
        (_, Some(tuned)) => return (TrainingState::Partial, format!("fine-tuning only: {}", tuned.why())),
        _ => return no_program(context, seen, programs, released),
    };
    if released && seen.says_representations() && models.iter().all(|program| program.is_of_a_task() && !program.begins()) {
        return (TrainingState::Partial, format!("tasks on top of the released model only: {}", first.place()));
    }
    if released
        && is_encoder(beside.weights)
        && !models
            .iter()
            .any(|program| program.begins() || program.models_language() && !program.is_of_a_task() || program.is_prose())
    {
        return (TrainingState::Partial, format!("tasks on top of a released encoder only: {}", first.place()));
    }
    if let Some(base) = beside.base.filter(|base| !is_backbone(&base.id)) {
        return (TrainingState::Partial, format!("these weights were trained from {}, whose program is not here", base.id));
    }
    if let Some(said) = seen.said.iter().find(|said| released && said.what == said::What::ToCome) {
        let place = said.evidence.location.short();
        return (TrainingState::Partial, format!("the program that made the model is still to come: {place}"));
    }
    if released && let Some(tuning) = lone_tuner(context, &models) {
        return (TrainingState::Partial, format!("fine-tuning only: the one program that starts training is {tuning}"));
    }
    // "# Brook Dataset": what is trained beside it shows what it is good for.
    let is_titled = seen.purposes.first().is_some_and(|saying| saying.evidence.quote.trim_start().starts_with('#'));
    if !released && seen.says_data() && (is_titled || beside.corpus.state != CorpusState::Included) {
        return (TrainingState::Partial, format!("a program beside a release of data: {}", first.place()));
    }
    if released && let Some(tuner) = only_starter(&main) {
        return (
            TrainingState::Partial,
            format!("fine-tuning only: what starts the trainer begins from another model, {}", tuner.why()),
        );
    }
    let shown = programs.iter().filter(|program| program.role() == Role::Example).count();
    if !released && shown >= MANY && seen.purposes.first().is_some_and(|saying| saying.purpose == Purpose::Library) {
        return (
            TrainingState::Partial,
            format!("a library that shows by many examples how models are trained: {}", first.place()),
        );
    }
    let guides = programs.iter().filter(|program| program.role() == Role::Example && program.what == What::FineTuning).count();
    if !released && guides >= GUIDES {
        return (TrainingState::Partial, format!("a trainer whose recipes begin from the models of others: {}", first.place()));
    }
    if released && is_toolkit_of_unknown_origin(seen, beside.corpus) {
        return (
            TrainingState::Partial,
            format!("a toolkit that does not say what its weights are made from: {}", first.place()),
        );
    }
    if released
        && matches!(beside.corpus.state, CorpusState::Named | CorpusState::Absent)
        && ["setup.py", "pyproject.toml"].iter().any(|name| context.inventory.get(name).is_some())
        && !models.iter().any(|program| program.only_calls())
        && !has_launcher(context)
        && !learns_by_playing(seen)
    {
        return (
            TrainingState::Partial,
            format!("a package whose loops nothing here starts on the data of its weights: {}", first.place()),
        );
    }
    if models.iter().all(|program| program.is_of_layers()) && !has_trainer(context) {
        return (TrainingState::Partial, format!("a loop inside the network's own layers only: {}", first.place()));
    }
    if !released && let Some(said) = says_to_tune(seen) {
        return (TrainingState::Partial, format!("a program that tunes the models of others, by its first words: {said}"));
    }
    if models.iter().all(|program| program.is_of_a_library()) {
        return (TrainingState::Partial, format!("a library's own training function: {}", first.place()));
    }
    if !released && shown >= SHOWN && shown > models.len() && models.iter().all(|program| program.only_calls()) {
        return (TrainingState::Partial, format!("commands of a trainer, most of them in examples: {}", first.place()));
    }
    if !released && let Some(why) = is_of_its_users(context, seen, &models, beside.corpus) {
        return (TrainingState::Partial, format!("{why}: {}", first.place()));
    }
    (TrainingState::Full, format!("trains a model: {}", first.place()))
}

/// Where a project without weights says first that it is for fine-tuning, and not for training from nothing.
fn says_to_tune(seen: &Sightings) -> Option<String> {
    let lines = seen.purposes.first().map(|saying| &saying.evidence).into_iter().chain(seen.learning.first());
    let tunes = |line: &str| {
        let lower = line.to_lowercase().replace("pretrained", "").replace("pre-trained", "");
        let tuning = ["fine-tun", "finetun", "fine tuning"].iter().any(|word| lower.contains(word));
        tuning
            && !["pretrain", "pre-train", "from scratch", "training and", "train and", "train,"]
                .iter()
                .any(|word| lower.contains(word))
    };
    lines.into_iter().find(|line| tunes(&line.quote)).map(|line| line.location.short())
}

/// The program that starts to train from another model, where all others are modules that it calls, by their names.
fn only_starter<'p, 's>(main: &[&'p Program<'s>]) -> Option<&'p Program<'s>> {
    let (modules, starters): (Vec<&Program<'_>>, Vec<&Program<'_>>) = main.iter().partition(|program| program.is_module());
    let tuning = starters.iter().all(|program| program.what == What::FineTuning && program.is_started());
    (!modules.is_empty() && tuning).then(|| starters.first().copied()).flatten()
}

/// The program that tunes, where no other bears the name of something that trains: loops in the library serve it.
fn lone_tuner<'c>(context: &'c Context<'_>, models: &[&&Program<'_>]) -> Option<&'c str> {
    let files = || context.inventory.artifacts.iter().filter(|artifact| artifact.role == Role::Main);
    let is_program = |kind: Kind| matches!(kind, Kind::Source | Kind::Script | Kind::Notebook);
    let tunes = |name: &str| ["finetun", "fine-tun", "fine_tun"].iter().any(|word| name.contains(word));
    let trains = |name: &str| name.replace("pretrained", "").contains("train") && !tunes(name);
    let recipe = |kind: Kind| is_program(kind) || matches!(kind, Kind::Config | Kind::Prose);
    if models.iter().any(|program| program.is_started())
        || files().any(|artifact| recipe(artifact.kind) && trains(artifact.lower_name()))
    {
        return None;
    }
    // A notebook shows, and starts nothing.
    let starts = |kind: Kind| matches!(kind, Kind::Source | Kind::Script);
    files().find(|artifact| starts(artifact.kind) && tunes(artifact.lower_name())).map(|artifact| artifact.path())
}

/// Whether what is released is an encoder of text by its name: what others tune for their tasks.
fn is_encoder(weights: &Weights) -> bool {
    let names = weights.evidence.iter().map(|evidence| evidence.quote.to_lowercase());
    let named = names.filter(|name| purpose::is_encoder(name)).count();
    named * 2 > weights.evidence.len()
}

/// Whether a program is there to be started, by its name, and not as a module of a package whose functions others call.
fn has_launcher(context: &Context<'_>) -> bool {
    const PARTS: [&str; 6] = ["utils", "util", "lib", "core", "models", "modules"];
    let files = context.inventory.artifacts.iter().filter(|artifact| artifact.role == Role::Main);
    let is_started = |kind: Kind| matches!(kind, Kind::Source | Kind::Script);
    files.filter(|artifact| is_started(artifact.kind)).any(|artifact| {
        let lower = artifact.lower_path();
        let (folders, name) = lower.rsplit_once('/').unwrap_or(("", lower));
        let stem = name.split('.').next().unwrap_or_default();
        let trains = stem.split(['_', '-']).any(|word| matches!(word, "train" | "pretrain"));
        trains && !folders.split('/').any(|part| PARTS.contains(&part))
    })
}

/// Whether a project says first that what it trains learns by playing: it needs no data that anybody could name.
pub(super) fn learns_by_playing(seen: &Sightings) -> bool {
    let words = seen.purposes.iter().map(|saying| &saying.evidence).chain(&seen.learning);
    words
        .map(|evidence| evidence.quote.to_lowercase())
        .any(|words| ["reinforcement learning", "self-play", "selfplay"].iter().any(|word| words.contains(word)))
}

/// Whether a program bears the name of a trainer, whatever is seen in it: it may call what the layers define.
fn has_trainer(context: &Context<'_>) -> bool {
    context.inventory.artifacts.iter().filter(|artifact| artifact.kind == Kind::Source && artifact.role == Role::Main).any(
        |artifact| {
            let stem = artifact.lower_name().split('.').next().unwrap_or_default();
            matches!(stem, "train" | "trainer") || stem.starts_with("train_")
        },
    )
}

/// Where no program stands in a main place.
fn no_program(context: &Context<'_>, seen: &Sightings, programs: &[Program<'_>], released: bool) -> (TrainingState, String) {
    let example = programs.iter().find(|program| program.role() == Role::Example && !program.only_calls());
    let is_framework = seen.purposes.iter().any(|saying| matches!(saying.purpose, Purpose::Library | Purpose::Examples));
    if let Some(example) = example.filter(|_| released || is_framework) {
        return (TrainingState::Partial, format!("an example only: {}", example.place()));
    }
    let programs = || {
        context.inventory.artifacts.iter().filter(|artifact| {
            artifact.role == Role::Main && matches!(artifact.kind, Kind::Source | Kind::Notebook | Kind::Script)
        })
    };
    let unread: Vec<&str> = programs()
        .map(|artifact| artifact.path())
        .filter(|path| {
            seen.not_read
                .iter()
                .any(|not| not.path == *path && matches!(not.reason.as_str(), "missing-object" | "lfs-pointer" | "annex-pointer"))
        })
        .collect();
    // One missing notebook of fifty leaves little open, unless it bears the name of a trainer.
    let named = unread.iter().any(|path| path.to_ascii_lowercase().contains("train"));
    if !unread.is_empty() && (named || unread.len() * 4 >= programs().count()) {
        let count = unread.len();
        return (
            TrainingState::Unknown,
            format!("no training program in the files read, and {count} programs could not be read"),
        );
    }
    (TrainingState::None, "no training program in the files read".into())
}

/// Whether a toolkit trains its users' models, and nothing says what those that come with it were trained on: the
/// recipe of these weights is not here.
fn is_toolkit_of_unknown_origin(seen: &Sightings, corpus: &Corpus) -> bool {
    let first = seen.purposes.iter().find(|saying| saying.purpose != Purpose::Application);
    // A library may be for one thing, done by one model of its own; a toolkit is for making more.
    let is_toolkit = first.filter(|saying| saying.purpose == Purpose::Library).is_some_and(|saying| {
        let words = saying.evidence.quote.to_lowercase();
        // What learns by playing needs no data that anybody could name.
        let plays = ["reinforcement learning", "self-play", "selfplay"].iter().any(|word| words.contains(word));
        !plays && ["toolkit", "toolbox", "framework"].iter().any(|word| words.contains(word))
    });
    is_toolkit && !corpus.tied
}

/// Names of networks that picture models begin from as a matter of course; the model's own
/// program is still the whole of what made these weights.
fn is_backbone(id: &str) -> bool {
    let id = id.to_ascii_lowercase();
    [
        "torchvision",
        "timm/",
        "darknet",
        "deit",
        "imagenet",
        "resnet",
        "vgg",
        "efficientnet",
        "mobilenet",
        "densenet",
        "swin",
        "embedding",
    ]
    .iter()
    .any(|name| id.contains(name))
}
