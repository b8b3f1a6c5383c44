//! Training programs in notebooks, cell by cell; outputs say nothing.

use super::{File, Training, source};
use crate::inventory::Artifact;
use crate::signature::{self, Language};
use crate::syntax::notebook;

/// The most bytes worth reading.
pub(super) fn cap(artifact: &Artifact) -> Option<u64> {
    // Editors leave second copies behind.
    (!artifact.path().contains(".ipynb_checkpoints/")).then_some(notebook::LONGEST as u64)
}

/// Looks into the code cells and the commands among them.
pub(super) fn look(file: &File<'_>, seen: &mut Vec<Training>) {
    let Some(notebook) = notebook::parse(file.text) else { return };
    source::look_at_python(file, &notebook.code.text, |offset| notebook.code.place(offset), seen);
    for hit in signature::hits(&notebook.shell.text, Language::Shell).into_iter().filter(|hit| hit.signature.form.trains()) {
        seen.push(Training {
            evidence: file.evidence(&hit.signature.id, hit.signature.strength, notebook.shell.place(hit.offset)),
            form: hit.signature.form,
            role: file.artifact.role,
            stage: hit.signature.stage,
            base: None,
            scratch: false,
        });
    }
}
