//! `git openness check`: the report of one revision.

use crate::Question;
use crate::assess::{Assessment, Verdict};
use crate::cli::{CheckArgs, Format};
use crate::error::{Error, Result};
use crate::git::ObjectSource;
use crate::git::libgit2::Libgit2;
use crate::report;
use std::process::ExitCode;

/// Checks and prints; the exit code is the verdict.
///
/// # Errors
/// Everything that keeps the question from being answered: exit code 2.
pub fn run(args: &CheckArgs) -> Result<ExitCode> {
    let assessment = assessment(args)?;
    for (format, path) in &args.write {
        std::fs::write(path, render(&assessment, *format, args.verbose)).map_err(|error| Error::io(path, error))?;
    }
    let text = render(&assessment, args.format, args.verbose);
    match &args.output {
        Some(path) => std::fs::write(path, text).map_err(|error| Error::io(path, error))?,
        None => super::print(&text)?,
    }
    Ok(exit_code(&assessment))
}

/// Checks what the flags name.
///
/// # Errors
/// As [`run`].
pub fn assessment(args: &CheckArgs) -> Result<Assessment> {
    let source = Libgit2::open_from_env()?;
    let revision = source.resolve(args.revision.as_deref().unwrap_or("HEAD"))?;
    let question = Question { label: args.label.clone(), definition: args.definition.clone() };
    crate::assess(&source, &revision, &question)
}

fn render(assessment: &Assessment, format: Format, verbose: bool) -> String {
    match format {
        Format::Json => report::json::render(assessment),
        Format::Text => report::text::render(assessment, verbose),
        Format::Outputs => report::outputs::render(assessment),
    }
}

/// 0 upheld, nothing claimed or waived; 1 refuted; 3 undetermined while something is claimed.
#[must_use]
pub fn exit_code(assessment: &Assessment) -> ExitCode {
    if !crate::waiver::stops(assessment) {
        return ExitCode::SUCCESS;
    }
    match assessment.verdict {
        Verdict::Upheld | Verdict::NoClaim => ExitCode::SUCCESS,
        Verdict::Refuted => ExitCode::from(1),
        Verdict::Undetermined => ExitCode::from(3),
    }
}
