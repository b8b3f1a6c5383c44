//! The lists of `knowledge/license-residue.yaml`, ready to be asked.

use crate::knowledge::Group;
use serde::Deserialize;
use std::collections::HashSet;
use std::sync::LazyLock;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Document {
    pointers: Group,
    attributing: Group,
    addressing: Group,
    citing: Group,
    placeholders: Group,
    speaking: Group,
    passages: Group,
    headers: Group,
    taking_back: Group,
    binding: Group,
    works: Group,
    addressees: Group,
    ends: Group,
    beginnings: Group,
}

/// The lists; what each means stands in the document.
pub struct Lists {
    /// Words of titles and pointers.
    pub pointers: HashSet<String>,
    /// Words of where something was taken from.
    pub attributing: HashSet<String>,
    /// Words to whoever receives it.
    pub addressing: HashSet<String>,
    /// Words of a request to cite.
    pub citing: HashSet<String>,
    /// Words in place of a holder's name.
    pub placeholders: HashSet<String>,
    /// Pointers whose absence says something.
    pub speaking: HashSet<String>,
    /// Passages that limit nothing.
    pub passages: HashSet<String>,
    /// Passages of files that only point.
    pub headers: Vec<String>,
    /// Words of an introduction that bind somebody or take back what stands above.
    pub taking_back: HashSet<String>,
    /// Stems that could bind whoever reads them.
    pub binding: Vec<String>,
    /// What programs are.
    pub works: HashSet<String>,
    /// What a colon addresses and what is no name of a program.
    pub addressees: HashSet<String>,
    /// Marks after which no terms follow, as words.
    pub ends: Vec<Vec<String>>,
    /// Marks before which no terms stand, as words.
    pub beginnings: Vec<Vec<String>>,
}

/// The lists.
pub static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let document: Document = crate::knowledge::document("license-residue");
    let set = |group: Group| group.values.into_iter().collect::<HashSet<String>>();
    let marks = |group: &Group| -> Vec<Vec<String>> {
        group.values.iter().map(|mark| mark.split(' ').map(str::to_string).collect()).collect()
    };
    Lists {
        ends: marks(&document.ends),
        beginnings: marks(&document.beginnings),
        pointers: set(document.pointers),
        attributing: set(document.attributing),
        addressing: set(document.addressing),
        citing: set(document.citing),
        placeholders: set(document.placeholders),
        speaking: set(document.speaking),
        passages: set(document.passages),
        headers: document.headers.values,
        taking_back: set(document.taking_back),
        binding: document.binding.values,
        works: set(document.works),
        addressees: set(document.addressees),
    }
});

#[cfg(test)]
mod tests {
    use super::*;
    use crate::license::words::words;

    #[test]
    fn every_list_is_filled_and_in_folded_spelling() {
        let lists = &*LISTS;
        for list in [
            &lists.pointers,
            &lists.attributing,
            &lists.addressing,
            &lists.citing,
            &lists.placeholders,
            &lists.taking_back,
            &lists.works,
            &lists.addressees,
        ] {
            assert!(list.len() > 5);
        }
        let marks = lists.ends.iter().chain(&lists.beginnings).map(|mark| mark.join(" "));
        for passage in lists.passages.iter().chain(&lists.headers).cloned().chain(marks) {
            let folded: Vec<String> = words(&passage).into_iter().map(|word| word.text).collect();
            assert_eq!(folded.join(" "), passage, "a passage that the comparison can never meet");
        }
    }

    #[test]
    fn no_word_that_restricts_is_passed_over() {
        for word in ["only", "not", "no", "non", "without", "except", "commercial", "prohibited", "forbidden", "research"] {
            assert!(!LISTS.pointers.contains(word), "{word}");
        }
    }
}
