//! What it takes to run the weights: a program, a tokenizer, a configuration, a template, a service.

use super::reproducibility::{best, first, named};
use super::{Code, Weights, WeightsState};
use crate::detect::{Context, Sightings};
use crate::evidence::{Answer, Evidence};
use crate::inventory::{Kind, Role};
use crate::signature::Form;
use schemars::JsonSchema;
use serde::Serialize;

/// Where a part stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Presence {
    /// In the tree.
    Present,
    /// Beside the weights, at the place that the tree names.
    Linked,
    /// Nowhere in sight.
    #[default]
    Missing,
}

/// What it takes to run the weights.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
pub struct Deployment {
    /// A program that runs the model.
    pub inference_code: Presence,
    /// A tokenizer or vocabulary.
    pub tokenizer: Presence,
    /// The configuration that belongs to the weights.
    pub configuration: Presence,
    /// A chat template.
    pub chat_template: Presence,
    /// A service or container around it.
    pub serving: Presence,
    /// The license of the programs among them: SPDX expression, `LicenseRef-…` or null.
    pub license: Option<String>,
    /// Whether it is free.
    pub free: Answer,
    /// What was seen.
    pub evidence: Vec<Evidence>,
}

/// Stems of programs that run a model.
const PROGRAMS: &[&str] = &[
    "generate",
    "sample",
    "inference",
    "infer",
    "predict",
    "prediction",
    "demo",
    "chat",
    "detect",
    "transcribe",
    "synthesize",
    "run",
    "hubconf",
];

/// Names of tokenizers and vocabularies.
const TOKENIZERS: &[&str] = &[
    "tokenizer.json",
    "tokenizer.model",
    "tokenizer_config.json",
    "vocab.json",
    "vocab.txt",
    "merges.txt",
    "spiece.model",
    "sentencepiece.bpe.model",
    "encoder.json",
    "vocab.bpe",
    "tokenizer.bin",
];

/// What it takes to run the weights.
#[must_use]
pub fn fold(context: &Context<'_>, seen: &Sightings, code: &Code, weights: &Weights) -> Deployment {
    let mut evidence = Vec::new();
    let mut say = |part: &str, found: Option<Evidence>, beside: bool| match found {
        Some(found) => {
            evidence.push(found.noting(part));
            Presence::Present
        }
        // A hub keeps a tokenizer and a configuration with the weights; no file here says that it does not.
        None if beside && weights.state == WeightsState::Linked => Presence::Linked,
        None => Presence::Missing,
    };
    let program = first(context, "inference-program", |artifact, name| {
        let stem = name.split('.').next().unwrap_or_default();
        matches!(artifact.kind, Kind::Source | Kind::Notebook | Kind::Script)
            && matches!(artifact.role, Role::Main | Role::Example)
            && PROGRAMS.iter().any(|known| match (stem.strip_prefix(known), stem.strip_suffix(known)) {
                (Some(after), _) if after.is_empty() || after.starts_with('_') => true,
                (_, before) => before.is_some_and(|before| before.ends_with('_')),
            })
    });
    let inference_code = say("inference code", program.or_else(|| best(seen, Form::Inference)), true);
    let tokenizer = say("tokenizer", named(context, TOKENIZERS), true);
    let configuration = say(
        "configuration",
        named(context, &["config.json", "generation_config.json", "params.json", "preprocessor_config.json", "hparams.json"]),
        true,
    );
    let template = named(context, &["chat_template.jinja", "chat_template.json"]).or_else(|| best(seen, Form::ChatTemplate));
    let chat_template = say("chat template", template, false);
    let service = named(
        context,
        &["dockerfile", "containerfile", "docker-compose.yml", "docker-compose.yaml", "compose.yaml", "modelfile", "cog.yaml"],
    );
    let serving = say("serving", best(seen, Form::Serving).or(service), false);
    let (license, free) = (code.license.clone(), code.free);
    Deployment { inference_code, tokenizer, configuration, chat_template, serving, license, free, evidence }
}
