//! The data sets that the front matter of model cards lists.

use crate::detect::manifest::{DatasetSighting, Use};
use crate::detect::{Context, Sightings};
use crate::evidence::{CorpusState, Strength};
use crate::knowledge::datasets;

/// One sighting for each entry of `datasets:` in a model card.
pub fn sightings(context: &Context<'_>, seen: &Sightings) -> Vec<DatasetSighting> {
    let mut found = Vec::new();
    for card in seen.cards.iter().filter(|card| card.is_data() != Some(true)) {
        for id in card.texts("datasets").into_iter().filter(|id| !id.is_empty()).take(60) {
            if context.inventory.exists(id) {
                // It lies here, and the survey of the tree has seen it.
                continue;
            }
            let known = datasets::named(id);
            // A name without an owner is a hub's old way, or a private set: a place only where it is known.
            let placed = id.contains('/') || known.is_some();
            found.push(DatasetSighting {
                name: crate::text::sanitize(known.map_or(id, |facts| &facts.name), 80),
                id: placed.then(|| crate::text::sanitize(id, 120)),
                known: known.map(|facts| facts.name.as_str()),
                state: if placed { CorpusState::Obtainable } else { CorpusState::Named },
                place: placed.then(|| crate::text::sanitize(id, 120)),
                pin: None,
                size: None,
                terms: None,
                stage: None,
                role: card.role,
                usage: Use::Listed,
                evidence: card.evidence("card-datasets", Strength::Strong, "datasets"),
            });
        }
    }
    found
}
