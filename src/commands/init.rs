//! `git openness init`: an `openness.yaml` that says what was found where, and what only a person can fill in.
//!
//! Everything that was detected stands in comments: a declaration made by a machine about what the
//! machine has seen would prove nothing, so the written file changes no verdict.

use crate::assess::Assessment;
use crate::cli::{Forge, InitArgs};
use crate::component::{CorpusState, TrainingState, WeightsState};
use crate::error::{Error, Result};
use crate::evidence::Evidence;
use crate::text::{sanitize, sanitize_path};
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;

/// The most data sets that are listed one by one.
const LISTED: usize = 12;

/// Writes `openness.yaml`, or a workflow.
///
/// # Errors
/// When the file is there already and `--force` was not given, or cannot be written.
pub fn run(args: &InitArgs) -> Result<ExitCode> {
    if let Some(forge) = args.ci {
        let (path, text) = workflow(forge);
        return create(Path::new(path), text, args.force);
    }
    let subject = crate::cli::CheckArgs { revision: args.revision.clone(), ..crate::cli::CheckArgs::default() };
    let assessment = super::check::assessment(&subject)?;
    if args.print {
        super::print(&render(&assessment))?;
        return Ok(ExitCode::SUCCESS);
    }
    create(Path::new(crate::policy::FILE), &render(&assessment), args.force)
}

/// The workflow of a forge, and where it belongs.
#[must_use]
pub fn workflow(forge: Forge) -> (&'static str, &'static str) {
    match forge {
        Forge::Github => (".github/workflows/release.yml", include_str!("../../templates/github/release.yml.tmpl")),
        Forge::Gitlab => (".gitlab-ci.yml", include_str!("../../templates/gitlab-ci.yml.tmpl")),
        Forge::Forgejo => (".forgejo/workflows/release.yml", include_str!("../../templates/forgejo/release.yml.tmpl")),
    }
}

/// Writes a new file whole or not at all; an existing one is kept unless forced.
fn create(path: &Path, text: &str, force: bool) -> Result<ExitCode> {
    let shown = sanitize_path(&path.to_string_lossy());
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder).map_err(|error| Error::io(folder, error))?;
    }
    let occupied = |_| Error::Usage {
        message: format!("{shown} is there already"),
        hint: "move it away, or write over it with --force".into(),
    };
    if !force && path.symlink_metadata().is_ok() {
        return Err(occupied(()));
    }
    let temporary = path.with_extension("openness-new");
    let written = std::fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(&temporary)
        .and_then(|mut file| file.write_all(text.as_bytes()))
        .and_then(|()| std::fs::rename(&temporary, path));
    if let Err(error) = written {
        let _ = std::fs::remove_file(&temporary);
        return Err(Error::io(path, error));
    }
    super::print(&format!("wrote {shown}\n"))?;
    Ok(ExitCode::SUCCESS)
}

/// The text of `openness.yaml` for one assessment.
#[must_use]
pub fn render(assessment: &Assessment) -> String {
    let parts = &assessment.components;
    let mut out = String::from(include_str!("../../templates/openness.yaml.tmpl"));
    let released = parts.weights.state != WeightsState::Absent;
    let carried = assessment.label.map_or("unknown", |label| label.id());
    let words = assessment.label.map_or("cannot be told", |label| label.words(released));

    section(&mut out, "The label that the release bears. The evidence of this tree carries: ", words);
    let _ = writeln!(out, "# label: {carried}");

    section(&mut out, "Training program. Found: ", training(parts.training_code.state));
    if !parts.training_code.reason.is_empty() {
        let _ = writeln!(out, "#   {}", sanitize(&parts.training_code.reason, 120));
    }
    places(&mut out, &parts.training_code.evidence);
    out.push_str("# Where it lives in another repository, a person names it, with the commit:\n");
    out.push_str(
        "# trainer:\n#   url: https://example.org/trainer.git\n#   commit: 40 hexadecimal digits\n#   license: Apache-2.0\n",
    );

    section(&mut out, "Corpus. Found: ", corpus(parts.corpus.state));
    if let Some(reason) = &parts.corpus.reason {
        let _ = writeln!(out, "#   {}", sanitize(reason, 120));
    }
    out.push_str("# corpus:\n#   # Whether a free license on a compilation of free-to-read pages is enough for you:\n");
    out.push_str("#   accept-compilation-license: false\n#   datasets:\n");
    for dataset in parts.corpus.datasets.iter().take(LISTED) {
        let seen = dataset.evidence.first().map(|e| sanitize_path(&e.location.short())).unwrap_or_default();
        let _ = writeln!(out, "#     - name: {}   # seen in {seen}", quoted(&dataset.name));
        let place = dataset.place.as_deref().map_or_else(|| "where anyone can get it".into(), quoted);
        let _ = writeln!(out, "#       url: {place}");
        let license = dataset.license.as_deref().map_or_else(|| "an SPDX id, as its publisher states it".into(), quoted);
        let _ = writeln!(out, "#       license: {license}");
    }
    let rest = parts.corpus.datasets.len().saturating_sub(LISTED);
    if rest > 0 {
        let _ = writeln!(out, "#     # and {rest} more: git openness check --verbose");
    }
    if parts.corpus.datasets.is_empty() {
        out.push_str("#     - name: river-notes\n#       path: data/river-notes.txt   # or url: and revision: or checksum:\n");
        out.push_str("#       license: CC0-1.0\n#       stage: pretraining\n");
    }

    section(&mut out, "Weights. Found: ", weights(parts.weights.state));
    places(&mut out, &parts.weights.evidence);
    let license = parts.weights.license.as_deref().map_or_else(|| "Apache-2.0".into(), quoted);
    let _ = writeln!(out, "# weights:\n#   url: https://example.org/weights\n#   license: {license}");

    let base = parts.base_model.as_ref().map_or_else(|| "none".into(), |base| sanitize(&base.id, 80));
    section(&mut out, "Base model. Found: ", &base);
    places(&mut out, parts.base_model.as_ref().map_or(&[][..], |base| &base.evidence));
    let example = parts.base_model.as_ref().map_or_else(|| "acme/brook-1b".into(), |base| quoted(&base.id));
    let _ = writeln!(out, "# base-model: {example}");

    section(&mut out, "Paths to leave out, as globs from the top of the tree.", "");
    out.push_str("ignore: []\n");
    section(&mut out, "Findings that a maintainer accepts for a time; never raises the label.", "");
    out.push_str(
        "# waivers:\n#   - finding: corpus-missing\n#     reason: the corpus is released next month\n#     expires: 2027-01-31\n",
    );
    out
}

fn section(out: &mut String, title: &str, found: &str) {
    let _ = writeln!(out, "\n# {title}{found}");
}

/// A few places where something was seen, one comment line each.
fn places(out: &mut String, evidence: &[Evidence]) {
    for item in evidence.iter().take(4) {
        let _ = writeln!(out, "#   {}", sanitize_path(&item.location.short()));
    }
}

/// A foreign text as a YAML scalar on one line. JSON strings are YAML strings.
fn quoted(text: &str) -> String {
    serde_json::to_string(&sanitize(text, 200)).unwrap_or_default()
}

fn training(state: TrainingState) -> &'static str {
    match state {
        TrainingState::Full => "the program that made these weights",
        TrainingState::Partial => "a part of it",
        TrainingState::None => "none in the files that were read",
        TrainingState::Unknown => "what would decide could not be read",
    }
}

fn corpus(state: CorpusState) -> &'static str {
    match state {
        CorpusState::Included => "in the tree",
        CorpusState::Pinned => "pinned by digest or revision",
        CorpusState::Obtainable => "at a place that the tree names",
        CorpusState::Named => "only named",
        CorpusState::Absent => "nothing",
        CorpusState::Unknown => "what would decide could not be read",
    }
}

fn weights(state: WeightsState) -> &'static str {
    match state {
        WeightsState::Included => "in the tree",
        WeightsState::Linked => "at a place that the tree names",
        WeightsState::Absent => "none released",
        WeightsState::Unknown => "what would decide could not be read",
    }
}
