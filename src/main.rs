//! The `git-openness` program: parse, run, exit.

use clap::Parser as _;
use git_openness::{cli::Cli, commands};
use std::process::ExitCode;

fn main() -> ExitCode {
    match Cli::try_parse() {
        Ok(cli) => commands::run(cli),
        Err(told) => commands::told(&told),
    }
}
