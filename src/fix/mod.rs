//! The wording patch: what the findings propose, as edits of files, as a unified diff, as files written.

pub mod apply;
pub mod diff;
pub mod section;
pub mod worktree;

use crate::assess::correct::proposal;
use crate::assess::{Assessment, Edit, Verdict};
use crate::component::WeightsState;
use crate::error::Result;
use crate::git::{Contents, Entry, EntryKind, ObjectSource, Revision};
use crate::license::LicenseStatus;
use crate::text::{sanitize, sanitize_path};
use std::collections::BTreeMap;

/// The most bytes of a file that is corrected.
const CAP: u64 = 4 << 20;

/// What is asked of a fix.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wish {
    /// Also rewrites that need a person's eye.
    pub unsafe_too: bool,
    /// Also an "Openness" section for the card.
    pub section: bool,
}

/// One file before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// Its path from the top of the tree.
    pub path: String,
    /// What the revision holds.
    pub old: Vec<u8>,
    /// What it should hold.
    pub new: Vec<u8>,
    /// The edits that lead there.
    pub edits: Vec<Edit>,
    /// Text that is put at the end, if any.
    pub tail: Option<String>,
}

/// What can be corrected, and what is left to a person.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    /// Files with corrections, by path.
    pub files: Vec<Changed>,
    /// One line each: where, what, and the wording that would be accurate. Sanitised.
    pub left: Vec<String>,
    /// Corrections that keep the meaning of everything else.
    pub safe: usize,
    /// Corrections that a person should look at.
    pub uncertain: usize,
}

/// Gathers the corrections of an assessment.
///
/// # Errors
/// When the tree cannot be read.
pub fn plan(source: &dyn ObjectSource, revision: &Revision, assessment: &Assessment, wish: Wish) -> Result<Plan> {
    let entries = source.entries(revision)?;
    let mut plan = Plan::default();
    let mut edits: BTreeMap<&str, Vec<Edit>> = BTreeMap::new();
    for finding in &assessment.findings {
        let Some(fix) = &finding.fix else { continue };
        if !(fix.safe || wish.unsafe_too) {
            continue;
        }
        plan.safe += usize::from(fix.safe);
        plan.uncertain += usize::from(!fix.safe);
        for edit in &fix.edits {
            edits.entry(edit.path.as_str()).or_default().push(edit.clone());
        }
    }
    let mut tails: BTreeMap<&str, String> = BTreeMap::new();
    if let Some(card) = card(&entries) {
        let mut tail = String::new();
        if wish.section {
            tail.push_str(&section::render(assessment));
        }
        match scope(assessment) {
            Some(sentence) if wish.unsafe_too => tail.push_str(&format!("\n{sentence}\n")),
            Some(sentence) => {
                plan.left.push(format!("{}: if it is so, add: \"{sentence}\" (--unsafe adds it)", sanitize_path(&card.path)))
            }
            None => {}
        }
        if !tail.is_empty() {
            edits.entry(card.path.as_str()).or_default();
            tails.insert(card.path.as_str(), tail);
        }
    }
    for (path, edits) in edits {
        let entry = entries.iter().find(|entry| entry.path == path && entry.kind == EntryKind::File);
        let Some(Contents::Bytes(old)) = entry.map(|entry| source.read(entry, CAP)) else { continue };
        let tail = tails.remove(path);
        let (new, done) = apply::apply(&old, &edits, tail.as_deref());
        if new != old && !path.contains('\u{FFFD}') {
            plan.files.push(Changed { path: path.into(), old, new, edits: done, tail });
        }
    }
    leftovers(assessment, &mut plan);
    Ok(plan)
}

/// Refuted claims that no correction of the plan covers.
fn leftovers(assessment: &Assessment, plan: &mut Plan) {
    let released = assessment.components.weights.state != WeightsState::Absent;
    let Some(carried) = assessment.label else { return };
    for claim in assessment.claims.iter().filter(|claim| claim.verdict == Verdict::Refuted) {
        let covered = plan.files.iter().any(|file| {
            file.path == claim.location.path
                && file
                    .edits
                    .iter()
                    .any(|edit| Some(edit.line) == claim.location.line && Some(edit.column) == claim.location.column)
        });
        if !covered {
            let words = proposal(claim, carried, released);
            plan.left.push(format!("{}: {words} in: {}", sanitize_path(&claim.location.short()), sanitize(&claim.text, 100)));
        }
    }
}

/// The file that speaks for the release: the README at the top, Markdown before anything else.
fn card(entries: &[Entry]) -> Option<&Entry> {
    let top = |entry: &&Entry| entry.kind == EntryKind::File && !entry.path.contains('/');
    let named = |name: &'static str| entries.iter().filter(top).find(move |entry| entry.path.eq_ignore_ascii_case(name));
    named("README.md").or_else(|| named("README_EN.md")).or_else(|| named("MODEL_CARD.md"))
}

/// The sentence that says which license the weights have, where only the license at the top implies it.
fn scope(assessment: &Assessment) -> Option<String> {
    let weights = &assessment.components.weights;
    let license =
        weights.license.as_deref().filter(|id| id.chars().all(|c| c.is_ascii_alphanumeric() || " .-+()".contains(c)))?;
    (weights.license_status == LicenseStatus::Implied).then(|| format!("The weights are released under {license}."))
}
