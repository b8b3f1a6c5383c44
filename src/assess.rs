//! Components × definition × claims → findings, label, verdict.
//!
//! The one room that judges. Its [`Assessment`] is the report, version 1; reports print it and
//! cannot compute.

use crate::component::{Components, CorpusState, Folded, Kind, Reproducibility, TrainingState, WeightsState};
use crate::definition::{self, Definition, Met, Outcome};
use crate::detect::claim::{About, Words};
use crate::detect::{NotRead, Sightings, Stats};
use crate::error::{Error, Result};
use crate::evidence::{Answer, Location, Strength};
use crate::git::{Oid, Revision};
use crate::label::{Label, Reading};
use crate::license::LicenseStatus;
use crate::policy::Policy;
use crate::text::sanitize;
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
    /// What it still asks for.
    pub missing: Vec<String>,
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
pub fn assess(revision: &Revision, folded: Folded, seen: Sightings, gating: &Definition) -> Assessment {
    let strict = Label::carried(&folded, Reading::Strict);
    let generous = Label::carried(&folded, Reading::Generous);
    let outcomes = outcomes(&folded);
    let gate = outcomes.iter().find(|outcome| outcome.id == gating.id);
    let claims: Vec<Claim> = seen.claims.into_iter().map(|words| judge(words, &folded, strict, generous, gate)).collect();
    let verdict = overall(&claims);
    let findings = findings(&folded, &claims, strict);
    Assessment {
        version: 1,
        tool: Tool {
            name: "git-openness".into(),
            version: env!("CARGO_PKG_VERSION").into(),
            knowledge: crate::knowledge::DATE.into(),
        },
        revision: CheckedRevision { spec: revision.spec.clone(), commit: revision.commit, tree: revision.tree },
        kind: folded.kind,
        label: Some(strict),
        modifiers: modifiers(&folded.components, seen.not_read.len()),
        verdict,
        claims,
        next_label: next(strict, gate),
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
    definition::all().iter().map(|definition| definition.weigh(&report)).collect()
}

/// Judges words. Only claims about the model or its weights can be refuted.
fn judge(words: Words, folded: &Folded, strict: Label, generous: Label, gate: Option<&Outcome>) -> Claim {
    let claimed = Label::parse(&words.label);
    let mut decided_by = None;
    let verdict = match (words.about, claimed) {
        (About::Weights, Some(Label::OpenSource | Label::OpenTrainingCode | Label::OpenWeights)) => {
            decided_by = Some("weights.free".to_string());
            match folded.components.weights.free {
                Answer::Yes if folded.components.weights.license_status != LicenseStatus::Implied => Verdict::Upheld,
                Answer::No => Verdict::Refuted,
                _ => Verdict::Undetermined,
            }
        }
        (About::Model, _) if folded.kind == Kind::Software => Verdict::NoClaim,
        (About::Model, Some(Label::OpenSource)) => {
            let outcome = gate.map_or(Met::CannotTell, |outcome| outcome.verdict);
            decided_by = gate.and_then(|outcome| outcome.missing.first().or(outcome.unclear.first()).cloned());
            match outcome {
                Met::Met => Verdict::Upheld,
                Met::NotMet => Verdict::Refuted,
                Met::CannotTell => Verdict::Undetermined,
            }
        }
        (About::Model, Some(label)) if strict <= label => Verdict::Upheld,
        (About::Model, Some(label)) if generous <= label => Verdict::Undetermined,
        (About::Model, Some(_)) => Verdict::Refuted,
        _ => Verdict::NoClaim,
    };
    Claim {
        label: words.label,
        about: words.about,
        text: words.text,
        strength: words.strength,
        location: words.location,
        verdict,
        decided_by,
    }
}

fn overall(claims: &[Claim]) -> Verdict {
    let any = |verdict| claims.iter().any(|claim| claim.verdict == verdict);
    [Verdict::Refuted, Verdict::Undetermined, Verdict::Upheld]
        .into_iter()
        .find(|&verdict| any(verdict))
        .unwrap_or(Verdict::NoClaim)
}

fn modifiers(components: &Components, not_read: usize) -> Vec<String> {
    let mut out = components.weights.terms.clone();
    if let Some(base) = &components.base_model {
        out.push(format!("fine-tune-of:{}", base.id));
    }
    if components.weights.license_status == LicenseStatus::Implied {
        out.push("weights-license-implied".into());
    }
    if not_read > 0 {
        out.push(format!("not-read:{not_read}"));
    }
    out
}

fn next(strict: Label, gate: Option<&Outcome>) -> Option<NextLabel> {
    let outcome = gate?;
    if matches!(strict, Label::OpenSource | Label::Software | Label::OpenData | Label::OpenCode) {
        return None;
    }
    Some(NextLabel { label: "open-source".into(), missing: outcome.missing.iter().chain(&outcome.unclear).cloned().collect() })
}

fn findings(folded: &Folded, claims: &[Claim], strict: Label) -> Vec<Finding> {
    let parts = &folded.components;
    let mut out = Vec::new();
    let mut add = |id: &str, location: Option<Location>, message: Option<String>| {
        let Some(facts) = crate::knowledge::finding(id) else { return };
        let level = match facts.level.as_str() {
            "error" => Level::Error,
            "warning" => Level::Warning,
            _ => Level::Note,
        };
        out.push(Finding {
            id: id.into(),
            level,
            message: message.unwrap_or_else(|| facts.title.clone()),
            help: facts.fix.clone(),
            location,
            fix: None,
            waived: None,
        });
    };
    for claim in claims {
        let words = Label::parse(&claim.label).map_or(claim.label.as_str(), |label| label.words(true));
        let carried = strict.words(parts.weights.state != WeightsState::Absent);
        match claim.verdict {
            Verdict::Refuted => add(
                "claim-refuted",
                Some(claim.location.clone()),
                Some(format!("says \"{words}\"; the evidence carries \"{carried}\"")),
            ),
            Verdict::Undetermined => {
                add("claim-undetermined", Some(claim.location.clone()), Some(format!("says \"{words}\"; that cannot be told")))
            }
            _ => {}
        }
    }
    if folded.kind != Kind::Software && folded.kind != Kind::Dataset {
        let at = |evidence: &[crate::evidence::Evidence]| evidence.first().map(|e| e.location.clone());
        match parts.training_code.state {
            TrainingState::None => add("training-code-missing", None, None),
            TrainingState::Partial => add("training-code-partial", at(&parts.training_code.evidence), None),
            _ => {}
        }
        match (parts.corpus.state, parts.corpus.redistributable) {
            (CorpusState::Absent, _) => add("corpus-missing", None, None),
            (CorpusState::Named, _) => add("corpus-only-named", at(&parts.corpus.evidence), None),
            (_, Answer::No) => add("corpus-not-redistributable", at(&parts.corpus.evidence), None),
            (_, Answer::Unknown) => add("corpus-license-unknown", at(&parts.corpus.evidence), None),
            _ => {}
        }
        if parts.weights.state != WeightsState::Absent && parts.weights.free == Answer::No {
            add("weights-not-free", at(&parts.weights.evidence), None);
        }
        if parts.weights.license_status == LicenseStatus::Implied {
            add("weights-license-implied", at(&parts.weights.evidence), None);
        }
    }
    out.sort_by_key(|finding: &Finding| finding.level);
    out
}

/// The label given on purpose: on the command line, or in the project's declarations.
///
/// # Errors
/// [`crate::error::Error::Usage`] when nobody knows the label.
pub fn declared(label: Option<&str>, policy: &Policy) -> Result<Vec<Words>> {
    let given = label
        .map(|label| (label, "--label"))
        .into_iter()
        .chain(policy.label.as_deref().map(|label| (label, crate::policy::FILE)));
    given
        .map(|(label, path)| {
            let known = Label::parse(label).ok_or_else(|| Error::Usage {
                message: format!("no label is called '{}'", sanitize(label, 60)),
                hint: format!("one of: {}", Label::ALL.map(Label::id).join(", ")),
            })?;
            Ok(Words {
                label: known.id().into(),
                about: About::Model,
                text: sanitize(label, 60),
                strength: Strength::Strong,
                location: Location::file(path),
            })
        })
        .collect()
}
