//! Whether a pattern occurs in a text, and no more: half of the automata that finding a place takes, and
//! without its groups smaller ones.

use super::{Error, LARGEST};
use regex_automata::hybrid::dfa::{Cache, DFA};
use regex_automata::nfa::thompson::{self, WhichCaptures};
use regex_automata::util::pool::Pool;
use regex_automata::{Anchored, Input, MatchKind};
use regex_syntax::hir::Hir;
use std::fmt;

type Make = Box<dyn Fn() -> Cache + Send + Sync>;

/// An automaton whose states are made as texts ask for them.
pub struct Probe {
    automaton: DFA,
    caches: Pool<Cache, Make>,
}

impl Probe {
    /// `characters` tells whether an empty match may not stand inside a character.
    ///
    /// # Errors
    /// When the pattern is too large.
    pub fn new(hir: &Hir, characters: bool) -> Result<Self, Error> {
        let size = thompson::Config::new().nfa_size_limit(Some(LARGEST)).which_captures(WhichCaptures::None).utf8(characters);
        let nfa = thompson::Compiler::new().configure(size).build_from_hir(hir).map_err(|error| Error(error.to_string()))?;
        // As the crate does where it builds all of its automata: one that thrashes gives up, and one that meets
        // a character past ASCII beside a Unicode word boundary cannot tell.
        let config = DFA::config()
            .match_kind(MatchKind::LeftmostFirst)
            .unicode_word_boundary(true)
            .skip_cache_capacity_check(true)
            .minimum_cache_clear_count(Some(3))
            .minimum_bytes_per_state(Some(10));
        let automaton = DFA::builder().configure(config).build_from_nfa(nfa).map_err(|error| Error(error.to_string()))?;
        let other = automaton.clone();
        Ok(Self { automaton, caches: Pool::new(Box::new(move || other.create_cache())) })
    }

    /// Whether it occurs; nothing where this automaton cannot tell.
    pub fn occurs(&self, text: &str) -> Option<bool> {
        let input = Input::new(text).anchored(Anchored::No).earliest(true);
        let mut cache = self.caches.get();
        self.automaton.try_search_fwd(&mut cache, &input).ok().map(|found| found.is_some())
    }
}

impl fmt::Debug for Probe {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Probe")
    }
}
