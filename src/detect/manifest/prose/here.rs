//! Sentences that say that the data lie in this tree.

use super::words::{SAYS_SET, YOURS};
use crate::detect::manifest::{DatasetSighting, Use};
use crate::detect::{Context, File, Sightings};
use crate::evidence::{CorpusState, Strength};
use crate::pattern::{Regex, fixed};
use std::sync::LazyLock;

pub static THIS_TREE: LazyLock<Regex> =
    LazyLock::new(|| fixed(r"(?i)\b(?:this|the|our) (?:repo|repository|package|project|folder|directory)\b"));

pub static HOLDS: LazyLock<Regex> = LazyLock::new(|| fixed(r"(?i)\b(?:contain|provid|host|includ|hold|offer|distribut)\w*"));

pub static LIES_HERE: LazyLock<Regex> = LazyLock::new(|| {
    fixed(
        r"(?i)\b(?:included|available|provided|distributed|contained|located|stored|found) (?:directly )?(?:in|on|under) (?:this repo|the repo|the `|the \[|`|\[)|\bthis (?:is a |is the )?data (?:package|set)\b",
    )
});

pub static PATH: LazyLock<Regex> =
    LazyLock::new(|| fixed(r"\]\(\.?/?([\w./+-]+?)/?\)|`\.?/?([\w./+-]+?)/?`|/(?:tree|blob)/[\w.-]+/([\w./+-]+)"));

/// Tells its readers to put something there, or that a program will: what lies there may be anything.
static TO_PUT: LazyLock<Regex> = LazyLock::new(|| {
    fixed(
        r"(?i)\b(?:add (?:new )?(?:entries|files)|put|place[ds]?|extract(?:ed)?|unzip|unpack|symlink|move|copy|(?:be|are) (?:saved|written|produced)|by downloading|should (?:be|look|contain)|pointing to)\b",
    )
});

/// Lists of words that stand beside data: tags, classes.
static WORDS_ONLY: LazyLock<Regex> = LazyLock::new(|| fixed(r"(?i)(?:tags?|class(?:es)?|labels?|names?|vocab\w*|words)\.txt$"));

/// Calls what it speaks of an example for its readers: "`/datasets` contains example datasets".
static SAMPLES: LazyLock<Regex> =
    LazyLock::new(|| fixed(r"(?i)\b(?:example|sample|toy|demo) (?:data ?sets?|data|corpus|corpora|texts?|files)\b"));

/// "… is no longer available on [brook]", "the data are not included in this repository".
static DENIED: LazyLock<Regex> = LazyLock::new(|| {
    fixed(r"(?i)\b(?:is|are|was|were|do|does|be) (?:no longer|not)\b|\b(?:isn|aren|don|doesn)['’]t\b|\bcannot\b")
});

/// Says that what lies there are names of pieces that are had elsewhere: "The files in `data` contain the ids of the split".
static NAMES_ONLY: LazyLock<Regex> = LazyLock::new(|| {
    fixed(
        r"(?i)\b(?:contains?|holds?|lists?|with|are) (?:only )?(?:the )?(?:names|file ?names|ids|identifiers|indices|indexes|urls|links) (?:of|for|to|used|that)\b",
    )
});

/// A sentence that says that what lies at a path of this tree is an example, or only names what is had elsewhere.
pub fn sample(file: &File<'_>, start: usize, sentence: &str, context: &Context<'_>, seen: &mut Sightings) {
    if sentence.len() > 2000 || file.artifact.depth() > 0 {
        return;
    }
    let names = NAMES_ONLY.is_match(sentence);
    if !(names || SAMPLES.is_match(sentence) && HOLDS.is_match(sentence)) {
        return;
    }
    let Some(path) = PATH.captures(sentence).and_then(|found| found.iter().skip(1).flatten().next()) else { return };
    let place = path.as_str().trim_matches('/');
    if context.inventory.exists(place) && !is_program(place) {
        local(file, start + path.start(), place.to_string(), seen);
        if let Some(told) = seen.datasets.last_mut() {
            told.usage = if names { Use::Names } else { Use::Sample };
            told.name = format!("{} {place}", if names { "names" } else { "sample" });
        }
    }
}

/// A sentence that says that the data lie in this tree, or names a path of the tree as data.
pub fn here(file: &File<'_>, start: usize, sentence: &str, context: &Context<'_>, seen: &mut Sightings) {
    if sentence.len() > 2000
        || !(SAYS_SET.is_match(sentence) || sentence.contains("data"))
        || YOURS.is_match(sentence)
        || TO_PUT.is_match(sentence)
        || NAMES_ONLY.is_match(sentence)
    {
        return;
    }
    let folder = file.artifact.folder();
    let mut found = false;
    for path in PATH.captures_iter(sentence).take(6).filter_map(|found| found.iter().skip(1).flatten().next()) {
        let told = path.as_str().trim_end_matches('/');
        let near = if folder.is_empty() { told.to_string() } else { format!("{folder}/{told}") };
        let Some(path_here) = [near, told.to_string()].into_iter().find(|path| context.inventory.exists(path)) else { continue };
        if is_program(&path_here) || WORDS_ONLY.is_match(&path_here) {
            continue;
        }
        found = true;
        local(file, start + path.start(), path_here, seen);
    }
    let says = !DENIED.is_match(sentence)
        && SAYS_SET.is_match(sentence)
        && (LIES_HERE.is_match(sentence) || THIS_TREE.is_match(sentence) && HOLDS.is_match(sentence));
    if !found && file.artifact.depth() <= 1 && says {
        local(file, start, folder.to_string(), seen);
    }
}

pub fn is_program(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').is_some_and(|(_, ext)| {
        matches!(
            ext,
            "py" | "sh"
                | "md"
                | "ipynb"
                | "yaml"
                | "yml"
                | "cfg"
                | "toml"
                | "rs"
                | "c"
                | "cc"
                | "cpp"
                | "h"
                | "lua"
                | "r"
                | "R"
                | "js"
                | "ts"
                | "go"
                | "java"
                | "png"
                | "jpg"
                | "gif"
                | "svg"
                | "pdf"
                | "html"
        )
    }) || path.to_ascii_lowercase().contains("licen")
}

pub fn local(file: &File<'_>, at: usize, path: String, seen: &mut Sightings) {
    seen.datasets.push(DatasetSighting {
        name: path.clone(),
        id: None,
        known: None,
        state: CorpusState::Included,
        place: Some(path),
        pin: None,
        size: None,
        terms: None,
        stage: None,
        role: file.artifact.role,
        usage: Use::Local,
        evidence: file.evidence("prose-data-here", Strength::Medium, at),
    });
}
