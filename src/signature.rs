//! What is known of frameworks and forms, as documents, and the pass that finds them in a text.
//!
//! Each document of `knowledge/signatures/` is one framework or form: literals that a candidate
//! must hold, patterns that decide, examples of its own that test it, and where else the pattern
//! occurs. A text is searched for all literals at once; only documents that hit run their patterns.

use crate::evidence::{Stage, Strength};
use crate::inventory::{Artifact, Kind};
use crate::pattern::{self, AnyOf, Regex};
use aho_corasick::{AhoCorasick, AhoCorasickKind};
use serde::Deserialize;
use std::collections::BTreeSet;
use std::sync::{LazyLock, OnceLock};

/// What a document finds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Form {
    /// Steps that change weights, written out.
    Loop,
    /// A call of a framework's trainer.
    Framework,
    /// The training function of a library, which those who link it call for models of their own.
    Library,
    /// A configuration that a trainer reads.
    Recipe,
    /// A command that runs a trainer.
    Command,
    /// Settings that only go with training.
    Settings,
    /// An adapter over frozen weights.
    Adapter,
    /// Data or tokenizer preparation.
    Preparation,
    /// Measuring a model.
    Evaluation,
    /// Running a model.
    Inference,
    /// Serving a model.
    Serving,
    /// The structure of a network.
    Architecture,
    /// A random seed.
    Seed,
    /// Training parameters.
    Hyperparameters,
    /// What it ran on.
    Hardware,
    /// An operating system or container.
    Environment,
    /// A chat template.
    ChatTemplate,
}

impl Form {
    /// Whether it is a sign of a training program.
    #[must_use]
    pub fn trains(self) -> bool {
        matches!(
            self,
            Self::Loop
                | Self::Framework
                | Self::Library
                | Self::Recipe
                | Self::Command
                | Self::Settings
                | Self::Adapter
                | Self::Preparation
        )
    }
}

/// The language of a text, as coarse as the patterns need it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs, reason = "the names of languages")]
pub enum Language {
    Python,
    C,
    Rust,
    Julia,
    R,
    Lua,
    Ruby,
    Java,
    Shell,
    Yaml,
    Json,
    Ini,
    Prose,
}

impl Language {
    const ALL: [Self; 13] = [
        Self::Python,
        Self::C,
        Self::Rust,
        Self::Julia,
        Self::R,
        Self::Lua,
        Self::Ruby,
        Self::Java,
        Self::Shell,
        Self::Yaml,
        Self::Json,
        Self::Ini,
        Self::Prose,
    ];

    /// The language of a file, by its name; notebooks are read by their cells and have none.
    #[must_use]
    pub fn of(artifact: &Artifact) -> Option<Self> {
        Some(match (artifact.kind, artifact.extension()) {
            (Kind::Source, "py" | "pyx") => Self::Python,
            (Kind::Source, "c" | "cc" | "cpp" | "cxx" | "cu" | "cuh" | "h" | "hpp") => Self::C,
            (Kind::Source, "rs") => Self::Rust,
            (Kind::Source, "jl") => Self::Julia,
            (Kind::Source, "r") => Self::R,
            (Kind::Source, "lua") => Self::Lua,
            (Kind::Source, "rb") => Self::Ruby,
            (Kind::Source, "java" | "kt" | "scala") => Self::Java,
            (Kind::Script, _) if artifact.name().eq_ignore_ascii_case("rakefile") => Self::Ruby,
            (Kind::Script, _) => Self::Shell,
            (Kind::Config, "yaml" | "yml") => Self::Yaml,
            (Kind::Config, "json" | "jsonc") => Self::Json,
            (Kind::Config, "cfg" | "ini" | "conf" | "toml" | "gin" | "prototxt") => Self::Ini,
            (Kind::Prose, "md" | "markdown" | "mdx" | "rst" | "") => Self::Prose,
            _ => return None,
        })
    }
}

/// One document.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signature {
    /// The stable id, printed with every finding.
    pub id: String,
    /// What it is, in a few words.
    pub title: String,
    /// What it finds.
    pub form: Form,
    /// How much one match carries.
    pub strength: Strength,
    /// The stage that it trains, where the form says so.
    #[serde(default)]
    pub stage: Option<Stage>,
    /// The languages it is looked for in.
    pub reads: Vec<Language>,
    /// At least one occurs in every text that it can match.
    pub literals: Vec<String>,
    /// Patterns that must all match.
    #[serde(default)]
    pub all: Vec<String>,
    /// Patterns of which [`Signature::needs`] must match.
    #[serde(default)]
    pub any: Vec<String>,
    /// Patterns that void it.
    #[serde(default)]
    pub none: Vec<String>,
    /// How many different patterns of `any` must match.
    #[serde(default = "one")]
    pub needs: usize,
    /// Where else the pattern occurs, and why that does no harm.
    pub elsewhere: String,
    /// Made-up texts that it must find.
    pub matches: Vec<String>,
    /// Made-up texts that it must not.
    pub ignores: Vec<String>,
    /// The documentation that it was read from.
    pub source: String,
    #[serde(skip)]
    compiled: OnceLock<Compiled>,
}

fn one() -> usize {
    1
}

#[derive(Debug)]
struct Compiled {
    all: Vec<Regex>,
    any: Vec<Regex>,
    none: Vec<Regex>,
}

/// A document that matched a text.
#[derive(Debug, Clone, Copy)]
pub struct Hit {
    /// Which.
    pub signature: &'static Signature,
    /// Byte offset of the match that tells most.
    pub offset: usize,
}

static SIGNATURES: LazyLock<Vec<Signature>> = LazyLock::new(|| crate::knowledge::folder("signatures"));

/// All documents, sorted by id.
#[must_use]
pub fn all() -> &'static [Signature] {
    &SIGNATURES
}

/// The literals of one language: one automaton that says whether, and one that says which.
struct Literals {
    quick: AnyOf,
    which: AhoCorasick,
    owners: Vec<usize>,
}

/// By the place in [`Language::ALL`]; most repositories are written in two or three.
static LITERALS: [OnceLock<Option<Literals>>; Language::ALL.len()] = [const { OnceLock::new() }; Language::ALL.len()];

fn literals(language: Language) -> Option<Literals> {
    let known = SIGNATURES.iter().enumerate().filter(|(_, signature)| signature.reads.contains(&language));
    let (owners, texts): (Vec<usize>, Vec<&str>) =
        known.flat_map(|(at, signature)| signature.literals.iter().map(move |literal| (at, literal.as_str()))).unzip();
    let quick = AnyOf::new(&texts);
    // Cheap to build; few texts get here.
    let which = AhoCorasick::builder().kind(Some(AhoCorasickKind::ContiguousNFA)).build(texts).ok()?;
    Some(Literals { quick, which, owners })
}

/// The documents that match a text of this language, in the order of their ids.
#[must_use]
pub fn hits(text: &str, language: Language) -> Vec<Hit> {
    let at = Language::ALL.iter().position(|&known| known == language).unwrap_or_default();
    let Some(literals) = LITERALS[at].get_or_init(|| literals(language)) else { return Vec::new() };
    if !literals.quick.is_in(text) {
        return Vec::new();
    }
    let found: BTreeSet<usize> =
        literals.which.find_overlapping_iter(text).map(|found| literals.owners[found.pattern().as_usize()]).collect();
    found
        .into_iter()
        .filter_map(|at| SIGNATURES[at].find(text).map(|offset| Hit { signature: &SIGNATURES[at], offset }))
        .collect()
}

impl Signature {
    /// The byte offset at which it matches, without asking for its literals.
    #[must_use]
    pub fn find(&self, text: &str) -> Option<usize> {
        let compiled = self.compiled.get_or_init(|| {
            let compile = |patterns: &[String]| patterns.iter().filter_map(|text| pattern::bytes(text).ok()).collect();
            Compiled { all: compile(&self.all), any: compile(&self.any), none: compile(&self.none) }
        });
        if compiled.none.iter().any(|pattern| pattern.is_match(text)) {
            return None;
        }
        let mut all = Vec::new();
        for pattern in &compiled.all {
            all.push(pattern.find(text)?.start());
        }
        let any: Vec<usize> = compiled.any.iter().filter_map(|pattern| Some(pattern.find(text)?.start())).collect();
        if !compiled.any.is_empty() && any.len() < self.needs {
            return None;
        }
        // The last of `all` is the call itself; what stands before it is context.
        any.first().or(all.last()).copied()
    }

    /// The patterns that do not compile, for the test of the documents.
    #[must_use]
    pub fn mistakes(&self) -> Vec<String> {
        let patterns = self.all.iter().chain(&self.any).chain(&self.none);
        patterns.filter_map(|text| pattern::bytes(text).err().map(|error| format!("{}: {error}", self.id))).collect()
    }
}
