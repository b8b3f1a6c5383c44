//! A finished assessment in plain words: the answer, the one reason, a row for each component.
//!
//! Every printer for people (terminal, Markdown, annotations, hooks) takes its sentences from here,
//! so that they say the same. Nothing is judged: all of it stands in the report already. Foreign
//! words are sanitised for a terminal; other formats escape on top of that.

use crate::assess::{Assessment, Claim, Finding, Verdict};
use crate::component::{BaseModel, Corpus, Dataset, WeightsState};
use crate::evidence::{Answer, Evidence, Stage};
use crate::knowledge::words;
use crate::label::Label;
use crate::license::LicenseStatus;
use crate::text::{sanitize, sanitize_path};
use serde::Serialize;

/// The answer in the words of people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// The label that is claimed, in words, if one is.
    pub claimed: Option<String>,
    /// The label that the evidence carries, in words.
    pub carried: String,
    /// One sentence, capital first, full stop last.
    pub sentence: String,
    /// The one reason that decides, a clause without a full stop.
    pub reason: String,
}

/// One component.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Which.
    pub what: String,
    /// Its state.
    pub state: String,
    /// Its license, with how it is known.
    pub license: String,
    /// Whether it is free, or for the corpus whether it may be passed on; `None` where that is not asked.
    pub free: Option<Answer>,
    /// Where it was seen, or empty.
    pub place: String,
    /// Whether it is a part of the row above.
    pub part: bool,
}

/// Findings of one id together: what is said once, and every place.
#[derive(Debug, Clone)]
pub struct Group<'a> {
    /// All of them, in the report's order; never empty.
    pub findings: Vec<&'a Finding>,
}

/// The answer of an assessment.
#[must_use]
pub fn answer(assessment: &Assessment) -> Answered {
    let claimed = decisive(assessment).map(|claim| label_words(&claim.label));
    let carried = carried(assessment);
    let sentence = match (&claimed, assessment.verdict) {
        (Some(claimed), Verdict::Refuted) => format!("Claims {claimed}. Carries {carried}."),
        (Some(claimed), Verdict::Undetermined) => {
            format!("Claims {claimed}. That cannot be told; what can be seen carries {carried}.")
        }
        (Some(claimed), Verdict::Upheld) if *claimed == carried => format!("Claims {claimed}, and carries it."),
        (Some(claimed), Verdict::Upheld) => format!("Claims {claimed}, and carries {carried}."),
        _ => format!("Carries {carried}. Nothing is claimed of a model."),
    };
    Answered { claimed, carried, sentence, reason: reason(assessment) }
}

/// The label that the evidence carries, in words.
#[must_use]
pub fn carried(assessment: &Assessment) -> String {
    let released = assessment.components.weights.state != WeightsState::Absent;
    assessment.label.map_or_else(|| "no label that could be told".into(), |label| label.words(released).into())
}

/// The words of a label's id; the id itself when nobody knows it.
#[must_use]
pub fn label_words(id: &str) -> String {
    Label::ALL.into_iter().find(|label| label.id() == id).map_or_else(|| sanitize(id, 60), |label| label.words(true).into())
}

/// The claim that the verdict rests on: the plainest of those that share the verdict.
#[must_use]
pub fn decisive(assessment: &Assessment) -> Option<&Claim> {
    if assessment.verdict == Verdict::NoClaim {
        return None;
    }
    let sharing = assessment.claims.iter().filter(|claim| claim.verdict == assessment.verdict);
    sharing.rev().max_by_key(|claim| claim.strength)
}

fn reason(assessment: &Assessment) -> String {
    let decided = match assessment.verdict {
        Verdict::Refuted | Verdict::Undetermined => decisive(assessment).and_then(|claim| claim.decided_by.as_deref()),
        _ => None,
    };
    let next = || assessment.next_label.as_ref().and_then(|next| next.requires.first()).map(String::as_str);
    match decided.or_else(next) {
        Some(requirement) => because(assessment, requirement),
        None if assessment.label == Some(Label::OpenSource) => "the program and the corpus are here and free".into(),
        None => String::new(),
    }
}

/// Why a requirement is not met or cannot be told, as a clause.
#[must_use]
pub fn because(assessment: &Assessment, requirement: &str) -> String {
    let parts = &assessment.components;
    let free = |what: &str, license: &Option<String>, status: LicenseStatus, free: Answer| match (license, free) {
        (Some(id), Answer::No) => format!("{what} under {}, which is not free", sanitize(id, 60)),
        (Some(_), Answer::Unknown) if status == LicenseStatus::Changed => {
            format!("{what} under a license text with changed terms, which a person must read")
        }
        (Some(_), Answer::Unknown) if status == LicenseStatus::Conflict => {
            format!("{what} under two licenses that disagree")
        }
        (Some(id), _) => format!("{what} under {}, of which nobody here knows whether it is free", sanitize(id, 60)),
        (None, Answer::No) => format!("{what} under no license"),
        (None, _) => format!("{what} under no license that could be recognised"),
    };
    match requirement {
        "training-code.full" => {
            let state = value(&parts.training_code.state);
            let reason = &parts.training_code.reason;
            match (state.as_str(), reason.is_empty()) {
                ("partial", false) => format!("only a part of the training program is here ({})", sanitize(reason, 120)),
                ("partial", true) => "only a part of the training program is here".into(),
                ("unknown", _) => "whether the training program is here could not be read".into(),
                _ => "no training program was found".into(),
            }
        }
        "training-code.free" => {
            free("the training program is", &parts.training_code.license, LicenseStatus::Text, parts.training_code.free)
        }
        "code.free" => free("the code is", &parts.code.license, parts.code.license_status, parts.code.free),
        "weights.free" => free("the weights are", &parts.weights.license, parts.weights.license_status, parts.weights.free),
        "weights.stated" => "no sentence says which license the weights have".into(),
        "corpus.available" => match value(&parts.corpus.state).as_str() {
            "named" => format!("the corpus is only named{}", names(&parts.corpus)),
            "unknown" => "what the model was trained on could not be read".into(),
            _ => "nothing says where the corpus is".into(),
        },
        "corpus.redistributable" => passing_on(&parts.corpus),
        "base-model.open-source" | "base-model.free" => base(parts.base_model.as_ref()),
        "label" => format!("what is here makes {}", carried(assessment)),
        other => format!("{other} is not met"),
    }
}

fn passing_on(corpus: &Corpus) -> String {
    let answer = |set: &Dataset| set.verbatim.and(set.modified);
    let worst = corpus.datasets.iter().find(|set| answer(set) == corpus.redistributable);
    let Some(set) = worst else { return "nobody says whether the corpus may be passed on".into() };
    let name = sanitize(&set.name, 60);
    let why = set.reason.as_deref().map(|reason| words("reason", &sanitize(reason, 100)));
    match (corpus.redistributable, &set.license, why) {
        (Answer::No, Some(license), Some(why)) => {
            format!("{name} may not be passed on by everyone: {}, {why}", sanitize(license, 60))
        }
        (Answer::No, Some(license), None) => format!("{name} may not be passed on by everyone: {}", sanitize(license, 60)),
        (Answer::No, None, Some(why)) => format!("{name} may not be passed on by everyone: {why}"),
        (Answer::No, None, None) => format!("{name} may not be passed on by everyone"),
        (_, Some(license), _) => {
            format!("nobody here knows whether {name} may be passed on under {}", sanitize(license, 60))
        }
        _ => format!("nothing says whether {name} may be passed on"),
    }
}

fn names(corpus: &Corpus) -> String {
    let names: Vec<_> = corpus.datasets.iter().take(3).map(|set| sanitize(&set.name, 40)).collect();
    if names.is_empty() { String::new() } else { format!(" ({})", names.join(", ")) }
}

fn base(base: Option<&BaseModel>) -> String {
    let Some(base) = base else { return "the base model is not named".into() };
    let id = sanitize(&base.id, 60);
    match &base.label {
        Some(label) => format!("the base model {id} is {}", label_words(label)),
        None => format!("how open the base model {id} is, is not known"),
    }
}

/// Every component as a row; the data sets of the corpus, at most `parts` of them, stand under it.
#[must_use]
pub fn rows(assessment: &Assessment, parts: usize) -> Vec<Row> {
    let all = &assessment.components;
    let row = |what: &str, state: String, license: String, free: Option<Answer>, evidence: &[Evidence]| Row {
        what: what.into(),
        state,
        license,
        free,
        place: place(evidence),
        part: false,
    };
    let mut rows = Vec::new();
    let training = &all.training_code;
    let state = value(&training.state);
    let found = state != "none";
    let stages: Vec<_> = training.stages.iter().map(|stage| stage_words(*stage)).collect();
    let mut in_words = words("training_code", &state);
    if found && !stages.is_empty() {
        in_words = format!("{in_words}: {}", stages.join(", "));
    }
    rows.push(row(
        "training code",
        in_words,
        if found { license(training.license.as_deref(), None) } else { String::new() },
        found.then_some(training.free),
        if found { &training.evidence } else { &[] },
    ));
    let corpus = &all.corpus;
    let state = value(&corpus.state);
    let found = state != "absent";
    let mut licenses: Vec<_> = corpus.datasets.iter().filter_map(|set| set.license.clone()).collect();
    licenses.sort();
    licenses.dedup();
    let known = match &licenses[..] {
        [] => String::new(),
        [one] => license(Some(one), corpus.datasets.first().map(|set| set.license_status)),
        several => format!("{} licenses", several.len()),
    };
    let count = match corpus.datasets.len() {
        0 | 1 => String::new(),
        n => format!(", {n} parts"),
    };
    let own = corpus.datasets.first().map_or(&corpus.evidence, |set| &set.evidence);
    rows.push(row(
        "corpus",
        format!("{}{count}", words("corpus", &state)),
        if found && known.is_empty() { "none stated".into() } else { known },
        found.then_some(corpus.redistributable),
        if found { own } else { &[] },
    ));
    if corpus.datasets.len() > 1 {
        rows.extend(corpus.datasets.iter().take(parts).map(|set| Row {
            what: sanitize(&set.name, 40),
            state: words("corpus", &value(&set.state)),
            license: license(set.license.as_deref(), Some(set.license_status)),
            free: Some(set.verbatim.and(set.modified)),
            place: place(&set.evidence),
            part: true,
        }));
    }
    let weights = &all.weights;
    let found = weights.state != WeightsState::Absent;
    rows.push(row(
        "weights",
        words("weights", &value(&weights.state)),
        if found { license(weights.license.as_deref(), Some(weights.license_status)) } else { String::new() },
        found.then_some(weights.free),
        &weights.evidence,
    ));
    if let Some(base) = &all.base_model {
        rows.push(row(
            "base model",
            sanitize(&base.id, 50),
            base.label.as_deref().map_or_else(|| "not known".into(), label_words),
            Some(base.free),
            &base.evidence,
        ));
    }
    let code = &all.code;
    rows.push(row(
        "all code",
        if code.present { "here".into() } else { "none found".into() },
        license(code.license.as_deref(), Some(code.license_status)),
        Some(code.free),
        &code.evidence,
    ));
    rows
}

/// A license and how it is known, as `MIT` or `Apache-2.0 (implied)`.
fn license(id: Option<&str>, status: Option<LicenseStatus>) -> String {
    let how = status.filter(|status| !matches!(status, LicenseStatus::Text | LicenseStatus::None));
    match (id, how) {
        (Some(id), Some(how)) => format!("{} ({})", sanitize(id, 50), words("license_status", &value(&how))),
        (Some(id), None) => sanitize(id, 60),
        (None, Some(how)) => words("license_status", &value(&how)),
        (None, None) => "none stated".into(),
    }
}

/// Where the strongest evidence stands, sanitised, or empty.
fn place(evidence: &[Evidence]) -> String {
    evidence.first().map(|seen| sanitize_path(&seen.location.short())).unwrap_or_default()
}

/// The findings, grouped by id in the report's order; waived ones last.
#[must_use]
pub fn groups(assessment: &Assessment) -> Vec<Group<'_>> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    let (waived, open): (Vec<_>, Vec<_>) = assessment.findings.iter().partition(|finding| finding.waived.is_some());
    for finding in open.into_iter().chain(waived) {
        match groups.iter_mut().find(|group| group.first().id == finding.id && group.waived() == finding.waived.is_some()) {
            Some(group) => group.findings.push(finding),
            None => groups.push(Group { findings: vec![finding] }),
        }
    }
    groups
}

impl<'a> Group<'a> {
    /// The first of them.
    #[must_use]
    pub fn first(&self) -> &'a Finding {
        self.findings[0]
    }

    /// Whether a waiver covers them.
    #[must_use]
    pub fn waived(&self) -> bool {
        self.first().waived.is_some()
    }

    /// Why it matters, from the knowledge documents.
    #[must_use]
    pub fn why(&self) -> &'static str {
        crate::knowledge::finding(&self.first().id).map_or("", |facts| &facts.why)
    }

    /// The places after the first, without repeats, sanitised.
    #[must_use]
    pub fn elsewhere(&self) -> Vec<String> {
        let mut places: Vec<String> = Vec::new();
        let first = self.first().location.as_ref().map(|at| sanitize_path(&at.short()));
        for at in self.findings[1..].iter().filter_map(|finding| finding.location.as_ref()) {
            let text = sanitize_path(&at.short());
            if Some(&text) != first.as_ref() && !places.contains(&text) {
                places.push(text);
            }
        }
        places
    }
}

/// What qualifies the label, in words.
#[must_use]
pub fn modifiers(assessment: &Assessment) -> Vec<String> {
    assessment
        .modifiers
        .iter()
        .map(|modifier| match modifier.split_once(':') {
            Some(("not-read", n)) => format!("{n} {} not read", if n == "1" { "path" } else { "paths" }),
            Some((word, what)) => format!("{} {}", words("modifier", word), sanitize(what, 60)),
            None => words("modifier", modifier),
        })
        .collect()
}

/// `2 steps to open source`, or `None` at the top.
#[must_use]
pub fn steps(assessment: &Assessment) -> Option<(String, Vec<String>)> {
    let next = assessment.next_label.as_ref()?;
    let released = assessment.components.weights.state != WeightsState::Absent;
    let words = Label::ALL.into_iter().find(|label| label.id() == next.label).map_or("", |label| label.words(released));
    let n = next.missing.len();
    Some((format!("{n} {} to {words}", if n == 1 { "step" } else { "steps" }), next.missing.clone()))
}

/// What was checked, in a few words: the name typed and a short id.
#[must_use]
pub fn revision(assessment: &Assessment) -> String {
    let revision = &assessment.revision;
    let id = revision.commit.or(revision.tree).map(|id| id.to_string()[..10].to_string());
    let spec = sanitize(&revision.spec, 60);
    match id {
        Some(id) if !spec.starts_with(&id) => format!("{spec} ({id})"),
        _ => spec,
    }
}

/// The words of a stage.
#[must_use]
pub fn stage_words(stage: Stage) -> String {
    value(&stage).replace('-', " ")
}

/// The id of a value in the report.
#[must_use]
pub fn value<T: Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(text)) => text,
        _ => String::new(),
    }
}
