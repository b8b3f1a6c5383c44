//! Recipes and commands: configurations that a trainer reads, scripts and prose that call one.

use super::{File, Training};
use crate::inventory::{Artifact, Kind, Role};
use crate::signature::{self, Language};

/// The longest configuration that a person writes; above it stand data.
const LONGEST: usize = 256 << 10;

/// The most bytes worth reading.
pub(super) fn cap(artifact: &Artifact) -> Option<u64> {
    let wanted = match artifact.kind {
        Kind::Script => true,
        Kind::Config => Language::of(artifact).is_some() && !is_machine_made(artifact),
        Kind::Prose => artifact.role != Role::Docs && artifact.name().to_ascii_lowercase().starts_with("readme"),
        _ => false,
    };
    wanted.then_some(LONGEST as u64)
}

/// Lock files and editors' settings hold no recipe.
fn is_machine_made(artifact: &Artifact) -> bool {
    let name = artifact.name().to_ascii_lowercase();
    name.starts_with("package")
        || name.ends_with("lock.json")
        || name.contains("tokenizer")
        || name.contains("vocab")
        || artifact.path().starts_with('.')
}

/// Looks for recipes and commands.
pub(super) fn look(file: &File<'_>, seen: &mut Vec<Training>) {
    let Some(language) = Language::of(file.artifact).filter(|_| file.text.len() <= LONGEST) else { return };
    let text = if language == Language::Shell { without_comments(file.text) } else { file.text.to_string() };
    for hit in signature::hits(&text, language).into_iter().filter(|hit| hit.signature.form.trains()) {
        seen.push(Training {
            evidence: file.evidence(&hit.signature.id, hit.signature.strength, hit.offset),
            form: hit.signature.form,
            role: file.artifact.role,
            stage: hit.signature.stage,
            base: None,
            scratch: false,
        });
    }
}

/// The same text with whole lines of comment turned to spaces: every offset stays.
fn without_comments(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        if line.trim_start().starts_with('#') {
            out.extend(line.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }));
        } else {
            out.push_str(line);
        }
    }
    out
}
