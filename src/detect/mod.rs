//! One kind of evidence a file. Detectors report what they see; they know no definition and no label.
//!
//! The tree is walked once: an artifact that some detector wants is read once, and every detector
//! that wants it looks at it then. What they saw is gathered in [`Sightings`].

pub mod card;
pub mod claim;
mod file;
pub mod license;
pub mod lineage;
pub mod manifest;
pub mod names;
pub mod purpose;
pub mod reproducibility;
mod sightings;
pub mod training;
pub mod walk;
pub mod weights;

pub use card::Card;
pub use file::File;
pub use sightings::{Limits, Metadata, NotRead, Sightings, Sign, Stats};

use crate::git::published::Published;
use crate::git::{ObjectSource, Revision};
use crate::inventory::{Artifact, Inventory};
use crate::policy::Policy;
use walk::{Look, Looks};

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
