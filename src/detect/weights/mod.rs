//! Weights: in the tree, behind pointers, and linked.
//!
//! What is seen here is not yet a release: a link may lead to somebody else's model. Each sighting
//! carries its place and the words around it; the component decides whose it is.

pub mod address;
mod around;
pub mod header;
pub mod ids;
mod keys;
pub mod links;
pub mod magic;
pub mod programs;
mod roots;
mod submodules;
pub mod tree;
pub mod words;

use super::{Context, File, Sightings};
use crate::evidence::{Evidence, WeightsState};
use crate::git::ObjectSource;
use crate::inventory::{Artifact, Kind, Role};

/// Where weights are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// In this tree; `home` when the path says that weights live there.
    Tree {
        /// A word such as "checkpoint" stands in the path.
        home: bool,
    },
    /// A model of a hub.
    HubModel {
        /// User or organisation; empty for a search.
        owner: String,
        /// The model's, collection's or search's name.
        name: String,
    },
    /// Everything that a user or an organisation has on a hub.
    HubOwner {
        /// User or organisation.
        owner: String,
    },
    /// The releases of a repository on a forge.
    Release {
        /// Its owner; empty when the text says "the releases page" without an address.
        owner: String,
        /// Its name.
        repo: String,
        /// Whether the link names a file that bears a weights or archive name.
        file: bool,
    },
    /// Another repository on a forge.
    Repository {
        /// Its owner.
        owner: String,
        /// Its name.
        repo: String,
    },
    /// A file with a name that weights bear.
    File {
        /// Its address.
        url: String,
    },
    /// Storage or an archive: what it holds, only the words beside it say.
    Storage {
        /// Its address.
        url: String,
    },
    /// Any other page.
    Page {
        /// Its address.
        url: String,
    },
    /// A form or a registration that gives access.
    Request,
}

/// The words around a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Spoken {
    /// Words for weights beside it.
    pub weights: bool,
    /// Words of giving away beside it.
    pub release: bool,
    /// Words of one's own in its sentence ("our models", "we release").
    pub ours: bool,
    /// It stands under a heading of one's own models.
    pub section: bool,
    /// Words that give it to somebody else or make it something else.
    pub others: bool,
    /// Words for what one begins with.
    pub bases: bool,
    /// It stands in code or a code fence.
    pub code: bool,
    /// The words of the link name weights, and nothing else.
    pub label: bool,
    /// A row of a table; in a program: one of at least three addresses at one place.
    pub table: bool,
    /// It stands on the page of a folder where weights live.
    pub home: bool,
    /// It names a network that is loaded as a part of something else.
    pub helper: bool,
    /// How deep its file lies; 0 for the top of the tree.
    pub depth: usize,
}

/// Weights that are here or somewhere else.
#[derive(Debug, Clone)]
pub struct WeightsSighting {
    /// Path, URL or hub id.
    pub name: String,
    /// Included or linked.
    pub state: WeightsState,
    /// The place's class.
    pub role: Role,
    /// What kind of place it is.
    pub place: Place,
    /// The words around it.
    pub context: Spoken,
    /// Where it was seen.
    pub evidence: Evidence,
}

/// The most bytes worth reading for links to weights.
#[must_use]
pub fn cap(artifact: &Artifact) -> Option<u64> {
    if submodules::lists(artifact) {
        return Some(submodules::LONGEST);
    }
    if matches!(artifact.role, Role::Test | Role::Vendored) || !matches!(artifact.kind, Kind::Prose | Kind::Config) {
        return None;
    }
    let name = artifact.lower_name();
    let telling = [
        "readme",
        "model",
        "checkpoint",
        "weight",
        "pretrain",
        "zoo",
        "download",
        "usage",
        "install",
        "faq",
        "index",
        "getting",
        "quickstart",
    ];
    match artifact.kind {
        Kind::Prose if name.ends_with(".txt") && !name.starts_with("readme") => None,
        Kind::Prose if artifact.depth() == 0 || (artifact.depth() <= 4 && telling.iter().any(|word| name.contains(word))) => {
            Some(1 << 20)
        }
        Kind::Config if artifact.depth() <= 3 && links::is_catalogue(name) => Some(1 << 20),
        _ => None,
    }
}

/// Weight files, by name, place and first bytes.
pub fn look_at_name(source: &dyn ObjectSource, artifact: &Artifact, seen: &mut Sightings) {
    tree::look(source, artifact, seen);
}

/// Links to weights, and weights written out as text.
pub fn look(file: &File<'_>, _context: &Context<'_>, seen: &mut Sightings) {
    if matches!(file.artifact.role, Role::Test | Role::Vendored) {
        return;
    }
    match file.artifact.kind {
        _ if submodules::lists(file.artifact) => submodules::look(file, seen),
        Kind::Prose if cap(file.artifact).is_some() => links::look(file, seen),
        Kind::Source | Kind::Script => {
            tree::look_at_text(file, seen);
            programs::look(file, seen);
            if file.artifact.kind == Kind::Source {
                ids::look(file, seen);
            }
        }
        Kind::Config if cap(file.artifact).is_some() => programs::look(file, seen),
        Kind::Notebook => programs::look(file, seen),
        _ => {}
    }
}
