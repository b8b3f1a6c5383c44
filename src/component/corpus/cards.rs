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
            let placed = id.contains('/') && !is_path(id) || known.is_some();
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

/// Whether an entry is written as a file of the tree, which is not there: no hub has a data set of that name.
fn is_path(id: &str) -> bool {
    let name = id.rsplit('/').next().unwrap_or_default().to_ascii_lowercase();
    let file = name.rsplit_once('.').is_some_and(|(stem, extension)| {
        let plain =
            ["txt", "csv", "tsv", "json", "jsonl", "ndjson", "parquet", "arrow", "bin", "xml", "gz", "xz", "zst", "zip", "tar"];
        !stem.is_empty() && plain.contains(&extension)
    });
    !id.contains("://") && (file || id.starts_with(['.', '/', '~']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_the_tree_is_no_name_on_a_hub() {
        assert!(is_path("data/corpus.txt") && is_path("./rivers") && is_path("/mnt/rivers") && is_path("a/b.JSONL"));
        assert!(!is_path("acme/rivers") && !is_path("acme/rivers-v1.0") && !is_path("https://example.org/rivers.txt"));
    }
}
