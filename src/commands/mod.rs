//! One file a subcommand, thin: what was typed becomes a question, the answer is printed.

pub mod check;
pub mod completions;
pub mod demo;
pub mod explain;
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
    let outcome = match cli.command.unwrap_or(Command::Check(cli.check)) {
        Command::Check(args) => check::run(&args),
        Command::Licenses(args) => licenses::run(&args),
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
            complain(&error);
            ExitCode::from(2)
        }
    }
}

/// Prints one line what and one line what to do.
fn complain(error: &Error) {
    use std::io::Write as _;
    let mut stream = anstream::stderr().lock();
    let _ = writeln!(stream, "error: {}", crate::text::sanitize(&error.to_string(), 400));
    let hint = error.hint();
    if !hint.is_empty() {
        let _ = writeln!(stream, "hint: {hint}");
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
