//! `git openness completions SHELL`: scripts that complete both `git-openness` and `git openness`.
//!
//! clap knows the program under its own name. What git needs beside that is written here from the
//! same definition: a function `_git_openness` for bash (git-completion.bash calls it), a condition
//! for fish; zsh finds the function by the program's name.

use crate::cli::{Cli, CompletionsArgs};
use crate::error::Result;
use clap::{Command, CommandFactory as _};
use clap_complete::Shell;
use std::fmt::Write as _;
use std::process::ExitCode;

/// Prints the script for one shell.
///
/// # Errors
/// When standard output cannot be written.
pub fn run(args: &CompletionsArgs) -> Result<ExitCode> {
    super::print(&script(args.shell))?;
    Ok(ExitCode::SUCCESS)
}

/// The script for one shell.
#[must_use]
pub fn script(shell: Shell) -> String {
    let mut command = Cli::command().name("git-openness").bin_name("git-openness");
    let mut bytes = Vec::new();
    clap_complete::generate(shell, &mut command, "git-openness", &mut bytes);
    let mut text = String::from_utf8_lossy(&bytes).into_owned();
    match shell {
        Shell::Bash => text.push_str(&bash(&command)),
        Shell::Fish => text.push_str(&fish(&command)),
        _ => {}
    }
    text
}

fn subcommands(command: &Command) -> impl Iterator<Item = &Command> {
    command.get_subcommands().filter(|sub| !sub.is_hide_set() && sub.get_name() != "help")
}

fn flags(command: &Command) -> String {
    let long = command.get_arguments().filter(|arg| !arg.is_hide_set()).filter_map(|arg| {
        let takes_value = arg.get_action().takes_values();
        arg.get_long().map(|name| if takes_value { format!("--{name}=") } else { format!("--{name}") })
    });
    long.collect::<Vec<_>>().join(" ")
}

/// The function that git's own completion calls for `git openness …`.
fn bash(command: &Command) -> String {
    let names: Vec<_> = subcommands(command).map(Command::get_name).collect();
    let mut out = String::from("\n# For `git openness …`: called by git-completion.bash.\n_git_openness ()\n{\n");
    let _ = writeln!(out, "\tlocal subcommands={:?}", names.join(" "));
    out.push_str("\tlocal subcommand=\"$(__git_find_on_cmdline \"$subcommands\")\"\n\tcase \"$subcommand,$cur\" in\n");
    let _ = writeln!(out, "\t,--*) __gitcomp \"{}\" ;;", flags(command));
    out.push_str("\t,*) __gitcomp \"$subcommands\" ;;\n");
    for sub in subcommands(command) {
        let name = sub.get_name();
        for arg in sub.get_arguments() {
            let values = arg.get_possible_values();
            if let (Some(long), false) = (arg.get_long(), values.is_empty() || !arg.get_action().takes_values()) {
                let values: Vec<_> = values.iter().map(clap::builder::PossibleValue::get_name).collect();
                let _ = writeln!(out, "\t{name},--{long}=*) __gitcomp \"{}\" \"\" \"${{cur##--{long}=}}\" ;;", values.join(" "));
            }
        }
        let _ = writeln!(out, "\t{name},--*) __gitcomp \"{}\" ;;", flags(sub));
        let positional: Vec<_> = sub.get_positionals().collect();
        if positional.iter().any(|arg| matches!(arg.get_id().as_str(), "revision" | "name" | "base" | "tag")) {
            let _ = writeln!(out, "\t{name},*) __gitcomp_nl \"$(__git_refs)\" ;;");
        } else if let Some(values) = positional.first().map(|arg| arg.get_possible_values()).filter(|values| !values.is_empty()) {
            let values: Vec<_> = values.iter().map(clap::builder::PossibleValue::get_name).collect();
            let _ = writeln!(out, "\t{name},*) __gitcomp \"{}\" ;;", values.join(" "));
        }
    }
    out.push_str("\tesac\n}\n");
    out
}

/// Conditions for `git openness …` in fish.
fn fish(command: &Command) -> String {
    let mut out = String::from("\n# For `git openness …`.\n");
    let names: Vec<_> = subcommands(command).map(Command::get_name).collect();
    let bare = format!("__fish_git_using_command openness; and not __fish_seen_subcommand_from {}", names.join(" "));
    for sub in subcommands(command) {
        let about = sub.get_about().map(|text| text.to_string().replace('\'', "\\'")).unwrap_or_default();
        let _ = writeln!(out, "complete -f -c git -n '{bare}' -a '{}' -d '{about}'", sub.get_name());
        for arg in sub.get_arguments().filter(|arg| !arg.is_hide_set()) {
            if let Some(long) = arg.get_long() {
                let _ = writeln!(
                    out,
                    "complete -f -c git -n '__fish_git_using_command openness; and __fish_seen_subcommand_from {}' -l '{long}'",
                    sub.get_name()
                );
            }
        }
    }
    out
}
