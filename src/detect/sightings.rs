//! Everything that detectors saw, before anything is judged.

use super::{card, claim, lineage, manifest, names, purpose, reproducibility, training, weights};
use crate::evidence::Evidence;
use crate::inventory::Role;
use crate::signature::Form;
use schemars::JsonSchema;
use serde::Serialize;

/// Something listed that was not looked into, and why. Never the same as absence.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
pub struct NotRead {
    /// The path.
    pub path: String,
    /// `missing-object`, `lfs-pointer`, `annex-pointer`, `submodule`, `symlink`, `too-large` or `not-text`.
    pub reason: String,
}

/// What reading cost.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
pub struct Stats {
    /// Paths in the tree.
    pub files: u64,
    /// Blobs that were read.
    pub blobs_read: u64,
    /// Their bytes.
    pub bytes_read: u64,
    /// License texts that no hash and no phrase knew, so that they were compared word by word.
    pub texts_compared: u64,
    /// How much of one file is looked at.
    pub limits: Limits,
}

/// How much of one file is looked at.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
pub struct Limits {
    /// The largest text that any detector wanted here, in bytes; a larger one is in `not_read`.
    pub file_bytes: u64,
    /// The longest line of a program or of prose, in bytes; a longer one is cut there.
    pub line_bytes: u64,
}

/// A sign of something that is no training program: a network, a seed, a chat template.
#[derive(Debug, Clone)]
pub struct Sign {
    /// What it is a sign of.
    pub form: Form,
    /// The place's class.
    pub role: Role,
    /// Where and by which signature.
    pub evidence: Evidence,
}

/// What a file of weights says of itself in its head.
#[derive(Debug, Clone)]
pub struct Metadata {
    /// The file.
    pub path: String,
    /// The blob that was read.
    pub blob: crate::git::Oid,
    /// Its keys and values, those that are text.
    pub fields: Vec<(String, String)>,
}

/// Everything that was seen, by kind of evidence, in the order of paths.
#[derive(Debug, Default)]
pub struct Sightings {
    /// Signs of a training program.
    pub training: Vec<training::Training>,
    /// What pages say of the training program.
    pub said: Vec<training::said::Said>,
    /// Signs of other things that signatures know.
    pub signs: Vec<Sign>,
    /// Data sets named, linked or present.
    pub datasets: Vec<manifest::DatasetSighting>,
    /// Weights present, pointed to or linked.
    pub weights: Vec<weights::WeightsSighting>,
    /// What files of weights say of themselves.
    pub metadata: Vec<Metadata>,
    /// Statements of licenses.
    pub licenses: Vec<crate::license::Statement>,
    /// Words about openness.
    pub claims: Vec<claim::Words>,
    /// What was heard before it could be placed.
    pub heard: claim::Heard,
    /// Upstream models named.
    pub bases: Vec<lineage::BaseSighting>,
    /// Signs of the things that change a result.
    pub reproducibility: Vec<reproducibility::Sign>,
    /// What the project calls itself.
    pub names: Vec<names::Name>,
    /// What the project says it is, first words first.
    pub purposes: Vec<purpose::Saying>,
    /// Where the project's first words say that it trains or runs what learns.
    pub learning: Vec<Evidence>,
    /// Front matter of model and data cards.
    pub cards: Vec<card::Card>,
    /// What was listed and not looked into.
    pub not_read: Vec<NotRead>,
    /// What reading cost.
    pub stats: Stats,
}

impl Sightings {
    /// Whether the project's first words say that it releases data.
    #[must_use]
    pub fn says_data(&self) -> bool {
        self.purposes.first().is_some_and(|saying| saying.purpose == purpose::Purpose::Dataset)
    }

    /// Whether one page says first that it releases data. While files are being read only the page in hand can be
    /// asked: which others were read before depends on the threads.
    #[must_use]
    pub fn says_data_on(&self, path: &str) -> bool {
        let first = self.purposes.iter().find(|saying| saying.evidence.location.path == path);
        first.is_some_and(|saying| saying.purpose == purpose::Purpose::Dataset)
    }

    /// Whether the project says that it releases what others build on: embeddings, encoders, language models.
    #[must_use]
    pub fn says_representations(&self) -> bool {
        let said = self.purposes.iter().map(|saying| saying.evidence.quote.to_lowercase());
        let titles = self.names.iter().filter_map(|name| match name {
            names::Name::Title(title) => Some(title.to_lowercase()),
            _ => None,
        });
        said.chain(titles).any(|line| purpose::is_of_representations(&line))
    }

    /// Takes over what was seen in later paths.
    pub fn absorb(&mut self, later: Self) {
        // Taken apart by name, so that a new kind of sighting cannot be forgotten here.
        let Self {
            training,
            said,
            signs,
            purposes,
            datasets,
            weights,
            metadata,
            licenses,
            claims,
            heard,
            bases,
            reproducibility,
            names,
            learning,
            cards,
            not_read,
            stats,
        } = later;
        self.training.extend(training);
        self.said.extend(said);
        self.signs.extend(signs);
        self.purposes.extend(purposes);
        self.datasets.extend(datasets);
        self.weights.extend(weights);
        self.metadata.extend(metadata);
        self.licenses.extend(licenses);
        self.claims.extend(claims);
        self.heard.absorb(heard);
        self.bases.extend(bases);
        self.reproducibility.extend(reproducibility);
        self.names.extend(names);
        self.learning.extend(learning);
        self.cards.extend(cards);
        self.not_read.extend(not_read);
        self.stats.files += stats.files;
        self.stats.blobs_read += stats.blobs_read;
        self.stats.bytes_read += stats.bytes_read;
        self.stats.texts_compared += stats.texts_compared;
        self.stats.limits = self.stats.limits.max(stats.limits);
    }
}
