//! Data sets that models are trained on: what their publishers state of them.

use crate::evidence::Answer;
use serde::Deserialize;
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

/// What the publisher lets others do with the whole set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Redistributable {
    /// Anyone may pass it on, verbatim and modified.
    Yes,
    /// The packaging is free, the content keeps other rights.
    Partly,
    /// Terms or missing rights forbid it.
    No,
    /// No statement was found.
    Unknown,
}

/// Whether the set can be had.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Available {
    /// By anyone.
    Yes,
    /// After an account, a form or an agreement.
    Gated,
    /// Not any more.
    Withdrawn,
    /// It never was.
    No,
}

/// One data set of `knowledge/datasets.yaml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DatasetFacts {
    /// The name that people know it by.
    pub name: String,
    /// Hub and registry ids and folk names.
    pub aliases: Vec<String>,
    /// Hosts and path prefixes, without scheme, where it is served beside its home.
    #[serde(default)]
    pub places: Vec<String>,
    /// Its home page.
    pub home: String,
    /// What its publisher states, an SPDX expression or words.
    pub license: String,
    /// What follows for passing it on.
    pub redistributable: Redistributable,
    /// Whether it can be had.
    pub available: Available,
    /// Its field: text, speech, vision …
    pub domain: String,
    /// Whether it was made for one task: questions, entailment, names, summaries.
    #[serde(default)]
    pub task: bool,
    /// Why it is judged so, in a few words.
    pub why: String,
    /// The publisher's page or paper.
    pub source: String,
    /// What was read for this row; `no` when it was not read again.
    pub checked: String,
}

impl DatasetFacts {
    /// Whether the row was checked against its source and may decide.
    #[must_use]
    pub fn is_checked(&self) -> bool {
        self.checked != "no"
    }

    /// Whether anyone may pass it on and why not, if not. `compilation` accepts a free license on
    /// the packaging alone; a row that was not checked never decides.
    #[must_use]
    pub fn answer(&self, compilation: bool) -> (Answer, Option<String>) {
        let why = || Some(self.why.clone());
        match self.redistributable {
            _ if !self.is_checked() => (Answer::Unknown, Some(format!("not checked: {}", self.why))),
            Redistributable::Yes => (Answer::Yes, None),
            Redistributable::Partly if compilation => (Answer::Yes, Some("compilation-license".into())),
            Redistributable::Partly => (Answer::No, Some(format!("compilation-only: {}", self.why))),
            Redistributable::No => (Answer::No, why()),
            Redistributable::Unknown => (Answer::Unknown, why()),
        }
    }
}

/// All rows.
pub static DATASETS: LazyLock<Vec<DatasetFacts>> = LazyLock::new(|| super::document("datasets"));

/// The longest alias, in words after folding.
const LONGEST: usize = 6;

static BY_WORDS: LazyLock<HashMap<String, usize>> = LazyLock::new(|| {
    let mut table = HashMap::new();
    for (at, facts) in DATASETS.iter().enumerate() {
        for name in std::iter::once(&facts.name).chain(&facts.aliases) {
            table.entry(fold(name)).or_insert(at);
        }
    }
    table
});

/// Names that are written in capitals only: MATH is a data set, math is a subject.
static CAPITALS: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let mut small = HashMap::<String, bool>::new();
    for name in DATASETS.iter().flat_map(|facts| std::iter::once(&facts.name).chain(&facts.aliases)) {
        let capitals = name.chars().any(char::is_uppercase) && !name.chars().any(char::is_lowercase);
        *small.entry(fold(name)).or_default() |= !capitals;
    }
    small.into_iter().filter(|(_, small)| !small).map(|(name, _)| name).collect()
});

static BY_PLACE: LazyLock<Vec<(String, usize)>> = LazyLock::new(|| {
    let mut table: Vec<_> = DATASETS
        .iter()
        .enumerate()
        .filter(|(_, facts)| facts.available != Available::No)
        .flat_map(|(at, facts)| facts.places.iter().chain([&facts.home]).map(move |place| (bare(place), at)))
        .collect();
    table.sort_by_key(|(place, _)| std::cmp::Reverse(place.len()));
    table
});

/// Lower case, words only, one space between them.
#[must_use]
pub fn fold(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for word in name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        if word.is_ascii() {
            out.push_str(word);
            let from = out.len() - word.len();
            out[from..].make_ascii_lowercase();
        } else {
            out.extend(word.chars().flat_map(char::to_lowercase));
        }
    }
    out
}

/// An address without scheme, `www.` and a trailing slash, in lower case.
#[must_use]
pub fn bare(url: &str) -> String {
    let url = url.trim().to_ascii_lowercase();
    let rest = if url.starts_with("s3://") || url.starts_with("gs://") {
        url.as_str()
    } else {
        url.split_once("://").map_or(url.as_str(), |(_, rest)| rest)
    };
    rest.trim_start_matches("www.").trim_end_matches('/').to_string()
}

/// The row that an id or a name stands for.
#[must_use]
pub fn named(name: &str) -> Option<&'static DatasetFacts> {
    BY_WORDS.get(&fold(name)).map(|&at| &DATASETS[at])
}

/// The row that is served at an address.
#[must_use]
pub fn served_at(url: &str) -> Option<&'static DatasetFacts> {
    let url = bare(url);
    BY_PLACE
        .iter()
        .find(|(place, _)| {
            url.strip_prefix(place.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?', '#', '_', '-', '.', ':']))
        })
        .map(|&(_, at)| &DATASETS[at])
}

/// Every known set that a sentence names, with the bytes of the name, longest names first to win.
///
/// Plain lower-case words ("pile", "common corpus") count only when a word for data follows them, and a name
/// written in capitals ("MATH") only in capitals.
#[must_use]
pub fn mentions(text: &str) -> Vec<(Range<usize>, &'static DatasetFacts)> {
    let words: Vec<Range<usize>> = words(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let mut taken = 1;
        for count in (1..=LONGEST.min(words.len() - at)).rev() {
            let range = words[at].start..words[at + count - 1].end;
            if range.len() > 80 {
                continue;
            }
            let folded = fold(&text[range.clone()]);
            let Some(&row) = BY_WORDS.get(&folded) else { continue };
            if CAPITALS.contains(&folded) && text[range.clone()].chars().any(char::is_lowercase) {
                continue;
            }
            let next = words.get(at + count).map(|next| text[next.clone()].to_lowercase());
            if is_plain(&text[range.clone()]) && !next.is_some_and(|word| is_data_word(&word)) {
                continue;
            }
            found.push((range, &DATASETS[row]));
            taken = count;
            break;
        }
        at += taken;
    }
    found
}

/// Whether a word stands for data in general.
#[must_use]
pub fn is_data_word(word: &str) -> bool {
    matches!(
        word,
        "dataset" | "datasets" | "data" | "corpus" | "corpora" | "dump" | "dumps" | "set" | "database" | "treebank" | "treebanks"
    )
}

/// A name that is also made of ordinary words: small letters, the first of a sentence aside if others follow.
fn is_plain(name: &str) -> bool {
    let mut letters = name.chars();
    let rest = match letters.next() {
        Some(first) if first.is_uppercase() && name.contains(char::is_whitespace) => letters.as_str(),
        _ => name,
    };
    rest.chars().all(|c| c.is_lowercase() || c.is_whitespace()) || name.chars().count() < 2
}

fn words(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices() {
        match (c.is_alphanumeric(), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                out.push(from..at);
                start = None;
            }
            _ => {}
        }
    }
    if let Some(from) = start {
        out.push(from..text.len());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_and_folk_names_fold_to_one_row() {
        for name in ["allenai/c4", "C4", "legacy-datasets/c4"] {
            assert_eq!(named(name).map(|facts| facts.name.as_str()), Some("C4"), "{name}");
        }
        assert!(named("acme/c4").is_none());
    }

    #[test]
    fn an_address_leads_to_its_row() {
        assert_eq!(served_at("https://dumps.wikimedia.org/enwiki/").map(|facts| facts.name.as_str()), Some("Wikipedia dumps"));
        assert_eq!(served_at("http://www.openslr.org/12/").map(|facts| facts.name.as_str()), Some("LibriSpeech"));
        assert!(served_at("https://www.openslr.org/1234/").is_none());
        assert!(served_at("https://example.org/").is_none());
    }

    #[test]
    fn ordinary_words_are_not_data_sets() {
        let names = |text| mentions(text).into_iter().map(|(_, facts)| facts.name.clone()).collect::<Vec<_>>();
        assert_eq!(names("we race to the roots of the pile"), [""; 0]);
        assert_eq!(names("trained on the Pile and on C4"), ["The Pile", "C4"]);
        assert_eq!(names("the pile dataset"), ["The Pile"]);
        assert_eq!(names("a common corpus of natural questions and grade school math"), [""; 0]);
        assert_eq!(names("Common corpus of speech commands; the Common Voice dataset"), ["Common Voice"]);
        assert_eq!(names("Math data, a Race and AWS Glue; MATH, RACE and GLUE"), ["MATH", "RACE", "GLUE"]);
    }

    #[test]
    fn methods_models_machines_and_units_are_not_data_sets() {
        let text = "on P3 instances with 300 W GPUs, from MLS listings, with Self-Instruct, Aya, NLLB, KL3M and OpenFold3, \
                    a Synth, the Fisher matrix and The session data";
        assert!(mentions(text).is_empty(), "{:?}", mentions(text).first().map(|(_, facts)| &facts.name));
    }

    #[test]
    fn an_unread_row_and_a_row_of_mixed_terms_never_say_yes() {
        let answer = |name| named(name).map(|facts| facts.answer(true).0);
        for name in ["thesession", "materials project", "covost2", "deepmind mathematics", "wikipedia monolingual corpora"] {
            assert_eq!(answer(name), Some(Answer::Unknown), "{name}");
        }
        assert_eq!(answer("mptrj"), Some(Answer::Yes));
    }
}
