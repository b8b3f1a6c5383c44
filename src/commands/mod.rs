//! One file a subcommand, thin: what was typed becomes a question, the answer is printed.

pub mod check;
pub mod completions;
pub mod demo;
pub mod explain;
pub mod fix;
pub mod hook;
pub mod init;
pub mod install;
pub mod licenses;
pub mod man;
pub mod open;
pub mod schema;
pub mod status;
pub mod tag;
pub mod uninstall;
pub mod verify;

use crate::cli::{Cli, Command};
use crate::error::{Error, Result};
use std::process::ExitCode;

/// Runs what was typed and turns the outcome into an exit code.
#[must_use]
pub fn run(cli: Cli) -> ExitCode {
    let short = cli.command.is_none();
    let outcome = match cli.command.unwrap_or(Command::Check(cli.check)) {
        Command::Check(args) => check::run(&args),
        Command::Licenses(args) => licenses::run(&args),
        Command::Fix(args) => fix::run(&args),
        Command::Demo => demo::run(),
        Command::Explain(args) => explain::run(&args),
        Command::Init(args) => init::run(&args),
        Command::Completions(args) => completions::run(&args),
        Command::Man(args) => man::run(&args),
        Command::Install(args) => install::run(&args),
        Command::Uninstall(args) => uninstall::run(&args),
        Command::Status => status::run(),
        Command::Tag(args) => tag::run(&args),
        Command::Verify(args) => verify::run(&args),
        Command::Hook(args) => hook::run(&args),
        Command::Schema(args) => schema::run(&args),
    };
    match outcome {
        Ok(code) => code,
        Err(Error::BrokenPipe) => ExitCode::SUCCESS,
        Err(error) => {
            let mistyped = match &error {
                Error::Revision { spec } if short => subcommand_like(spec),
                _ => None,
            };
            complain(&error.to_string(), &mistyped.unwrap_or_else(|| error.hint()));
            ExitCode::from(2)
        }
    }
}

/// What the parser has to say: help and version on standard output, a mistake as one line what and
/// one line what to do.
#[must_use]
pub fn told(told: &clap::Error) -> ExitCode {
    if !told.use_stderr() {
        // A reader that went away has read enough.
        let _ = told.print();
        return ExitCode::SUCCESS;
    }
    let text = told.render().to_string();
    let what: Vec<_> = text.lines().take_while(|line| !line.trim().is_empty()).map(str::trim).collect();
    let tips: Vec<_> = text.lines().filter_map(|line| line.trim().strip_prefix("tip: ")).collect();
    let usage = text.lines().find_map(|line| line.trim().strip_prefix("Usage: "));
    let what = what.join(" ");
    let hint = match (tips.first(), usage) {
        (Some(tip), _) => format!("{tip}; `git openness -h` lists what can be typed"),
        (None, Some(usage)) => format!("usage: {usage}; `-h` after a command lists its flags"),
        (None, None) => "`git openness -h` lists what can be typed".into(),
    };
    complain(what.trim_start_matches("error: "), &hint);
    ExitCode::from(2)
}

/// The hint for a revision that nobody knows and that looks like a subcommand.
fn subcommand_like(spec: &str) -> Option<String> {
    use clap::CommandFactory as _;
    let program = Cli::command();
    let near = program
        .get_subcommands()
        .map(|known| (strsim::osa_distance(spec, known.get_name()), known.get_name()))
        .filter(|(distance, name)| *distance <= 1.max(name.len() / 3))
        .min()?;
    Some(format!("did you mean `git openness {}`?", near.1))
}

/// Prints one line what and one line what to do.
fn complain(what: &str, hint: &str) {
    use crate::layout::{bad, bold, unsure};
    use crate::text::sanitize;
    use std::io::Write as _;
    let mut stream = anstream::stderr().lock();
    let _ = writeln!(stream, "{} {}", bold(&bad("error:")), sanitize(what, 600));
    if !hint.is_empty() {
        let _ = writeln!(stream, "{} {}", unsure("hint:"), sanitize(hint, 600));
    }
}

/// Writes to standard error, as far as anybody reads it.
pub fn print_error(text: &str) {
    use std::io::Write as _;
    let _ = anstream::stderr().lock().write_all(text.as_bytes());
}

/// Writes to standard output; a reader that went away is not a failure.
///
/// # Errors
/// [`Error::BrokenPipe`], or [`Error::Io`] for anything else.
pub fn print(text: &str) -> Result<()> {
    use std::io::Write as _;
    let mut stream = anstream::stdout().lock();
    stream.write_all(text.as_bytes()).and_then(|()| stream.flush()).map_err(|error| Error::io("standard output", error))
}
