//! `git openness explain`: the knowledge documents in plain words.

use crate::cli::ExplainArgs;
use crate::error::{Error, Result};
use crate::explain;
use crate::layout::columns;
use crate::text::sanitize;
use std::process::ExitCode;

/// Explains one thing, or lists what can be explained.
///
/// # Errors
/// [`Error::Usage`] with the nearest names when nothing is called so.
pub fn run(args: &ExplainArgs) -> Result<ExitCode> {
    let pages = explain::pages();
    let text = match &args.id {
        None => explain::list(&pages, columns()),
        Some(id) => {
            let found = explain::find(&pages, id);
            if found.is_empty() {
                let near = explain::nearest(&pages, id);
                let hint = if near.is_empty() { String::new() } else { format!("did you mean {}? ", near.join(" or ")) };
                return Err(Error::Usage {
                    message: format!("nothing here is called '{}'", sanitize(id, 60)),
                    hint: format!("{hint}`git openness explain` lists every name"),
                });
            }
            explain::show(&found, columns())
        }
    };
    super::print(&text)?;
    Ok(ExitCode::SUCCESS)
}
