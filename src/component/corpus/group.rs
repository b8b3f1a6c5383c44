//! Gathers sightings of the same data set under one head.

use crate::detect::manifest::{DatasetSighting, Terms, Use};
use crate::evidence::{CorpusState, Evidence, Stage};
use crate::inventory::Role;
use crate::knowledge::datasets::{self, Available, DatasetFacts};
use std::collections::{BTreeMap, BTreeSet};

/// The most pieces of evidence kept of one data set.
const EVIDENCE: usize = 5;

/// One data set with everything that was seen of it.
#[derive(Debug, Default)]
pub struct Group {
    /// A name that people know it by.
    pub name: String,
    /// Hub or registry id.
    pub id: Option<String>,
    /// Its row of the knowledge tables.
    pub facts: Option<&'static DatasetFacts>,
    /// The best state of any sighting.
    pub state: CorpusState,
    /// Where it can be had.
    pub place: Option<String>,
    /// Digest or immutable revision.
    pub pin: Option<String>,
    /// Bytes.
    pub size: Option<u64>,
    /// The strictest terms that stand beside it.
    pub terms: Option<Terms>,
    /// The stage that reads it.
    pub stage: Option<Stage>,
    /// All ways in which it was seen, outside of examples and documentation.
    pub uses: BTreeSet<Use>,
    /// The ways in which documentation and examples name it.
    pub aside: BTreeSet<Use>,
    /// It lies here with sounds, pictures or archives among its files.
    pub has_media: bool,
    /// How many times it was seen.
    pub count: usize,
    /// What was seen, strongest first.
    pub evidence: Vec<Evidence>,
}

impl Group {
    /// Whether a page says that it is kept back.
    pub fn is_withheld(&self) -> bool {
        self.uses.contains(&Use::Withheld) || self.aside.contains(&Use::Withheld)
    }

    /// Takes terms that stand beside it, if they are stricter than those it has.
    pub fn bind(&mut self, terms: &Terms) {
        if self.terms.as_ref().is_none_or(|known| known.free.and(terms.free) != known.free) {
            self.terms = Some(terms.clone());
        }
    }
}

/// All groups, in the order of their names.
#[must_use]
pub fn gather(sightings: &[DatasetSighting]) -> Vec<Group> {
    let mut groups: BTreeMap<String, Group> = BTreeMap::new();
    for sighting in sightings {
        if matches!(sighting.role, Role::Test | Role::Vendored) {
            continue;
        }
        let group = groups.entry(key(sighting)).or_insert_with(|| Group { state: CorpusState::Unknown, ..Group::default() });
        add(group, sighting);
    }
    let mut groups: Vec<Group> = groups.into_values().collect();
    for group in &mut groups {
        if group.facts.is_none() && group.uses.contains(&Use::Lies) {
            let words = format!("{} data", group.name.replace(['/', '_'], " "));
            group.facts = datasets::mentions(&words).first().map(|(_, facts)| *facts);
        }
        let closed = group.facts.is_some_and(|facts| facts.available == Available::No);
        // An address of what was never handed out is no place; terms before a download take away rights, not the place.
        if closed && matches!(group.state, CorpusState::Obtainable | CorpusState::Pinned) {
            group.state = CorpusState::Named;
        }
        group.evidence.sort_by(|a, b| b.strength.cmp(&a.strength).then_with(|| a.location.path.cmp(&b.location.path)));
        group.evidence.dedup_by(|a, b| a.location.path == b.location.path && a.location.line == b.location.line);
        group.evidence.truncate(EVIDENCE);
    }
    groups
}

fn add(group: &mut Group, sighting: &DatasetSighting) {
    let first = group.count == 0;
    group.count += 1;
    if first || sighting.state < group.state {
        group.state = sighting.state;
        group.place.clone_from(&sighting.place);
    }
    if first {
        group.name.clone_from(&sighting.name);
    }
    if let Some(facts) = sighting.known.and_then(datasets::named) {
        group.name.clone_from(&facts.name);
        group.facts = Some(facts);
    }
    group.id = group.id.take().or_else(|| sighting.id.clone());
    group.pin = group.pin.take().or_else(|| sighting.pin.clone());
    group.size = group.size.max(sighting.size);
    group.has_media |= sighting.evidence.note.as_deref().is_some_and(|note| note.contains("media"));
    group.stage = group.stage.or(sighting.stage);
    if let Some(terms) = &sighting.terms {
        group.bind(terms);
    }
    let uses = if sighting.role == Role::Main && !is_lesson(&sighting.evidence.location.path) {
        &mut group.uses
    } else {
        &mut group.aside
    };
    uses.insert(sighting.usage);
    if group.evidence.len() < EVIDENCE * 8 {
        group.evidence.push(sighting.evidence.clone());
    }
}

/// A notebook that teaches its readers, by its name or folder.
fn is_lesson(path: &str) -> bool {
    let lower = path.to_ascii_lowercase();
    lower.ends_with(".ipynb")
        && [
            "colab",
            "tutorial",
            "demo",
            "example",
            "finetun",
            "fine-tun",
            "fine_tun",
            "quickstart",
            "getting",
            "playground",
            "inference",
        ]
        .iter()
        .any(|word| lower.contains(word))
}

/// What two sightings of one set have in common: the row, the id, the folder of the address, the name.
fn key(sighting: &DatasetSighting) -> String {
    if let Some(known) = sighting.known {
        return format!("known {known}");
    }
    if let Some(id) = &sighting.id {
        return format!("id {}", datasets::fold(id));
    }
    match (&sighting.place, sighting.usage) {
        (_, Use::Generated) => format!("made {}", sighting.name),
        (Some(place), _) if place.contains("://") => format!("at {}", shelf(place)),
        (Some(place), _) => format!("path {place}"),
        (None, _) => format!("name {}", datasets::fold(&sighting.name)),
    }
}

/// The folder that an address lies in: files of one shelf are one data set.
fn shelf(url: &str) -> String {
    let bare = datasets::bare(url);
    let path = bare.split(['?', '#']).next().unwrap_or(&bare);
    let anonymous = ["drive.google", "dropbox", "docs.google", "pan.baidu", "1drv"].iter().any(|host| path.starts_with(host));
    if anonymous {
        return bare;
    }
    let parts: Vec<&str> = path.split('/').collect();
    // Files of a deep folder are shards of one set; two files at a host's top are two sets.
    parts[..parts.len().min(3)].join("/")
}
