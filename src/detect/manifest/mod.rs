//! Data sets: in the tree, in manifests, in calls and in prose. One room a family.

mod calls;
mod defaults;
mod fetch;
mod generated;
mod link;
mod metadata;
mod names;
mod notes;
mod prose;
mod recipes;
pub mod terms;
mod tree;

use super::{Context, File, Sightings};
use crate::evidence::{CorpusState, Evidence, Stage, Strength};
use crate::git::ObjectSource;
use crate::inventory::{Artifact, Kind, Role};
use crate::knowledge::datasets;
pub use terms::Terms;
pub use tree::{is_data_folder, is_package, is_rows};

/// By what a data set came to be seen; it says how near it stands to the training of the released model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Use {
    /// A sentence says that something was trained on it, or made from it.
    Trained,
    /// It stands in a section, list or table about data or training, or is offered for download.
    Described,
    /// A sentence elsewhere offers it for download.
    Offered,
    /// The front matter of a card or another manifest lists it.
    Listed,
    /// A training recipe names it.
    Recipe,
    /// A program loads it by its id.
    Read,
    /// A program fetches it from its address.
    Fetched,
    /// It lies in the tree.
    Lies,
    /// A manifest or a sentence says that it lies in the tree.
    Local,
    /// A sentence says that what lies there, or what it names, is an example for its readers.
    Sample,
    /// A sentence says that what lies there only names what is had elsewhere.
    Names,
    /// A sentence says that it was trained on and is kept back.
    Withheld,
    /// A registry of sets that may be chosen holds it.
    Registry,
    /// Its address stands somewhere in the code.
    Mentioned,
    /// The program makes it: self-play, templates, a synthetic prior.
    Generated,
}

/// A data set that something names, links or holds.
#[derive(Debug, Clone)]
pub struct DatasetSighting {
    /// A name or path.
    pub name: String,
    /// Hub or registry id.
    pub id: Option<String>,
    /// The name of its row in the knowledge tables.
    pub known: Option<&'static str>,
    /// How it can be had, by this sighting alone.
    pub state: CorpusState,
    /// URL, hub place or path.
    pub place: Option<String>,
    /// Digest or immutable revision.
    pub pin: Option<String>,
    /// Bytes.
    pub size: Option<u64>,
    /// What the words beside it say of its terms.
    pub terms: Option<Terms>,
    /// The stage that reads it.
    pub stage: Option<Stage>,
    /// The place's class.
    pub role: Role,
    /// How it was seen.
    pub usage: Use,
    /// Where it was seen.
    pub evidence: Evidence,
}

/// The most bytes worth reading of a manifest.
#[must_use]
pub fn cap(artifact: &Artifact) -> Option<u64> {
    if matches!(artifact.role, Role::Vendored | Role::Test) {
        return None;
    }
    match artifact.kind {
        Kind::Prose if is_prose(artifact) => Some(1 << 20),
        Kind::Prose if is_url_list(artifact) => Some(256 << 10),
        Kind::Prose if notes::is_note(artifact) => Some(32 << 10),
        Kind::Notebook => Some(4 << 20),
        Kind::Source => Some(512 << 10),
        Kind::Config | Kind::Script => Some(256 << 10),
        _ => None,
    }
}

fn is_prose(artifact: &Artifact) -> bool {
    let name = artifact.lower_name();
    let away =
        ["changelog", "contributing", "code_of_conduct", "security", "license", "requirements", "history", "releases", "news"];
    if away.iter().any(|word| name.starts_with(word)) {
        return false;
    }
    let prose = matches!(artifact.extension(), "md" | "markdown" | "mdx" | "rst" | "adoc" | "org" | "qmd");
    let plain = name.starts_with("readme") || name.starts_with("datasheet") || name.starts_with("data_card");
    (prose && artifact.depth() <= 6) || plain
}

fn is_url_list(artifact: &Artifact) -> bool {
    let name = artifact.lower_name();
    artifact.extension() == "txt"
        && (name.contains("url") || name.contains("links") || name.contains("sha256") || name.contains("checksums"))
}

/// Data files, seen by names before anything is read; `of_data` tells that the project says it releases data.
pub fn survey(source: &dyn ObjectSource, context: &Context<'_>, of_data: bool, seen: &mut Sightings) {
    tree::survey(source, context, of_data, seen);
}

/// Data sets that a text names.
pub fn look(file: &File<'_>, context: &Context<'_>, seen: &mut Sightings) {
    if metadata::look(file, seen) {
        return;
    }
    match file.artifact.kind {
        Kind::Prose if is_url_list(file.artifact) => fetch::look(file, context, seen),
        Kind::Prose if notes::is_note(file.artifact) => notes::look(file, seen),
        Kind::Prose => prose::look(file, context, seen),
        Kind::Notebook | Kind::Source => {
            calls::look(file, seen);
            defaults::look(file, context, seen);
            generated::look(file, seen);
            fetch::look(file, context, seen);
        }
        Kind::Script => {
            recipes::look(file, seen);
            fetch::look(file, context, seen);
        }
        Kind::Config => {
            recipes::look(file, seen);
            fetch::look(file, context, seen);
        }
        _ => {}
    }
}

/// `owner/name` as hubs spell it, and no path of files.
fn looks_like_hub_id(id: &str) -> bool {
    let mut parts = id.split('/');
    let (Some(owner), Some(name), None) = (parts.next(), parts.next(), parts.next()) else { return false };
    let extension = name.rsplit_once('.').is_some_and(|(_, ext)| {
        matches!(
            ext.to_ascii_lowercase().as_str(),
            "json"
                | "jsonl"
                | "txt"
                | "csv"
                | "tsv"
                | "py"
                | "yaml"
                | "yml"
                | "npy"
                | "npz"
                | "bin"
                | "gz"
                | "zip"
                | "sh"
                | "pkl"
                | "h5"
                | "parquet"
                | "lst"
                | "xml"
                | "md"
                | "png"
                | "jpg"
                | "pt"
                | "pth"
                | "wav"
                | "conllu"
                | "spacy"
        )
    });
    let folder = matches!(
        owner.to_ascii_lowercase().as_str(),
        "data"
            | "dataset"
            | "datasets"
            | "path"
            | "home"
            | "mnt"
            | "tmp"
            | "src"
            | "configs"
            | "config"
            | "train"
            | "output"
            | "outputs"
            | "corpus"
            | "scratch"
            | "your"
            | "my"
            | "local"
            | "root"
            | "input"
            | "raw"
            | "processed"
            | "images"
            | "text"
            | "application"
            | "user"
            | "username"
            | "org"
            | "dir"
            | "files"
            | "assets"
            | "examples"
            | "test"
            | "tests"
            | "experiments"
            | "exp"
            | "dump"
    );
    !extension && !folder && owner.len() > 1 && name.len() > 1 && !name.ends_with('.')
}

/// A hub id in a call, a recipe or a command.
fn push_hub(file: &File<'_>, at: usize, id: &str, revision: Option<String>, usage: Use, seen: &mut Sightings) {
    let known = datasets::named(id);
    let pin = revision.filter(|revision| revision.len() == 40 && revision.bytes().all(|b| b.is_ascii_hexdigit()));
    let name = known.map_or_else(|| id.rsplit('/').next().unwrap_or(id).to_string(), |facts| facts.name.clone());
    seen.datasets.push(DatasetSighting {
        name: crate::text::sanitize(&name, 80),
        id: Some(crate::text::sanitize(id, 120)),
        known: known.map(|facts| facts.name.as_str()),
        state: if pin.is_some() { CorpusState::Pinned } else { CorpusState::Obtainable },
        place: Some(crate::text::sanitize(id, 120)),
        pin,
        size: None,
        terms: None,
        stage: None,
        role: file.artifact.role,
        usage,
        evidence: file.evidence("data-call", Strength::Strong, at),
    });
}

/// A set that a library ships the address of.
fn push_library(file: &File<'_>, at: usize, name: &str, seen: &mut Sightings) {
    let known = datasets::named(name.split(['/', ':']).next().unwrap_or(name));
    seen.datasets.push(DatasetSighting {
        name: known.map_or_else(|| crate::text::sanitize(name, 80), |facts| facts.name.clone()),
        id: None,
        known: known.map(|facts| facts.name.as_str()),
        state: CorpusState::Obtainable,
        place: Some(format!("library: {}", crate::text::sanitize(name, 80))),
        pin: None,
        size: None,
        terms: None,
        stage: None,
        role: file.artifact.role,
        usage: Use::Read,
        evidence: file.evidence("data-library", Strength::Strong, at),
    });
}

/// A path that only its author can read. It names a corpus and is no place.
fn push_private(file: &File<'_>, at: usize, path: &str, seen: &mut Sightings) {
    seen.datasets.push(DatasetSighting {
        name: crate::text::sanitize(path, 80),
        id: None,
        known: None,
        state: CorpusState::Named,
        place: None,
        pin: None,
        size: None,
        terms: None,
        stage: None,
        role: file.artifact.role,
        usage: Use::Registry,
        evidence: file.evidence("private-path", Strength::Weak, at),
    });
}
