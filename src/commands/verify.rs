//! `git openness verify`: whether the evidence still is what a tag states.

use crate::Question;
use crate::assess::Assessment;
use crate::cli::gate::VerifyArgs;
use crate::error::{Error, Result};
use crate::gate::message::shell_word;
use crate::gate::statement::{self, Statement};
use crate::git::{Access, ObjectSource, Repository};
use crate::label::Label;
use crate::text::sanitize;
use std::process::ExitCode;

/// Reads the evidence again and compares: 0 it holds, 1 it does not, 3 it cannot be told here.
///
/// # Errors
/// When there is no such tag, or it cannot be read.
pub fn run(args: &VerifyArgs) -> Result<ExitCode> {
    let source = Repository::open(Access::default())?;
    let whole = format!("refs/tags/{}", args.name);
    let revision = source.resolve(&whole).or_else(|_| source.resolve(&args.name))?;
    let name = sanitize(&args.name, 80);
    let Some(stated) = revision.tags.iter().find_map(|tag| Statement::parse(&tag.message)) else {
        super::print(&format!("{name} states nothing that could be verified; `git openness tag` makes tags that do\n"))?;
        return Ok(ExitCode::from(3));
    };
    let Some(label) = Label::parse(&stated.label) else {
        return Err(Error::Usage {
            message: format!("{name} states a label that nobody knows: '{}'", sanitize(&stated.label, 60)),
            hint: format!("one of: {}", Label::ALL.map(Label::id).join(", ")),
        });
    };
    let question = Question { definition: super::open::definition(&source)?, ..Question::default() };
    let assessment = crate::assess(&source, &revision, &question)?;
    let (code, text) = compare(&stated, label, &assessment);
    super::print(&format!("{name} states: {}\n{text}", label.id()))?;
    if code == 0 {
        super::print(&format!("Who made the tag is git's business: git tag -v {}\n", shell_word(&args.name)))?;
    }
    Ok(ExitCode::from(code))
}

fn compare(stated: &Statement, label: Label, assessment: &Assessment) -> (u8, String) {
    let digest = statement::digest(assessment);
    let reader = statement::reader(&assessment.tool);
    if digest == stated.digest {
        return (0, format!("holds: the same evidence, {digest}\n"));
    }
    let missing = assessment.not_read.iter().filter(|one| one.reason == "missing-object").count();
    if missing > 0 {
        return (3, format!("cannot be told: {missing} objects are not here; fetch them and try again\n"));
    }
    let carried = assessment.label.map_or("unknown", Label::id);
    if stated.reader == reader {
        return (1, format!("does not hold: the evidence is not what was tagged; it carries {carried}\n"));
    }
    let by = format!("it was read by {}, this is {reader}", sanitize(&stated.reader, 80));
    if assessment.label.is_some_and(|found| found.carries(label)) {
        (0, format!("holds: the evidence carries {carried}; the digest cannot be compared, {by}\n"))
    } else {
        (1, format!("does not hold: the evidence carries {carried}; {by}\n"))
    }
}
