//! What may be done with one data set: what the tree says, then what its publisher states, else unknown.

use super::group::Group;
use crate::detect::manifest::Use;
use crate::detect::{Context, Sightings};
use crate::evidence::{Answer, CorpusState};
use crate::license::{LicenseStatus, Statement, Subject};

/// The terms of one data set.
#[derive(Debug, Default)]
pub struct Rights {
    /// SPDX expression or the publisher's words.
    pub license: Option<String>,
    /// How it is known.
    pub status: LicenseStatus,
    /// Whether anyone may pass it on, verbatim and modified.
    pub free: Answer,
    /// Why, where the answer is not yes.
    pub reason: Option<String>,
}

/// The terms of one data set.
#[must_use]
pub fn rights(part: &Group, context: &Context<'_>, seen: &Sightings) -> Rights {
    let accept = context.policy.corpus.accept_compilation_license;
    let known = part.facts.map(|facts| {
        let (free, reason) = facts.answer(accept);
        Rights { license: Some(facts.license.clone()), status: LicenseStatus::Known, free, reason }
    });
    if let Some(terms) = &part.terms {
        let stated = Rights {
            license: (!terms.license.is_empty()).then(|| terms.license.clone()),
            status: LicenseStatus::Declared,
            free: terms.free,
            reason: (terms.free != Answer::Yes).then(|| "the words beside it".into()),
        };
        // A stated yes does not outweigh a publisher who says no.
        return match known {
            Some(known) if stated.free == Answer::Yes && known.free == Answer::No => known,
            _ => stated,
        };
    }
    let in_tree = part.uses.contains(&Use::Lies) || part.uses.contains(&Use::Generated);
    if let Some(statement) = statement(part, seen, in_tree) {
        let stated = Rights {
            license: statement.license.clone(),
            status: statement.status,
            free: statement.free,
            reason: (statement.free != Answer::Yes).then(|| "its license is not free or not known".into()),
        };
        return match known {
            Some(known) if known.free == Answer::No => known,
            _ => stated,
        };
    }
    known.unwrap_or_else(|| Rights {
        reason: Some(if part.state == CorpusState::Named { "only named".into() } else { "no license is stated".into() }),
        ..Rights::default()
    })
}

/// The nearest statement: about data first, then, for what lies in the tree, the license file above it.
fn statement<'s>(part: &Group, seen: &'s Sightings, in_tree: bool) -> Option<&'s Statement> {
    let path = part.place.as_deref().unwrap_or_default();
    let covers = |scope: &str| scope.is_empty() || in_tree && (path == scope || path.starts_with(&format!("{scope}/")));
    let about_data = seen
        .licenses
        .iter()
        .filter(|s| matches!(&s.subject, Subject::Data(name) if name.as_deref().is_none_or(|name| part.name.eq_ignore_ascii_case(name))))
        .filter(|s| covers(&s.scope))
        .max_by_key(|s| s.scope.len());
    about_data.or_else(|| {
        in_tree
            .then(|| {
                seen.licenses
                    .iter()
                    .filter(|s| s.subject == Subject::Everything && covers(&s.scope))
                    .max_by_key(|s| s.scope.len())
            })
            .flatten()
    })
}
