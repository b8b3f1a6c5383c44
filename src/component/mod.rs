//! The parts of a release, folded from what the detectors saw and what the project declares.
//!
//! These types are the `components` object of the report, version 1: a field may be added, none
//! may change its meaning.

pub mod code;
pub mod corpus;
pub mod deployment;
pub mod kind;
pub mod lineage;
pub mod own;
pub mod reproducibility;
pub mod scope;
pub mod tasks;
pub mod training;
pub mod unread;
pub mod weights;

use crate::detect::{Context, Sightings};
use crate::evidence::{Answer, Evidence, Stage};
pub use crate::evidence::{CorpusState, Relation, WeightsState};
use crate::license::LicenseStatus;
use schemars::JsonSchema;
use serde::Serialize;

/// What kind of repository this is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Releases a model.
    Model,
    /// Trains models of its users, none of its own.
    TrainingFramework,
    /// Runs models that others released.
    InferenceOnly,
    /// Releases data.
    Dataset,
    /// None of these.
    #[default]
    Software,
}

/// How much of the training program of these weights is here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum TrainingState {
    /// The program that made these weights, all stages, with its configuration.
    Full,
    /// Fine-tuning of somebody's base, a generic trainer, one stage of several.
    Partial,
    /// No training program was found in the files that were read.
    None,
    /// What would decide could not be read.
    #[default]
    Unknown,
}

/// Where the program stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Origin {
    /// In this tree.
    #[default]
    Tree,
    /// In another repository, at a commit that is named.
    ExternalPinned,
    /// In another repository, at no commit in particular.
    ExternalUnpinned,
}

/// The programs of the repository and their license.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
pub struct Code {
    /// SPDX expression, `LicenseRef-…` or null.
    pub license: Option<String>,
    /// How the license is known.
    pub license_status: LicenseStatus,
    /// Whether it is free.
    pub free: Answer,
    /// Whether there is any program text at all.
    pub present: bool,
    /// What was seen.
    pub evidence: Vec<Evidence>,
    /// Where statements about its license disagree, the deciding one first, each noting its license.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub conflict: Vec<Evidence>,
}

/// The training program.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
pub struct TrainingCode {
    /// Full, partial, none.
    pub state: TrainingState,
    /// Here or elsewhere.
    pub origin: Origin,
    /// The stages whose program was seen.
    pub stages: Vec<Stage>,
    /// SPDX expression, `LicenseRef-…` or null.
    pub license: Option<String>,
    /// Whether it is free.
    pub free: Answer,
    /// Why the state is what it is, in a few words.
    pub reason: String,
    /// What was seen, strongest first.
    pub evidence: Vec<Evidence>,
}

/// One data set of the corpus.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
pub struct Dataset {
    /// A name that people know it by.
    pub name: String,
    /// Its id on a hub or registry, if any.
    pub id: Option<String>,
    /// The stage that reads it.
    pub stage: Option<Stage>,
    /// How it can be had.
    pub state: CorpusState,
    /// The URL, hub place or path.
    pub place: Option<String>,
    /// The immutable revision or digest.
    pub pin: Option<String>,
    /// Size in bytes where it is stated or the data is here.
    pub size: Option<u64>,
    /// SPDX expression, `LicenseRef-…`, the publisher's words, or null.
    pub license: Option<String>,
    /// How the license is known.
    pub license_status: LicenseStatus,
    /// Whether verbatim copies may be passed on by anyone for any purpose.
    pub verbatim: Answer,
    /// Whether modified copies may.
    pub modified: Answer,
    /// Why, where the answer is not yes.
    pub reason: Option<String>,
    /// What was seen.
    pub evidence: Vec<Evidence>,
}

/// Everything that these weights were trained on.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
pub struct Corpus {
    /// Whether something ties one of its parts to the model: what merely stands in the tree says nothing of how these
    /// weights were made.
    #[serde(skip)]
    pub tied: bool,
    /// Whether it could be had, if it were not for a sentence that says that a part of it is kept back.
    #[serde(skip)]
    pub kept_back: bool,
    /// The worst state of its parts.
    pub state: CorpusState,
    /// Whether all of it may be passed on, verbatim and modified.
    pub redistributable: Answer,
    /// Why, where the answer is not yes.
    pub reason: Option<String>,
    /// What was seen of the corpus as a whole.
    pub evidence: Vec<Evidence>,
    /// Its parts.
    pub datasets: Vec<Dataset>,
}

/// The weights.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
pub struct Weights {
    /// Included, linked, absent.
    pub state: WeightsState,
    /// SPDX expression, `LicenseRef-…` or null.
    pub license: Option<String>,
    /// How the license is known.
    pub license_status: LicenseStatus,
    /// Whether they are free.
    pub free: Answer,
    /// Terms that stand beside the license: `gated`, `research-only`, `non-commercial`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub terms: Vec<String>,
    /// What was seen.
    pub evidence: Vec<Evidence>,
    /// Where statements about their license disagree, the deciding one first, each noting its license.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub conflict: Vec<Evidence>,
}

/// The upstream model.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
pub struct BaseModel {
    /// Hub id or name.
    pub id: String,
    /// How these weights descend from it.
    pub relation: Relation,
    /// Its own label, from the knowledge tables; null when it is not known.
    pub label: Option<String>,
    /// Whether its weights are free.
    pub free: Answer,
    /// What was seen.
    pub evidence: Vec<Evidence>,
}

/// All components of a release.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
pub struct Components {
    /// The programs.
    pub code: Code,
    /// The training program.
    pub training_code: TrainingCode,
    /// The corpus.
    pub corpus: Corpus,
    /// The weights.
    pub weights: Weights,
    /// The upstream model, if any.
    pub base_model: Option<BaseModel>,
    /// What it takes to run the weights.
    pub deployment: deployment::Deployment,
}

/// The nine things that change a result, and two that explain it: `yes`, `no`, `unknown` or `n/a`.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Reproducibility {
    /// Training parameters.
    pub hyperparameters: String,
    /// Versions of libraries.
    pub pinned_dependencies: String,
    /// Random seed.
    pub seed: String,
    /// Hardware.
    pub hardware: String,
    /// Operating system or container.
    pub environment: String,
    /// Labels of the data.
    pub labels: String,
    /// Network structure as code or configuration.
    pub architecture: String,
    /// Evaluation code.
    pub eval_code: String,
    /// Documentation.
    pub docs: String,
    /// What was seen for each of them.
    pub evidence: Vec<Evidence>,
}

impl Default for Reproducibility {
    fn default() -> Self {
        let unknown = || "unknown".to_string();
        Self {
            hyperparameters: unknown(),
            pinned_dependencies: unknown(),
            seed: unknown(),
            hardware: unknown(),
            environment: unknown(),
            labels: unknown(),
            architecture: unknown(),
            eval_code: unknown(),
            docs: unknown(),
            evidence: Vec::new(),
        }
    }
}

/// Everything that is folded from one revision.
#[derive(Debug, Clone, Default)]
pub struct Folded {
    /// What kind of repository this is.
    pub kind: Kind,
    /// The parts.
    pub components: Components,
    /// What is there to repeat the training.
    pub reproducibility: Reproducibility,
    /// Whether something is listed and not readable that a claim could rest on.
    pub unread: unread::Unread,
}

/// Folds everything that was seen, in the order in which one part needs another.
#[must_use]
pub fn fold(context: &Context<'_>, seen: &Sightings) -> Folded {
    let code = code::fold(context, seen);
    let own = own::Own::of(seen);
    let weights = weights::fold(seen, &own);
    let base_model = lineage::fold(context, seen, &own, &weights);
    // The corpus is chosen by what the program is, and a library without data is told from a model's
    // own program by its corpus: it is read first as if the program were whole.
    let whole = TrainingCode { state: TrainingState::Full, ..TrainingCode::default() };
    let data = corpus::fold(context, seen, &own, &whole, &weights, base_model.as_ref());
    let beside = training::Beside { code: &code, corpus: &data, weights: &weights, base: base_model.as_ref() };
    let training_code = training::fold(context, seen, &beside);
    let corpus = corpus::fold(context, seen, &own, &training_code, &weights, base_model.as_ref());
    let reproducibility = reproducibility::fold(context, seen, &training_code, &corpus);
    let deployment = deployment::fold(context, seen, &code, &weights);
    let mut components = Components { code, training_code, corpus, weights, base_model, deployment };
    // A release that reads what somebody else's model makes is source as far as that one is.
    let whole = components.training_code.state == TrainingState::Full && components.corpus.redistributable == Answer::Yes;
    if whole && components.weights.state != WeightsState::Absent && components.base_model.is_none() {
        components.base_model = lineage::part(seen, &own);
    }
    let kind = kind::fold(context, seen, &components);
    let unread = unread::weaken(context, seen, &mut components);
    Folded { kind, components, reproducibility, unread }
}
