//! Components × definition × claims → findings, label, verdict.
//!
//! The one room that judges. Its [`Assessment`] is the report, version 1; reports print it and
//! cannot compute.

pub mod correct;
mod declared;
mod findings;
mod judge;
mod modifiers;
mod next;
mod promises;
mod shortfalls;

use crate::component::{Components, Folded, Kind, Reproducibility, WeightsState};
use crate::definition::{self, Definition, Met, Outcome};
use crate::detect::claim::{About, Phrase};
use crate::detect::{Context, NotRead, Sightings, Stats};
use crate::evidence::{Location, Strength};
use crate::git::Oid;
use crate::label::{Label, Reading};
pub use declared::{TRAILER, declared, stated};
use schemars::JsonSchema;
use serde::Serialize;

/// What is said of a claim, and of the release as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// The evidence carries it.
    Upheld,
    /// The evidence excludes it.
    Refuted,
    /// Neither.
    Undetermined,
    /// Nothing is claimed.
    NoClaim,
}

/// The program that made the report.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Tool {
    /// `git-openness`.
    pub name: String,
    /// Its version.
    pub version: String,
    /// The date of its newest fact.
    pub knowledge: String,
}

/// What was checked.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct CheckedRevision {
    /// As typed.
    pub spec: String,
    /// The commit, if one.
    pub commit: Option<Oid>,
    /// The tree, if one.
    pub tree: Option<Oid>,
}

/// A claim with its verdict.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Claim {
    /// The label that is claimed.
    pub label: String,
    /// What it is said of.
    pub about: About,
    /// The words.
    pub text: String,
    /// How plain they are.
    pub strength: Strength,
    /// Where they stand.
    pub location: Location,
    /// What the evidence says.
    pub verdict: Verdict,
    /// The requirement that decides.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decided_by: Option<String>,
    /// The phrase as it stands in its file; for corrections, not for reports.
    #[serde(skip)]
    pub phrase: Option<Phrase>,
}

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Decides against a claim.
    Error,
    /// Keeps a claim from being upheld, or should be said better.
    Warning,
    /// Worth knowing.
    Note,
}

/// One replacement in one file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Edit {
    /// The file.
    pub path: String,
    /// One-based line.
    pub line: u32,
    /// One-based column in characters.
    pub column: u32,
    /// The text that stands there.
    pub old: String,
    /// The text that should.
    pub new: String,
}

/// A correction that a maintainer can apply.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Fix {
    /// What it does, for people.
    pub description: String,
    /// Whether it keeps the meaning of everything else.
    pub safe: bool,
    /// The replacements.
    pub edits: Vec<Edit>,
}

/// One thing to know or mend.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Finding {
    /// The id of `knowledge/findings.yaml`.
    pub id: String,
    /// How much it matters.
    pub level: Level,
    /// What, in one line.
    pub message: String,
    /// What to do, in one line.
    pub help: String,
    /// Where.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub location: Option<Location>,
    /// A correction, if a safe one is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fix: Option<Fix>,
    /// The reason of the waiver that covers it, if any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub waived: Option<String>,
}

/// What is missing for the next label.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct NextLabel {
    /// Its id.
    pub label: String,
    /// What it still asks for, in words.
    pub missing: Vec<String>,
    /// The same as the ids of requirements.
    pub requires: Vec<String>,
}

/// The report, version 1.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Assessment {
    /// The version of this format.
    pub version: u32,
    /// The program.
    pub tool: Tool,
    /// What was checked.
    pub revision: CheckedRevision,
    /// What kind of repository it is.
    pub kind: Kind,
    /// The label that the evidence carries; null only when what decides could not be read at all.
    pub label: Option<Label>,
    /// Words that qualify the label and never raise it.
    pub modifiers: Vec<String>,
    /// The worst verdict of all claims that can be refuted.
    pub verdict: Verdict,
    /// What is said.
    pub claims: Vec<Claim>,
    /// What is.
    pub components: Components,
    /// What is there to repeat the training.
    pub reproducibility: Reproducibility,
    /// Every definition's verdict.
    pub definitions: Vec<Outcome>,
    /// Worst first.
    pub findings: Vec<Finding>,
    /// The way up, if there is one.
    pub next_label: Option<NextLabel>,
    /// What was listed and not looked into.
    pub not_read: Vec<NotRead>,
    /// What reading cost.
    pub stats: Stats,
}

/// Judges one revision.
#[must_use]
pub fn assess(context: &Context<'_>, folded: Folded, seen: Sightings, gating: &Definition) -> Assessment {
    let revision = context.revision;
    let strict = Label::carried(&folded, Reading::Strict);
    let generous = Label::carried(&folded, Reading::Generous);
    let outcomes = outcomes(&folded);
    let gate = outcomes.iter().find(|outcome| outcome.id == gating.id);
    let promised = promises::promises(context, &seen);
    let claims: Vec<Claim> = seen.claims.into_iter().map(|words| judge::judge(words, &folded, strict, generous, gate)).collect();
    let verdict = judge::overall(&claims);
    let mut findings = findings::findings(&folded, &claims, strict);
    findings.extend(promised);
    findings.extend(shortfalls::shortfalls(&folded, &seen.not_read));
    findings.sort_by_key(|finding| finding.level);
    Assessment {
        version: 1,
        tool: Tool {
            name: "git-openness".into(),
            version: env!("CARGO_PKG_VERSION").into(),
            knowledge: crate::knowledge::DATE.into(),
        },
        revision: CheckedRevision { spec: revision.spec.clone(), commit: revision.commit, tree: revision.tree },
        kind: folded.kind,
        // With something unread, "no model here" is no finding, and neither are limits on weights that may not be.
        label: (!hidden(&folded, strict)).then_some(strict),
        modifiers: modifiers::modifiers(&folded.components, seen.not_read.len()),
        verdict,
        claims,
        next_label: next::next(&folded, strict),
        components: folded.components,
        reproducibility: folded.reproducibility,
        definitions: outcomes,
        findings,
        not_read: seen.not_read,
        stats: seen.stats,
    }
}

fn outcomes(folded: &Folded) -> Vec<Outcome> {
    let report =
        serde_json::json!({ "components": folded.components, "reproducibility": folded.reproducibility, "kind": folded.kind });
    let mut outcomes: Vec<Outcome> = definition::all().iter().map(|definition| definition.weigh(&report)).collect();
    for outcome in outcomes.iter_mut().filter(|outcome| folded.unread.any && outcome.verdict == Met::Met) {
        outcome.verdict = Met::CannotTell;
        outcome.unclear.push(judge::UNREAD.into());
    }
    outcomes
}

/// Whether what decides the label could not be read at all.
fn hidden(folded: &Folded, strict: Label) -> bool {
    match strict {
        Label::Software => folded.unread.much,
        Label::RestrictedWeights => folded.components.weights.state == WeightsState::Unknown,
        _ => false,
    }
}
