//! The canonical texts: static tables, made by the build script from the SPDX list.
//!
//! A whole text is found by its hash and nothing else is touched. Only a text that no hash knows is
//! compared word by word; the report counts how often that was needed.

use super::words;
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::sync::LazyLock;

/// A canonical text.
#[derive(Debug)]
pub struct Text {
    /// Its SPDX id.
    pub id: &'static str,
    start: usize,
    len: usize,
    /// How many of its shingles are in the index.
    pub shingles: usize,
}

/// All canonical texts, by id.
pub static TEXTS: &[Text] = include!(concat!(env!("OUT_DIR"), "/texts.rs"));
static WORDS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/words.bin"));
static VOCABULARY: &str = include_str!(concat!(env!("OUT_DIR"), "/vocabulary.txt"));
static SHINGLES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/shingles.bin"));
static HASHES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/hashes.bin"));

/// The vocabulary of all canonical texts; only built when a text has to be compared.
static NUMBERS: LazyLock<(Vec<&'static str>, HashMap<&'static str, u16>)> = LazyLock::new(|| {
    let list: Vec<&str> = VOCABULARY.lines().collect();
    let map = list.iter().enumerate().map(|(at, word)| (*word, at as u16)).collect();
    (list, map)
});

/// The number of a word that no canonical text holds.
pub const STRANGE: u16 = u16::MAX;

/// The id of the text with exactly these words.
#[must_use]
pub fn exact<'w>(words: impl Iterator<Item = &'w str>) -> Option<&'static str> {
    const ROW: usize = 18;
    let full = Sha256::digest(words::joined(words));
    let wanted = &full[..16];
    let row = |at: usize| &HASHES[at * ROW..(at + 1) * ROW];
    let at = partition(HASHES.len() / ROW, |at| &row(at)[..16] < wanted);
    let found = (at < HASHES.len() / ROW && &row(at)[..16] == wanted).then(|| u16::from_le_bytes([row(at)[16], row(at)[17]]));
    found.and_then(|text| TEXTS.get(usize::from(text))).map(|text| text.id)
}

/// The numbers of words, [`STRANGE`] where no canonical text holds one.
#[must_use]
pub fn numbers<'w>(words: impl Iterator<Item = &'w str>) -> Vec<u16> {
    words.map(|word| NUMBERS.1.get(word).copied().unwrap_or(STRANGE)).collect()
}

/// The word with this number.
#[must_use]
pub fn word(number: u16) -> &'static str {
    NUMBERS.0.get(usize::from(number)).copied().unwrap_or_default()
}

impl Text {
    /// Whether it has more words than another.
    #[must_use]
    pub fn is_longer(&self, other: &Self) -> bool {
        self.len > other.len
    }

    /// The text as word numbers.
    #[must_use]
    pub fn numbers(&self) -> Vec<u16> {
        WORDS[self.start * 2..(self.start + self.len) * 2]
            .as_chunks::<2>()
            .0
            .iter()
            .map(|pair| u16::from_le_bytes(*pair))
            .collect()
    }
}

/// The texts that share most with these words, best first: index into [`TEXTS`] and the share of
/// the canonical text's shingles that was found.
#[must_use]
pub fn candidates(list: &[&str]) -> Vec<(usize, f32)> {
    const ROW: usize = 6;
    let row = |at: usize| &SHINGLES[at * ROW..(at + 1) * ROW];
    let hash_at = |at: usize| u32::from_le_bytes([row(at)[0], row(at)[1], row(at)[2], row(at)[3]]);
    let rows = SHINGLES.len() / ROW;
    let mut seen: Vec<u32> = list.windows(words::SHINGLE).map(|window| words::shingle(window.iter().copied())).collect();
    seen.sort_unstable();
    seen.dedup();
    let mut hits = vec![0_u32; TEXTS.len()];
    for hash in seen {
        let mut at = partition(rows, |at| hash_at(at) < hash);
        while at < rows && hash_at(at) == hash {
            hits[usize::from(u16::from_le_bytes([row(at)[4], row(at)[5]]))] += 1;
            at += 1;
        }
    }
    let mut found: Vec<(usize, f32)> = hits
        .into_iter()
        .enumerate()
        .filter(|(_, count)| *count >= 3)
        .map(|(at, count)| (at, count as f32 / TEXTS[at].shingles.max(1) as f32))
        .filter(|(_, share)| *share >= 0.3)
        .collect();
    found.sort_by(|a, b| b.1.total_cmp(&a.1).then(TEXTS[b.0].len.cmp(&TEXTS[a.0].len)).then(a.0.cmp(&b.0)));
    found
}

/// The first index for which a sorted predicate no longer holds.
fn partition(len: usize, holds: impl Fn(usize) -> bool) -> usize {
    let (mut low, mut high) = (0, len);
    while low < high {
        let middle = low + (high - low) / 2;
        if holds(middle) { low = middle + 1 } else { high = middle }
    }
    low
}
