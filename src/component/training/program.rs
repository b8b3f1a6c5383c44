//! One file that trains: what it trains, as far as the file itself tells.

use crate::component::tasks;
use crate::detect::Sightings;
use crate::detect::names::Name;
use crate::detect::training::Training;
use crate::detect::training::said::What as Said;
use crate::evidence::{Evidence, Stage, Strength};
use crate::inventory::Role;
use crate::pattern::Regex;
use crate::signature::Form;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// What a program trains.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    /// A classifier over the embeddings of another model.
    Head,
    /// A model that begins from somebody's weights.
    FineTuning,
    /// A model; nothing says that it begins from somebody's weights.
    Model,
}

/// The signs of one file.
pub(super) struct Program<'s> {
    /// The path.
    pub path: &'s str,
    /// At least one.
    pub signs: Vec<&'s Training>,
    /// What it trains.
    pub what: What,
}

static TUNING: LazyLock<Option<Regex>> = LazyLock::new(|| {
    crate::pattern::ascii(r"(?i)(^|[^a-z])(\w{0,12}fine[-_ ]?tun\w*|q?lora|sft|dpo|ppo|grpo|rlhf|custom|p[-_]?tuning|tuning|tune|instruct(ion)?|rm|reward\w{0,8}|aware_training)([^a-z]|$)").ok()
});

impl Program<'_> {
    /// The class of its place.
    pub fn role(&self) -> Role {
        let role = self.signs.first().map_or(Role::Main, |sign| sign.role);
        if role == Role::Main && self.is_shown() { Role::Example } else { role }
    }

    /// Whether it is a notebook that says by its name that it shows something: `demo.ipynb`.
    fn is_shown(&self) -> bool {
        let name = self.path.rsplit('/').next().unwrap_or_default().to_ascii_lowercase();
        let shows = |word: &str| matches!(word, "demo" | "demonstration" | "tutorial" | "quickstart" | "walkthrough");
        name.ends_with(".ipynb") && !name.contains("train") && name.split(['_', '-', '.', ' ']).any(shows)
    }

    /// Whether it only configures or calls a trainer.
    pub fn only_calls(&self) -> bool {
        self.signs.iter().all(|sign| !matches!(sign.form, Form::Loop | Form::Framework | Form::Library))
    }

    /// Whether it is the training function of a library, and nothing that runs it.
    pub fn is_of_a_library(&self) -> bool {
        self.signs.iter().all(|sign| sign.form == Form::Library)
    }

    /// Whether it is prose that shows a command.
    pub fn is_prose(&self) -> bool {
        self.path.to_ascii_lowercase().rsplit('/').next().is_some_and(|name| name.starts_with("readme"))
    }

    /// Whether it stands among the layers and losses of a network, where inner loops refine an answer, and does not
    /// bear the name of a trainer or of a whole model.
    pub fn is_of_layers(&self) -> bool {
        const PARTS: [&str; 7] = ["model", "models", "modules", "layers", "nn", "loss", "losses"];
        const WHOLE: [&str; 8] = ["model", "train", "lightning", "task", "learn", "agent", "solver", "gan"];
        let lower = self.path.to_ascii_lowercase();
        let (folders, name) = lower.rsplit_once('/').unwrap_or(("", &lower));
        !self.only_calls()
            && folders.split('/').any(|part| PARTS.contains(&part))
            && !WHOLE.iter().any(|word| name.contains(word))
            && !folders.contains("train")
    }

    /// Whether its path says that it trains for a task: entailment, sentiment, names, answers.
    pub fn is_of_a_task(&self) -> bool {
        tasks::names_one(self.path)
    }

    /// Whether it says that it begins without anybody's weights.
    pub fn begins(&self) -> bool {
        let lower = self.path.to_ascii_lowercase();
        self.signs.iter().any(|sign| sign.scratch)
            || lower.contains("pretrain")
            || lower.contains("pre_train")
            || lower.contains("pre-train")
    }

    /// Whether its path speaks of modelling language (masked words, the next word), or of training as such.
    pub fn models_language(&self) -> bool {
        let lower = self.path.to_ascii_lowercase();
        lower.split(['/', '_', '-', '.']).any(|word| matches!(word, "lm" | "mlm" | "clm" | "rtd" | "language"))
            || ["electra", "train", "masked"].iter().any(|word| lower.contains(word))
    }

    /// Whether it bears the name of something that is started, and not of a part that others call.
    pub fn is_started(&self) -> bool {
        let name = self.path.rsplit('/').next().unwrap_or_default().to_ascii_lowercase();
        let is_word = |word: &str| matches!(word, "main" | "run" | "fit" | "learn" | "cli" | "solver" | "task" | "tasks");
        name.contains("train") || name.contains("experiment") || name.split(['_', '-', '.']).any(is_word)
    }

    /// Whether it bears the name of a class that others call: `trainer.py`, `trainers/trainer_rl.py`.
    pub fn is_module(&self) -> bool {
        let name = self.path.rsplit('/').next().unwrap_or_default().to_ascii_lowercase();
        name.ends_with(".py") && name.split(['_', '.']).any(|word| word == "trainer")
    }

    /// Its best sign.
    pub fn first(&self) -> Option<&Evidence> {
        self.signs.iter().max_by_key(|sign| sign.evidence.strength).map(|sign| &sign.evidence)
    }

    /// `path:line` of its best sign.
    pub fn place(&self) -> String {
        self.first().map_or_else(|| self.path.into(), |evidence| evidence.location.short())
    }

    /// Why it is no training of a model from the beginning, in a few words.
    pub fn why(&self) -> String {
        let base = self.signs.iter().find_map(|sign| sign.base.as_ref());
        match (self.what, base) {
            (What::Head, _) => format!("a classifier over another model's embeddings, {}", self.place()),
            (_, Some(base)) => format!("`{}` beside the trainer in {}", short(&base.quote), base.location.short()),
            _ => format!("by the form or the place of {}", self.place()),
        }
    }

    /// The evidence, each piece with what it means here.
    pub fn evidence(&self) -> Vec<Evidence> {
        self.signs
            .iter()
            .map(|sign| {
                let evidence = sign.evidence.clone();
                match (self.what, &sign.base) {
                    (What::Model, _) => evidence,
                    (What::Head, _) => evidence.noting("head only: a classifier over another model's embeddings"),
                    (What::FineTuning, Some(base)) => {
                        evidence.noting(format!("fine-tuning only: `{}` in {}", short(&base.quote), base.location.short()))
                    }
                    (What::FineTuning, None) => evidence.noting("fine-tuning only, by its form or its place"),
                }
            })
            .collect()
    }
}

fn short(quote: &str) -> &str {
    ["from_pretrained", "load_pretrained"].into_iter().find(|call| quote.contains(call)).unwrap_or("weights loaded")
}

/// The files that train, by path.
pub(super) fn programs(seen: &Sightings) -> Vec<Program<'_>> {
    let mut files: BTreeMap<&str, Vec<&Training>> = BTreeMap::new();
    for sign in seen.training.iter().filter(|sign| !measures(&sign.evidence.location.path)) {
        files.entry(&sign.evidence.location.path).or_default().push(sign);
    }
    let is_titled = is_titled_for_tuning(seen);
    files
        .into_iter()
        .filter(|(path, signs)| trains(path, signs))
        .map(|(path, signs)| {
            let program = Program { what: what(path, &signs), path, signs };
            let tunes = program.what == What::Model && !program.begins() && (is_titled || is_said_to_tune(path, seen));
            if tunes { Program { what: What::FineTuning, ..program } } else { program }
        })
        .collect()
}

/// Whether the project bears the name of what tunes models: "Brook-finetune".
fn is_titled_for_tuning(seen: &Sightings) -> bool {
    let title = seen.names.iter().find_map(|name| match name {
        Name::Title(title) => Some(title.to_lowercase()),
        _ => None,
    });
    title.is_some_and(|title| {
        ["finetun", "fine-tun"].iter().any(|word| title.contains(word))
            && !["pretrain", "pre-train"].iter().any(|word| title.contains(word))
    })
}

/// Whether the page of a folder around a program says that what is there tunes a model.
fn is_said_to_tune(path: &str, seen: &Sightings) -> bool {
    seen.said.iter().filter(|said| said.what == Said::Tunes).any(|said| {
        let folder = said.evidence.location.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
    })
}

/// One strong sign, or two that are less: another sign, or the name of the file.
fn trains(path: &str, signs: &[&Training]) -> bool {
    let counts =
        |sign: &&&Training| matches!(sign.form, Form::Loop | Form::Framework | Form::Library | Form::Recipe | Form::Command);
    let medium = signs.iter().filter(counts).filter(|sign| sign.evidence.strength == Strength::Medium).count();
    signs.iter().filter(counts).any(|sign| sign.evidence.strength == Strength::Strong) || medium + usize::from(named(path)) >= 2
}

/// Whether the file or its folder is named as a trainer.
fn named(path: &str) -> bool {
    let lower = path.to_ascii_lowercase();
    let mut parts = lower.rsplit('/');
    let name = parts.next().unwrap_or_default().replace("pretrained", "");
    name.contains("train") || parts.next().is_some_and(|folder| folder.contains("train"))
}

/// Whether the place is for measuring models, not for making them.
fn measures(path: &str) -> bool {
    path.to_ascii_lowercase().split('/').any(|part| {
        const MEASURES: [&str; 10] =
            ["benchmark", "benchmarks", "bench", "eval", "evals", "evaluation", "metrics", "profiling", "perf", "unittest"];
        MEASURES.contains(&part) || !part.contains('.') && part.split(['_', '-']).any(|word| word == "evaluation")
    })
}

/// Names of what asks how good the embeddings of another model are.
static PROBES: LazyLock<Regex> = LazyLock::new(|| {
    crate::pattern::fixed(r"(?i)(?:^|[^a-z])lin(?:ear)?[-_ ]?(?:prob(?:e|es|ing)|eval|evaluation|cls)(?:[^a-z]|$)")
});

fn what(path: &str, signs: &[&Training]) -> What {
    if signs.iter().any(|sign| sign.head) || PROBES.is_match(path) {
        return What::Head;
    }
    let named = TUNING.as_ref().is_some_and(|pattern| pattern.is_match(path));
    let staged = signs.iter().any(|sign| matches!(sign.stage, Some(Stage::FineTuning | Stage::Adapter | Stage::Preference)));
    let based = signs.iter().any(|sign| sign.base.is_some() && !sign.scratch);
    if named || staged || based { What::FineTuning } else { What::Model }
}
