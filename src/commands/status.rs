//! `git openness status`: which gates are active, which are bypassed and why.

use crate::error::Result;
use crate::install::status::{self, State};
use std::process::ExitCode;

/// Prints the status; 1 when something that was installed does not run.
///
/// # Errors
/// When there is no repository.
pub fn run() -> Result<ExitCode> {
    let status = status::look()?;
    let mut lines = Vec::new();
    for (hook, state) in &status.hooks {
        let (word, more) = match state {
            State::Active(place) => ("active", place.as_str()),
            State::Bypassed(why) => ("bypassed", why.as_str()),
            State::Absent => ("not installed", ""),
        };
        lines.push(format!("{:<22} {word:<14} {more}", hook.name()).trim_end().to_string());
    }
    lines.extend(status.notes.iter().cloned());
    super::print(&super::install::joined(&lines))?;
    Ok(if status.is_bypassed() { ExitCode::from(1) } else { ExitCode::SUCCESS })
}
