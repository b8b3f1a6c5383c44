//! What can be typed.

pub mod gate;

use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// What stands below the help.
const EXAMPLES: &str = "\
Examples:
  git openness                              check HEAD
  git openness v1.0 --label \"open source\"   check a tag that will be called that
  git openness --format markdown > openness.md
  git openness explain corpus-missing       what a finding means and how to mend it
  git openness demo                         three repositories, side by side

Exit codes:
  0  the claim is upheld, or nothing is claimed     2  usage, configuration or repository error
  1  the claim is refuted                           3  the claim cannot be told";

/// Checks whether a model release carries the label that it claims: open source, open weights …
///
/// Reads training program, corpus, weights and licenses from any revision of a repository, offline,
/// and compares what is there with what is said.
#[derive(Debug, Parser)]
#[command(name = "git openness", bin_name = "git openness", version, args_conflicts_with_subcommands = true, after_help = EXAMPLES)]
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
    /// Print the patch that makes refuted words accurate.
    Fix(FixArgs),
    /// Make three small model repositories, check them and show the difference. No network.
    Demo,
    /// Which license covers code, weights and data, who says so and where.
    Licenses(LicensesArgs),
    /// Say what a finding, label, state, definition, license or key means; without an id, list them.
    Explain(ExplainArgs),
    /// Write openness.yaml from what was detected, or the workflow of a forge.
    Init(InitArgs),
    /// Print a completion script for a shell, for `git openness` and `git-openness`.
    Completions(CompletionsArgs),
    /// Print the manual page, or put all pages in place for `git openness --help`.
    Man(ManArgs),
    /// Put the gate where git looks for hooks: a release that claims more than it carries is not pushed.
    Install(gate::InstallArgs),
    /// Take the gate away and put earlier hooks back.
    Uninstall(gate::UninstallArgs),
    /// Which gates are active, which are bypassed and why.
    Status,
    /// Check, then make an annotated tag that states the accurate label and a digest of the evidence.
    Tag(gate::TagArgs),
    /// Whether the evidence still is what a tag states.
    Verify(gate::VerifyArgs),
    /// What the hooks call: reads ref updates from standard input; 0 go on, 1 stop.
    Hook(gate::HookArgs),
    /// Print the JSON Schema of the report or of openness.yaml.
    Schema(SchemaArgs),
}

/// What can be said of `fix`.
#[derive(Debug, Clone, Default, Args)]
pub struct FixArgs {
    /// The revision to correct; HEAD when none is given.
    pub revision: Option<String>,
    /// Write the corrections into the work tree instead of printing a patch.
    #[arg(long)]
    pub write: bool,
    /// Correct files that have changes of their own too.
    #[arg(long, requires = "write")]
    pub force: bool,
    /// Also make changes that need a person's eye.
    #[arg(long)]
    pub r#unsafe: bool,
    /// Also put an "Openness" section at the end of the README.
    #[arg(long)]
    pub section: bool,
}

/// What can be said of `explain`.
#[derive(Debug, Clone, Default, Args)]
pub struct ExplainArgs {
    /// The id or words to explain, such as `corpus-missing`, `open-weights` or `openness.yaml`.
    pub id: Option<String>,
}

/// What can be said of `licenses`.
#[derive(Debug, Clone, Default, Args)]
pub struct LicensesArgs {
    /// Any revision that `git rev-parse` takes; HEAD when none is given.
    pub revision: Option<String>,
    /// Print the sentences that are missing, ready for the README.
    #[arg(long)]
    pub suggest: bool,
}

/// What can be said of `schema`.
#[derive(Debug, Clone, Args)]
pub struct SchemaArgs {
    /// Which schema.
    #[arg(value_enum)]
    pub of: SchemaOf,
}

/// The formats that have a schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SchemaOf {
    /// The report, `--format json`.
    Report,
    /// The declarations, `openness.yaml`.
    Openness,
}

/// What can be said of `init`.
#[derive(Debug, Clone, Default, Args)]
pub struct InitArgs {
    /// The revision to look at; HEAD when none is given.
    pub revision: Option<String>,
    /// Write the release workflow of this forge instead of openness.yaml.
    #[arg(long, value_enum)]
    pub ci: Option<Forge>,
    /// Write over a file that is there already.
    #[arg(long)]
    pub force: bool,
    /// Print openness.yaml instead of writing it.
    #[arg(long, conflicts_with_all = ["ci", "force"])]
    pub print: bool,
}

/// Forges whose workflows `init --ci` writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Forge {
    /// GitHub.
    Github,
    /// GitLab.
    Gitlab,
    /// Forgejo and Gitea.
    Forgejo,
}

/// What can be said of `completions`.
#[derive(Debug, Clone, Args)]
pub struct CompletionsArgs {
    /// The shell.
    #[arg(value_enum)]
    pub shell: clap_complete::Shell,
}

/// What can be said of `man`.
#[derive(Debug, Clone, Default, Args)]
pub struct ManArgs {
    /// Put all pages into share/man/man1 beside the program's bin folder.
    #[arg(long, conflicts_with = "output")]
    pub install: bool,
    /// Put all pages into this folder.
    #[arg(long, value_name = "DIR")]
    pub output: Option<PathBuf>,
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
    /// Fetch what a partial clone left out, instead of saying that it cannot be told.
    #[arg(long, conflicts_with = "dir")]
    pub fetch_missing: bool,
    /// Show all evidence.
    #[arg(long, short)]
    pub verbose: bool,
    /// Also write the report in another form to a file; may be given several times.
    #[arg(long, value_name = "FORMAT=FILE", value_parser = parse_write)]
    pub write: Vec<(Format, PathBuf)>,
    /// The text of the release, as Markdown: its claims are checked too.
    #[arg(long, value_name = "FILE")]
    pub release_notes: Option<PathBuf>,
    /// The event file of a forge (GITHUB_EVENT_PATH): the release's title and text are checked too.
    #[arg(long, value_name = "FILE")]
    pub event: Option<PathBuf>,
}

/// `FORMAT=FILE` of `--write`.
fn parse_write(text: &str) -> Result<(Format, PathBuf), String> {
    let (format, path) = text.split_once('=').ok_or("write FORMAT=FILE, such as json=report.json")?;
    let format = Format::from_str(format, false).map_err(|_| {
        let known: Vec<_> =
            Format::value_variants().iter().filter_map(|f| f.to_possible_value().map(|v| v.get_name().to_string())).collect();
        format!("the format is one of {}", known.join(", "))
    })?;
    if path.is_empty() { Err("the file's name is empty".into()) } else { Ok((format, PathBuf::from(path))) }
}

/// Forms of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum Format {
    /// For people at a terminal.
    #[default]
    Text,
    /// For a pull request or a job summary.
    Markdown,
    /// For programs; version 1 of the report.
    Json,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// Annotations of a hosted runner, `::error file=…`.
    Github,
    /// For the next step of a workflow: `label=`, `verdict=`, `missing=`, one line each.
    Outputs,
}
