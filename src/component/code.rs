//! Folds license statements into the license of the code.

use super::Code;
use crate::detect::{Context, Sightings};
use crate::inventory::{Kind, Role};
use crate::license::Subject;

/// The programs and their license.
#[must_use]
pub fn fold(context: &Context<'_>, seen: &Sightings) -> Code {
    let present = context
        .inventory
        .artifacts
        .iter()
        .any(|a| matches!(a.kind, Kind::Source | Kind::Notebook | Kind::Script) && a.role != Role::Vendored);
    let mut code = Code { present, ..Code::default() };
    if let Some(root) =
        seen.licenses.iter().find(|s| s.scope.is_empty() && matches!(s.subject, Subject::Everything | Subject::Code))
    {
        code.license.clone_from(&root.license);
        code.license_status = root.status;
        code.free = root.free;
        code.evidence.push(root.evidence.clone());
    }
    code
}
