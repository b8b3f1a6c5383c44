//! The lists of `knowledge/weights.yaml`, compiled once.

use crate::knowledge::Group;
use crate::pattern::Regex;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::{LazyLock, OnceLock};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Document {
    extensions: BTreeMap<String, Group>,
    not_weights: Group,
    homes: Group,
    folders: Group,
    helpers: Group,
    hosts: BTreeMap<String, Group>,
    words: BTreeMap<String, Group>,
    common: Group,
}

/// The compiled lists.
pub struct Words {
    /// Extensions that say weights by themselves.
    pub certain: Vec<String>,
    /// Extensions that need a word or the right first bytes.
    pub doubtful: Vec<String>,
    /// Archives.
    pub archives: Vec<String>,
    /// Paths that are something else.
    pub not_weights: Set,
    /// Paths where weights live.
    pub homes: Set,
    /// Folders of trained models on a server or a branch.
    pub folders: Vec<String>,
    /// Networks that are loaded as a part of something else.
    pub helpers: Vec<String>,
    /// Storage places.
    pub storage: Vec<String>,
    /// Words for weights.
    pub weights: Set,
    /// Words of giving away.
    pub release: Set,
    /// Words of one's own.
    pub ours: Set,
    /// Headings of one's own models.
    pub sections: Set,
    /// Words that give it to somebody else or make it something else.
    pub others: Set,
    /// Words for what one begins with.
    pub bases: Set,
    /// Words of titles that tell nobody apart.
    pub common: Vec<String>,
}

/// The lists.
pub static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let document: Document = crate::knowledge::document("weights");
    let list = |map: &BTreeMap<String, Group>, key: &str| map.get(key).map(|group| group.values.clone()).unwrap_or_default();
    let words = |key: &str| set(&list(&document.words, key));
    Words {
        certain: list(&document.extensions, "certain"),
        doubtful: list(&document.extensions, "doubtful"),
        archives: list(&document.extensions, "archives"),
        not_weights: set(&document.not_weights.values),
        homes: set(&document.homes.values),
        folders: document.folders.values.clone(),
        helpers: document.helpers.values.clone(),
        storage: list(&document.hosts, "storage"),
        weights: words("weights"),
        release: words("release"),
        ours: words("ours"),
        sections: words("sections"),
        others: words("others"),
        bases: words("bases"),
        common: document.common.values.clone(),
    }
});

/// Patterns without case of which one is enough, built when they are first asked.
pub struct Set {
    patterns: Vec<String>,
    built: OnceLock<Regex>,
}

impl Set {
    /// Whether one of them occurs.
    ///
    /// # Panics
    /// When one does not compile: a defect of the document, caught by this room's test.
    #[must_use]
    pub fn is_match(&self, text: &str) -> bool {
        let build = || {
            let all: Vec<String> = self.patterns.iter().map(|pattern| format!("(?:{})", ascii(pattern))).collect();
            let pattern = format!("(?i){}", all.join("|"));
            crate::pattern::ascii(&pattern).unwrap_or_else(|error| panic!("knowledge/weights.yaml: {error}"))
        };
        self.built.get_or_init(build).is_match(text)
    }
}

fn set(patterns: &[String]) -> Set {
    Set { patterns: patterns.to_vec(), built: OnceLock::new() }
}

/// Word boundaries and classes of ASCII: small programs, and the fast engine on every text.
fn ascii(pattern: &str) -> String {
    pattern
        .replace(r"\b", r"(?-u:\b)")
        .replace(r"\w", "[0-9A-Za-z_]")
        .replace(r"\S", r"[^ \t\r\n]")
        .replace(r"\d", "[0-9]")
        .replace(r"\s", r"[ \t\r\n]")
}

/// Whether the name of a repository ends in what it holds: "brook-networks".
#[must_use]
pub fn is_of_models(repo: &str) -> bool {
    let last = repo.rsplit(['-', '_', '.']).next().unwrap_or_default().to_ascii_lowercase();
    last.len() < repo.len() && matches!(last.as_str(), "networks" | "weights" | "checkpoints" | "nets")
}

/// The same, spelt as one word: "BrookNetworks". Told by its place as well, for there are other networks.
#[must_use]
pub fn is_of_networks(repo: &str) -> bool {
    is_of_models(repo) || ["Networks", "Nets"].iter().any(|word| repo.len() > word.len() && repo.ends_with(word))
}

/// Whether `path` (lower case) ends in one of the extensions.
#[must_use]
pub fn ends_in(path: &str, extensions: &[String]) -> bool {
    extensions.iter().any(|ext| path.strip_suffix(ext.as_str()).is_some_and(|rest| rest.ends_with('.')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pattern_compiles_and_every_list_is_filled() {
        let words = &*WORDS;
        for set in [
            &words.not_weights,
            &words.homes,
            &words.weights,
            &words.release,
            &words.ours,
            &words.sections,
            &words.others,
            &words.bases,
        ] {
            assert!(!set.patterns.is_empty() && !set.is_match(""));
        }
        for list in
            [&words.certain, &words.doubtful, &words.archives, &words.folders, &words.helpers, &words.storage, &words.common]
        {
            assert!(!list.is_empty());
        }
        assert!(ends_in("a/b.pth.tar", &words.certain) && !ends_in("a/pt", &words.certain));
    }
}
