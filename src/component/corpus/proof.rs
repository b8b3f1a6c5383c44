//! What ties a data set to the model: a set that merely stands somewhere in the tree carries no "open source".

use super::choose::Part;
use crate::detect::Sightings;
use crate::detect::manifest::{Use, is_data_folder};
use crate::evidence::Evidence;

/// Words of files and folders that prepare or hold what a model is made from.
const TELLING: &[&str] = &[
    "train",
    "corpus",
    "corpora",
    "data",
    "prepare",
    "preprocess",
    "download",
    "fetch",
    "label",
    "annot",
    "treebank",
    "ground",
    "truth",
    "sentence",
    "texts",
    "raw",
    "filelist",
    "input",
];

/// Whether the data sets are the ones that a released model is made from, as far as one of them tells: a page about
/// data alone may be about what the model is measured with or tuned on.
pub fn is_told(parts: &[Part], seen: &Sightings) -> bool {
    parts.iter().any(|part| ties(part, seen, &[]) && is_spoken_of(part))
}

/// Whether a page, a card or a recipe speaks of a set, or its place tells what it is for: an address in a program alone
/// does not say that the released model was made from what stands there.
fn is_spoken_of(part: &Part) -> bool {
    let speaks = [Use::Trained, Use::Listed, Use::Recipe, Use::Generated, Use::Described, Use::Offered, Use::Local];
    part.confirmed
        || part.group.uses.iter().chain(&part.group.aside).any(|usage| speaks.contains(usage))
        || part.lies()
            && (part.group.place.as_deref().is_some_and(is_telling_place)
                || part.group.evidence.iter().any(|evidence| {
                    let name = evidence.location.path.rsplit('/').next().unwrap_or_default();
                    evidence.signature == "data-file" && is_telling_place(name)
                }))
}

/// Whether something says that the model is made from it: a sentence, a card, a recipe, a page that is about data,
/// a program that trains or prepares, or the name of the place where it lies.
pub fn is_tied(part: &Part, seen: &Sightings, released: bool) -> bool {
    // A folder called "data" holds what the program needs, beside a released model: dictionaries, samples, results, and
    // sets of tasks by their own names.
    let only_lies = part.lies() && !is_spoken_of(part);
    ties(part, seen, &[Use::Described]) && !(released && only_lies)
}

fn ties(part: &Part, seen: &Sightings, also: &[Use]) -> bool {
    let group = &part.group;
    // What stands beside the programs of a task teaches the task, where the model has a program of its own.
    if seen.training.iter().any(|sign| !tunes(&sign.evidence.location.path)) && !part.confirmed {
        let mut places = group.evidence.iter().map(|evidence| evidence.location.path.as_str());
        if !group.evidence.is_empty() && places.all(tunes) {
            return false;
        }
    }
    let said = [Use::Listed, Use::Recipe, Use::Generated];
    let mut uses = group.uses.iter().chain(&group.aside);
    let speaks = |usage: &Use| *usage == Use::Trained && group.evidence.iter().any(|evidence| speaks_of_it(evidence, seen));
    if part.confirmed || uses.any(|usage| said.contains(usage) || also.contains(usage) || speaks(usage)) {
        return true;
    }
    // An address in a program is there to fetch what stands there, unless the program runs the model for somebody;
    // a library's loader may be one of many.
    let from = |usage: Use, counts: &dyn Fn(&str) -> bool| {
        group.uses.contains(&usage) && group.evidence.iter().any(|evidence| counts(&evidence.location.path))
    };
    if from(Use::Fetched, &|path| !runs(path)) || from(Use::Read, &|path| prepares(path, seen)) {
        return true;
    }
    // A set that people know by its name is put there to be learned from; a folder of a folder called "data" may
    // hold anything.
    let own = group.place.as_deref().unwrap_or_default();
    let mut files = group.evidence.iter().filter(|evidence| evidence.signature == "data-file");
    part.lies()
        && (group.facts.is_some()
            || group.evidence.iter().any(|evidence| evidence.signature == "data-default")
            || is_data_folder(own)
            || is_telling_place(own)
            || files.any(|evidence| is_telling_place(&evidence.location.path)))
}

/// Words of folders in which a released model is tuned for a task.
const TUNING: [&str; 5] = ["finetune", "finetuning", "downstream", "glue", "squad"];

fn tunes(path: &str) -> bool {
    let lower = path.to_ascii_lowercase().replace(['-', '_'], "");
    lower
        .rsplit_once('/')
        .is_some_and(|(folders, _)| folders.split('/').any(|part| TUNING.iter().any(|word| part.starts_with(word))))
}

/// Whether a sentence stands where the project speaks of its own model: at the top, among its documents and cards, or
/// over a program that trains. The page of a part that was taken over speaks of that part.
fn speaks_of_it(evidence: &Evidence, seen: &Sightings) -> bool {
    let path = evidence.location.path.as_str();
    let Some((folder, name)) = path.rsplit_once('/') else { return true };
    let lower = folder.to_ascii_lowercase();
    lower.split('/').all(|part| part.starts_with("doc") || part.contains("card") || part.starts_with("model"))
        || name.to_ascii_lowercase().contains("card")
        || is_telling_place(path)
        || !is_taken_over(folder, seen) && seen.training.iter().any(|sign| is_below(&sign.evidence.location.path, folder))
}

fn is_below(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}

/// Whether a license text lies right in a folder: what is there came from elsewhere, as a whole.
fn is_taken_over(folder: &str, seen: &Sightings) -> bool {
    seen.licenses.iter().any(|license| {
        let (own, name) = license.evidence.location.path.rsplit_once('/').unwrap_or_default();
        let lower = name.to_ascii_lowercase();
        own == folder && ["license", "licence", "copying"].iter().any(|stem| lower.starts_with(stem))
    })
}

/// Words of places that run a model: pages, servers, programs for its users.
const RUNNING: &[&str] =
    &["app", "demo", "inference", "infer", "predict", "serve", "server", "web", "ui", "eval", "evaluation", "run"];

fn runs(path: &str) -> bool {
    path.to_ascii_lowercase().split(['/', '_', '-', '.']).any(|word| RUNNING.contains(&word))
}

/// Whether a program trains, or prepares what is trained on, by its name or that of its folder.
fn prepares(path: &str, seen: &Sightings) -> bool {
    let lower = path.to_ascii_lowercase();
    let mut parts = lower.rsplit('/');
    let near = [parts.next(), parts.next()];
    near.into_iter().flatten().any(|part| TELLING.iter().any(|word| part.contains(word)))
        || seen.training.iter().any(|sign| sign.evidence.location.path == path)
}

fn is_telling_place(place: &str) -> bool {
    let lower = place.to_ascii_lowercase();
    lower
        .split('/')
        .any(|part| part.contains("dataset") || TELLING.iter().filter(|word| **word != "data").any(|word| part.contains(word)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_tells_what_lies_there() {
        for (place, tells) in [
            ("names/labeled", true),
            ("data/corpus.txt", true),
            ("src/datasets", true),
            ("brook/data", false),
            ("data/1a0q", false),
        ] {
            assert_eq!(is_telling_place(place), tells, "{place}");
        }
    }

    #[test]
    fn a_program_tells_by_its_name_or_its_folder() {
        let seen = Sightings::default();
        for (path, tells) in [("get_data.py", true), ("brook/datasets/rivers.py", true), ("app/run_utils.py", false)] {
            assert_eq!(prepares(path, &seen), tells, "{path}");
        }
        assert!(runs("app/pdb.py") && runs("run_utils.py") && !runs("src/images.py"));
    }
}
