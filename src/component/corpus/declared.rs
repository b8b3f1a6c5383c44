//! The data sets that the project declares in `openness.yaml`.

use crate::component::Dataset;
use crate::detect::Context;
use crate::detect::manifest::terms;
use crate::evidence::{Answer, CorpusState, Evidence, Location, Strength};
use crate::knowledge::datasets;
use crate::license::{LicenseStatus, expression};
use crate::policy::{DeclaredDataset, FILE};
use crate::text::sanitize;

/// One data set for each declaration. A path must be in the tree; an address is a place, pinned by a
/// revision or a digest; a license is declared, and never outweighs a publisher who says no.
pub fn datasets(context: &Context<'_>) -> Vec<Dataset> {
    context.policy.corpus.datasets.iter().map(|declared| dataset(declared, context)).collect()
}

/// Whether a data set that was seen is this one.
pub fn is_same(declared: &Dataset, seen: &Dataset) -> bool {
    let words = |dataset: &Dataset| [Some(dataset.name.clone()), dataset.id.clone(), dataset.place.clone()];
    let row = |dataset: &Dataset| {
        words(dataset).into_iter().flatten().find_map(|name| datasets::named(&name).or_else(|| datasets::served_at(&name)))
    };
    let ours: Vec<String> = words(declared).into_iter().flatten().map(|name| datasets::fold(&name)).collect();
    words(seen).into_iter().flatten().any(|name| ours.contains(&datasets::fold(&name)))
        || row(declared).is_some_and(|one| row(seen).is_some_and(|other| one.name == other.name))
}

fn dataset(declared: &DeclaredDataset, context: &Context<'_>) -> Dataset {
    let known = datasets::named(&declared.name).or_else(|| declared.url.as_deref().and_then(datasets::served_at));
    let pin = declared.checksum.clone().or_else(|| declared.revision.clone());
    let (state, place, mut reason) = match (&declared.path, &declared.url) {
        (Some(path), _) if context.inventory.exists(path) => (CorpusState::Included, Some(path.clone()), None),
        (None, Some(url)) if pin.is_some() => (CorpusState::Pinned, Some(url.clone()), None),
        (_, Some(url)) => (CorpusState::Obtainable, Some(url.clone()), None),
        (Some(path), None) => {
            (CorpusState::Named, None, Some(format!("{} is declared and not in this tree", sanitize(path, 120))))
        }
        (None, None) => (CorpusState::Named, None, Some("declared without a path or an address".into())),
    };
    let stated = declared.license.as_deref().map(|license| match expression::parse(license) {
        Some(expression) => (expression.text, expression.free),
        None => terms::declared(license).map_or((sanitize(license, 80), Answer::Unknown), |terms| (terms.license, terms.free)),
    });
    let (published, why) =
        known.map_or((Answer::Unknown, None), |facts| facts.answer(context.policy.corpus.accept_compilation_license));
    let (license, license_status, free) = match stated {
        Some((license, free)) if published != Answer::No => (Some(license), LicenseStatus::Declared, free),
        _ => (
            known.map(|facts| facts.license.clone()),
            if known.is_some() { LicenseStatus::Known } else { LicenseStatus::None },
            published,
        ),
    };
    if free != Answer::Yes && reason.is_none() {
        reason = why.or_else(|| Some("no free license is declared".into()));
    }
    Dataset {
        name: sanitize(&declared.name, 80),
        id: None,
        stage: declared.stage,
        state,
        place: place.map(|place| sanitize(&place, 200)),
        pin: pin.map(|pin| sanitize(&pin, 120)),
        size: None,
        license,
        license_status,
        verbatim: free,
        modified: free,
        reason,
        evidence: vec![Evidence {
            signature: "declared-dataset".into(),
            strength: Strength::Strong,
            location: Location::file(FILE),
            quote: sanitize(&declared.name, 80),
            note: Some("declared, not verified".into()),
        }],
    }
}
