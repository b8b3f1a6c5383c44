//! What may be done with one data set: what the tree says, then what its publisher states, else unknown.

use super::group::Group;
use crate::component::own::Own;
use crate::component::scope::{self, Artefact, Covering};
use crate::detect::manifest::{Use, terms};
use crate::detect::{Context, Sightings};
use crate::evidence::{Answer, CorpusState};
use crate::knowledge::datasets;
use crate::license::{LicenseStatus, Statement, Subject};
use crate::text::sanitize_path;

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

/// The terms of one data set. Where there is nothing but data (`lone`), "the data" of a sentence is that data.
#[must_use]
pub fn rights(part: &Group, context: &Context<'_>, seen: &Sightings, own: &Own, lone: bool) -> Rights {
    let accept = context.policy.corpus.accept_compilation_license;
    let known = part.facts.map(|facts| {
        let (free, reason) = facts.answer(accept);
        Rights { license: Some(facts.license.clone()), status: LicenseStatus::Known, free, reason }
    });
    if part.is_withheld() {
        return Rights { reason: Some("the page says that it is kept back".into()), ..Rights::default() };
    }
    if let Some(limit) = limit(part, seen) {
        return limit;
    }
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
    if let Some(stated) = stated(part, seen, own, lone) {
        return match known {
            Some(known) if known.free == Answer::No => known,
            _ => stated,
        };
    }
    if let Some(card) = data_card(part, seen) {
        return card;
    }
    known.unwrap_or_else(|| Rights {
        reason: Some(if part.state == CorpusState::Named { "only named".into() } else { "no license is stated".into() }),
        ..Rights::default()
    })
}

/// A license text in the folder of data that lies here, where it does not grant everything: no word
/// elsewhere outweighs it.
fn limit(part: &Group, seen: &Sightings) -> Option<Rights> {
    let folder = part.place.as_deref().filter(|place| part.uses.contains(&Use::Lies) && !place.is_empty())?;
    let found = scope::limit_within(seen, folder)?;
    Some(Rights {
        reason: Some(limited("its own license", &found)),
        license: found.license,
        status: found.status,
        free: found.free,
    })
}

/// Why, with the place where it is said: what decides need not stand where the data are named.
fn limited(what: &str, covering: &Covering) -> String {
    let said = covering.evidence.first().map(|evidence| format!(" ({})", sanitize_path(&evidence.location.short())));
    format!("{what} is not free, or not known{}", said.unwrap_or_default())
}

/// What the tree states: of a set that lies here, whatever covers its path; of one elsewhere, what is said of data.
fn stated(part: &Group, seen: &Sightings, own: &Own, lone: bool) -> Option<Rights> {
    let in_tree = part.uses.contains(&Use::Lies) || part.uses.contains(&Use::Generated);
    let covering = if in_tree {
        scope::for_path(seen, part.place.as_deref().unwrap_or_default(), Artefact::Data)
    } else {
        let of_project = part.place.as_deref().is_some_and(|place| own.has_place(place));
        let about: Vec<&Statement> = seen
            .licenses
            .iter()
            .filter(|s| {
                (s.scope.is_empty() || lone)
                    && match &s.subject {
                        Subject::Data(Some(name)) => is_it(part, name),
                        // A nameless limit binds every set; a nameless grant frees what it stands beside, and what the
                        // project keeps at a place of its own.
                        Subject::Data(None) => s.free != Answer::Yes || lone || of_project || is_beside(part, s),
                        _ => false,
                    }
            })
            .collect();
        let said = scope::together(&about);
        let top = scope::for_path(seen, "", Artefact::Data);
        // Beside nothing but links to data, a license that is made for data is theirs.
        if lone && said.status == LicenseStatus::None && top.license.as_deref().is_some_and(is_for_data) { top } else { said }
    };
    (covering.status != LicenseStatus::None).then(|| Rights {
        reason: (covering.free != Answer::Yes).then(|| limited("its license", &covering)),
        license: covering.license,
        status: covering.status,
        free: covering.free,
    })
}

/// Whether a license is made for works and data, not for programs.
fn is_for_data(license: &str) -> bool {
    ["CC-", "CC0-", "ODbL-", "ODC-", "PDDL-", "CDLA-"].iter().any(|family| license.starts_with(family))
}

/// The license of the one data card of the tree, for the one published set that it can speak of.
fn data_card(part: &Group, seen: &Sightings) -> Option<Rights> {
    let mut cards = seen.cards.iter().filter(|card| card.is_data() == Some(true));
    let (card, None) = (cards.next()?, cards.next()) else { return None };
    let id = datasets::fold(part.id.as_deref()?);
    let own = datasets::fold(card.text("pretty_name").unwrap_or_default());
    let titled =
        !own.is_empty() && (id.ends_with(&own) || own.split(' ').next().is_some_and(|word| word.len() > 3 && id.contains(word)));
    let terms = terms::declared(card.text("license")?)?;
    titled.then(|| Rights {
        license: Some(terms.license),
        status: LicenseStatus::Declared,
        free: terms.free,
        reason: (terms.free != Answer::Yes).then(|| "its card".into()),
    })
}

/// How many lines lie at most between a set and a nameless grant that means it.
const BESIDE: u32 = 4;

/// Whether a statement stands beside the words that name a set.
fn is_beside(part: &Group, statement: &Statement) -> bool {
    let at = &statement.evidence.location;
    part.evidence.iter().any(|seen| {
        let lines = seen.location.line.zip(at.line).is_some_and(|(a, b)| a.abs_diff(b) <= BESIDE);
        seen.location.path == at.path && lines
    })
}

/// Whether a statement's own name for the data is this set's.
fn is_it(part: &Group, name: &str) -> bool {
    let name = datasets::fold(name);
    [Some(part.name.as_str()), part.id.as_deref(), part.place.as_deref()]
        .into_iter()
        .flatten()
        .any(|own| datasets::fold(own) == name)
}
