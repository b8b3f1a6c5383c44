//! What pages say of the training program itself: that it is still to come, or that what stands beside them tunes a
//! model that exists.

use crate::detect::claim::sentence;
use crate::detect::{File, Sightings};
use crate::evidence::{Evidence, Strength};
use crate::inventory::{Artifact, Kind, Role};
use crate::pattern::{AnyOf, Regex, fixed};
use crate::prose::{BlockKind, blocks};
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

/// What stands in every page that speaks of training.
static SPEAKS: LazyLock<AnyOf> = LazyLock::new(|| AnyOf::new(&["rain", "RAIN", "tun", "训练"]));

static TO_COME: LazyLock<Regex> = LazyLock::new(|| {
    fixed(concat!(
        r"(?i)\b(pre-?)?train(ing)? (code|scripts?|pipelines?|recipes?|programs?)\b.{0,60}\b(coming (soon|later)|",
        r"will (soon )?be (released|available|open-?sourced|published|provided|uploaded|added)|to be released|",
        r"((is|are) not|(has|have) not been|not yet) (yet )?(been )?(released|available|public|provided|open-?sourced|included)|tb[da])\b",
        r"|\bcoming soon\b.{0,40}\btraining code\b",
        r"|\b(we|i) (do|does|will|can) ?not (release|provide|include|share|open-?source|publish) .{0,30}\b(pre-?)?training (code|scripts?|pipeline)\b",
        r"|\b(this|it) is \W{0,3}not\W{0,3} (the )?(original|actual|exact) (training )?(code|script|program)\b",
        r"|训练代码.{0,12}(即将|敬请期待|尚未)|(即将|将|待).{0,8}(开源|发布|公开).{0,8}训练代码",
    ))
});

/// An open point of a list of things to do: to release the program.
static OPEN_POINT: LazyLock<Regex> = LazyLock::new(|| {
    fixed(
        r"(?i)^[-*+] \[ \] \W{0,4}(release|provide|publish|upload|open-?source|share|add) .{0,50}\b(pre-?)?train(ing)? (code|scripts?|pipelines?|recipes?|programs?)\b",
    )
});

static TUNES: LazyLock<Regex> = LazyLock::new(|| {
    fixed(
        r"(?i)\bprovid\w*\b.{0,60}\bto fine-?tune (our|the) .{0,60}\b(pre-?trained|checkpoints?|encoder|weights|released|models?)\b",
    )
});

/// Says that it has come: what a page promised in an older piece of news is kept.
static HAS_COME: LazyLock<Regex> = LazyLock::new(|| {
    fixed(concat!(
        r"(?i)\b(pre-?)?train(ing)? (code|scripts?|pipelines?)\b.{0,40}\b(is|are|been|now|already) (now )?(added|released|available|open-?sourced|published)\b",
        r"|\bcode for .{0,40}\b(pre-?)?training\b.{0,40}\b(is|are) (added|released|available)\b",
        r"|\b(added|released?|releasing|open-?sourced|published)\b.{0,30}\btrain(ing)? (code|scripts?)\b",
    ))
});

/// Conditions, struck words, and what is said of others.
static NOT: LazyLock<Regex> = LazyLock::new(|| {
    fixed(r"(?i)\b(if|when|until|before|already|unlike|most|many|other|others|their|whose|who)\b|\bnow (released|available)|~~")
});

/// What makes a promise of what sounds like news.
static NOT_YET: LazyLock<Regex> = LazyLock::new(|| fixed(r"(?i)\b(will|soon|not|plan\w*|if|todo)\b|\[ \]|~~"));

/// Whether a file is a page about the project or about one of its folders.
#[must_use]
pub fn is_page(artifact: &Artifact) -> bool {
    artifact.kind == Kind::Prose
        && matches!(artifact.extension(), "md" | "markdown" | "rst")
        && matches!(artifact.role, Role::Main | Role::Docs)
        && artifact.depth() <= 3
        && (artifact.lower_name().starts_with("readme") || artifact.lower_name().starts_with("train"))
}

/// Looks for what a page says of the training program: the first of each kind.
pub(super) fn look(file: &File<'_>, seen: &mut Sightings) {
    if file.text.len() > super::LONGEST_PAGE || !SPEAKS.is_in(file.text) {
        return;
    }
    // A page deep in the tree speaks of its own part.
    let top = file.artifact.depth() == 0 || file.artifact.depth() == 1 && file.artifact.role == Role::Docs;
    let blocks: Vec<(usize, BlockKind, String)> = blocks(file.text)
        .into_iter()
        .filter(|block| !matches!(block.kind, BlockKind::Code | BlockKind::Row))
        .map(|block| (block.offset, block.kind, block.text.replace(['\n', '\r'], " ")))
        .collect();
    let to_come = blocks.iter().find(|(.., text)| top && is_to_come(text));
    if let Some((offset, ..)) = to_come.filter(|_| !blocks.iter().any(|(.., text)| has_come(text))) {
        say(file, *offset, What::ToCome, seen);
    }
    let tunes = |kind: BlockKind, text: &str| kind == BlockKind::Paragraph && sentences(text).any(only_tunes);
    if let Some((offset, ..)) = blocks.iter().find(|(_, kind, text)| file.artifact.depth() > 0 && tunes(*kind, text)) {
        say(file, *offset, What::Tunes, seen);
    }
}

fn say(file: &File<'_>, offset: usize, what: What, seen: &mut Sightings) {
    seen.said.push(Said { what, evidence: file.evidence("training-said", Strength::Medium, offset) });
}

fn sentences(text: &str) -> impl Iterator<Item = &str> {
    sentence::split(text).into_iter().map(|(_, sentence)| sentence)
}

fn is_to_come(text: &str) -> bool {
    let trimmed = text.trim_start();
    OPEN_POINT.is_match(trimmed) && !trimmed.contains("~~")
        || sentences(trimmed).any(|sentence| TO_COME.is_match(sentence) && !NOT.is_match(sentence))
}

fn has_come(text: &str) -> bool {
    sentences(text).any(|sentence| HAS_COME.is_match(sentence) && !NOT_YET.is_match(sentence))
}

fn only_tunes(sentence: &str) -> bool {
    let lower = sentence.to_lowercase();
    TUNES.is_match(sentence) && !["to train ", "from scratch", "train and", "pretrain "].iter().any(|words| lower.contains(words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn news_that_it_has_come_is_told_from_a_promise() {
        for text in ["The training code is now released", "The code for Brook-3 pre-training and continued training is added"] {
            assert!(has_come(text), "{text}");
        }
        for text in ["The training code will be released", "Our training data are released", "- [ ] Release the training code"] {
            assert!(!has_come(text), "{text}");
        }
    }

    #[test]
    fn a_program_that_trains_too_does_not_only_tune() {
        assert!(only_tunes("We provide a simple example to fine-tune our checkpoints"));
        assert!(!only_tunes("We provide scripts to train Brook, and one to fine-tune the released model"));
    }

    #[test]
    fn a_program_that_is_still_to_come_is_heard() {
        for text in [
            "- [ ] Release the pre-training code",
            "Coming soon: updated training code for Brook-2!",
            "The training code will be released after review.",
            "We do not release the training code.",
            "TRAINING CODE: COMING SOON",
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
            "Most models do not release their training code.",
            "Unlike Otter, whose training code is not available, Brook can be trained.",
            "- [ ] Support two machines in the training script",
            "Training code is now released",
            "The training script requires a configuration.",
        ] {
            assert!(!is_to_come(text), "{text}");
        }
    }
}
