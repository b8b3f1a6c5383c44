//! Upstream models in sentences and tables.

use super::{BaseSighting, Naming, relation};
use crate::bases::NAMES;
use crate::detect::{File, Sightings};
use crate::evidence::Strength;
use crate::pattern::{Regex, fixed};
use crate::prose::{Block, BlockKind, blocks};
use std::sync::LazyLock;

/// Words that make what follows a base. What follows begins within a few words.
static FROM: LazyLock<Regex> = LazyLock::new(|| {
    fixed(
        r"(?i)\b((fine-?tuned|finetuned|instruction-tuned|tuned|built|builds|based)( [a-z-]+){0,3} (from|on top of|upon|on|over)|(trained|continued|continually pre-?trained|derived|distilled|adapted|created|made|obtained|post-?trained)( [a-z-]+){0,3} (from|on top of)|initiali[sz]ed?\b.{0,60}\b(from|with|using)|(is|are|was|were|obtained|created|made|produced|developed|trained|built)( [a-z-]+){0,3} (by|from|a|an) (instruction-|continually )?(fine-?tun|finetun)(ing|ed)|(fine-?tuned|finetuned) (version|variant)s? of|distilled (version|variant)s? of|(fine-?tun\w*|finetun\w*|sft\)?) models? using|(differences?|diffs?|deltas?)\b.{0,60}\b(between|over|against|to)|(apply|add|applied|added|merge) .{0,40}\b(to|into)|(starts?|starting|started|begins?) from|frozen|chat model with|(trained parameters|pre-?trained weights|pretrained parameters) of|init(ial)? checkpoint (is|should be|must be) (an?|the)( (standard|public|published|original|pre-?trained))?)\b|基于|以.{0,20}为基座",
    )
});

/// Words that make what stands before them a base: "uses Brook-7B as the initialization of the language model".
static AS_BASE: LazyLock<Regex> = LazyLock::new(|| {
    fixed(
        r"(?i)\bas (the |an? |its |our )?(initiali[sz]ation|starting point|base model|initial (weights|checkpoint|model))\b|作为(初始化|初始|基座|底座|基础)(模型)?|为(基座|底座|基础)(模型)?[，,进]|기반으로|기반 ",
    )
});

/// Stands right before what weights begin as: "initialized by LLaMA-13B".
static INITIALIZED_BY: LazyLock<Regex> = LazyLock::new(|| fixed(r"(?i)\binitiali[sz]ed by (the )?(weights of )?\[?$"));

/// Sentences that name what was loaded, even among thanks.
static LOADED: LazyLock<Regex> =
    LazyLock::new(|| fixed(r"(?i)\b(builds?|built|initiali[sz]\w+|start\w*)\b.{0,60}\b(trained parameters|weights) of\b"));

/// A command that joins an adapter or a difference with its base.
static JOIN: LazyLock<Regex> = LazyLock::new(|| {
    fixed(
        r#"(?m)(?:--base(?:[-_]model)?(?:[-_]path)?|^ *base_model)[ =]["']?([A-Za-z0-9][A-Za-z0-9_.-]+/[A-Za-z0-9][A-Za-z0-9_.-]+)"#,
    )
});

/// A command that trains from the public store of T5, where that family is kept (documentation of the package t5).
static T5: LazyLock<Regex> =
    LazyLock::new(|| fixed(r#"init_checkpoint[ \t]*=[ \t]*["']?gs://(t5-data/pretrained_models/[A-Za-z0-9_.]{1,40})"#));

/// A command that trains from a published file: `train.py … --weights yolov5x6.pt`.
static FROM_FILE: LazyLock<Regex> = LazyLock::new(|| {
    fixed(
        r#"(?is)\btrain\w*(?:\.py|\.sh)?\b[^#]{0,600}?(?:--?(?:weights|pretrained\w*|pre[-_]trained|load[-_]from|init\w{0,20}|c|d)|[ \n])[ =](?:[\w./-]*/)?((?:yolov\d\w*|yolox_\w+|deit[\w-]*|darknet\d\w*|mobilenet\w*|resnet\d+\w*|swin_\w+|vit_\w+)\.(?:pth\.tar|pth|pt|conv\.\d+|weights))\b"#,
    )
});

/// Sentences that speak of something else than these weights.
static NOT: LazyLock<Regex> = LazyLock::new(|| {
    fixed(
        r"(?i)\b(not|without|unlike|instead of|rather than|compared?|comparable|comparison|outperforms?|baselines?|supports?|supported|examples?|you can|you could|you may|to fine-?tune|if you|how to|users?|community|third[- ]party|such as|similar to|like|thanks?|acknowledge\w*|inspired|can be|could be|will be|plan|tokenizer is|tokeni[sz]er from|evaluat\w+|benchmark\w*|would|should|other (projects|models)|projects|plugged|ported?|reimplement\w*|re-implement\w*)\b|感谢|一样的|相同的|同样的|支持|项目|架构|分词器|推荐",
    )
});

/// What after a name makes it something else than weights.
static ELSE: LazyLock<Regex> = LazyLock::new(|| {
    fixed(
        r"(?i)^[\]\)*`' ]*(\([^)]*\))?[ -]*(architectures?|tokeni[sz]ers?|code ?base|code|repo|repository|implementation|paper|recipe|format|style|compatible|-?like|structure|framework|library|data ?sets?|vocab\w*|api|training code|prompt|template|license|scripts?|的?(架构|结构|代码|分词器|词表))",
    )
});

static HEADER: LazyLock<Regex> = LazyLock::new(|| {
    fixed(
        r"(?i)\|[ *`]*(base[- ]?models?|base checkpoint|backbone|base llm|base|llm|finetuned? from|initiali[sz]ed from|基座(模型)?|底座(模型)?|基模型)[ *`]*\|",
    )
});

static ROW: LazyLock<Regex> = LazyLock::new(|| fixed(r"(?i)^\|?[ *`]*(base[- ]?models?|backbone|基座模型)[ *`]*\|"));

static ID: LazyLock<Regex> = LazyLock::new(|| {
    fixed(
        r"huggingface\.co/([A-Za-z0-9][A-Za-z0-9_.-]+/[A-Za-z0-9][A-Za-z0-9_.-]+)|(?:^|[ \[`|(])([A-Za-z0-9][A-Za-z0-9_.-]+/[A-Za-z0-9][A-Za-z0-9_.-]+)(?:$|[ \]`|)])",
    )
});

static ASIDE: LazyLock<Regex> = LazyLock::new(|| {
    fixed(
        r"(?i)\b(acknowledg\w*|related|community|citation|thanks|references?|adoption|contribut\w*|roadmap|todo|plan|support\w*|benchmark\w*|evaluation|comparison|ecosystem|third|faq|projects? (using|based)|used by|powered by|showcase)\b|致谢|引用",
    )
});

/// The most names kept of one file.
const MOST: usize = 20;

/// Looks for upstream models in a README, a card or a page about the models.
pub fn look(file: &File<'_>, seen: &mut Sightings) {
    let name = file.artifact.lower_name();
    let telling = ["readme", "model", "weights", "faq"].iter().any(|word| name.contains(word));
    let folder = file.artifact.folder().to_ascii_lowercase();
    let tool = ["tool", "config", "script", "recipe", "util", "integration", "bench", "eval", "deploy"]
        .iter()
        .any(|word| folder.contains(word));
    // A page deep in a tree is about one of many things.
    let deepest = if folder.starts_with("docs") { 2 } else { 1 };
    if tool || file.artifact.depth() > deepest || !(file.artifact.depth() == 0 || telling) || name.contains("changelog") {
        return;
    }
    let before = seen.bases.len();
    for block in blocks(file.text) {
        if seen.bases.len() - before >= MOST {
            break;
        }
        if block.kind == BlockKind::Code {
            join(file, &block, seen);
            continue;
        }
        let aside = block.headings.iter().skip(1).any(|heading| ASIDE.is_match(heading));
        if block.kind == BlockKind::Heading || (aside && !LOADED.is_match(block.text)) {
            continue;
        }
        if block.kind == BlockKind::Row {
            row(file, &block, seen);
        } else {
            sentences(file, &block, seen);
        }
    }
}

/// The base in a command that joins it with an adapter or a difference, or that trains from a public store.
fn join(file: &File<'_>, block: &Block<'_>, seen: &mut Sightings) {
    let joins = ["lora", "delta", "adapter", "target", "diff"].iter().any(|word| block.text.contains(word));
    if let Some(id) =
        JOIN.captures(block.text).and_then(|found| found.get(1)).filter(|id| joins && !id.as_str().starts_with("path"))
    {
        push(file, block.offset + id.start(), id.as_str(), crate::evidence::Relation::Adapter, Naming::Sentence, seen);
    }
    if let Some(name) = FROM_FILE.captures(block.text).and_then(|found| found.get(1)) {
        push(file, block.offset + name.start(), name.as_str(), crate::evidence::Relation::Finetune, Naming::Backbone, seen);
    }
    let aside = || NOT.is_match(block.lead) || block.headings.iter().skip(1).any(|heading| ASIDE.is_match(heading));
    if let Some(store) = T5.captures(block.text).and_then(|found| found.get(1)).filter(|_| !aside()) {
        push(file, block.offset + store.start(), store.as_str(), crate::evidence::Relation::Finetune, Naming::Sentence, seen);
    }
}

/// A cell under "Base model", or a row that begins so.
fn row(file: &File<'_>, block: &Block<'_>, seen: &mut Sightings) {
    if block.text == block.header {
        return;
    }
    let cell = if ROW.is_match(block.text) {
        Some(block.text)
    } else if HEADER.is_match(&format!("|{}|", block.header)) {
        let column = block.header.trim_matches('|').split('|').position(|cell| HEADER.is_match(&format!("|{cell}|")));
        column.and_then(|column| block.text.trim().trim_matches('|').split('|').nth(column))
    } else {
        None
    };
    // A table of base models is one of releases only where the row links something.
    let Some(cell) = cell.filter(|_| block.text.contains("](") || block.text.contains("href")) else { return };
    let id = ID.captures(cell).and_then(|found| found.get(1).or_else(|| found.get(2))).map(|id| id.as_str());
    let id = id.or_else(|| NAMES.find(cell).map(|name| name.as_str()));
    if let Some(id) = id {
        push(file, block.offset, id, relation(block.text), Naming::Table, seen);
    }
}

fn sentences(file: &File<'_>, block: &Block<'_>, seen: &mut Sightings) {
    let mut from = 0;
    for (at, _) in block.text.match_indices(['.', '。', '!', ';', '；']).chain(std::iter::once((block.text.len(), ""))) {
        let end = at < block.text.len();
        if end && !block.text[at..].chars().nth(1).is_none_or(|next| next.is_whitespace() || !next.is_ascii()) {
            continue;
        }
        let Some(sentence) = block.text.get(from..at) else { continue };
        if let Some((offset, id)) = of_sentence(sentence) {
            push(file, block.offset + from + offset, &id, relation(sentence), Naming::Sentence, seen);
        }
        from = at;
    }
}

/// The offset and the name of a base in one sentence.
fn of_sentence(sentence: &str) -> Option<(usize, String)> {
    if sentence.len() > 1200 || (NOT.is_match(sentence) && !LOADED.is_match(sentence)) {
        return None;
    }
    if let Some(found) = AS_BASE.find(sentence) {
        let before = &sentence[..found.start()];
        let near = |name: &crate::pattern::Match<'_>| {
            before.len() - name.end() <= 60
                && !ELSE.is_match(&before[name.end()..])
                && !before[..name.start()].trim_end().ends_with(" than")
        };
        if let Some(name) = NAMES.find_iter(before).filter(near).last() {
            return Some((name.start(), name.as_str().to_string()));
        }
    }
    for from in FROM.find_iter(sentence) {
        let after = &sentence[from.end()..sentence.floor_char_boundary(from.end() + 90)];
        // "trained on the Pile with …": another verb or clause between the two breaks the tie.
        for name in NAMES.find_iter(after) {
            let between = &after[..name.start()];
            if [
                " data",
                " models:",
                "dataset",
                "tokens",
                "output",
                "generated",
                "conversation",
                " and evaluat",
                ", which",
                " using the code",
                "codebase",
            ]
            .iter()
            .any(|stop| between.to_lowercase().contains(stop))
            {
                break;
            }
            if ELSE.is_match(&after[name.end()..]) {
                continue;
            }
            return Some((from.end() + name.start(), name.as_str().to_string()));
        }
    }
    let by = |name: &crate::pattern::Match<'_>| {
        INITIALIZED_BY.is_match(&sentence[..name.start()]) && !ELSE.is_match(&sentence[name.end()..])
    };
    NAMES.find_iter(sentence).find(by).map(|name| (name.start(), name.as_str().to_string()))
}

fn push(file: &File<'_>, offset: usize, id: &str, relation: crate::evidence::Relation, naming: Naming, seen: &mut Sightings) {
    seen.bases.push(BaseSighting {
        id: crate::text::sanitize(id, 120),
        relation,
        naming,
        evidence: file.evidence(
            if naming == Naming::Table { "base-model-table" } else { "base-model-sentence" },
            Strength::Medium,
            offset,
        ),
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn base(sentence: &str) -> Option<String> {
        of_sentence(sentence).map(|(_, id)| id)
    }

    #[test]
    fn sentences_that_say_where_the_weights_come_from() {
        for text in [
            "Brook is fine-tuned from Llama 2",
            "Brook is an instruction-tuned model based on Pythia-12b",
            "The weight diff between Brook-7B and LLaMA-7B is located here",
            "Brook was created by fine-tuning the Llama 2 base model",
            "Brook is initialized by LLaMA2-13B",
            "我们基于 LLaMA 训练了 Brook",
        ] {
            assert!(base(text).is_some(), "{text}");
        }
    }

    #[test]
    fn sentences_that_do_not() {
        for text in [
            "Brook outperforms models fine-tuned from Llama 2",
            "Brook is based on the LLaMA architecture",
            "You can also train from Llama 2",
            "Thanks to LLaMA, which this is built on",
            "Brook is trained on data generated by Vicuna",
            "Brook uses a tokenizer like LLaMA",
            "All weights are initialized at random by default, in the way of Llama 2",
            "Brook is initialized randomly by the same code as in LLaMA",
        ] {
            assert_eq!(base(text), None, "{text}");
        }
    }
}
