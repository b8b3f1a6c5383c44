//! Folds signs of the things that change a result.

use super::{Corpus, CorpusState, Reproducibility, TrainingCode, TrainingState};
use crate::detect::{Context, Sightings};
use crate::evidence::{Evidence, Strength};
use crate::inventory::{Artifact, Kind, Role};
use crate::signature::Form;

/// Lock files: every library at one version.
const LOCKS: &[&str] = &[
    "poetry.lock",
    "uv.lock",
    "pdm.lock",
    "pipfile.lock",
    "conda-lock.yml",
    "cargo.lock",
    "manifest.toml",
    "renv.lock",
    "gemfile.lock",
    "pixi.lock",
    "flake.lock",
    "package-lock.json",
    "go.sum",
];

/// Descriptions of an operating system or a container.
const ENVIRONMENTS: &[&str] = &[
    "dockerfile",
    "containerfile",
    "docker-compose.yml",
    "docker-compose.yaml",
    "compose.yaml",
    "environment.yml",
    "environment.yaml",
    "singularity.def",
    "apptainer.def",
    "flake.nix",
    "shell.nix",
    "devcontainer.json",
    "guix.scm",
];

/// What is there to repeat the training.
#[must_use]
pub fn fold(context: &Context<'_>, seen: &Sightings, training: &TrainingCode, corpus: &Corpus) -> Reproducibility {
    let mut evidence = Vec::new();
    let mut say = |field: &str, found: Option<Evidence>| match found {
        Some(found) => {
            evidence.push(found.noting(field.replace('_', " ")));
            "yes".to_string()
        }
        None => "no".to_string(),
    };
    let trains = !matches!(training.state, TrainingState::None);
    let sign = |form: Form| best(seen, form);
    let hyperparameters = say("hyperparameters", sign(Form::Hyperparameters).filter(|_| trains));
    let listed = seen.reproducibility.iter().find(|sign| sign.field == "pinned_dependencies").map(|sign| sign.evidence.clone());
    let pinned_dependencies = say("pinned_dependencies", listed.or_else(|| named(context, LOCKS)));
    // A seed beside a program that only runs a model fixes its samples, not its weights.
    let seed = say("seed", sign(Form::Seed).filter(|_| trains));
    let hardware = say("hardware", sign(Form::Hardware));
    let environment = say("environment", named(context, ENVIRONMENTS).or_else(|| sign(Form::Environment)));
    let architecture = say("architecture", sign(Form::Architecture).or_else(|| named(context, &["config.json"])));
    let eval_code = say("eval_code", evaluation(context).or_else(|| sign(Form::Evaluation)));
    let docs = say("docs", documentation(context));
    // Labels are part of the data: they are there when it is, and cannot be told apart from it.
    let labels = match corpus.state {
        CorpusState::Included | CorpusState::Pinned | CorpusState::Obtainable => "unknown",
        _ => "n/a",
    };
    Reproducibility {
        hyperparameters,
        pinned_dependencies,
        seed,
        hardware,
        environment,
        labels: labels.into(),
        architecture,
        eval_code,
        docs,
        evidence,
    }
}

/// The strongest sign of a form, in the project's own places.
pub(super) fn best(seen: &Sightings, form: Form) -> Option<Evidence> {
    let signs = seen.signs.iter().filter(|sign| sign.form == form && matches!(sign.role, Role::Main | Role::Example));
    signs.min_by_key(|sign| (sign.role, std::cmp::Reverse(sign.evidence.strength))).map(|sign| sign.evidence.clone())
}

/// The first file of the project's own that bears one of these lower-case names.
pub(super) fn named(context: &Context<'_>, names: &[&str]) -> Option<Evidence> {
    let found = context.inventory.artifacts.iter().filter(|artifact| {
        let name = artifact.name();
        names.iter().any(|known| name.eq_ignore_ascii_case(known)) && !matches!(artifact.role, Role::Vendored | Role::Test)
    });
    nearest(found, "file-name")
}

/// The first file, nearest to the top, that is wanted by its artifact and lower-case name.
pub(super) fn first(context: &Context<'_>, signature: &str, wanted: impl Fn(&Artifact, &str) -> bool) -> Option<Evidence> {
    let found = context.inventory.artifacts.iter().filter(|artifact| wanted(artifact, artifact.lower_name()));
    nearest(found, signature)
}

fn nearest<'a>(found: impl Iterator<Item = &'a Artifact>, signature: &str) -> Option<Evidence> {
    let artifact = found.min_by_key(|artifact| (artifact.role, artifact.depth()))?;
    Some(Evidence::of_file(signature, Strength::Medium, artifact.path(), Some(artifact.oid())))
}

/// Programs that are named for measuring.
fn evaluation(context: &Context<'_>) -> Option<Evidence> {
    first(context, "evaluation-program", |artifact, name| {
        if !matches!(artifact.kind, Kind::Source | Kind::Notebook | Kind::Script) || artifact.role != Role::Main {
            return false;
        }
        let folder = artifact.folder().to_ascii_lowercase();
        let place = folder
            .split('/')
            .any(|part| matches!(part, "eval" | "evals" | "evaluate" | "evaluation" | "benchmark" | "benchmarks"));
        place
            || name.starts_with("eval")
            || name.contains("_eval")
            || name.contains("evaluat")
            || name.starts_with("benchmark")
            || name.starts_with("test.")
    })
}

/// A README at the top, or a folder of documentation.
fn documentation(context: &Context<'_>) -> Option<Evidence> {
    first(context, "documentation", |artifact, name| {
        artifact.kind == Kind::Prose && (artifact.depth() == 0 && name.starts_with("readme") || artifact.role == Role::Docs)
    })
}
