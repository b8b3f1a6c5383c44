//! `git openness check`: the report of one revision.

use crate::assess::{Assessment, Verdict};
use crate::cli::{CheckArgs, Format};
use crate::commands::open::Opened;
use crate::error::{Error, Result};
use crate::progress::Progress;
use crate::report;
use crate::report::text::Look;
use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;

/// Checks and prints; the exit code is the verdict.
///
/// # Errors
/// Everything that keeps the question from being answered: exit code 2.
pub fn run(args: &CheckArgs) -> Result<ExitCode> {
    let assessment = {
        let _line = Progress::start(&format!("checking {}", args.revision.as_deref().unwrap_or("HEAD")));
        assessment(args)?
    };
    for (format, path) in &args.write {
        write(path, &render(&assessment, *format, args.verbose, crate::layout::WIDEST))?;
    }
    match &args.output {
        Some(path) => write(path, &render(&assessment, args.format, args.verbose, crate::layout::WIDEST))?,
        None => super::print(&render(&assessment, args.format, args.verbose, crate::layout::columns()))?,
    }
    Ok(exit_code(&assessment))
}

/// Checks what the flags name.
///
/// # Errors
/// As [`run`].
pub fn assessment(args: &CheckArgs) -> Result<Assessment> {
    let Opened { source, revision, question } = super::open::open(args)?;
    crate::assess(source.as_ref(), &revision, &question)
}

fn render(assessment: &Assessment, format: Format, verbose: bool, columns: usize) -> String {
    match format {
        Format::Text => report::text::render(assessment, Look { verbose, columns }),
        Format::Markdown => report::markdown::render(assessment),
        Format::Json => report::json::render(assessment),
        Format::Sarif => report::sarif::render(assessment),
        Format::Github => report::github::render(assessment),
        Format::Outputs => report::outputs::render(assessment),
    }
}

/// Writes a report without colours, whole or not at all: a reader never sees half of one.
fn write(path: &Path, text: &str) -> Result<()> {
    let plain = anstream::adapter::strip_str(text).to_string();
    let failed = |error| Error::io(path, error);
    // A pipe or a device (`/dev/stdout`) has no whole to put in place.
    if path.metadata().is_ok_and(|known| !known.is_file()) {
        return std::fs::write(path, plain).map_err(failed);
    }
    let name = path.file_name().ok_or_else(|| failed(std::io::Error::from(std::io::ErrorKind::InvalidInput)))?;
    let mut draft = std::ffi::OsString::from(".");
    draft.push(name);
    draft.push(format!(".{}", std::process::id()));
    let draft = path.with_file_name(draft);
    let put = || -> std::io::Result<()> {
        let mut file = std::fs::OpenOptions::new().write(true).create_new(true).open(&draft)?;
        file.write_all(plain.as_bytes())?;
        file.sync_all()?;
        std::fs::rename(&draft, path)
    };
    put().map_err(|error| {
        let _ = std::fs::remove_file(&draft);
        failed(error)
    })
}

/// The exit code of an assessment's decision, as a program sees it.
#[must_use]
pub fn exit_code(assessment: &Assessment) -> ExitCode {
    ExitCode::from(code(assessment))
}

/// 0 upheld, nothing claimed or waived; 1 refuted; 3 undetermined while something is claimed.
#[must_use]
pub fn code(assessment: &Assessment) -> u8 {
    match assessment.verdict {
        Verdict::Upheld | Verdict::NoClaim => 0,
        Verdict::Refuted => 1,
        Verdict::Undetermined => 3,
    }
}
