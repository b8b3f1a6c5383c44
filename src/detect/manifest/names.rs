//! The lists of `knowledge/data-files.yaml`, ready to be asked.

use crate::knowledge::Group;
use serde::Deserialize;
use std::collections::{BTreeMap, HashSet};
use std::sync::LazyLock;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    folders: BTreeMap<String, Group>,
    names: BTreeMap<String, Group>,
    extensions: BTreeMap<String, Group>,
}

/// Words of names, and how names begin or end.
#[derive(Debug, Default)]
pub struct Names {
    words: HashSet<String>,
    beginnings: Vec<String>,
    endings: Vec<String>,
}

impl Names {
    /// Whether this lower-case name is one of the words, or begins or ends as the list says.
    pub fn is(&self, lower: &str) -> bool {
        self.words.contains(lower) || self.begins_or_ends(lower)
    }

    /// Whether one of the words stands anywhere in this lower-case name, or it begins or ends as the list says.
    pub fn is_within(&self, lower: &str) -> bool {
        self.begins_or_ends(lower) || self.words.iter().any(|word| lower.contains(word.as_str()))
    }

    fn begins_or_ends(&self, lower: &str) -> bool {
        self.beginnings.iter().any(|word| lower.starts_with(word.as_str()))
            || self.endings.iter().any(|word| lower.ends_with(word.as_str()))
    }
}

/// How data lies in a tree; what each list means stands in the document.
pub struct Lists {
    pub data_folders: Names,
    pub tool_folders: HashSet<String>,
    pub other_folders: Names,
    pub data_names: Names,
    pub other_names: Names,
    pub held_out: Names,
    pub corpus_names: HashSet<String>,
    pub addresses: HashSet<String>,
    pub rows: HashSet<String>,
    pub packed: HashSet<String>,
    pub loose: HashSet<String>,
    pub listing: HashSet<String>,
    pub listed: HashSet<String>,
}

pub static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let document: Document = crate::knowledge::document("data-files");
    let list = |map: &BTreeMap<String, Group>, key: &str| map.get(key).map(|group| group.values.clone()).unwrap_or_default();
    let set = |map: &BTreeMap<String, Group>, key: &str| list(map, key).into_iter().collect::<HashSet<String>>();
    let names = |map: &BTreeMap<String, Group>, key: &str| Names {
        words: set(map, key),
        beginnings: list(map, &format!("{key}-beginnings")),
        endings: list(map, &format!("{key}-endings")),
    };
    let mut held_out = names(&document.names, "held-out");
    held_out.words.extend(list(&document.names, "splits"));
    Lists {
        data_folders: names(&document.folders, "data"),
        tool_folders: set(&document.folders, "tools"),
        other_folders: names(&document.folders, "other"),
        data_names: names(&document.names, "data"),
        other_names: names(&document.names, "other"),
        held_out,
        corpus_names: set(&document.names, "corpus"),
        addresses: set(&document.names, "addresses"),
        rows: set(&document.extensions, "rows"),
        packed: set(&document.extensions, "packed"),
        loose: set(&document.extensions, "loose"),
        listing: set(&document.extensions, "listing"),
        listed: set(&document.extensions, "listed"),
    }
});

/// Whether a file of this name lists addresses of data, and holds none: "urls.txt", "news-WebUrls.csv".
pub fn lists_addresses(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    let stem = lower.split('.').next().unwrap_or_default();
    stem.split(['-', '_', ' '])
        .any(|part| LISTS.addresses.iter().any(|word| part == word || word.len() > 3 && part.ends_with(word.as_str())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_has_words_in_small_letters_and_a_source() {
        let document: Document = crate::knowledge::document("data-files");
        for (name, group) in document.folders.iter().chain(&document.names).chain(&document.extensions) {
            assert!(!group.source.is_empty() && !group.values.is_empty(), "{name}");
            assert!(group.values.iter().all(|word| *word == word.to_lowercase()), "{name}");
        }
    }

    #[test]
    fn folders_and_names_are_told_apart() {
        assert!(LISTS.data_folders.is("corpora") && LISTS.data_folders.is("river_data") && !LISTS.data_folders.is("database"));
        assert!(LISTS.other_folders.is("checkpoints") && LISTS.other_folders.is("testing"));
        assert!(LISTS.held_out.is_within("river_test.csv") && LISTS.held_out.is_within("gsm8k.jsonl"));
        assert!(lists_addresses("river-WebUrls.txt") && lists_addresses("url_list.csv") && !lists_addresses("curl.txt"));
        assert!(LISTS.rows.contains("parquet") && LISTS.loose.contains("wav"));
    }
}
