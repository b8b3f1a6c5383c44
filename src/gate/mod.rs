//! Which ref updates are releases, and whether each may leave.
//!
//! The verdict is the one of [`crate::assess`], with the name of the ref as one more claim: check,
//! hooks and Action give the same answer by construction. Only a release that claims more than it
//! carries is stopped (refuted, or undetermined while something is claimed). What cannot be judged
//! at all passes with a warning, because a gate that is broken must not be in the way.

pub mod message;
pub mod parent;
pub mod program;
pub mod refs;
pub mod statement;

use crate::Question;
use crate::assess::Assessment;
use crate::error::Error;
use crate::git::{Contents, Entry, ObjectSource, Revision, Tag};
use crate::waiver;
use refs::{Releases, Target, Update};

/// What the gate says of one ref update.
#[derive(Debug)]
pub enum Ruling {
    /// Not a release, a deletion, or something that is not a tree of files.
    Unrelated,
    /// A release that carries what it claims, or claims nothing.
    Passes(Box<Assessment>),
    /// A release that claims more than it carries.
    Stopped(Box<Assessment>),
    /// No answer could be had; the reason.
    Unjudged(String),
}

/// A ref update and its ruling.
#[derive(Debug)]
pub struct Ruled {
    /// What git asked for.
    pub update: Update,
    /// The answer.
    pub ruling: Ruling,
    /// Something to say although it does not decide.
    pub warning: Option<String>,
}

/// Rules on every update, in git's order.
#[must_use]
pub fn judge(source: &dyn ObjectSource, updates: Vec<Update>, releases: &Releases, question: &Question) -> Vec<Ruled> {
    updates
        .into_iter()
        .map(|update| {
            if update.target == Target::Nothing || !releases.contains(&update.name) {
                return Ruled { update, ruling: Ruling::Unrelated, warning: None };
            }
            let (ruling, warning) = rule(source, &update, question);
            Ruled { update, ruling, warning }
        })
        .collect()
}

fn rule(source: &dyn ObjectSource, update: &Update, question: &Question) -> (Ruling, Option<String>) {
    let spec = match &update.target {
        Target::Object(oid) => oid.to_string(),
        Target::Symbolic(name) => name.clone(),
        Target::Nothing => return (Ruling::Unrelated, None),
    };
    let revision = match source.resolve(&spec) {
        Ok(revision) => named(revision, update),
        // Keys and signatures are tagged as bare blobs: there is no release to speak of.
        Err(_) if program::peeled_kind(&spec).as_deref() == Some("blob") => return (Ruling::Unrelated, None),
        Err(error) => return (Ruling::Unjudged(error.to_string()), None),
    };
    let (outcome, warning) = match crate::assess(source, &revision, question) {
        Err(mistake @ Error::Policy { .. }) => {
            let warning = format!("{mistake}; it was judged as if the file were not there");
            (crate::assess(&WithoutPolicy(source), &revision, question), Some(warning))
        }
        outcome => (outcome, None),
    };
    match outcome {
        Ok(assessment) if waiver::stops(&assessment) => (Ruling::Stopped(Box::new(assessment)), warning),
        Ok(assessment) => (Ruling::Passes(Box::new(assessment)), warning),
        Err(error) => (Ruling::Unjudged(error.to_string()), warning),
    }
}

/// The revision with the name under which it leaves, which may differ from the tag object's own.
fn named(mut revision: Revision, update: &Update) -> Revision {
    let name = update.short();
    if !revision.tags.iter().any(|tag| tag.name == name) {
        revision.tags.insert(0, Tag { name: name.into(), message: String::new(), oid: None });
    }
    revision.spec.clone_from(&update.name);
    revision
}

/// A source whose declarations are left out, for a revision in which they have a mistake.
struct WithoutPolicy<'a>(&'a dyn ObjectSource);

impl ObjectSource for WithoutPolicy<'_> {
    fn resolve(&self, spec: &str) -> crate::error::Result<Revision> {
        self.0.resolve(spec)
    }

    fn entries(&self, revision: &Revision) -> crate::error::Result<Vec<Entry>> {
        let mut entries = self.0.entries(revision)?;
        entries.retain(|entry| entry.path != crate::policy::FILE);
        Ok(entries)
    }

    fn size(&self, entry: &Entry) -> Option<u64> {
        self.0.size(entry)
    }

    fn read(&self, entry: &Entry, cap: u64) -> Contents {
        self.0.read(entry, cap)
    }
}
