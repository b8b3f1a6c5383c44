//! Trees that are lists and nothing else: a lexicon, words by their frequency, tables without an ending.

use super::super::names::LISTS;
use super::is_other_name;
use crate::detect::Context;
use crate::git::EntryKind;
use crate::inventory::{Artifact, Kind, Role};

/// From how many lists to a program on a tree is one of lists.
const LISTS_TO_A_PROGRAM: usize = 40;

/// Files that describe a program to its package manager.
const MANIFESTS: [&str; 8] =
    ["package.json", "cargo.toml", "go.mod", "composer.json", "pyproject.toml", "setup.cfg", "description", "gemfile"];

/// Whether a tree holds files that are neither pages nor settings, and no program, or one that made very many of them.
pub fn is_bare(context: &Context<'_>) -> bool {
    let (mut files, mut programs) = (0, 0);
    let main =
        |artifact: &&Artifact| artifact.entry.kind == EntryKind::File && artifact.role == Role::Main && !is_no_list(artifact);
    for artifact in context.inventory.artifacts.iter().filter(main) {
        let ext = artifact.extension();
        if LISTS.programs.contains(ext) || MANIFESTS.contains(&artifact.lower_name()) {
            programs += 1;
            continue;
        }
        match artifact.kind {
            Kind::Weights => return false,
            Kind::Source | Kind::Script | Kind::Notebook => programs += 1,
            Kind::Data => files += 1,
            Kind::Other => {
                let plain = !artifact.name().contains('.');
                files += usize::from(plain || LISTS.rows.contains(ext) || LISTS.loose.contains(ext));
            }
            Kind::Prose => files += usize::from(ext == "txt" && !is_other_name(artifact.name(), true)),
            _ => {}
        }
    }
    files > programs * LISTS_TO_A_PROGRAM
}

/// Settings and pictures beside a list.
pub(super) fn is_no_list(artifact: &Artifact) -> bool {
    artifact.name().starts_with('.') || matches!(artifact.extension(), "png" | "jpg" | "jpeg" | "gif" | "svg" | "pdf" | "log")
}
