//! Copies of other projects' packages: their trainers lie here and train nothing of this release.

use super::program::Program;
use crate::detect::names::Name;
use crate::detect::{Context, Sightings};
use crate::inventory::{Artifact, Kind, Role};
use crate::knowledge::Group;
use serde::Deserialize;
use std::sync::LazyLock;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    packages: Group,
}

static DOCUMENT: LazyLock<Document> = LazyLock::new(|| crate::knowledge::document("carried-along"));

/// The package of others in whose copy all programs lie, where nothing outside it bears the name of something that trains.
pub(super) fn only_in_a_copy<'p>(context: &Context<'_>, seen: &Sightings, models: &[&&Program<'p>]) -> Option<&'p str> {
    let copy = |path: &'p str| package(path, seen);
    let first = models.iter().map(|program| copy(program.path)).reduce(|a, b| a.and(b))??;
    let is_outside = |artifact: &Artifact| package(artifact.path(), seen).is_none();
    let trains = |artifact: &Artifact| artifact.lower_path().replace("pretrained", "").contains("train");
    let starts = |artifact: &Artifact| {
        artifact.role == Role::Main && matches!(artifact.kind, Kind::Source | Kind::Script | Kind::Notebook | Kind::Config)
    };
    (!context.inventory.artifacts.iter().any(|artifact| starts(artifact) && trains(artifact) && is_outside(artifact)))
        .then_some(first)
}

/// The package in whose folder a path lies, unless the project bears its name.
fn package<'p>(path: &'p str, seen: &Sightings) -> Option<&'p str> {
    let (folders, _) = path.rsplit_once('/')?;
    let is_own = |part: &str| {
        seen.names.iter().any(|name| match name {
            Name::Title(name) | Name::Package(name) | Name::Presented(name) => name.to_lowercase().contains(part),
            Name::Address(_, repo) => repo.to_lowercase().contains(part),
        })
    };
    folders.split('/').find(|part| {
        let lower = part.to_ascii_lowercase();
        DOCUMENT.packages.values.contains(&lower) && !is_own(&lower)
    })
}
