//! `git openness fix`: the wording patch.

use crate::Question;
use crate::cli::FixArgs;
use crate::error::{Error, Result};
use crate::fix::{self, Plan, Wish};
use crate::git::worktree::Worktree;
use crate::git::{Access, ObjectSource, Repository};
use crate::text::sanitize_path;
use std::io::Write as _;
use std::process::ExitCode;

/// Prints the patch to standard output, or writes it into the work tree, and lists on standard error
/// what is left to a person. 0 when nothing refuted is left, 1 when something is.
///
/// # Errors
/// Everything that keeps the question from being answered: exit code 2.
pub fn run(args: &FixArgs) -> Result<ExitCode> {
    let source = Repository::open(Access::default())?;
    let revision = source.resolve(args.revision.as_deref().unwrap_or("HEAD"))?;
    let assessment = crate::assess(&source, &revision, &Question::default())?;
    let mut plan = fix::plan(&source, &revision, &assessment, Wish { unsafe_too: args.r#unsafe, section: args.section })?;
    if args.write {
        let tree = Worktree::open(source)?;
        for path in fix::worktree::write(tree.root(), &plan.files, args.force)? {
            super::print(&format!("corrected {}\n", sanitize_path(&path)))?;
        }
    } else {
        print(&mut plan)?;
    }
    if plan.files.is_empty() && plan.left.is_empty() {
        super::print_error("nothing to correct\n");
    }
    if plan.uncertain > 0 {
        super::print_error(&format!("look at these before you commit: {} of the changes need a person's eye\n", plan.uncertain));
    }
    if !plan.left.is_empty() {
        super::print_error(&format!("left to you:\n  {}\n", plan.left.join("\n  ")));
    }
    let refuted = plan.left.iter().any(|line| line.contains('→'));
    Ok(ExitCode::from(u8::from(refuted)))
}

/// The patch as bytes: other people's lines may not be UTF-8, and escapes are kept out by the plan.
fn print(plan: &mut Plan) -> Result<()> {
    let mut stream = std::io::stdout().lock();
    for file in &plan.files {
        match fix::diff::unified(file) {
            Some(patch) => stream.write_all(&patch).map_err(|error| Error::io("standard output", error))?,
            None => plan
                .left
                .push(format!("{}: → hidden characters stand beside the change; --write corrects it", sanitize_path(&file.path))),
        }
    }
    stream.flush().map_err(|error| Error::io("standard output", error))
}
