//! Which statements of licenses cover an artefact, and what they come to together.
//!
//! The most specific statements speak: those about the artefact itself before those about its
//! folder, a deeper folder before the top. Among those that speak, the strictest counts.

use crate::detect::Sightings;
use crate::evidence::{Answer, Evidence, Strength};
use crate::license::{LicenseStatus, Statement, Subject, terms};

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
    /// Where statements about one thing disagree: the deciding one and those against it, each noting its license.
    pub conflict: Vec<Evidence>,
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

/// The license of the programs of the repository as a whole. Its name is that of the text, where
/// there is one; a limit that prose or a manifest adds makes it a conflict and takes the freedom away.
#[must_use]
pub fn code_license(seen: &Sightings) -> Covering {
    let own = |s: &&Statement| matches!(s.subject, Subject::Code | Subject::Everything) && !is_of_data_alone(s);
    let all: Vec<&Statement> = seen.licenses.iter().filter(own).collect();
    let top = only(&all, |s| s.scope.is_empty());
    let named = only(&top, |s| s.subject == Subject::Code);
    for texts in [only(&named, is_text), only(&top, is_text)] {
        if !texts.is_empty() {
            return against(together(&texts), &texts, &named);
        }
    }
    if !named.is_empty() {
        // A limit that names no license leaves the name to the texts of the parts.
        let texts = only(&all, |s| is_text(s) && s.subject == Subject::Code);
        if !texts.is_empty() && named.iter().all(|s| is_nameless(s)) {
            return against(together(&texts), &texts, &named);
        }
        return together(&named);
    }
    // Fields before prose: a manifest names the license, a sentence may speak of a part.
    let fields = only(&top, |s| !matches!(s.evidence.signature.as_str(), "license-sentence" | "license-pointer"));
    for list in [fields, only(&top, |s| s.license.is_some())] {
        if !list.is_empty() {
            return together(&list);
        }
    }
    // Nothing at the top: what lies below speaks, first of all what speaks of code, then headers.
    let code = only(&all, |s| is_text(s) && s.subject == Subject::Code);
    let headers = only(&all, |s| s.evidence.signature == "license-header");
    let texts = only(&all, is_text);
    let covering =
        [code, headers, texts].iter().find(|list| !list.is_empty()).map_or_else(Covering::default, |list| together(list));
    // A header speaks for its file and a folder's text for that folder: what covers the rest is not said.
    Covering { free: covering.free.and(Answer::Unknown), ..covering }
}

fn only<'s>(list: &[&'s Statement], test: impl Fn(&Statement) -> bool) -> Vec<&'s Statement> {
    list.iter().copied().filter(|statement| test(statement)).collect()
}

/// A license that covers data by its own words: programs beside them have no license from it.
fn is_of_data_alone(statement: &Statement) -> bool {
    let of_data = |id: &str| terms::all(id, |facts| facts.covers == Some(terms::Made::Data));
    statement.subject == Subject::Everything && statement.license.as_deref().is_some_and(of_data)
}

/// A limit of use that names no license.
fn is_nameless(statement: &Statement) -> bool {
    matches!(statement.license.as_deref(), Some("LicenseRef-Non-Commercial" | "LicenseRef-Research-Only"))
}

/// Holds texts against what is said of the programs elsewhere: a limit takes their freedom away, another
/// license is a conflict.
fn against(covering: Covering, texts: &[&Statement], named: &[&Statement]) -> Covering {
    let Some(text) = texts.first() else { return covering };
    // Prose that names another license speaks of a part more often than not; prose that limits is heard.
    let heard = |s: &Statement| match s.evidence.signature.as_str() {
        "license-field" => disagree(&covering, s),
        _ => s.evidence.strength == Strength::Strong && s.free == Answer::No && covering.free == Answer::Yes,
    };
    let others = only(named, |s| !is_text(s) && heard(s));
    if others.is_empty() || covering.status == LicenseStatus::Conflict {
        return covering;
    }
    let limited = others.iter().any(|s| s.free == Answer::No) && covering.free != Answer::No;
    let conflict = std::iter::once(*text).chain(others.iter().copied()).map(noting).collect();
    let mut evidence = covering.evidence;
    evidence.extend(others.iter().map(|s| s.evidence.clone()));
    Covering {
        status: if limited { LicenseStatus::Conflict } else { covering.status },
        free: if limited { Answer::No } else { covering.free },
        license: covering.license,
        evidence,
        conflict,
    }
}

/// Whether a statement names another license than the texts: none in common, and both exact.
fn disagree(covering: &Covering, statement: &Statement) -> bool {
    let (Some(text), Some(other)) = (&covering.license, &statement.license) else { return false };
    if statement.free == Answer::No && covering.free == Answer::Yes {
        return true;
    }
    let exact = |words: &str| !words.contains("LicenseRef-");
    let ids = |words: &str| -> Vec<String> {
        let ids = words.split([' ', '(', ')']).filter(|word| !matches!(*word, "" | "OR" | "AND" | "WITH"));
        ids.map(|id| id.trim_end_matches("-only").trim_end_matches("-or-later").to_ascii_lowercase()).collect()
    };
    exact(text) && exact(other) && !ids(text).iter().any(|id| ids(other).contains(id))
}

/// A statement's evidence with its license as the note.
fn noting(statement: &Statement) -> Evidence {
    statement.evidence.clone().noting(statement.license.clone().unwrap_or_else(|| "a text that is not recognised".into()))
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
    // Where no text stands at the top, the license that the package declares is what the project says of itself. A
    // sentence or a text that speaks of the code says nothing of the weights.
    let declared = |s: &&Statement| s.scope.is_empty() && s.evidence.signature == "license-field" && s.subject == Subject::Code;
    let mut covering =
        if root.is_empty() { together(&seen.licenses.iter().filter(declared).collect::<Vec<_>>()) } else { together(&root) };
    if covering.status != LicenseStatus::None {
        covering.status = LicenseStatus::Implied;
    }
    covering
}

fn is_text(statement: &Statement) -> bool {
    statement.evidence.signature.starts_with("license-file")
}

/// Whether a path is a folder's own, or below it; everything is below the top.
#[must_use]
pub fn is_above(scope: &str, path: &str) -> bool {
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
    let others: Vec<&&&Statement> = sorted.iter().filter(|other| is_against(first, other)).collect();
    let conflict = if others.is_empty() {
        Vec::new()
    } else {
        std::iter::once(noting(first)).chain(others.into_iter().map(|other| noting(other))).collect()
    };
    Covering {
        license: first.license.clone(),
        status: if conflict.is_empty() { first.status } else { LicenseStatus::Conflict },
        free: first.free,
        evidence: sorted.iter().map(|statement| statement.evidence.clone()).collect(),
        conflict,
    }
}

/// Whether one statement frees what the deciding one limits. A checkpoint or a data set of its own may
/// have a license of its own, and sentences of one file speak of one part after the other: no conflict.
fn is_against(first: &Statement, other: &Statement) -> bool {
    let one = first.subject == other.subject;
    let apart = first.evidence.location.path != other.evidence.location.path;
    first.free == Answer::No && other.free == Answer::Yes && one && apart
}

/// `LICENSE-MIT` beside `LICENSE-APACHE`: files named after licenses offer a choice.
fn choice(statements: &[&Statement]) -> Option<Covering> {
    let texts: Vec<&&Statement> = statements.iter().filter(|statement| is_text(statement)).collect();
    let named = texts.iter().filter(|statement| named_after_license(&statement.evidence.location.path)).count();
    if texts.len() < 2 || named + 1 < texts.len() || named == 0 {
        return None;
    }
    // A text that nobody understands may take the choice away; one that only names the licenses points to the others.
    let points = |text: &Statement| {
        let is_here =
            |id: &str| texts.iter().any(|other| other.status == LicenseStatus::Text && other.license.as_deref() == Some(id));
        let named = text.license.as_deref().is_some_and(|license| license.split(" OR ").all(is_here));
        text.free == Answer::Unknown && text.status == LicenseStatus::Declared && named
    };
    let understood =
        |text: &Statement| named_after_license(&text.evidence.location.path) || text.free == Answer::Yes || points(text);
    if !texts.iter().all(|text| understood(text)) {
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
        conflict: Vec::new(),
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
