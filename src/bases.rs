//! Base models that others build upon: what is known of them, by hub id and by name.

use crate::evidence::Answer;
use crate::pattern::Regex;
use globset::{Glob, GlobBuilder, GlobSet, GlobSetBuilder};
use serde::Deserialize;
use std::sync::LazyLock;

/// One row of `knowledge/base-models.yaml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Base {
    /// The name of the model or family.
    pub name: String,
    /// Hub ids as globs, without case.
    pub patterns: Vec<String>,
    /// Names in prose.
    pub aliases: Vec<String>,
    /// The license of its weights, as an id or in words.
    pub license: String,
    /// `yes`, `no`, `partly`.
    pub free: String,
    /// `yes`, `no`, `partly`.
    pub training_code: String,
    /// `yes`, `no`, `partly`.
    pub corpus: String,
    /// Why, in a few words.
    pub why: String,
    /// Where this is known from.
    pub source: String,
    /// How it was checked; `no` when it was not.
    pub checked: String,
}

impl Base {
    /// Whether the weights are free. A row that nobody checked never says so, nor the contrary.
    #[must_use]
    pub fn is_free(&self) -> Answer {
        match (self.free.as_str(), self.checked.as_str()) {
            (_, "no") => Answer::Unknown,
            ("yes", _) => Answer::Yes,
            ("no", _) => Answer::No,
            _ => Answer::Unknown,
        }
    }

    /// The id of the label that the base itself carries; none when it is not known.
    #[must_use]
    pub fn label(&self) -> Option<&'static str> {
        match (self.is_free(), self.training_code.as_str(), self.corpus.as_str()) {
            (Answer::Unknown, ..) => None,
            (Answer::No, ..) => Some("restricted-weights"),
            (Answer::Yes, "yes", "yes") => Some("open-source"),
            (Answer::Yes, "yes", _) => Some("open-training-code"),
            (Answer::Yes, ..) => Some("open-weights"),
        }
    }
}

/// All rows.
pub static BASES: LazyLock<Vec<Base>> = LazyLock::new(|| crate::knowledge::document("base-models"));

/// All globs as one set, with the row of each. A glob of ours that is none is left out; the suite looks for that.
static GLOBS: LazyLock<(GlobSet, Vec<usize>)> = LazyLock::new(|| {
    let globs = BASES.iter().enumerate().flat_map(|(row, base)| base.patterns.iter().map(move |pattern| (pattern, row)));
    let known: Vec<(Glob, usize)> =
        globs.filter_map(|(pattern, row)| Some((GlobBuilder::new(pattern).case_insensitive(true).build().ok()?, row))).collect();
    let mut set = GlobSetBuilder::new();
    for (glob, _) in &known {
        set.add(glob.clone());
    }
    (set.build().unwrap_or_else(|_| GlobSet::empty()), known.into_iter().map(|(_, row)| row).collect())
});

/// The names in prose, longest first, as one expression; a size ("-7B", " 13b") may follow.
pub static NAMES: LazyLock<Regex> = LazyLock::new(|| {
    let mut names: Vec<String> =
        BASES.iter().flat_map(|base| base.aliases.iter()).map(|name| regex_syntax::escape(name)).collect();
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    let pattern = format!(r"(?i)(?-u:\b)({})(?:[- ]v?[0-9.]+[bBmM]?)*(?-u:\b{{end-half}})", names.join("|"));
    crate::pattern::ascii(&pattern).unwrap_or_else(|error| panic!("knowledge/base-models.yaml: {error}"))
});

/// The row of a hub id or a name in prose.
#[must_use]
pub fn find(id: &str) -> Option<&'static Base> {
    published(id).or_else(|| by_name(id))
}

/// The row of a hub id under which a publisher offers a model; a name inside somebody else's id says nothing here.
#[must_use]
pub fn published(id: &str) -> Option<&'static Base> {
    let (set, rows) = &*GLOBS;
    set.matches(id).first().and_then(|&at| BASES.get(rows[at]))
}

/// Whether a word in small letters is the name of a family of published models, and nothing more.
#[must_use]
pub fn is_family(word: &str) -> bool {
    BASES.iter().flat_map(|base| &base.aliases).any(|alias| alias.eq_ignore_ascii_case(word))
}

fn by_name(name: &str) -> Option<&'static Base> {
    let alias = NAMES.captures(name)?.get(1)?.as_str().to_lowercase();
    BASES.iter().find(|base| base.aliases.iter().any(|known| known.to_lowercase() == alias))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An id that a glob stands for.
    fn id(pattern: &str) -> String {
        pattern.replace('*', "7b")
    }

    #[test]
    fn every_id_finds_a_row_whatever_its_letters() {
        for (base, pattern) in BASES.iter().flat_map(|base| base.patterns.iter().map(move |pattern| (base, pattern))) {
            let known = published(&id(pattern)).unwrap_or_else(|| panic!("{}: {pattern}", base.name));
            assert!(known.patterns.contains(pattern) || known.name != base.name, "{}: {pattern}", base.name);
            assert_eq!(find(&id(pattern).to_uppercase()).map(|base| &base.name), Some(&known.name), "{pattern}");
        }
        assert!(find("acme/brook-1b").is_none());
    }

    #[test]
    fn every_name_in_prose_finds_a_row_that_bears_it() {
        for alias in BASES.iter().flat_map(|base| &base.aliases) {
            let known = by_name(alias).unwrap_or_else(|| panic!("{alias}"));
            assert!(known.aliases.iter().any(|name| name.eq_ignore_ascii_case(alias)), "{alias}: {}", known.name);
        }
        assert!(by_name("a brook of one's own").is_none());
    }

    #[test]
    fn a_row_gives_the_label_that_its_answers_add_up_to() {
        let row = |free: &str, program: &str, corpus: &str| Base {
            name: "Brook".into(),
            patterns: Vec::new(),
            aliases: Vec::new(),
            license: "mit".into(),
            free: free.into(),
            training_code: program.into(),
            corpus: corpus.into(),
            why: String::new(),
            source: String::new(),
            checked: "page".into(),
        };
        assert_eq!(row("no", "yes", "yes").label(), Some("restricted-weights"));
        assert_eq!(row("yes", "yes", "yes").label(), Some("open-source"));
        assert_eq!(row("yes", "yes", "partly").label(), Some("open-training-code"));
        assert_eq!(row("yes", "partly", "yes").label(), Some("open-weights"));
        assert_eq!(row("partly", "yes", "yes").label(), None);
    }

    #[test]
    fn a_row_that_nobody_checked_decides_nothing() {
        for base in BASES.iter().filter(|base| base.checked == "no") {
            assert_eq!((base.is_free(), base.label()), (Answer::Unknown, None), "{}", base.name);
        }
    }

    #[test]
    fn every_row_has_a_source_and_known_words() {
        for base in BASES.iter() {
            assert!(base.source.starts_with("https://") && !base.why.is_empty() && !base.license.is_empty(), "{}", base.name);
            for word in [&base.free, &base.training_code, &base.corpus] {
                assert!(["yes", "no", "partly"].contains(&word.as_str()), "{}: {word}", base.name);
            }
        }
    }
}
