//! What can be typed.

use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Checks whether a model release carries the label that it claims.
#[derive(Debug, Parser)]
#[command(name = "git openness", bin_name = "git openness", version, args_conflicts_with_subcommands = true)]
pub struct Cli {
    /// What to do; `check HEAD` when nothing is said.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// The flags of `check`, for the short form without a subcommand.
    #[command(flatten)]
    pub check: CheckArgs,
}

/// The subcommands, one file each in `commands/`.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Check a revision and print its report.
    Check(CheckArgs),
}

/// What can be said of a check.
#[derive(Debug, Clone, Default, Args)]
pub struct CheckArgs {
    /// Any revision that `git rev-parse` takes; HEAD when none is given.
    pub revision: Option<String>,
    /// The label that the release will bear, as an id or in words.
    #[arg(long)]
    pub label: Option<String>,
    /// The definition that gates.
    #[arg(long)]
    pub definition: Option<String>,
    /// The form of the report.
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
    /// Write the report to this file instead of standard output.
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Check the files as they lie, tracked and untracked-not-ignored.
    #[arg(long, conflicts_with_all = ["revision", "dir"])]
    pub worktree: bool,
    /// Check a plain folder without git.
    #[arg(long, value_name = "FOLDER", conflicts_with = "revision")]
    pub dir: Option<PathBuf>,
    /// Show all evidence.
    #[arg(long, short)]
    pub verbose: bool,
}

/// Forms of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum Format {
    /// For people at a terminal.
    #[default]
    Text,
    /// For programs; version 1 of the contract.
    Json,
}
