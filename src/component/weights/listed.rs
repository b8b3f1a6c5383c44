//! Where a project keeps what its top page lists: an account on a hub, a folder on a server.

use super::is_for_others;
use crate::bases;
use crate::detect::Sightings;
use crate::detect::weights::{Place, WeightsSighting};
use crate::evidence::WeightsState;
use std::collections::{BTreeMap, BTreeSet};

/// From how many models of one account on the top page lists them as the project's.
const LIST: usize = 3;

/// Whether two models or more are sizes and kinds of one: "Brook2-Audio-7B", "Brook2-Audio-7B-Instruct".
fn is_series(names: &BTreeSet<&str>) -> bool {
    let stem = |name: &str| name.split(['-', '_']).take(2).collect::<Vec<_>>().join("-").to_lowercase();
    let mut stems = names.iter().map(|name| stem(name));
    let first = stems.next().unwrap_or_default();
    names.len() >= 2 && first.len() >= 5 && stems.all(|next| next == first)
}

/// The account on a hub whose models the top page lists, nearly alone: where a project speaks of its own model and
/// not of programs for the models of others, that account is its own, whatever its name.
pub(super) fn listed_account(seen: &Sightings) -> Option<&str> {
    if is_for_others(seen) {
        return None;
    }
    // Hubs do not tell letters apart, and one account may be spelled two ways on two of them.
    let mut models: BTreeMap<String, (&str, BTreeSet<&str>)> = BTreeMap::new();
    for sighting in &seen.weights {
        let said = &sighting.context;
        let plain = said.weights && !said.code && !said.others && !said.bases && said.depth == 0;
        if let (true, Place::HubModel { owner, name }) = (plain, &sighting.place) {
            models.entry(owner.to_lowercase()).or_insert((owner, BTreeSet::new())).1.insert(name);
        }
    }
    let all: usize = models.values().map(|(_, names)| names.len()).sum();
    let (owner, names) = models.into_values().max_by_key(|(_, names)| names.len())?;
    let series = names.len() == all && is_series(&names);
    (names.len() >= LIST && names.len() * 4 >= all * 3 || series).then_some(owner)
}

/// The one account whose models the top page loads, in examples too, where a project trains and no publisher of well-known
/// models is meant.
pub(super) fn loaded_account(seen: &Sightings, trains: bool) -> Option<&str> {
    if !trains || is_for_others(seen) {
        return None;
    }
    let told = |sighting: &&WeightsSighting| sighting.context.depth == 0 && sighting.context.weights;
    let mut owners = seen.weights.iter().filter(told).filter_map(|sighting| match &sighting.place {
        // A model of a well-known family is somebody's tuning of it.
        Place::HubModel { owner, name } => {
            let family = name.split(|c: char| !c.is_alphanumeric()).any(|part| bases::is_family(&part.to_lowercase()));
            Some((owner.as_str(), family || bases::published(&format!("{owner}/{name}")).is_some()))
        }
        _ => None,
    });
    let (first, known) = owners.next()?;
    (!known && owners.all(|(owner, known)| !known && owner.eq_ignore_ascii_case(first))).then_some(first)
}

/// Where a project keeps what its top page lists.
pub(super) struct Listed<'s> {
    /// An account on a hub.
    pub(super) account: Option<&'s str>,
    /// A folder on a server.
    pub(super) shelf: Option<&'s str>,
}

/// The folder of the files of weights that the top page lists side by side, nearly alone.
pub(super) fn listed_shelf(seen: &Sightings) -> Option<&str> {
    if is_for_others(seen) {
        return None;
    }
    let mut shelves: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for sighting in &seen.weights {
        let said = &sighting.context;
        let plain = said.weights && !said.code && !said.others && !said.bases && said.depth == 0;
        // Storage is everybody's: only a table keeps its links together.
        let kept = said.table || !matches!(sighting.place, Place::Storage { .. });
        if let (true, Some(shelf)) = (plain && kept && sighting.state == WeightsState::Linked, shelf_of(&sighting.place)) {
            shelves.entry(shelf).or_default().insert(&sighting.name);
        }
    }
    let all: usize = shelves.values().map(BTreeSet::len).sum();
    let (shelf, files) = shelves.into_iter().max_by_key(|(_, files)| files.len())?;
    (files.len() >= LIST && files.len() * 4 >= all * 3).then_some(shelf)
}

/// The address of a file without its name; of what lies in storage under a number, the host.
pub(super) fn shelf_of(place: &Place) -> Option<&str> {
    match place {
        Place::File { url } => url.rsplit_once('/').map(|(shelf, _)| shelf),
        Place::Storage { url } => url.split_once("://").and_then(|(_, rest)| rest.split('/').next()),
        _ => None,
    }
}
