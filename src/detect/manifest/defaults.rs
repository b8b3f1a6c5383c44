//! Files of the tree that a program trains on when nobody says otherwise: the defaults of its flags.

use super::names::LISTS;
use super::{DatasetSighting, Use, fetch};
use crate::detect::{Context, File, Sightings};
use crate::evidence::{CorpusState, Strength};
use crate::pattern::{AnyOf, Match, Regex};
use std::sync::LazyLock;

/// `add_argument("--input-file", …, default="notes.txt")`: the flag, and the file.
static FLAG: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r#"\badd_argument\(\s*["']--?([\w-]+)["'][^)\n]{0,200}?\bdefault\s*=\s*["']\.?/?([\w./-]{3,120})["']"#;
    crate::pattern::ascii(pattern).unwrap_or_else(|error| panic!("{error}"))
});

/// `open("notes.json")`, `pd.read_csv('notes.csv')`: a file that a program reads by its name.
static READ: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r#"\b(?:open|read_csv|read_json|read_table|read_parquet|loadtxt|genfromtxt)\(\s*r?["']\.?/?([\w./-]{3,120})["']\s*(?:\)|,\s*(?:["']r|\w+\s*=))"#;
    crate::pattern::ascii(pattern).unwrap_or_else(|error| panic!("{error}"))
});

/// What stands in every program that has flags.
static FLAGS: LazyLock<AnyOf> = LazyLock::new(|| AnyOf::new(&["add_argument("]));

/// What stands in every program that changes weights step by step, or fits a model to rows.
static STEPS: LazyLock<AnyOf> = LazyLock::new(|| AnyOf::new(&[".backward(", ".fit(", "fit_generator(", "apply_gradients"]));

/// Words of a flag that asks for what is learned from.
const ASKS: [&str; 5] = ["input", "data", "corpus", "train", "text"];

/// Words of a flag or file that says something else.
const AWAY: [&str; 13] =
    ["test", "eval", "valid", "dev", "out", "log", "config", "vocab", "sample", "demo", "example", "toy", "fixture"];

/// Words of files that a trainer opens beside what it learns from: what its outputs are called, how it is set.
const BESIDE: [&str; 22] = [
    "class", "label", "name", "index", "idx", "mean", "std", "char", "meta", "token", "map", "dict", "split", "list", "ids",
    "param", "setting", "model", "result", "history", "score", "stop",
];

/// Looks at a Python program.
pub fn look(file: &File<'_>, context: &Context<'_>, seen: &mut Sightings) {
    if file.artifact.extension() != "py" || !fetch::is_about_data(file.artifact.path()) {
        return;
    }
    let away = |text: &str| AWAY.iter().any(|word| text.contains(word));
    if FLAGS.is_in(file.text) {
        for found in FLAG.captures_iter(file.text).take(40) {
            let (Some(flag), Some(path)) = (found.get(1), found.get(2)) else { continue };
            let flag = flag.as_str().to_ascii_lowercase();
            if ASKS.iter().any(|word| flag.contains(word)) && !away(&flag) {
                read(file, path, context, seen);
            }
        }
    }
    if STEPS.is_in(file.text) {
        for path in READ.captures_iter(file.text).take(40).filter_map(|found| found.get(1)) {
            let lower = path.as_str().to_ascii_lowercase();
            let name = lower.rsplit('/').next().unwrap_or_default();
            if !BESIDE.iter().any(|word| name.contains(word)) {
                read(file, path, context, seen);
            }
        }
    }
}

/// A file that a program trains on, where it is here.
fn read(file: &File<'_>, path: Match<'_>, context: &Context<'_>, seen: &mut Sightings) {
    let lower = path.as_str().to_ascii_lowercase();
    if AWAY.iter().any(|word| lower.contains(word)) {
        return;
    }
    let extension = lower.rsplit_once('.').map_or("", |(_, extension)| extension);
    if !LISTS.rows.contains(extension) && !LISTS.loose.contains(extension) {
        return;
    }
    let folder = file.artifact.folder();
    let beside = if folder.is_empty() { path.as_str().to_string() } else { format!("{folder}/{}", path.as_str()) };
    let Some(place) = [beside, path.as_str().to_string()].into_iter().find(|path| context.inventory.get(path).is_some()) else {
        return;
    };
    seen.datasets.push(DatasetSighting {
        name: place.clone(),
        id: None,
        known: None,
        state: CorpusState::Included,
        place: Some(place),
        pin: None,
        size: None,
        terms: None,
        stage: None,
        role: file.artifact.role,
        usage: Use::Lies,
        evidence: file.evidence("data-default", Strength::Strong, path.start()),
    });
}
