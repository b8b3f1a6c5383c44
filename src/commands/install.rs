//! `git openness install`: the gate goes where git looks for hooks.

use crate::cli::gate::{FormName, InstallArgs};
use crate::error::{Error, Result};
use crate::gate::refs::Hook;
use crate::install::{self, Form, Outcome, place::Place, script, template};
use std::fmt::Write as _;
use std::process::ExitCode;

/// Installs, or prints a script; exit code 2 when a hook manager owns the place.
///
/// # Errors
/// When there is no repository, or something cannot be written.
pub fn run(args: &InstallArgs) -> Result<ExitCode> {
    if let Some(hook) = args.print {
        super::print(&script::text(hook.into()))?;
        return Ok(ExitCode::SUCCESS);
    }
    let hooks = hooks(args)?;
    let form = args.form.map(|form| match form {
        FormName::Script => Form::Script,
        FormName::Setting => Form::Setting,
    });
    if args.global {
        super::print(&joined(&template::install(&hooks, form)?))?;
        return Ok(ExitCode::SUCCESS);
    }
    match install::install(&hooks, form)? {
        Outcome::Done(lines) => {
            super::print(&joined(&lines))?;
            Ok(ExitCode::SUCCESS)
        }
        Outcome::Refused(refusals) => {
            let mut text = String::new();
            for refusal in refusals {
                let _ = writeln!(text, "{} is not installed: {}", refusal.hook.name(), safe(&refusal.why));
                let _ = writeln!(text, "by hand: {}\n", safe(&refusal.by_hand));
            }
            text.push_str("Nothing was changed.\n");
            super::print_error(&text);
            Ok(ExitCode::from(2))
        }
    }
}

fn hooks(args: &InstallArgs) -> Result<Vec<Hook>> {
    if args.server {
        if !args.global && Place::here()?.top.is_some() {
            return Err(Error::Usage {
                message: "a server's gate belongs into a bare repository, and this one has a work tree".into(),
                hint: "run it in the repository that receives the pushes, or leave --server out".into(),
            });
        }
        return Ok(vec![Hook::PreReceive]);
    }
    let mut hooks = vec![Hook::PrePush];
    if args.tag_guard {
        hooks.push(Hook::ReferenceTransaction);
    }
    Ok(hooks)
}

/// Lines for a terminal; paths may hold anything.
pub(super) fn joined(lines: &[String]) -> String {
    lines.iter().fold(String::new(), |text, line| text + &safe(line) + "\n")
}

fn safe(text: &str) -> String {
    text.lines().map(crate::text::sanitize_path).collect::<Vec<_>>().join("\n")
}
