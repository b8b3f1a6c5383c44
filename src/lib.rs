//! git-openness: does a model release carry the label that it claims?
//!
//! One direction, no way back: `Revision → Tree → Inventory → Evidence → Components → Assessment →
//! Report | Gate`. [`assess`] is that flow, written once, top to bottom.

pub mod assess;
pub mod bases;
pub mod cli;
pub mod commands;
pub mod component;
pub mod definition;
pub mod detect;
pub mod error;
pub mod event;
pub mod evidence;
pub mod explain;
pub mod fix;
pub mod gate;
pub mod git;
pub mod install;
pub mod inventory;
pub mod knowledge;
pub mod label;
pub mod layout;
pub mod license;
pub mod pattern;
pub mod policy;
pub mod progress;
pub mod prose;
pub mod report;
pub mod signature;
pub mod syntax;
pub mod text;
pub mod waiver;
pub mod wording;

use assess::Assessment;
use error::{Error, Result};
use git::{Contents, ObjectSource, Revision};
use inventory::Inventory;
use policy::Policy;

/// What is asked of one check, beside the revision.
#[derive(Debug, Clone, Default)]
pub struct Question {
    /// The label that the release will bear (id or words), said on the command line.
    pub label: Option<String>,
    /// The definition that gates; the policy's, then `source-form`, when not given.
    pub definition: Option<String>,
    /// The release's title and text, where somebody hands them in.
    pub notes: Vec<detect::Note>,
}

/// Checks one revision: the whole flow.
///
/// # Errors
/// When the tree cannot be read at all, when `openness.yaml` has a mistake, or when the label or
/// the definition has a name that nobody knows.
pub fn assess(source: &dyn ObjectSource, revision: &Revision, question: &Question) -> Result<Assessment> {
    let entries = source.entries(revision)?;
    let policy = policy(source, &entries)?;
    let gating = gating(question, &policy)?;
    let inventory = Inventory::new(entries, policy.ignored()?);
    let context = detect::Context { inventory: &inventory, policy: &policy, revision, notes: &question.notes };
    let mut seen = detect::detect(source, &context);
    seen.claims.extend(assess::declared(question.label.as_deref(), &policy)?);
    seen.claims.extend(assess::stated(revision));
    let folded = component::fold(&context, &seen);
    let mut assessment = assess::assess(&context, folded, seen, gating);
    waiver::apply(&mut assessment, &policy, &policy::day_from_today(0));
    Ok(assessment)
}

/// Sees and folds one revision without judging it, for whoever asks about a part.
///
/// # Errors
/// As [`assess`].
pub fn survey<T>(
    source: &dyn ObjectSource,
    revision: &Revision,
    ask: impl FnOnce(&detect::Sightings, &component::Folded) -> T,
) -> Result<T> {
    let entries = source.entries(revision)?;
    let policy = policy(source, &entries)?;
    let inventory = Inventory::new(entries, policy.ignored()?);
    let context = detect::Context { inventory: &inventory, policy: &policy, revision, notes: &[] };
    let seen = detect::detect(source, &context);
    let folded = component::fold(&context, &seen);
    Ok(ask(&seen, &folded))
}

/// The declarations of the revision under test, never of the work tree.
fn policy(source: &dyn ObjectSource, entries: &[git::Entry]) -> Result<Policy> {
    let Some(entry) = entries.iter().find(|entry| entry.path == policy::FILE) else { return Ok(Policy::default()) };
    match source.read(entry, policy::CAP) {
        // The blob of a link is the path that it leads to, and it is never followed.
        Contents::Bytes(bytes) if entry.kind == git::EntryKind::File => Policy::parse(&String::from_utf8_lossy(&bytes)),
        _ => Err(Error::Policy {
            path: policy::FILE.into(),
            line: 0,
            column: 0,
            reason: "the file is listed and cannot be read".into(),
            hint: "fetch the object, or keep the file under 256 KiB".into(),
        }),
    }
}

fn gating(question: &Question, policy: &Policy) -> Result<&'static definition::Definition> {
    let id = question.definition.as_deref().or(policy.definition.as_deref()).unwrap_or(definition::DEFAULT);
    // What gates is asked whether a model is open source; a definition of less must not answer that.
    let gates = |one: &&definition::Definition| one.words.starts_with("open source");
    let ids = || definition::all().iter().filter(gates).map(|one| one.id.as_str()).collect::<Vec<_>>().join(", ");
    let found = definition::find(id).ok_or_else(|| Error::Usage {
        message: format!("no definition is called '{}'", text::sanitize(id, 60)),
        hint: format!("one of: {}", ids()),
    })?;
    Some(found).filter(gates).ok_or_else(|| Error::Usage {
        message: format!("{id} defines \"{}\", not open source, so it cannot gate", found.words),
        hint: format!("one of: {}; every report shows the verdict of all definitions", ids()),
    })
}
