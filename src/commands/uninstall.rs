//! `git openness uninstall`: everything back as it was.

use crate::cli::gate::UninstallArgs;
use crate::error::Result;
use crate::install::{self, template};
use std::process::ExitCode;

/// Takes our hooks away and puts kept ones back.
///
/// # Errors
/// When there is no repository, or something cannot be changed.
pub fn run(args: &UninstallArgs) -> Result<ExitCode> {
    let lines = if args.global { template::uninstall()? } else { install::uninstall()? };
    super::print(&super::install::joined(&lines))?;
    Ok(ExitCode::SUCCESS)
}
