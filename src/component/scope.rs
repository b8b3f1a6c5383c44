//! Which statements of licenses cover an artefact, and what they come to together.
//!
//! The most specific statements speak: those about the artefact itself before those about its
//! folder, a deeper folder before the top. Among those that speak, the strictest counts.

use crate::detect::Sightings;
use crate::evidence::{Answer, Evidence};
use crate::license::{LicenseStatus, Statement, Subject};

/// What the statements about one artefact come to.
#[derive(Debug, Clone, Default)]
pub struct Covering {
    /// SPDX expression, `LicenseRef-…` or nothing.
    pub license: Option<String>,
    /// How it is known.
    pub status: LicenseStatus,
    /// Whether it is free; unknown when nothing speaks.
    pub free: Answer,
    /// Every statement that speaks, the deciding one first.
    pub evidence: Vec<Evidence>,
}

/// What an artefact is, when it is asked which statements cover it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Artefact {
    /// A program.
    Code,
    /// Weights.
    Weights,
    /// Data.
    Data,
}

impl Artefact {
    /// Whether a statement speaks of this kind of thing in particular.
    fn is_named_by(self, subject: &Subject) -> bool {
        matches!(
            (self, subject),
            (Self::Code, Subject::Code) | (Self::Weights, Subject::Weights(_)) | (Self::Data, Subject::Data(_))
        )
    }
}

/// The license of the programs of the repository as a whole.
#[must_use]
pub fn code_license(seen: &Sightings) -> Covering {
    let own = |statement: &&Statement| matches!(statement.subject, Subject::Code | Subject::Everything);
    let top: Vec<&Statement> = seen.licenses.iter().filter(own).filter(|statement| statement.scope.is_empty()).collect();
    let named: Vec<&Statement> = top.iter().copied().filter(|statement| statement.subject == Subject::Code).collect();
    let from_files = |list: &[&Statement]| -> Vec<Statement> {
        list.iter().filter(|statement| is_text(statement)).map(|statement| (*statement).clone()).collect()
    };
    for texts in [from_files(&named), from_files(&top)] {
        if !texts.is_empty() {
            return together(&texts.iter().collect::<Vec<_>>());
        }
    }
    if !named.is_empty() {
        return together(&named);
    }
    // Fields before prose: a manifest names the license, a sentence may speak of a part.
    let fields: Vec<&Statement> = top.iter().copied().filter(|s| s.evidence.signature != "license-sentence").collect();
    for list in [fields, top] {
        if !list.is_empty() {
            return together(&list);
        }
    }
    // Nothing at the top: what lies below speaks, first of all what speaks of code, then headers.
    let below: Vec<&Statement> = seen.licenses.iter().filter(own).collect();
    let code: Vec<&Statement> = below.iter().copied().filter(|s| is_text(s) && s.subject == Subject::Code).collect();
    let texts: Vec<&Statement> = below.iter().copied().filter(|s| is_text(s)).collect();
    let headers: Vec<&Statement> = below.iter().copied().filter(|s| s.evidence.signature == "license-header").collect();
    let covering =
        [code, headers, texts].iter().find(|list| !list.is_empty()).map_or_else(Covering::default, |list| together(list));
    // A header speaks for its file and a folder's text for that folder: what covers the rest is not said.
    Covering { free: covering.free.and(Answer::Unknown), ..covering }
}

/// The license of weights that lie at `path` in the tree.
#[must_use]
pub fn for_path(seen: &Sightings, path: &str, artefact: Artefact) -> Covering {
    let covers = |statement: &&Statement| is_above(&statement.scope, path);
    let named: Vec<&Statement> =
        seen.licenses.iter().filter(covers).filter(|statement| artefact.is_named_by(&statement.subject)).collect();
    let folder: Vec<&Statement> = seen.licenses.iter().filter(covers).filter(|s| s.subject == Subject::Everything).collect();
    let deepest = |list: &[&Statement]| list.iter().map(|s| s.scope.len()).max();
    let at = |list: Vec<&Statement>| -> Vec<Statement> {
        let depth = deepest(&list);
        list.into_iter().filter(|s| Some(s.scope.len()) == depth).cloned().collect()
    };
    // A license in a deeper folder is about what lies there; else the artefact's own statement.
    let speaking = match (deepest(&named), deepest(&folder)) {
        (Some(own), Some(place)) if place > own => at(folder),
        (Some(_), _) => at(named),
        (None, _) => at(folder),
    };
    together(&speaking.iter().collect::<Vec<_>>())
}

/// The strictest license text inside a folder that does not grant everything: it binds at least a part of
/// what lies there, whatever is said elsewhere.
#[must_use]
pub fn limit_within(seen: &Sightings, folder: &str) -> Option<Covering> {
    let inside: Vec<&Statement> = seen
        .licenses
        .iter()
        .filter(|s| !s.scope.is_empty() && is_above(folder, &s.scope) && is_text(s) && s.free != Answer::Yes)
        .collect();
    (!inside.is_empty()).then(|| together(&inside))
}

/// The license of weights that are only linked: statements about weights, else the root license,
/// then with the status `implied`.
#[must_use]
pub fn linked_weights(seen: &Sightings) -> Covering {
    let named: Vec<&Statement> =
        seen.licenses.iter().filter(|statement| Artefact::Weights.is_named_by(&statement.subject)).collect();
    if !named.is_empty() {
        return together(&named);
    }
    let root: Vec<&Statement> = seen.licenses.iter().filter(|s| s.scope.is_empty() && s.subject == Subject::Everything).collect();
    // Where no text stands at the top, the license that the package declares is all that the project says of itself.
    let mut covering = if root.is_empty() { code_license(seen) } else { together(&root) };
    if covering.status != LicenseStatus::None {
        covering.status = LicenseStatus::Implied;
    }
    covering
}

fn is_text(statement: &Statement) -> bool {
    statement.evidence.signature.starts_with("license-file")
}

fn is_above(scope: &str, path: &str) -> bool {
    scope.is_empty() || path.strip_prefix(scope).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Intersects statements about one thing: the strictest counts, and it stands first.
#[must_use]
pub fn together(statements: &[&Statement]) -> Covering {
    let mut sorted: Vec<&&Statement> = statements.iter().collect();
    sorted.sort_by_key(|statement| match statement.free {
        Answer::No => 0,
        Answer::Unknown => 1,
        Answer::Yes => 2,
    });
    let Some(first) = sorted.first() else { return Covering::default() };
    if let Some(choice) = choice(statements) {
        return choice;
    }
    let disagree = sorted.iter().any(|other| other.free != first.free && other.free == Answer::Yes && first.free == Answer::No);
    Covering {
        license: first.license.clone(),
        status: if disagree { LicenseStatus::Conflict } else { first.status },
        free: first.free,
        evidence: sorted.iter().map(|statement| statement.evidence.clone()).collect(),
    }
}

/// `LICENSE-MIT` beside `LICENSE-APACHE`: files named after licenses offer a choice.
fn choice(statements: &[&Statement]) -> Option<Covering> {
    let texts: Vec<&&Statement> = statements.iter().filter(|statement| is_text(statement)).collect();
    let named = texts.iter().filter(|statement| named_after_license(&statement.evidence.location.path)).count();
    if texts.len() < 2 || named + 1 < texts.len() || named == 0 {
        return None;
    }
    let mut ids: Vec<String> = Vec::new();
    let mut free = Answer::No;
    for statement in &texts {
        free = crate::license::expression::either(free, statement.free);
        if let Some(id) = statement.license.as_ref().filter(|id| !ids.contains(id)) {
            ids.push(id.clone());
        }
    }
    (ids.len() > 1).then(|| Covering {
        license: Some(ids.join(" OR ")),
        status: LicenseStatus::Text,
        free,
        evidence: statements.iter().map(|statement| statement.evidence.clone()).collect(),
    })
}

fn named_after_license(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default().to_ascii_lowercase();
    name.starts_with("unlicense")
        || name.starts_with("unlicence")
        || ["mit", "apache", "apache2", "bsd", "gpl", "gplv2", "gplv3", "lgpl", "mpl", "isc", "zlib", "cc0", "boost"]
            .iter()
            .any(|id| name.split(|c: char| !c.is_ascii_alphanumeric()).any(|part| part == *id))
}
