//! What the parts may not say because something that is listed could not be read.

use super::{Components, CorpusState, TrainingState, WeightsState};
use crate::detect::manifest::is_data_folder;
use crate::detect::{Context, Sightings};
use crate::git::EntryKind;
use crate::git::published::MISSING;
use crate::inventory::{Artifact, Kind, Role};

/// What could not be read, as far as an answer may rest on it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Unread {
    /// Something that a claim could rest on.
    pub any: bool,
    /// So much that "not there" cannot be said of anything.
    pub much: bool,
}

/// Turns every "not there" that rests on an unread file into "cannot be told". Weights and data
/// that are listed count as published, so only unread texts can hide what nobody has seen.
#[must_use]
pub fn weaken(context: &Context<'_>, seen: &Sightings, parts: &mut Components) -> Unread {
    let mut unread = Unread::default();
    let (mut texts, mut pages, mut trainer, mut pointer) = (0_usize, 0_usize, false, false);
    for row in &seen.not_read {
        let Some(artifact) = context.inventory.get(&row.path) else { continue };
        if artifact.entry.kind == EntryKind::Submodule && is_data_folder(artifact.name()) {
            // Somebody keeps the data in a repository of their own, at this commit; what it holds is not known here.
            (pointer, unread.any) = (true, true);
        }
        if artifact.role == Role::Vendored || artifact.kind == Kind::Weights {
            continue;
        }
        if row.reason == MISSING {
            unread.any = true;
            // A folder that is not here may hold anything, and so may the page that explains the rest.
            unread.much |= artifact.entry.kind == EntryKind::Unlisted || (artifact.depth() == 0 && is_page(artifact.name()));
            if tells(artifact) && artifact.role == Role::Main && !shows(artifact) {
                texts += 1;
                pages += usize::from(artifact.kind != Kind::Notebook);
                trainer |= artifact.lower_name().contains("train");
            }
        } else if row.reason.ends_with("-pointer") {
            // A pointer that nobody keeps is no corpus, and its place is not empty either.
            pointer = true;
        }
    }
    let all = context.inventory.artifacts.iter().filter(|artifact| artifact.role == Role::Main && tells(artifact)).count();
    // Where the pages and the programs could be read, a notebook shows how to use what they tell of.
    let hides_weights = unread.much || pages * FEW > all;
    unread.much |= texts * FEW > all;
    if (unread.much || trainer) && matches!(parts.training_code.state, TrainingState::None | TrainingState::Partial) {
        parts.training_code.state = TrainingState::Unknown;
        parts.training_code.reason = "some programs are listed and not readable here".into();
    }
    if (unread.much || pointer) && matches!(parts.corpus.state, CorpusState::Absent | CorpusState::Named) {
        parts.corpus.state = CorpusState::Unknown;
    }
    if hides_weights && parts.weights.state == WeightsState::Absent {
        parts.weights.state = WeightsState::Unknown;
    }
    unread
}

/// One unread text in so many leaves the others to speak.
const FEW: usize = 8;

/// Whether a file may be a program, a recipe or a page that explains: plain text beside them is data as often.
fn tells(artifact: &Artifact) -> bool {
    match artifact.kind {
        Kind::Source | Kind::Notebook | Kind::Script => true,
        // A JSON file that somebody wrote by hand says so by its name; what is too large to be here is data.
        Kind::Config if artifact.extension() == "json" => !is_rows(artifact) && is_settings(artifact.name()),
        Kind::Config => artifact.extension() != "jsonl",
        Kind::Prose => artifact.extension() != "txt" || is_page(artifact.name()),
        _ => false,
    }
}

/// Whether a notebook only shows what a model does, by its name.
fn shows(artifact: &Artifact) -> bool {
    let is_word = |word: &str| matches!(word, "demo" | "demos" | "inference" | "visualization" | "visualize" | "quickstart");
    let name = artifact.lower_name();
    artifact.kind == Kind::Notebook && !name.contains("train") && name.split(['.', '-', '_']).any(is_word)
}

/// Whether the name or the folder of a JSON file says that it holds rows: "river_data.json", "dataset/v1.json".
fn is_rows(artifact: &Artifact) -> bool {
    let name = artifact.lower_name();
    let says = |word: &str| {
        matches!(
            word,
            "data" | "dataset" | "datasets" | "corpus" | "instructions" | "train" | "dev" | "test" | "valid" | "validation"
        )
    };
    // "dialogues_001.json": one of many parts.
    let stem = name.split('.').next().unwrap_or_default();
    let numbered = stem.rsplit(['_', '-']).next().is_some_and(|last| last.len() >= 2 && last.bytes().all(|b| b.is_ascii_digit()));
    artifact.extension() == "json"
        && (numbered
            || name.split(['.', '-', '_']).any(says)
            || artifact.folder().split('/').any(|folder| says(&folder.to_ascii_lowercase())))
}

/// Whether a name says that a file sets something: a trainer, a model, a build.
fn is_settings(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    ["config", "setting", "param", "args", "train", "recipe", "hyper", "deepspeed", "model", "package", "info"]
        .iter()
        .any(|word| lower.contains(word))
}

fn is_page(name: &str) -> bool {
    name.to_ascii_lowercase().starts_with("readme")
}
