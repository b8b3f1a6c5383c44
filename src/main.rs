//! The `git-openness` program: parse, run, exit.

use clap::Parser as _;
use git_openness::{cli::Cli, commands};
use std::process::ExitCode;

/// A check makes and drops many small texts in two threads; the system's allocator asks the kernel for pages each time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    match Cli::try_parse() {
        Ok(cli) => commands::run(cli),
        Err(told) => commands::told(&told),
    }
}
