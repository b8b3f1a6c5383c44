//! `git openness man`: manual pages, made from the definition of the command line.
//!
//! `git openness --help` never reaches this program: git opens `man git-openness` instead, so the
//! pages have to be in place (git-help(1), "git help").

use crate::cli::{Cli, ManArgs};
use crate::error::{Error, Result};
use clap::CommandFactory as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Prints the main page, or writes all pages into a folder.
///
/// # Errors
/// When the folder cannot be made or written.
pub fn run(args: &ManArgs) -> Result<ExitCode> {
    let folder = match (&args.output, args.install) {
        (Some(folder), _) => folder.clone(),
        (None, true) => installed()?,
        (None, false) => {
            super::print(&String::from_utf8_lossy(&page(&program())))?;
            return Ok(ExitCode::SUCCESS);
        }
    };
    for (name, bytes) in pages() {
        write(&folder, &name, &bytes)?;
    }
    super::print(&format!("{} pages in {}\n", pages().len(), crate::text::sanitize_path(&folder.to_string_lossy())))?;
    Ok(ExitCode::SUCCESS)
}

/// All pages as `(file name, roff)`: the program's, then one a subcommand.
#[must_use]
pub fn pages() -> Vec<(String, Vec<u8>)> {
    let mut program = program();
    let mut out = vec![("git-openness.1".to_string(), page(&program))];
    // Building gives every subcommand its full name, `git-openness-check`.
    program.build();
    for sub in program.get_subcommands().filter(|sub| !sub.is_hide_set() && sub.get_name() != "help") {
        out.push((format!("git-openness-{}.1", sub.get_name()), page(sub)));
    }
    out
}

/// The command line under the name that its files have.
fn program() -> clap::Command {
    Cli::command().name("git-openness").bin_name("git openness")
}

fn page(command: &clap::Command) -> Vec<u8> {
    let mut bytes = Vec::new();
    // Writing to memory does not fail.
    let name = command.get_display_name().unwrap_or("git-openness").to_string();
    let _ =
        clap_mangen::Man::new(command.clone()).title(name.to_uppercase()).section("1").manual("Git Manual").render(&mut bytes);
    bytes
}

/// `share/man/man1` beside the `bin` folder that this program runs from, where man(1) looks.
fn installed() -> Result<PathBuf> {
    let program = std::env::current_exe().map_err(|error| Error::io("the program's own path", error))?;
    let prefix = program.parent().and_then(Path::parent).ok_or_else(|| Error::Usage {
        message: "the program does not lie in a bin folder".into(),
        hint: "name the folder: git openness man --output DIR".into(),
    })?;
    Ok(prefix.join("share").join("man").join("man1"))
}

fn write(folder: &Path, name: &str, bytes: &[u8]) -> Result<()> {
    std::fs::create_dir_all(folder).map_err(|error| Error::io(folder, error))?;
    let path = folder.join(name);
    std::fs::write(&path, bytes).map_err(|error| Error::io(path, error))
}
