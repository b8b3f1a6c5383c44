//! The `git-openness` program: parse, run, exit.

use clap::Parser as _;
use std::process::ExitCode;

fn main() -> ExitCode {
    git_openness::commands::run(git_openness::cli::Cli::parse())
}
