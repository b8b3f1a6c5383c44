//! Whose is it? Names that the project gives itself, compared with the names in a link.

use crate::bases;
use crate::detect::Sightings;
use crate::detect::names::Name;
use crate::detect::weights::Place;
use crate::detect::weights::words::WORDS;

/// The project's own names, folded.
#[derive(Debug, Default)]
pub struct Own {
    /// Accounts: the owner of its own address, and whole titles and package names.
    accounts: Vec<String>,
    /// The same without the owner.
    names: Vec<String>,
    /// Words of titles, packages and addresses that tell it apart.
    words: Vec<String>,
    /// Its own address, folded.
    address: Option<(String, String)>,
    /// Names of what its page presents: they tell whose weights are, and nothing else.
    presented: Vec<String>,
}

impl Own {
    /// Gathers the names that the tree gives.
    #[must_use]
    pub fn of(seen: &Sightings) -> Self {
        let mut own = Self::default();
        for name in &seen.names {
            match name {
                Name::Title(title) => {
                    let head = title.split([':', '—', '–', '(', '|', ',']).next().unwrap_or(title);
                    let head = head.split(" - ").next().unwrap_or(head);
                    let whole = fold(head);
                    match whole.len() {
                        // A title of one common word ("BERT") is still the project's name.
                        3..=24 => {
                            own.words.push(whole.clone());
                            own.names.push(whole.clone());
                            own.accounts.push(whole);
                        }
                        // "4M": two signs that no other word would be.
                        2 if whole.contains(char::is_numeric) && whole.contains(char::is_alphabetic) => own.words.push(whole),
                        _ => {}
                    }
                    own.add_words(title);
                }
                Name::Package(package) => {
                    own.account(package);
                    own.names.push(fold(package));
                    own.add_words(package);
                }
                Name::Address(owner, repo) => {
                    own.account(owner);
                    own.account(repo);
                    own.names.push(fold(repo));
                    own.add_words(repo);
                    own.address = Some((fold(owner), fold(repo)));
                }
                Name::Presented(name) => own.presented.push(fold(name)),
            }
        }
        own.leave_bases();
        own.accounts.sort();
        own.accounts.dedup();
        own.words.sort();
        own.words.dedup();
        own
    }

    /// Takes the names of well-known models out of the words that tell the project apart, where others are left:
    /// "brook-whisper" makes no model of the Whisper family its own.
    fn leave_bases(&mut self) {
        let of_others = |word: &String| word.len() >= 4 && bases::is_family(word);
        let told_apart = |word: &String| word.len() >= 4 && !of_others(word);
        let whole = |word: &String| self.names.contains(word);
        if self.words.iter().any(|word| told_apart(word) && !whole(word)) {
            self.words.retain(|word| !of_others(word) || self.names.contains(word));
        }
    }

    fn account(&mut self, name: &str) {
        let folded = fold(name);
        if folded.len() >= 3 && !WORDS.common.contains(&folded) {
            self.accounts.push(folded);
        }
    }

    fn add_words(&mut self, text: &str) {
        for word in text.split(|c: char| !c.is_alphanumeric()).map(fold) {
            let stem = word.trim_end_matches(|c: char| c.is_ascii_digit()).to_string();
            for word in [word, stem] {
                if word.len() >= 3 && !WORDS.common.contains(&word) {
                    self.words.push(word);
                }
            }
        }
    }

    /// Whether an account of a hub or forge is the project's own.
    #[must_use]
    pub fn is_account(&self, owner: &str) -> bool {
        let owner = fold(owner);
        self.accounts.iter().any(|own| {
            let (short, long) = if own.len() < owner.len() { (own, &owner) } else { (&owner, own) };
            short == long || (short.len() >= 5 && long.starts_with(short.as_str()))
        })
    }

    /// Whether an account is the one that the project's own address names.
    #[must_use]
    pub fn is_owner(&self, account: &str) -> bool {
        self.address.as_ref().is_some_and(|(owner, _)| *owner == fold(account))
    }

    /// Whether an address leads to a bucket, an account or a folder that bears the project's name, and no more.
    #[must_use]
    pub fn has_place(&self, address: &str) -> bool {
        let Some((_, rest)) = address.split_once("://") else { return false };
        let mut parts: Vec<&str> = rest.split(['?', '#']).next().unwrap_or_default().split('/').collect();
        // What the last part names is the thing itself.
        parts.pop();
        parts.iter().map(|part| fold(part)).any(|part| part.len() >= 5 && self.names.contains(&part))
    }

    /// Whether a name of a model or an address bears the project's name.
    #[must_use]
    pub fn is_named(&self, text: &str) -> bool {
        let folded = fold(text);
        let parts: Vec<String> = text.split(|c: char| !c.is_alphanumeric()).map(fold).collect();
        self.accounts.iter().any(|own| own.len() >= 5 && folded.contains(own.as_str()))
            || self.words.iter().any(|own| if own.len() >= 5 { folded.contains(own.as_str()) } else { begins(&parts, own) })
    }

    /// Whether a name is that of another model of the project's family: "Brook-7B" beside "Brook-VL".
    #[must_use]
    pub fn is_sibling(&self, text: &str) -> bool {
        let folded = fold(text);
        let family: String = folded.chars().take_while(|c| c.is_alphabetic()).collect();
        // A letter or a number behind the family tells a version, not another model.
        let is_other = |own: &String| {
            own.strip_prefix(&family).is_some_and(|rest| {
                rest.len() > 1 && !rest.starts_with(char::is_numeric) && !WORDS.common.iter().any(|word| word == rest)
            })
        };
        family.len() >= 4
            && folded.len() > family.len()
            && !self.accounts.iter().any(|own| own.len() >= 4 && (folded.contains(own.as_str()) || own.contains(&folded)))
            && self.names.iter().any(is_other)
    }

    /// Whether a repository on a forge is this one.
    #[must_use]
    pub fn is_address(&self, owner: &str, repo: &str) -> bool {
        let (owner, repo) = (fold(owner), fold(repo));
        self.address.as_ref().is_some_and(|own| own.1 == repo && own.0 == owner)
            || (self.accounts.contains(&repo) && !owner.is_empty())
    }

    /// Whether a model bears the name of what the page presents.
    fn presents(&self, name: &str) -> bool {
        let name = fold(name);
        self.presented.iter().any(|presented| name.starts_with(presented.as_str()))
    }

    /// Whether a place is the project's own.
    #[must_use]
    pub fn is_own(&self, place: &Place) -> bool {
        match place {
            Place::Tree { .. } => true,
            Place::HubModel { owner, name } => self.is_account(owner) || self.is_named(name) || self.presents(name),
            Place::HubOwner { owner } => self.is_account(owner),
            Place::Release { owner, repo, .. } => self.is_address(owner, repo) || self.is_account(owner),
            Place::Repository { owner, repo } => self.is_account(owner) || self.is_named(repo),
            Place::File { url } | Place::Storage { url } | Place::Page { url } => {
                let path = url.split_once("://").map_or(url.as_str(), |(_, rest)| rest);
                self.is_named(path)
            }
            Place::Request => false,
        }
    }
}

/// Whether a part is `own`, or `own` with digits behind it ("esm" and "esm2").
fn begins(parts: &[String], own: &str) -> bool {
    parts.iter().any(|part| part.strip_prefix(own).is_some_and(|rest| rest.chars().all(|c| c.is_ascii_digit())))
}

/// Lower case, letters and digits only.
pub(super) fn fold(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own(names: Vec<Name>) -> Own {
        Own::of(&Sightings { names, ..Sightings::default() })
    }

    #[test]
    fn a_link_is_told_by_the_names_that_the_tree_gives() {
        let own = own(vec![Name::Title("Brook: a small language model".into()), Name::Address("acme-ai".into(), "brook".into())]);
        let hub = |owner: &str, name: &str| own.is_own(&Place::HubModel { owner: owner.into(), name: name.into() });
        assert!(hub("acme-ai", "anything"));
        assert!(hub("someone", "Brook-7B-chat"));
        assert!(!hub("someone", "river-7b-language-model"));
    }

    #[test]
    fn short_names_must_stand_alone() {
        let own = own(vec![Name::Title("ESM".into())]);
        assert!(own.is_named("https://example.org/models/esm2_t48.pt"));
        assert!(!own.is_named("https://example.org/besmirch.pt"));
    }
}
