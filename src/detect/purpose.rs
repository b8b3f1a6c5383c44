//! What a repository says it is, in the first lines of its README.

use super::{Context, File, Sightings};
use crate::evidence::{Evidence, Strength};
use crate::inventory::{Artifact, Kind};
use regex::Regex;
use std::sync::LazyLock;

/// What a project says it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// A library, toolkit or framework.
    Library,
    /// A collection of examples or lessons.
    Examples,
    /// Data.
    Dataset,
    /// A program that runs models.
    Inference,
    /// A model, or the code of one.
    Model,
    /// An application.
    Application,
}

/// A sentence that says it.
#[derive(Debug, Clone)]
pub struct Saying {
    /// What.
    pub purpose: Purpose,
    /// Where.
    pub evidence: Evidence,
}

/// How far into the README a project introduces itself, in bytes.
const INTRODUCTION: usize = 6000;

/// Markup between the words: comments, tags, pictures, badges, links' targets, fenced code.
const MARKUP: &str = r"(?s)<!--.*?-->|<[^>]{0,600}>|!\[[^\]]{0,200}\](\([^)]{0,400}\)|\[[^\]]{0,80}\])|\]\([^)]{0,400}\)|```.*?(```|\z)|https?://\S+";

const RULES: &[(Purpose, &str)] = &[
    (
        Purpose::Library,
        r"(?i)(\b(an?|this|\w+'s|official)|:) ([\w*-][\w./*-]* ){0,8}?(library|toolkit|toolbox|framework)\b|\b(autograd engine|re-implementation|software (for|package)|package for|recipes to|building blocks|workflow for|contains an? (\S+ ){0,3}engine)\b",
    ),
    (
        Purpose::Examples,
        r"(?i)\b(showcasing examples|collection of examples|# [\w .-]{0,40}\bexamples\b|tutorials? (on|for)|course|lecture)\b",
    ),
    (
        Purpose::Dataset,
        r"(?i)(^|\n)# [^\n]{0,80}\b(data ?sets?|corpus|database of)\b|\bis an? (\S+ ){0,8}(data ?set|corpus|collection of (texts|images|questions|records))\b|\b(this|our) (repository|repo) (contains|hosts|provides) (\S+ ){0,6}(data|data ?sets?|corpus)\b|\b(companion website|documentation) (\S+ ){0,12}corpus\b|\bdesigned for the training and evaluation of\b|\b(is|are) a data package\b|\bthe data is sourced from\b|\breleas(e|es|ing) [\w-]+, an? (\S+ ){0,6}(data ?set|corpus)\b",
    ),
    (
        Purpose::Inference,
        r"(?i)\binference (code|pipeline|implementation|engine|of|server|with)\b|\bruns? (large )?(language )?(models|llms)\b|\b(example|minimal) (of|to) (load|run)\w* \b|\bimplementation of the inference\b|\bis a tool to\b",
    ),
    (
        Purpose::Model,
        r"(?i)\bpre-?trained (models?|weights|checkpoints|networks?)\b|\bwe (are )?(proud to |excited to )?(release|releasing|introduce|present|propose|open[- ]source)\b|\bis an? (\S+ ){0,8}(language |vision |speech )?models?\b|\bmodel (series|family|weights)\b|\btrained (model|on)\b",
    ),
    (
        Purpose::Application,
        r"(?i)\b(web ?app(lication)?|issue tracker|command[- ]line (tool|utility|program)|desktop application|client for|database|server|editor)\b",
    ),
];

static PATTERNS: LazyLock<Vec<(Purpose, Regex)>> =
    LazyLock::new(|| RULES.iter().filter_map(|(purpose, rule)| Some((*purpose, crate::pattern::ascii(rule).ok()?))).collect());

static WITHOUT: LazyLock<Option<Regex>> = LazyLock::new(|| crate::pattern::ascii(MARKUP).ok());

/// The most bytes worth reading: the README at the top.
#[must_use]
pub fn cap(artifact: &Artifact) -> Option<u64> {
    let readme = artifact.depth() == 0 && artifact.name().to_ascii_lowercase().starts_with("readme");
    (readme && matches!(artifact.kind, Kind::Prose)).then_some(2 << 20)
}

/// Reads the introduction.
pub fn look(file: &File<'_>, _context: &Context<'_>, seen: &mut Sightings) {
    let mut end = file.text.len().min(INTRODUCTION);
    while !file.text.is_char_boundary(end) {
        end -= 1;
    }
    let text = plain(&file.text[..end]);
    let mut said: Vec<(usize, Purpose)> =
        PATTERNS.iter().filter_map(|(purpose, pattern)| Some((pattern.find(&text)?.start(), *purpose))).collect();
    said.sort_by_key(|&(at, _)| at);
    for (at, purpose) in said {
        seen.purposes.push(Saying { purpose, evidence: file.evidence("introduction", Strength::Weak, at) });
    }
}

/// The text with markup turned to spaces, every offset kept.
fn plain(text: &str) -> String {
    let Some(markup) = WITHOUT.as_ref() else { return text.to_string() };
    let mut bytes = text.as_bytes().to_vec();
    for found in markup.find_iter(text) {
        for byte in bytes.get_mut(found.range()).into_iter().flatten().filter(|byte| **byte != b'\n') {
            *byte = b' ';
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_string())
}
