//! What the project or the command line says on purpose.

use crate::detect::claim::{About, Words};
use crate::error::{Error, Result};
use crate::evidence::{Location, Strength};
use crate::label::Label;
use crate::policy::Policy;
use crate::text::sanitize;

/// The label given on purpose: on the command line, or in the project's declarations.
///
/// # Errors
/// [`crate::error::Error::Usage`] when nobody knows the label.
pub fn declared(label: Option<&str>, policy: &Policy) -> Result<Vec<Words>> {
    let given = label
        .map(|label| (label, "--label"))
        .into_iter()
        .chain(policy.label.as_deref().map(|label| (label, crate::policy::FILE)));
    given
        .map(|(label, path)| {
            let known = Label::parse(label).ok_or_else(|| Error::Usage {
                message: format!("no label is called '{}'", sanitize(label, 60)),
                hint: format!("one of: {}", Label::ALL.map(Label::id).join(", ")),
            })?;
            Ok(Words {
                label: known.id().into(),
                about: About::Model,
                text: sanitize(label, 60),
                strength: Strength::Strong,
                location: Location::file(path),
                phrase: None,
            })
        })
        .collect()
}
