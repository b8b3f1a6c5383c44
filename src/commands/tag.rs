//! `git openness tag`: check, then an annotated tag that states the accurate label.

use crate::Question;
use crate::assess::{Assessment, Verdict};
use crate::cli::gate::TagArgs;
use crate::error::{Error, Result};
use crate::gate::message::{self, KeptMessage, Surroundings};
use crate::gate::program;
use crate::gate::refs::{Hook, Target, Update};
use crate::gate::statement::{EVIDENCE, LABEL, Statement};
use crate::gate::{Ruled, Ruling};
use crate::git::{Access, ObjectSource as _, Repository, Tag};
use crate::label::Label;
use crate::{policy, waiver};
use std::io::Read as _;
use std::path::PathBuf;
use std::process::ExitCode;

/// Checks the revision under the name and message that the tag will have, and tags it.
///
/// # Errors
/// When the revision cannot be checked, there is no message, or git does not make the tag.
pub fn run(args: &TagArgs) -> Result<ExitCode> {
    let source = Repository::open(Access::default())?;
    let spec = args.revision.as_deref().unwrap_or("HEAD");
    let mut revision = source.resolve(spec)?;
    let (text, kept) = message_of(args)?;
    let text = without_statement(&text);
    revision.tags.insert(0, Tag { name: args.name.clone(), message: text.clone(), oid: None });
    let question = Question { label: args.label.clone(), definition: super::open::definition(&source)?, ..Question::default() };
    let assessment = crate::assess(&source, &revision, &question)?;
    let Some(label) = label(args, &assessment) else {
        return Err(Error::Usage {
            message: format!("what '{}' carries cannot be told from what is here", crate::text::sanitize(spec, 60)),
            hint: "`git openness check` lists what was not read".into(),
        });
    };
    if waiver::stops(&assessment) {
        return Ok(refuse(args, assessment, kept));
    }
    let statement = Statement::of(&assessment, label);
    make(args, spec, &text, &statement)?;
    if let Some(path) = kept {
        let _ = std::fs::remove_file(path);
    }
    super::print(&format!(
        "tagged {} as \"{}\"\nevidence {}\nanyone can repeat it: git openness verify {}\n",
        crate::text::sanitize_path(&args.name),
        message::carried(&assessment).unwrap_or(label.id()),
        statement.digest,
        message::shell_word(&args.name),
    ))?;
    Ok(ExitCode::SUCCESS)
}

/// The label to state: the one that was asked for if the evidence carries it, else what is carried.
fn label(args: &TagArgs, assessment: &Assessment) -> Option<Label> {
    let asked = args.label.as_deref().and_then(Label::parse);
    asked.filter(|_| assessment.verdict == Verdict::Upheld).or(assessment.label)
}

/// The message, and the file that keeps it when it was typed in an editor.
fn message_of(args: &TagArgs) -> Result<(String, Option<PathBuf>)> {
    if !args.message.is_empty() {
        return Ok((args.message.join("\n\n"), None));
    }
    if let Some(path) = &args.file {
        let mut text = String::new();
        if path.as_os_str() == "-" {
            std::io::stdin().lock().read_to_string(&mut text).map_err(|error| Error::io("standard input", error))?;
        } else {
            text = std::fs::read_to_string(path).map_err(|error| Error::io(path, error))?;
        }
        return Ok((text, None));
    }
    let path = program::git_path("TAG_EDITMSG").ok_or_else(|| Error::NoRepository { path: ".".into() })?;
    let start = format!(
        "\n# Write a message for the tag {}. Lines that begin with # are left out.\n\
         # The accurate label and a digest of the evidence are added below it.\n",
        args.name
    );
    std::fs::write(&path, start).map_err(|error| Error::io(&path, error))?;
    let edited = program::edit(&path) && std::fs::metadata(&path).is_ok();
    let text = std::fs::read_to_string(&path).unwrap_or_default();
    let text: Vec<&str> = text.lines().filter(|line| !line.starts_with('#')).collect();
    let text = text.join("\n").trim().to_string();
    if !edited || text.is_empty() {
        return Err(Error::Usage {
            message: "no message for the tag".into(),
            hint: "give one with -m TEXT or -F FILE, or set an editor for git".into(),
        });
    }
    Ok((text, Some(path)))
}

fn refuse(args: &TagArgs, assessment: Assessment, kept: Option<PathBuf>) -> ExitCode {
    let code = super::check::exit_code(&assessment);
    let update = Update { local: None, name: format!("refs/tags/{}", args.name), target: Target::Nothing };
    let around = Surroundings {
        remote: None,
        kept_message: kept.map(|path| KeptMessage { tag: args.name.clone(), file: path.to_string_lossy().into_owned() }),
        only_warns: false,
        waiver_until: policy::day_from_today(message::WAIVER_DAYS),
    };
    let ruled = [Ruled { update, ruling: Ruling::Stopped(Box::new(assessment)), warning: None }];
    super::print_error(&message::render(Hook::ReferenceTransaction, &ruled, &around));
    code
}

fn make(args: &TagArgs, spec: &str, text: &str, statement: &Statement) -> Result<()> {
    let whole = with_trailers(text, &statement.trailers());
    let mut command = vec!["tag", "-a", "--cleanup=whitespace", "-F", "-"];
    if args.sign {
        command.push("-s");
    }
    if let Some(key) = &args.local_user {
        command.extend(["-u", key]);
    }
    if args.force {
        command.push("-f");
    }
    command.extend(["--", &args.name, spec]);
    program::pipe(&command, whole.as_bytes())
        .map(|_| ())
        .ok_or_else(|| Error::Usage { message: "git did not make the tag".into(), hint: "its own words stand above".into() })
}

/// The message without an earlier statement, which is about to be replaced.
fn without_statement(text: &str) -> String {
    let ours = |line: &&str| [LABEL, EVIDENCE].iter().any(|key| line.starts_with(&format!("{key}: ")));
    text.lines().filter(|line| !ours(line)).collect::<Vec<_>>().join("\n")
}

/// The message with the statement as its last trailers.
fn with_trailers(text: &str, trailers: &[String]) -> String {
    let body = text.trim_end();
    let is_trailer = |line: &str| {
        line.split_once(": ")
            .is_some_and(|(key, _)| !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'))
    };
    let paragraph = body.rsplit("\n\n").next().unwrap_or_default();
    // The first paragraph is the subject, whatever it looks like.
    let joins = paragraph.len() < body.len() && paragraph.lines().all(is_trailer);
    format!("{body}{}{}\n", if joins { "\n" } else { "\n\n" }, trailers.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::{with_trailers, without_statement};

    #[test]
    fn trailers_join_trailers_and_keep_off_prose() {
        let ours = ["Openness: open-weights".to_string()];
        assert_eq!(with_trailers("v1", &ours), "v1\n\nOpenness: open-weights\n");
        assert_eq!(with_trailers("fix: v1\n", &ours), "fix: v1\n\nOpenness: open-weights\n");
        assert_eq!(with_trailers("v1\n\nReviewed-by: A\n", &ours), "v1\n\nReviewed-by: A\nOpenness: open-weights\n");
        assert_eq!(with_trailers("v1\n\n# Notes: all\n", &ours), "v1\n\n# Notes: all\n\nOpenness: open-weights\n");
        assert_eq!(without_statement("v1\n\nOpenness: open-source\n"), "v1\n");
    }
}
