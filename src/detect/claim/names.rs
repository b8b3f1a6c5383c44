//! What the project calls itself, so that a sentence about somebody else is told from one about this release.

use super::About;
use super::text::{Block, Part};
use super::words::{self, Class};

/// The project's own names and what they stand for.
#[derive(Debug, Clone, Default)]
pub struct Names {
    /// Whole names, letters and digits only, lower case.
    whole: Vec<String>,
    /// Distinctive words of them.
    parts: Vec<String>,
    model_words: usize,
    code_words: usize,
    data_words: usize,
}

impl Names {
    /// Names given as they are.
    #[must_use]
    pub fn new(names: &[&str], about: About) -> Self {
        let mut own = Self::default();
        names.iter().for_each(|name| own.add(name));
        match about {
            About::Code => own.code_words = 100,
            About::Data => own.data_words = 100,
            _ => own.model_words = 100,
        }
        own
    }

    /// One more name, as a title or package file gives it.
    pub fn add(&mut self, title: &str) {
        let name = title.split([':', '|', '—', '–', '(', '[', '：', '（']).next().unwrap_or("").trim();
        let words: Vec<String> = words_of(name).map(|(_, word)| word.to_lowercase()).collect();
        if words.len() <= 4 {
            let whole: String = words.concat();
            if whole.chars().count() >= 3 && !words::is_generic(&whole) {
                self.push_whole(whole);
            }
        }
        for word in words.iter().take(8) {
            let stem = word.trim_end_matches(|c: char| c.is_ascii_digit());
            if stem.chars().count() >= 4
                && !words::is_generic(stem)
                && !self.parts.iter().any(|known| known == stem)
                && self.parts.len() < 40
            {
                self.parts.push(stem.into());
            }
        }
    }

    /// Takes over what was learned from later files, within the same bounds.
    pub fn absorb(&mut self, later: Self) {
        let Self { whole, parts, model_words, code_words, data_words } = later;
        whole.into_iter().for_each(|name| self.push_whole(name));
        for part in parts {
            if !self.parts.contains(&part) && self.parts.len() < 40 {
                self.parts.push(part);
            }
        }
        self.model_words += model_words;
        self.code_words += code_words;
        self.data_words += data_words;
    }

    fn push_whole(&mut self, name: String) {
        if !self.whole.contains(&name) && self.whole.len() < 40 {
            self.whole.push(name);
        }
    }

    /// Takes a name from a README of the top folder, and what its first paragraphs speak of.
    pub fn learn(&mut self, blocks: &[Block]) {
        if let Some(title) = blocks.iter().take(12).find(|block| block.part == Part::Heading) {
            self.add(title.text.trim());
        }
        let mut length = 0;
        for block in blocks {
            length += block.text.len();
            if length > 6000 {
                break;
            }
            let language = words::language_of(&block.text);
            for mark in language.nouns(&block.text) {
                match mark.class {
                    Class::Model | Class::Weights => self.model_words += 1,
                    Class::Code => self.code_words += 1,
                    Class::Data => self.data_words += 1,
                    _ => {}
                }
            }
        }
    }

    /// What the bare name stands for: the model where the project speaks of models most.
    #[must_use]
    pub fn about(&self) -> About {
        if self.model_words > self.code_words && self.model_words > self.data_words {
            About::Model
        } else if self.data_words > self.code_words {
            About::Data
        } else {
            About::Code
        }
    }

    /// Whether nothing was read that says what the project is about.
    #[must_use]
    pub fn is_silent(&self) -> bool {
        self.model_words + self.code_words + self.data_words == 0
    }

    /// Whether no name is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.whole.is_empty() && self.parts.is_empty()
    }

    /// Where a text first mentions one of the names.
    #[must_use]
    pub fn find(&self, text: &str) -> Option<(usize, usize)> {
        let words: Vec<(usize, &str)> = words_of(text).collect();
        for (at, &(start, word)) in words.iter().enumerate() {
            let first = word.to_lowercase();
            if self.parts.iter().any(|part| first.starts_with(part.as_str())) {
                return Some((start, start + word.len()));
            }
            let mut joined = first;
            for length in 0..4 {
                let last = words.get(at + length);
                if length > 0 {
                    match last {
                        Some((_, next)) => joined.push_str(&next.to_lowercase()),
                        None => break,
                    }
                }
                let hit = self
                    .whole
                    .iter()
                    .any(|whole| joined == *whole || (whole.len() >= 5 && length == 0 && joined.starts_with(whole.as_str())));
                if let (true, Some(&(from, word))) = (hit, last) {
                    return Some((start, from + word.len()));
                }
            }
        }
        None
    }

    /// Whether a text mentions one of the names.
    #[must_use]
    pub fn are_in(&self, text: &str) -> bool {
        self.find(text).is_some()
    }
}

/// Runs of letters and digits with their offsets; scripts without spaces yield whole runs.
pub fn words_of(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut start = None;
    let mut ends = text.char_indices().chain(std::iter::once((text.len(), ' ')));
    std::iter::from_fn(move || {
        for (at, c) in ends.by_ref() {
            match (c.is_alphanumeric(), start) {
                (true, None) => start = Some(at),
                (false, Some(from)) => {
                    start = None;
                    return Some((from, &text[from..at]));
                }
                _ => {}
            }
        }
        None
    })
}
