//! Recipes and commands: configurations that a trainer reads, scripts and prose that call one.

use super::{Beside, File, Sightings, Training, record};
use crate::evidence::Strength;
use crate::inventory::{Artifact, Kind, Role};
use crate::pattern::Regex;
use crate::signature::{self, Form, Language};
use std::sync::LazyLock;

/// The longest configuration that a person writes; above it stand data.
const LONGEST: usize = 256 << 10;

/// The most bytes worth reading.
pub(super) fn cap(artifact: &Artifact) -> Option<u64> {
    let wanted = match artifact.kind {
        Kind::Script => true,
        Kind::Config => Language::of(artifact).is_some() && !is_machine_made(artifact),
        Kind::Prose => artifact.depth() == 0 && artifact.role == Role::Main && artifact.lower_name().starts_with("readme"),
        _ => false,
    };
    wanted.then_some(LONGEST as u64)
}

/// Lock files and editors' settings hold no recipe.
fn is_machine_made(artifact: &Artifact) -> bool {
    let name = artifact.lower_name();
    name.starts_with("package")
        || name.ends_with("lock.json")
        || name.contains("tokenizer")
        || name.contains("vocab")
        || artifact.path().starts_with('.')
}

/// Looks for recipes and commands.
pub(super) fn look(file: &File<'_>, seen: &mut Sightings) {
    let Some(language) = Language::of(file.artifact).filter(|_| file.text.len() <= LONGEST) else { return };
    let text = if language == Language::Shell { without_comments(file.text) } else { file.text.to_string() };
    let hits = signature::hits(&text, language);
    // A README may pin the trainer that a recipe elsewhere in the tree is for.
    let pinned = pin(&text).filter(|&at| !hits.is_empty() || (language == Language::Prose && speaks_of_training(&text, at)));
    let pin = pinned
        .map(|at| file.evidence("trainer-pin", Strength::Medium, at).noting("fetches a trainer at this commit, tag or digest"));
    if let (true, Some(pin)) = (hits.is_empty(), pin.clone()) {
        seen.training.push(Training {
            evidence: pin.clone(),
            form: Form::Settings,
            role: file.artifact.role,
            stage: None,
            base: None,
            scratch: false,
            head: false,
            pin: Some(pin),
        });
    }
    record(file, hits, &Beside { pin, ..Beside::default() }, |offset| offset, seen);
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

static PIN: LazyLock<Option<Regex>> = LazyLock::new(|| {
    crate::pattern::ascii(
        r"\bgit (-C \S+ )?checkout (-q |--quiet )?([0-9a-f]{7,40}|v?\d+\.[\w.]+)\b|\bgit clone [^\n]{0,200}(-b|--branch)[ =]v?\d+\.[\w.]*|(github|gitlab)\.com/[\w.-]+/[\w.-]+/(tree|commit|archive|releases/tag)/([0-9a-f]{40}|v?\d+\.[\w.]*)|git\+https://[^\s@]{1,200}@([0-9a-f]{7,40}|v?\d+\.[\w.]*)|@sha256:[0-9a-f]{64}",
    )
    .ok()
});

/// Where a text fetches something at a commit, a version or a digest.
fn pin(text: &str) -> Option<usize> {
    Some(PIN.as_ref()?.find(text)?.start())
}

/// Whether the lines around an offset speak of training.
fn speaks_of_training(text: &str, at: usize) -> bool {
    let line = |from: usize| text.get(..from).and_then(|before| before.rfind('\n')).unwrap_or(0);
    let begin = line(line(at));
    let end = text.get(at..).and_then(|after| after.find('\n')).map_or(text.len(), |end| at + end);
    text.get(begin..end).is_some_and(|around| around.to_ascii_lowercase().contains("train"))
}
