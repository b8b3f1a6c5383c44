//! Which of the data sets that were seen are the corpus of the released model.

use super::group::Group;
use crate::component::own::Own;
use crate::component::{TrainingCode, TrainingState, tasks};
use crate::detect::manifest::{Terms, Use};
use crate::evidence::{Answer, CorpusState};

/// How near a data set stands to the training of the released model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Near {
    /// A sentence, a card or a recipe says that it was trained on.
    Trained,
    /// It lies here, or stands where the training is explained, or the program reads it.
    Used,
    /// It is only spoken of.
    Aside,
}

/// A data set of the corpus.
#[derive(Debug)]
pub struct Part {
    /// What was seen of it.
    pub group: Group,
    /// How near it stands.
    pub near: Near,
    /// A sentence or a manifest says that it lies in this tree.
    pub confirmed: bool,
    /// It lies here as lists or transcripts of recordings that are had elsewhere.
    pub is_index: bool,
}

impl Part {
    /// Whether it lies in the tree or is made by it.
    pub fn lies(&self) -> bool {
        self.group.uses.contains(&Use::Lies) || self.group.uses.contains(&Use::Generated)
    }
}

fn near(group: &Group, released: bool, whole: bool) -> Near {
    let uses = |wanted: &[Use]| group.uses.iter().any(|usage| wanted.contains(usage));
    let aside = |wanted: &[Use]| group.aside.iter().any(|usage| wanted.contains(usage));
    if uses(&[Use::Trained, Use::Listed, Use::Recipe, Use::Withheld])
        || released && aside(&[Use::Trained, Use::Listed, Use::Withheld])
    {
        Near::Trained
    } else if uses(&[Use::Lies, Use::Generated, Use::Described, Use::Read, Use::Fetched])
        // Lessons and examples beside a part of the program teach how to tune the model, not what it was made from.
        || released && whole && aside(&[Use::Described, Use::Fetched, Use::Read])
    {
        Near::Used
    } else {
        Near::Aside
    }
}

/// The data sets that are the corpus, nearest first.
///
/// `of_data` tells that the project releases data by its own words, `represents` that it releases a model that others
/// build on.
pub fn parts(
    groups: Vec<Group>,
    training: &TrainingCode,
    own: &Own,
    released: bool,
    of_data: bool,
    represents: bool,
) -> Vec<Part> {
    let trains = !matches!(training.state, TrainingState::None);
    let at = |usage: Use| -> Vec<String> {
        groups.iter().filter(|group| group.uses.contains(&usage)).filter_map(|group| group.place.clone()).collect()
    };
    let (places, samples, names) = (at(Use::Local), at(Use::Sample), at(Use::Names));
    let here = !places.is_empty();
    let told: Vec<(String, Terms)> = groups
        .iter()
        .filter(|group| group.uses.contains(&Use::Local))
        .filter_map(|group| Some((group.place.clone()?, group.terms.clone()?)))
        .collect();
    let mut parts: Vec<Part> = groups
        .into_iter()
        .filter(|group| {
            !group.uses.iter().all(|usage| matches!(usage, Use::Local | Use::Sample | Use::Names)) || group.uses.is_empty()
        })
        .map(|group| Part {
            near: match near(&group, released, training.state == TrainingState::Full) {
                Near::Used | Near::Aside if released && is_published_beside(&group, own) => Near::Trained,
                near => near,
            },
            confirmed: group.uses.contains(&Use::Lies)
                && group.place.as_deref().is_some_and(|own| places.iter().any(|place| is_about(place, own))),
            is_index: false,
            group,
        })
        .collect();
    // Without a model or its whole program, what is kept back was the source of something else.
    let makes = released || training.state == TrainingState::Full;
    parts.retain(|part| makes || !part.group.is_withheld());
    // What a page calls an example for its readers is not what its own model was made from.
    let is_sample = |part: &Part| {
        if part.lies() {
            part.group.place.as_deref().is_some_and(|own| samples.iter().any(|place| is_about(place, own)))
        } else {
            part.group.uses.contains(&Use::Sample) || part.group.aside.contains(&Use::Sample)
        }
    };
    parts.retain(|part| !(released && part.near != Near::Trained && is_sample(part)));
    let only_names = |own: &str| names.iter().any(|place| is_about(place, own));
    parts.retain(|part| !(part.lies() && !part.confirmed && part.group.place.as_deref().is_some_and(only_names)));
    // A model that others build on is tuned for tasks and measured by them, and made from something else.
    parts.retain(|part| !(released && represents && part.near != Near::Trained && is_of_a_task(&part.group)));
    parts.retain(|part| !(released && part.near != Near::Trained && is_of_measuring(&part.group)));
    parts.retain(|part| match part.near {
        Near::Trained => true,
        // Data for tuning a released model is not what the model was made from.
        Near::Used if part.lies() => {
            // Beside a released model whose program is not here lie the data of its tasks.
            (trains || !released && (here || of_data)) && !(released && is_beside(part, training.state == TrainingState::Full))
        }
        // An address in a program that neither trains nor speaks of data is there for something else.
        Near::Used => trains || !released && (of_data || !is_only_fetched(&part.group)),
        Near::Aside => !trains && !released && part.group.uses.contains(&Use::Offered),
    });
    for part in parts.iter_mut().filter(|part| part.group.uses.contains(&Use::Lies)) {
        for (place, terms) in &told {
            // A note that is not free speaks of everything made from its source; a free one of its own place.
            if terms.free != Answer::Yes || part.group.place.as_deref().is_some_and(|own| is_about(place, own)) {
                part.group.bind(terms);
            }
        }
    }
    drop_games(&mut parts);
    drop_copies(&mut parts, trains || released);
    // What the programs of a data set fetch is what it was made from, and not what it releases.
    let source = |part: &Part| {
        let fetched = part.group.uses.iter().all(|usage| matches!(usage, Use::Fetched | Use::Described));
        !part.lies() && !part.group.uses.is_empty() && fetched && !is_bound(&part.group)
    };
    let lone = of_data && !released && !trains;
    if lone && parts.iter().any(Part::lies) {
        parts.retain(|part| !source(part));
    }
    if parts.iter().any(|part| part.group.state <= CorpusState::Obtainable) {
        // A set that a section names in passing does not speak against those that can be had; nor does one that others
        // train on, where nothing but data is released.
        parts.retain(|part| {
            part.group.state <= CorpusState::Obtainable || part.near == Near::Trained && (!lone || is_bound(&part.group))
        });
    }
    parts.sort_by(|a, b| {
        a.near.cmp(&b.near).then_with(|| b.group.count.cmp(&a.group.count)).then_with(|| a.group.name.cmp(&b.group.name))
    });
    parts
}

/// Whether the first page offers it under the project's own name on a hub: who hands out a model and a set together
/// made the one from the other.
fn is_published_beside(group: &Group, own: &Own) -> bool {
    let is_first = |path: &str| !path.contains('/') && path.to_ascii_lowercase().starts_with("readme");
    let offered = [Use::Described, Use::Offered].iter().any(|usage| group.uses.contains(usage));
    let is_own = |(owner, name): (&str, &str)| (own.is_account(owner) || own.is_named(name)) && !is_made_by_models(name);
    offered
        && group.id.as_deref().and_then(|id| id.split_once('/')).is_some_and(is_own)
        && group.evidence.iter().any(|evidence| is_first(&evidence.location.path))
}

/// Whether a set holds what models answered and what people thought of it: made from the model, and not the model from it.
fn is_made_by_models(name: &str) -> bool {
    let made = ["output", "rating", "prediction", "result", "feedback", "answer", "generation", "leaderboard"];
    let lower = name.to_lowercase();
    made.iter().any(|word| lower.contains(word))
}

/// Whether terms are known that bind what is made from a set: it is never passed over.
fn is_bound(group: &Group) -> bool {
    group.facts.is_some_and(|facts| facts.answer(false).0 == Answer::No)
        || group.terms.as_ref().is_some_and(|terms| terms.free == Answer::No)
}

/// Whether a set was made for one task, or is only seen where models are tuned for tasks or measured by them. A folder of
/// tuning alone may hold a stage of the released model.
fn is_of_a_task(group: &Group) -> bool {
    let is_place = |path: &str| tasks::names_one(path) || measures(path);
    group.facts.is_some_and(|facts| facts.task)
        || !group.evidence.is_empty() && group.evidence.iter().all(|evidence| is_place(&evidence.location.path))
}

/// Whether a path is of a place where models are measured.
fn measures(path: &str) -> bool {
    let (folders, _) = path.rsplit_once('/').unwrap_or_default();
    folders
        .to_ascii_lowercase()
        .split(|c: char| !c.is_ascii_alphanumeric())
        .any(|word| matches!(word, "eval" | "evals" | "evaluation" | "evaluations" | "benchmark" | "benchmarks"))
}

/// Whether a set is only seen where models are measured.
fn is_of_measuring(group: &Group) -> bool {
    !group.evidence.is_empty() && group.evidence.iter().all(|evidence| measures(&evidence.location.path))
}

/// Whether programs fetch it, and nothing else is said of it.
fn is_only_fetched(group: &Group) -> bool {
    group.facts.is_none() && group.uses.iter().all(|usage| matches!(usage, Use::Fetched | Use::Mentioned))
}

fn is_for_tuning(part: &Part) -> bool {
    let path = part.group.name.to_ascii_lowercase();
    ["fine-tun", "finetun", "fine_tun", "ptuning", "sft", "lora"].iter().any(|word| path.contains(word))
}

/// The fewest bytes that a model which somebody else uses is made from.
const LEAST: u64 = 1_000_000;

/// Whether what lies beside a released model is there for something else than to make it: for tuning, or as a sample.
/// What a page says to be here counts, where the model's own program is here too.
fn is_beside(part: &Part, whole: bool) -> bool {
    let tuning = is_for_tuning(part);
    let says = |path: &str| ["train", "corpus"].iter().any(|word| path.to_ascii_lowercase().contains(word));
    let said = says(&part.group.name) || part.group.evidence.iter().any(|evidence| says(&evidence.location.path));
    let sample = !said && part.group.size.is_some_and(|size| size < LEAST);
    if part.confirmed { !whole && tuning } else { !whole || tuning || sample }
}

/// Whether a place that a sentence names is this heap, above it or below it; an empty place is the whole tree.
fn is_about(place: &str, heap: &str) -> bool {
    let below = |inner: &str, outer: &str| inner.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    place.is_empty() || below(heap, place) || below(place, heap)
}

/// Self-play is the corpus where nothing else is; a generator in the tree is it even beside a published copy.
fn drop_games(parts: &mut Vec<Part>) {
    let generator = |part: &Part| {
        part.group.uses.contains(&Use::Generated) && part.group.evidence.iter().any(|e| e.signature == "data-generator")
    };
    let outside =
        parts.iter().any(|part| !part.group.uses.contains(&Use::Generated) && part.group.state <= CorpusState::Obtainable);
    if outside {
        parts.retain(|part| !part.group.uses.contains(&Use::Generated) || generator(part));
    }
}

/// What lies in the tree under the name of a set that is had elsewhere is a part of it: lists, transcripts,
/// splits. And beside data that the page says are here, addresses that it only offers are copies.
///
/// Where no model is made (`of_a_model` is false), the data in the tree are the release itself, never a part of
/// another.
fn drop_copies(parts: &mut Vec<Part>, of_a_model: bool) {
    let known: Vec<String> = parts
        .iter()
        .filter(|part| of_a_model && !part.lies() && part.group.state <= CorpusState::Obtainable)
        .filter_map(|part| part.group.facts.map(|facts| facts.name.clone()))
        .collect();
    parts.retain(|part| {
        !part.lies()
            || part.confirmed
            || !part.group.facts.is_some_and(|facts| known.contains(&facts.name)) && !names_one_of(&part.group.name, &known)
    });
    let recorded = parts.iter().any(|part| !part.lies() && part.group.facts.is_some_and(|facts| facts.domain == "speech"));
    for part in parts.iter_mut().filter(|part| part.lies()) {
        part.is_index = recorded && !part.group.has_media;
    }
    if parts.iter().any(|part| part.confirmed) {
        let used = |part: &Part| {
            part.group
                .uses
                .iter()
                .any(|usage| matches!(usage, Use::Trained | Use::Listed | Use::Recipe | Use::Read | Use::Fetched | Use::Withheld))
        };
        parts.retain(|part| part.lies() || used(part) || is_bound(&part.group));
    }
}

fn names_one_of(path: &str, known: &[String]) -> bool {
    let words = format!("{} data", path.replace(['/', '_'], " "));
    crate::knowledge::datasets::mentions(&words).iter().any(|(_, facts)| known.contains(&facts.name))
}
