//! What pages say of the training program itself: that it is still to come, or that what stands beside them tunes a
//! model that exists.

use crate::detect::{File, Sightings};
use crate::evidence::{Evidence, Strength};
use crate::inventory::{Artifact, Kind, Role};
use crate::pattern::{AnyOf, Regex};
use crate::prose::{Block, BlockKind, blocks};
use std::sync::LazyLock;

/// What a page says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// The program that made the model is not here yet, or will not be.
    ToCome,
    /// The programs beside this page tune what was trained before.
    Tunes,
}

/// A sentence that says it.
#[derive(Debug, Clone)]
pub struct Said {
    /// What.
    pub what: What,
    /// Where.
    pub evidence: Evidence,
}

fn regex(pattern: &str) -> Regex {
    crate::pattern::ascii(&pattern.replace(r"\b", r"(?-u:\b)")).unwrap_or_else(|error| panic!("{pattern}: {error}"))
}

/// What stands in every page that speaks of training.
static SPEAKS: LazyLock<AnyOf> = LazyLock::new(|| AnyOf::new(&["raining", "rain code", "tun", "训练"]));

static TO_COME: LazyLock<Regex> = LazyLock::new(|| {
    regex(concat!(
        r"(?i)\b(pre-?)?train(ing)? (code|scripts?|pipelines?|recipes?|programs?)\b.{0,60}\b(coming (soon|later)|",
        r"will (soon )?be (released|available|open-?sourced|published|provided|uploaded|added)|to be released|",
        r"((is|are) not|(has|have) not been|not yet) (yet )?(been )?(released|available|public|provided|open-?sourced|included)|tb[da])\b",
        r"|\bcoming soon\b.{0,40}\btraining code\b",
        r"|\b(do|does|will|can) ?not (release|provide|include|share|open-?source|publish) .{0,30}\b(pre-?)?training (code|scripts?|pipeline)\b",
        r"|训练代码.{0,12}(即将|敬请期待|尚未)|(即将|将|待).{0,8}(开源|发布|公开).{0,8}训练代码",
    ))
});

/// An open point of a list of things to do.
static OPEN_POINT: LazyLock<Regex> =
    LazyLock::new(|| regex(r"(?i)^[-*+] \[ \].{0,80}\b(pre-?)?train(ing)? (code|scripts?|pipelines?|recipes?|programs?)\b"));

static TUNES: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)\bprovid\w*\b.{0,60}\bto fine-?tune (our|the) .{0,60}\b(pre-?trained|checkpoints?|encoder|weights|released|models?)\b",
    )
});

/// Says that it has come: what a page promised in an older piece of news is kept.
static HAS_COME: LazyLock<Regex> = LazyLock::new(|| {
    regex(concat!(
        r"(?i)\b(pre-?)?train(ing)?\b.{0,60}\b(is|are|been|now) (now )?(added|released|available|open-?sourced|published)\b",
        r"|\b(added|released?|releasing|open-?sourced|published)\b.{0,30}\btrain(ing)? (code|scripts?)\b",
    ))
});

/// Conditions and struck words.
static NOT: LazyLock<Regex> = LazyLock::new(|| regex(r"(?i)\b(if|when|until|before|now released|already)\b|~~"));

/// Whether a file is a page about the project or about one of its folders.
#[must_use]
pub fn is_page(artifact: &Artifact) -> bool {
    artifact.kind == Kind::Prose
        && matches!(artifact.extension(), "md" | "markdown" | "rst")
        && matches!(artifact.role, Role::Main | Role::Docs)
        && artifact.depth() <= 3
        && (artifact.lower_name().starts_with("readme") || artifact.lower_name().starts_with("train"))
}

/// Looks for what a page says of the training program.
pub(super) fn look(file: &File<'_>, seen: &mut Sightings) {
    if !SPEAKS.is_in(file.text) {
        return;
    }
    // A page deep in the tree speaks of its own part.
    let top = file.artifact.depth() == 0 || file.artifact.depth() == 1 && file.artifact.role == Role::Docs;
    let blocks = blocks(file.text);
    let has_come = |block: &Block<'_>| !is_to_come(block.text) && HAS_COME.is_match(block.text) && !NOT.is_match(block.text);
    let top = top && !blocks.iter().filter(|block| block.kind != BlockKind::Code).any(has_come);
    for block in blocks {
        let what = match block.kind {
            BlockKind::Code | BlockKind::Row => None,
            _ if top && is_to_come(block.text) => Some(What::ToCome),
            BlockKind::Paragraph if file.artifact.depth() > 0 && TUNES.is_match(block.text) => Some(What::Tunes),
            _ => None,
        };
        if let Some(what) = what {
            seen.said.push(Said { what, evidence: file.evidence("training-said", Strength::Medium, block.offset) });
        }
    }
}

fn is_to_come(text: &str) -> bool {
    let trimmed = text.trim_start();
    OPEN_POINT.is_match(trimmed) && !trimmed.contains("~~")
        || trimmed.split(['.', '!', '?', '。', '！']).any(|sentence| TO_COME.is_match(sentence) && !NOT.is_match(sentence))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_that_is_still_to_come_is_heard() {
        for text in [
            "- [ ] Release the pre-training code",
            "Coming soon: updated training code for Brook-2!",
            "The training code will be released after review.",
            "We do not release the training code.",
            "训练代码即将开源",
        ] {
            assert!(is_to_come(text), "{text}");
        }
    }

    #[test]
    fn a_program_that_is_here_is_not_to_come() {
        for text in [
            "- [x] Release the training code",
            "- [ ] ~~Release the training code~~",
            "The training code is released. More models are coming soon.",
            "If the training code will be released depends on review.",
            "The training script requires a configuration.",
        ] {
            assert!(!is_to_come(text), "{text}");
        }
    }
}
