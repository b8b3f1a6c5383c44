//! Folds sightings of data into the corpus.

use super::{Corpus, CorpusState, Dataset};
use crate::detect::{Context, Sightings};
use crate::evidence::Answer;
use crate::license::Subject;

/// The corpus.
#[must_use]
pub fn fold(_context: &Context<'_>, seen: &Sightings) -> Corpus {
    let datasets: Vec<Dataset> = seen
        .datasets
        .iter()
        .map(|sighting| {
            let statement = seen
                .licenses
                .iter()
                .filter(|s| matches!(s.subject, Subject::Everything | Subject::Data(_)))
                .filter(|s| s.scope.is_empty() || sighting.name.starts_with(&format!("{}/", s.scope)))
                .max_by_key(|s| s.scope.len());
            Dataset {
                name: sighting.name.clone(),
                id: sighting.id.clone(),
                stage: sighting.stage,
                state: sighting.state,
                place: sighting.place.clone(),
                pin: sighting.pin.clone(),
                size: sighting.size,
                license: statement.and_then(|s| s.license.clone()),
                license_status: statement.map(|s| s.status).unwrap_or_default(),
                verbatim: statement.map(|s| s.free).unwrap_or_default(),
                modified: statement.map(|s| s.free).unwrap_or_default(),
                reason: None,
                evidence: vec![sighting.evidence.clone()],
            }
        })
        .collect();
    let state = datasets.iter().map(|d| d.state).max().unwrap_or(CorpusState::Absent);
    let redistributable = datasets.iter().map(|d| d.verbatim.and(d.modified)).reduce(Answer::and).unwrap_or_default();
    Corpus { state, redistributable, reason: None, evidence: Vec::new(), datasets }
}
