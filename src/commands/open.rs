//! What is read: a revision, the files as they lie, or a plain folder.

use crate::Question;
use crate::cli::CheckArgs;
use crate::detect::Note;
use crate::error::Result;
use crate::git::folder::Folder;
use crate::git::worktree::Worktree;
use crate::git::{Access, ObjectSource, Repository, Revision, Settings};

/// A source with the revision that was asked for, and the question with git's settings filled in.
pub struct Opened {
    /// Where everything is read.
    pub source: Box<dyn ObjectSource>,
    /// What is read.
    pub revision: Revision,
    /// What is asked.
    pub question: Question,
}

/// Opens what the flags name.
///
/// # Errors
/// When there is no such repository, folder or revision, or it cannot be read at all.
pub fn open(args: &CheckArgs) -> Result<Opened> {
    let mut question = Question { label: args.label.clone(), definition: args.definition.clone(), notes: notes(args)? };
    if let Some(folder) = &args.dir {
        let source = Folder::open(folder)?;
        let revision = source.resolve("")?;
        return Ok(Opened { source: Box::new(source), revision, question });
    }
    let access = Access { fetch_missing: args.fetch_missing };
    let repository = Repository::open(access)?;
    // What is typed wins over git's settings, and they over the project's own.
    if question.definition.is_none() {
        question.definition = definition(&repository)?;
    }
    let source: Box<dyn ObjectSource> = if args.worktree { Box::new(Worktree::open(repository)?) } else { Box::new(repository) };
    let revision = source.resolve(args.revision.as_deref().unwrap_or("HEAD"))?;
    Ok(Opened { source, revision, question })
}

/// The definition that git's settings name: the hooks and every command must ask the same question.
///
/// # Errors
/// When the settings cannot be read.
pub fn definition(repository: &Repository) -> Result<Option<String>> {
    Ok(Settings::read(repository)?.get("definition").map(str::to_string))
}

/// The words that are handed in beside the tree.
fn notes(args: &CheckArgs) -> Result<Vec<Note>> {
    let mut notes = Vec::new();
    if let Some(path) = &args.release_notes {
        notes.push(Note { place: crate::text::sanitize_path(&path.to_string_lossy()), text: crate::event::text(path)? });
    }
    if let Some(path) = &args.event {
        let event = crate::event::read(path)?;
        let place = |part: &str| format!("{} {part}", event.place);
        notes.extend(event.title.as_ref().map(|text| Note { place: place("title"), text: text.clone() }));
        notes.extend(event.text.as_ref().map(|text| Note { place: place("text"), text: text.clone() }));
    }
    Ok(notes)
}
