//! Patterns that are cheap to build: most are asked of a few sentences and never again.
//!
//! A check builds more than a hundred patterns and searches some hundred kilobytes with each, so that
//! building them well would cost more than everything else together; and most of them never occur. Here a
//! pattern begins as a [`Probe`], which tells whether it occurs at all. The automata that tell where are
//! built when it does, and what finds candidates by their first letters, which takes several times as long
//! to build, once a pattern has searched [`WORTH`] bytes. All find the same.
//!
//! In [`ascii`] and [`bytes`], `\w`, `\d`, `\s`, `\b` and the cases of ASCII letters mean ASCII: code,
//! addresses, names of licenses. The Unicode classes are large, and a Unicode `\b` keeps the fast
//! matcher from running at all on a text with one accent.

mod probe;
mod rewritten;

use aho_corasick::packed;
use probe::Probe;
use regex_automata::meta;
use regex_automata::util::{captures, syntax};
use regex_syntax::hir::Hir;
use rewritten::rewritten;
use std::ops::{Index, Range};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{LazyLock, OnceLock};

/// After how many bytes a pattern is worth everything that makes searching fast.
const WORTH: usize = 1 << 20;

/// The largest automaton of one pattern, in bytes; those of the documents are far below.
const LARGEST: usize = 64 << 20;

/// What is wrong with a pattern.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Error(String);

/// Compiles a pattern whose Perl classes and cases are ASCII; `.`, negated classes and characters past
/// ASCII stay Unicode.
///
/// # Errors
/// When it is not a pattern.
pub fn ascii(pattern: &str) -> Result<Regex, Error> {
    // Every text is UTF-8, so what matches whole characters of it needs no proof that it does.
    Regex::new(&rewritten(pattern), syntax::Config::new().unicode(false).utf8(false), true)
}

/// Compiles a pattern that stands in the program itself, as [`ascii`] does.
///
/// # Panics
/// When it is not a pattern: the tests of its room find that out.
#[must_use]
pub fn fixed(pattern: &str) -> Regex {
    ascii(pattern).unwrap_or_else(|error| panic!("{pattern}: {error}"))
}

/// Compiles a pattern over bytes, where `.` and negated classes too mean one byte each: for source
/// text, where a repetition of a Unicode `.` would cost ten times the automaton.
///
/// # Errors
/// When it is not a pattern, or names a character past ASCII inside brackets.
pub fn bytes(pattern: &str) -> Result<Regex, Error> {
    Regex::new(pattern, syntax::Config::new().unicode(false).utf8(false), false)
}

/// Compiles a pattern of words of any language, without case.
///
/// # Errors
/// When it is not a pattern.
pub fn words(pattern: &str) -> Result<Regex, Error> {
    Regex::new(pattern, syntax::Config::new().case_insensitive(true), true)
}

/// A compiled pattern. Its methods are those of the crate `regex`.
#[derive(Debug)]
pub struct Regex {
    hir: Hir,
    characters: bool,
    probe: Probe,
    plain: OnceLock<meta::Regex>,
    fast: OnceLock<meta::Regex>,
    searched: AtomicUsize,
}

impl Regex {
    /// `characters` tells whether an empty match may not stand inside a character.
    fn new(pattern: &str, syntax: syntax::Config, characters: bool) -> Result<Self, Error> {
        let hir = syntax::parse_with(pattern, &syntax).map_err(|error| Error(error.to_string()))?;
        let probe = Probe::new(&hir, characters)?;
        let (plain, fast) = (OnceLock::new(), OnceLock::new());
        Ok(Self { hir, characters, probe, plain, fast, searched: AtomicUsize::new(0) })
    }

    /// The automata that find a place, with or without what is worth its time in a long search.
    fn build(&self, fast: bool) -> meta::Regex {
        // The probe was built, so that the size is known to be fit.
        let config = meta::Config::new().utf8_empty(self.characters).nfa_size_limit(None);
        let config = if fast { config } else { config.auto_prefilter(false).onepass(false) };
        let built = meta::Regex::builder().configure(config).build_from_hir(&self.hir);
        built.unwrap_or_else(|error| panic!("{error}"))
    }

    /// The automata that have searched so much that they were built well.
    fn fast(&self, text: &str) -> Option<&meta::Regex> {
        self.fast.get().or_else(|| {
            let searched = self.searched.fetch_add(text.len(), Ordering::Relaxed).saturating_add(text.len());
            (searched >= WORTH).then(|| self.fast.get_or_init(|| self.build(true)))
        })
    }

    /// The automata that find a place, or nothing where there is none.
    fn engine(&self, text: &str) -> Option<&meta::Regex> {
        if let Some(engine) = self.fast(text).or_else(|| self.plain.get()) {
            return Some(engine);
        }
        (self.probe.occurs(text) != Some(false)).then(|| self.plain.get_or_init(|| self.build(false)))
    }

    /// Whether it occurs.
    #[must_use]
    pub fn is_match(&self, text: &str) -> bool {
        match self.fast(text) {
            Some(fast) => fast.is_match(text),
            None => {
                let plain = || self.plain.get_or_init(|| self.build(false)).is_match(text);
                self.probe.occurs(text).unwrap_or_else(plain)
            }
        }
    }

    /// Where it occurs first.
    #[must_use]
    pub fn find<'t>(&self, text: &'t str) -> Option<Match<'t>> {
        self.engine(text)?.find(text).map(|found| Match { text, start: found.start(), end: found.end() })
    }

    /// Where it occurs, from left to right, none inside another.
    pub fn find_iter<'t>(&self, text: &'t str) -> impl Iterator<Item = Match<'t>> {
        let found = self.engine(text).into_iter().flat_map(move |engine| engine.find_iter(text));
        found.map(move |found| Match { text, start: found.start(), end: found.end() })
    }

    /// Its groups where it occurs first.
    #[must_use]
    pub fn captures<'t>(&self, text: &'t str) -> Option<Captures<'t>> {
        let engine = self.engine(text)?;
        let mut groups = engine.create_captures();
        engine.captures(text, &mut groups);
        groups.is_match().then_some(Captures { text, groups })
    }

    /// Its groups where it occurs, from left to right, none inside another.
    pub fn captures_iter<'t>(&self, text: &'t str) -> impl Iterator<Item = Captures<'t>> {
        let found = self.engine(text).into_iter().flat_map(move |engine| engine.captures_iter(text));
        found.map(move |groups| Captures { text, groups })
    }
}

/// Words of which one stands in every text that is worth a closer look.
#[derive(Debug)]
pub struct AnyOf(Search);

#[derive(Debug)]
enum Search {
    /// A few: many bytes are compared at once, with all words at the same time.
    Few(Box<packed::Searcher>),
    /// Many, of which too many look alike at first sight; or a processor without such instructions.
    Many(Box<Probe>),
}

/// How many words are a few.
const FEW: usize = 16;

impl AnyOf {
    /// For these words, with their cases.
    ///
    /// # Panics
    /// When there are so many that their automaton is larger than any here.
    #[must_use]
    pub fn new(words: &[&str]) -> Self {
        if let Some(few) = Some(words).filter(|words| words.len() <= FEW).and_then(packed::Searcher::new) {
            return Self(Search::Few(Box::new(few)));
        }
        let words = words.iter().map(|word| Hir::literal(word.as_bytes())).collect();
        let probe = Probe::new(&Hir::alternation(words), false).unwrap_or_else(|error| panic!("{error}"));
        Self(Search::Many(Box::new(probe)))
    }

    /// Whether one of them stands in a text.
    #[must_use]
    pub fn is_in(&self, text: &str) -> bool {
        match &self.0 {
            Search::Few(words) => words.find(text).is_some(),
            Search::Many(words) => words.occurs(text) != Some(false),
        }
    }

    /// The text where one of them stands in it, else an empty one.
    #[must_use]
    pub fn or_nothing<'t>(&self, text: &'t str) -> &'t str {
        if self.is_in(text) { text } else { "" }
    }
}

/// What stands in every text with an address.
pub static ADDRESSES: LazyLock<AnyOf> = LazyLock::new(|| AnyOf::new(&["://"]));

/// Where a pattern or a group of it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Match<'t> {
    text: &'t str,
    start: usize,
    end: usize,
}

impl<'t> Match<'t> {
    /// Its first byte.
    #[must_use]
    pub fn start(&self) -> usize {
        self.start
    }

    /// The byte past it.
    #[must_use]
    pub fn end(&self) -> usize {
        self.end
    }

    /// Its bytes.
    #[must_use]
    pub fn range(&self) -> Range<usize> {
        self.start..self.end
    }

    /// Whether it has no bytes.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.start == self.end
    }

    /// Its text; empty for a match of [`bytes`] that cuts a character.
    #[must_use]
    pub fn as_str(&self) -> &'t str {
        self.text.get(self.range()).unwrap_or_default()
    }
}

/// The groups of one occurrence; the first is the whole of it.
#[derive(Debug, Clone)]
pub struct Captures<'t> {
    text: &'t str,
    groups: captures::Captures,
}

impl<'t> Captures<'t> {
    /// A group, if it took part.
    #[must_use]
    pub fn get(&self, group: usize) -> Option<Match<'t>> {
        self.groups.get_group(group).map(|span| Match { text: self.text, start: span.start, end: span.end })
    }

    /// All groups in order.
    pub fn iter(&self) -> impl Iterator<Item = Option<Match<'t>>> {
        (0..self.groups.group_len()).map(|group| self.get(group))
    }
}

impl Index<usize> for Captures<'_> {
    type Output = str;

    /// The text of a group; empty when it took no part.
    fn index(&self, group: usize) -> &str {
        self.groups.get_group(group).and_then(|span| self.text.get(span.range())).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_matches_what_it_says() {
        for (pattern, text, matches) in [
            (r"(?x) \b MIT \ \w+", "the MIT License", true),
            (r"\d{2}\b", "12é", true),
            (r"x\sy", "x\u{a0}y", false),
            (r"x\Sy", "x\u{a0}y", false),
            (r"^[^x]{2}$", "éü", true),
            (r"^.{2}$", "开源", true),
            (r"^[^x]$", "\u{1F600}", true),
            (r"^[^x]{1,2}?.$", "éüß", true),
            (r"^[^x]{3}", "éü", false),
            (r"(?i)ЛИЦЕНЗ", "лицензия", true),
            (r"(?i)[б-д]", "Г", true),
            (r"(?i)licen[cs]e", "LICENCE", true),
        ] {
            assert_eq!(ascii(pattern).is_ok_and(|compiled| compiled.is_match(text)), matches, "{pattern}");
        }
    }

    #[test]
    fn a_text_without_the_words_is_not_looked_at() {
        let words = AnyOf::new(&["://", ".gguf"]);
        assert_eq!(words.or_nothing("see https://example.org"), "see https://example.org");
        assert_eq!(words.or_nothing("see example.org"), "");
        assert!(words.is_in("brook.gguf") && !words.is_in("brook.GGUF"));
    }

    #[test]
    fn a_mistake_is_told() {
        assert!(ascii("(").is_err_and(|error| error.to_string().contains("unclosed group")));
        assert!(bytes("[é]").is_err());
    }

    #[test]
    fn a_pattern_that_has_searched_much_finds_the_same() {
        let pattern = ascii(r"(?i)\bopen[- ]?(weights?|source)\b").unwrap();
        let text = "Open weights, open-source, and opensources. ".repeat(1000);
        let found = || pattern.captures_iter(&text).map(|c| (c.get(0).unwrap().range(), c[1].to_string())).collect::<Vec<_>>();
        let plain = found();
        while pattern.fast.get().is_none() {
            assert_eq!(found(), plain);
        }
        assert_eq!((plain.len(), found()), (2000, plain));
    }
}
