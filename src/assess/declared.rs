//! What the project or the command line says on purpose.

use crate::detect::claim::{About, Words};
use crate::error::{Error, Result};
use crate::evidence::{Location, Strength};
use crate::git::Revision;
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

/// The trailer by which a tag's message names the label on purpose, as `git openness tag` writes it.
pub const TRAILER: &str = "Openness";

/// The labels that the tags of a revision name by [`TRAILER`].
#[must_use]
pub fn stated(revision: &Revision) -> Vec<Words> {
    let trailer = |line: &str| {
        let (key, value) = line.split_once(':')?;
        key.trim_end().eq_ignore_ascii_case(TRAILER).then(|| Label::parse(value)).flatten()
    };
    let mut found = Vec::new();
    for tag in &revision.tags {
        for (number, line) in (1..).zip(tag.message.lines()) {
            if let Some(label) = trailer(line) {
                found.push(Words {
                    label: label.id().into(),
                    about: About::Model,
                    text: sanitize(line, 60),
                    strength: Strength::Strong,
                    location: Location {
                        path: format!("refs/tags/{}", tag.name),
                        line: Some(number),
                        column: None,
                        blob: tag.oid,
                    },
                    phrase: None,
                });
            }
        }
    }
    found
}
