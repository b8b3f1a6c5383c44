//! `git openness schema`: the JSON Schemas, generated from the types.

use crate::cli::{SchemaArgs, SchemaOf};
use crate::error::Result;
use std::process::ExitCode;

/// Prints one schema.
///
/// # Errors
/// [`crate::error::Error::Io`] when standard output cannot be written.
pub fn run(args: &SchemaArgs) -> Result<ExitCode> {
    let text = match args.of {
        SchemaOf::Report => crate::report::json::schema(),
        SchemaOf::Openness => crate::policy::schema(),
    };
    super::print(&text)?;
    Ok(ExitCode::SUCCESS)
}
