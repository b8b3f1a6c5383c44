//! What can be typed for the gate: installing it, and what the hooks call.

use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// What can be said of an installation.
#[derive(Debug, Clone, Default, Args)]
pub struct InstallArgs {
    /// Also stop `git tag` itself (costs a little on every ref update).
    #[arg(long, conflicts_with = "server")]
    pub tag_guard: bool,
    /// The gate of a bare repository that receives pushes.
    #[arg(long)]
    pub server: bool,
    /// For all repositories of this user: settings from git 2.54 on, a template folder before.
    #[arg(long)]
    pub global: bool,
    /// As a script or as a setting; by default what this git runs.
    #[arg(long = "as", value_enum, value_name = "FORM")]
    pub form: Option<FormName>,
    /// Print a hook's script and install nothing.
    #[arg(long, value_enum, value_name = "HOOK", conflicts_with_all = ["tag_guard", "server", "global", "form"])]
    pub print: Option<HookName>,
}

/// Forms of a hook.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FormName {
    /// A script in the hooks folder.
    Script,
    /// A setting `hook.<name>.command`, for git 2.54 and later.
    Setting,
}

/// What can be said of a removal.
#[derive(Debug, Clone, Default, Args)]
pub struct UninstallArgs {
    /// What `install --global` put in place.
    #[arg(long)]
    pub global: bool,
}

/// What can be said of a tag.
#[derive(Debug, Clone, Default, Args)]
pub struct TagArgs {
    /// The tag's name.
    pub name: String,
    /// What to tag; HEAD when nothing is said.
    pub revision: Option<String>,
    /// A paragraph of the message.
    #[arg(long, short, value_name = "TEXT")]
    pub message: Vec<String>,
    /// The file that holds the message; `-` for standard input.
    #[arg(long, short = 'F', value_name = "FILE", conflicts_with = "message")]
    pub file: Option<PathBuf>,
    /// The label that the release will bear, as an id or in words; what is carried when not given.
    #[arg(long)]
    pub label: Option<String>,
    /// Sign it, as `git tag -s` does.
    #[arg(long, short)]
    pub sign: bool,
    /// Sign it with this key, as `git tag -u` does.
    #[arg(long, short = 'u', value_name = "KEY")]
    pub local_user: Option<String>,
    /// Move a tag that is there already.
    #[arg(long, short)]
    pub force: bool,
}

/// What can be said of a verification.
#[derive(Debug, Clone, Default, Args)]
pub struct VerifyArgs {
    /// The tag.
    pub name: String,
}

/// What git hands to a hook.
#[derive(Debug, Clone, Args)]
pub struct HookArgs {
    /// The process that ran the hook, which tells a tag made here from a fetched one.
    #[arg(long, value_name = "PID")]
    pub parent: Option<u32>,
    /// The hook.
    #[arg(value_enum)]
    pub hook: HookName,
    /// The arguments that git gave to it.
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, value_name = "ARGUMENT")]
    pub rest: Vec<std::ffi::OsString>,
}

/// Hooks by git's names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum HookName {
    /// Before anything is sent.
    PrePush,
    /// Before a ref is set.
    ReferenceTransaction,
    /// Before what was received is let in.
    PreReceive,
}

impl From<HookName> for crate::gate::refs::Hook {
    fn from(name: HookName) -> Self {
        match name {
            HookName::PrePush => Self::PrePush,
            HookName::ReferenceTransaction => Self::ReferenceTransaction,
            HookName::PreReceive => Self::PreReceive,
        }
    }
}
