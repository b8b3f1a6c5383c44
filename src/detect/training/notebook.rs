//! Training programs in notebooks, cell by cell; outputs say nothing.

use super::{Beside, File, Sightings, record, source};
use crate::inventory::Artifact;
use crate::signature::{self, Language};
use crate::syntax::notebook;

/// The most bytes worth reading.
pub(super) fn cap(artifact: &Artifact) -> Option<u64> {
    // Editors leave second copies behind.
    (!artifact.path().contains(".ipynb_checkpoints/")).then_some(notebook::LONGEST as u64)
}

/// Looks into the code cells and the commands among them.
pub(super) fn look(file: &File<'_>, seen: &mut Sightings) {
    let Some(notebook) = file.notebook() else { return };
    source::look_at_python(file, &notebook.code.text, |offset| notebook.code.place(offset), seen);
    let hits = signature::hits(&notebook.shell.text, Language::Shell);
    record(file, hits, &Beside::default(), |offset| notebook.shell.place(offset), seen);
}
