//! Training programs in source files, notebooks and recipes.

use super::{Context, File, Sightings};
use crate::evidence::{Evidence, Stage, Strength};
use crate::inventory::{Artifact, Kind, Role};
use regex::RegexSet;
use std::sync::LazyLock;

/// A sign of a training program.
#[derive(Debug, Clone)]
pub struct Training {
    /// Where and by which signature.
    pub evidence: Evidence,
    /// The place's class.
    pub role: Role,
    /// The stage it trains, where that can be told.
    pub stage: Option<Stage>,
    /// Whether weights of somebody else are loaded beside it.
    pub from_base: bool,
}

/// The most bytes worth reading, or `None` for files that hold no program.
#[must_use]
pub fn cap(artifact: &Artifact) -> Option<u64> {
    matches!(artifact.kind, Kind::Source | Kind::Notebook | Kind::Script).then_some(1 << 20)
}

static LOOP: LazyLock<RegexSet> = LazyLock::new(|| {
    #[allow(clippy::unwrap_used, reason = "literal patterns, covered by a test")]
    RegexSet::new([r"\.backward\(", r"optim\w*\.step\(", r"\.zero_grad\("]).unwrap()
});

/// Looks for a training loop.
pub fn look(file: &File<'_>, _context: &Context<'_>, seen: &mut Sightings) {
    if LOOP.matches(file.text).iter().count() >= 2 {
        let offset = file.text.find(".backward(").unwrap_or(0);
        seen.training.push(Training {
            evidence: file.evidence("pytorch-training-loop", Strength::Strong, offset),
            role: file.artifact.role,
            stage: None,
            from_base: file.text.contains("from_pretrained("),
        });
    }
}
