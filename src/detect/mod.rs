//! One kind of evidence a file. Detectors report what they see; they know no definition and no label.
//!
//! The tree is walked once: an artifact that some detector wants is read once, and every detector
//! that wants it looks at it then. What they saw is gathered in [`Sightings`].

pub mod card;
pub mod claim;
pub mod license;
pub mod lineage;
pub mod manifest;
pub mod names;
pub mod purpose;
pub mod reproducibility;
pub mod training;
pub mod walk;
pub mod weights;

pub use card::Card;

use crate::evidence::{Evidence, Location, Strength};
use crate::git::published::Published;
use crate::git::{ObjectSource, Revision};
use crate::inventory::{Artifact, Inventory, Role};
use crate::policy::Policy;
use crate::signature::Form;
use crate::syntax::notebook::{self, Notebook};
use crate::text::{LineIndex, QUOTE_WIDTH, sanitize};
use schemars::JsonSchema;
use serde::Serialize;
use std::cell::OnceCell;
use walk::{Look, Looks};

/// A text file that was read, with what detectors need to point into it.
pub struct File<'a> {
    /// Its path and class.
    pub artifact: &'a Artifact,
    /// Its text, lossily decoded, byte order mark removed.
    pub text: &'a str,
    lines: OnceCell<LineIndex>,
    notebook: OnceCell<Option<Notebook>>,
}

impl<'a> File<'a> {
    /// Wraps a text for looking at.
    #[must_use]
    pub fn new(artifact: &'a Artifact, text: &'a str) -> Self {
        Self { artifact, text, lines: OnceCell::new(), notebook: OnceCell::new() }
    }

    /// The cells of a notebook, read once for all detectors; `None` where no reader of notebooks takes it.
    #[must_use]
    pub fn notebook(&self) -> Option<&Notebook> {
        self.notebook.get_or_init(|| notebook::parse(self.text)).as_ref()
    }

    /// Counted when somebody asks: most files have nothing to point at.
    fn lines(&self) -> &LineIndex {
        self.lines.get_or_init(|| LineIndex::new(self.text))
    }

    /// The place of a byte offset.
    #[must_use]
    pub fn location(&self, offset: usize) -> Location {
        Location {
            path: self.artifact.path().into(),
            line: Some(self.lines().line(offset)),
            column: Some(self.lines().column(self.text, offset)),
            blob: Some(self.artifact.oid()),
        }
    }

    /// The one-based line of a byte offset.
    #[must_use]
    pub fn line(&self, offset: usize) -> u32 {
        self.lines().line(offset)
    }

    /// Evidence at a byte offset, quoting its line.
    #[must_use]
    pub fn evidence(&self, signature: &str, strength: Strength, offset: usize) -> Evidence {
        Evidence {
            signature: signature.into(),
            strength,
            location: Location { column: None, ..self.location(offset) },
            quote: sanitize(self.lines().text(self.text, self.lines().line(offset)), QUOTE_WIDTH),
            note: None,
        }
    }
}

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

/// Words that accompany the release outside the tree: its title and its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// What stands for a path in the report, such as `release title`.
    pub place: String,
    /// The words, Markdown.
    pub text: String,
}

/// What every detector may ask for beside the file in hand.
pub struct Context<'a> {
    /// All paths.
    pub inventory: &'a Inventory,
    /// The project's declarations.
    pub policy: &'a Policy,
    /// What is checked; its tags carry words of their own.
    pub revision: &'a Revision,
    /// Words outside the tree.
    pub notes: &'a [Note],
}

/// Walks the inventory once and gathers what every detector saw.
#[must_use]
pub fn detect(source: &dyn ObjectSource, context: &Context<'_>) -> Sightings {
    let published = Published::new(source, context.inventory.artifacts.iter().map(|artifact| &artifact.entry));
    // A pointer to weights says that there are some, kept or not; a pointer to data must be kept.
    let mut seen = walk::walk(
        source,
        context,
        Looks { path: weights::look_at_name, large: weights::tree::look_at_large, cap, texts: &TEXTS },
    );
    license::finish(context, &mut seen);
    let of_data = seen.says_data();
    manifest::survey(&published, context, of_data, &mut seen);
    claim::finish(context, &mut seen);
    walk::not_read(&published, context, &mut seen);
    seen
}

/// An artifact whose text was wanted and could not be read. Each detector for which silence would
/// mean something says here what it means.
fn unread(artifact: &Artifact, reason: &str, seen: &mut Sightings) {
    license::unread(artifact, reason, seen);
    seen.not_read.push(NotRead { path: artifact.path().into(), reason: reason.into() });
}

/// The most bytes worth reading of an artifact; `None` when no detector wants its text.
fn cap(artifact: &Artifact) -> Option<u64> {
    // The declarations are policy. What they repeat of the tree in comments is no second sight of it.
    if artifact.path() == crate::policy::FILE {
        return None;
    }
    let wanted = [
        training::cap(artifact),
        reproducibility::cap(artifact),
        purpose::cap(artifact),
        manifest::cap(artifact),
        license::cap(artifact),
        claim::cap(artifact),
        card::cap(artifact),
        names::cap(artifact),
        weights::cap(artifact),
    ];
    wanted.into_iter().flatten().max()
}

/// What is done with a text, in parts that take about as long as each other. No kind of sighting comes from two.
static TEXTS: [Look; 5] = [
    |file, context, seen| {
        if training::cap(file.artifact).is_some() {
            training::look(file, context, seen);
        }
    },
    |file, context, seen| {
        if purpose::cap(file.artifact).is_some() {
            purpose::look(file, context, seen);
        }
        if manifest::cap(file.artifact).is_some() {
            manifest::look(file, context, seen);
        }
    },
    |file, context, seen| {
        lineage::look(file, context, seen);
        reproducibility::look(file, context, seen);
        weights::look(file, context, seen);
    },
    |file, context, seen| {
        if card::cap(file.artifact).is_some() {
            card::look(file, context, seen);
        }
        if names::cap(file.artifact).is_some() {
            names::look(file, context, seen);
        }
        if claim::cap(file.artifact).is_some() {
            claim::look(file, context, seen);
        }
    },
    |file, context, seen| {
        if license::cap(file.artifact).is_some() {
            license::look(file, context, seen);
        }
        license::look_at_header(file, seen);
    },
];
