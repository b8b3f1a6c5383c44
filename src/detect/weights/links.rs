//! Links to weights in prose: what kind of place they lead to, and which words stand beside them.

use super::address::{classify, hub_id};
use super::words::{WORDS, ends_in, is_of_models};
use super::{Place, Spoken, WeightsSighting};
use crate::detect::{File, Sightings};
use crate::evidence::{Strength, WeightsState};
use crate::pattern::{Regex, fixed};
use crate::prose::references::References;
use crate::prose::{Block, BlockKind, blocks};
use std::sync::LazyLock;

/// The most links kept of one file.
const MOST: usize = 400;

static LINK: LazyLock<Regex> = LazyLock::new(|| {
    fixed(
        r#"(?i)(?:(?:https?|gs|s3|oss|az)://|\bhf\.co/|\bhuggingface\.co/)[^ \t\r\n<>"'`\])}|，。）]+|(?:from_pretrained|load_model|hf_hub_download|snapshot_download|pipeline|LLM) ?\((?:[a-z_]+ ?= ?)?["']([A-Za-z0-9][A-Za-z0-9_.-]+/[A-Za-z0-9][A-Za-z0-9_.-]+)["']|(?:hf|huggingface-cli|modelscope) download(?: --model)? +([A-Za-z0-9][A-Za-z0-9_.-]+/[A-Za-z0-9][A-Za-z0-9_.-]+)|(?:--model(?:-path|_path|_name_or_path)?[ =]|vllm serve |(?:model|model_id|model_name|model_path|checkpoint|repo_id) ?= ?|["'](?:model|model_id|model_name|checkpoint|repo_id)["'] ?: ?)["']?([A-Za-z0-9][A-Za-z0-9_.-]+/[A-Za-z0-9][A-Za-z0-9_.-]+)\b"#,
    )
});

static FORM: LazyLock<Regex> = LazyLock::new(|| {
    fixed(
        r"(?is)\b(request|apply for|obtain|accept|fill|register|sign)\b.{0,60}\b(access|weights|parameters|checkpoints?|form|license|agreement)\b",
    )
});

/// "Before the demo, download a pretrained model from …": what stands right before a link tells more than what is near.
static PLAINLY: LazyLock<Regex> = LazyLock::new(|| {
    fixed(
        r"(?i)(\b(pre-?trained|trained)\s+(models?|weights|networks?|checkpoints?)\s+((can\s+be|are)\s+(downloaded|found|available|obtained)\s+(from|at|here|on|in|via)?|(from|at|here|on|in|via)):?\s*((the|our|this|these)\s+)?|\bdownload\s+(the\s+|our\s+|all\s+)?(pre-?trained|trained)\s+(models?|weights|networks?|checkpoints?)(\s+and\s+[\w -]{1,40})?\s*)[\[\(<*`]*[\w ]{0,20}[\]]?\(?$",
    )
});

/// Whether a configuration file's lower-case name is one of a catalogue of models.
#[must_use]
pub fn is_catalogue(name: &str) -> bool {
    ["models", "model.yaml", "model_zoo", "checkpoints", "pretrained", "weights", "model-index"]
        .iter()
        .any(|word| name.contains(word))
        && [".json", ".yaml", ".yml", ".toml", ".csv"].iter().any(|ext| name.ends_with(ext))
}

/// Finds the links of a prose file.
pub fn look(file: &File<'_>, seen: &mut Sightings) {
    let mut count = 0;
    let references = References::new(file.text);
    let blocks = blocks(file.text);
    let title = blocks.iter().find(|block| block.kind == BlockKind::Heading).map_or("", |block| block.text.trim());
    for block in blocks {
        if block.kind == BlockKind::Heading && !block.text.contains("://") {
            continue;
        }
        let mut from = 0;
        let addresses = LINK.captures_iter(block.text).filter_map(|found| {
            let whole = found.get(0).filter(|whole| !references.is_foot(block.offset + whole.start()))?;
            let id = found.iter().skip(1).flatten().next();
            let target = id.map_or_else(|| whole.as_str().trim_end_matches(['.', ',', ';', ':', '*']), |id| id.as_str());
            Some((whole.range(), target, id.is_some()))
        });
        let mut found: Vec<_> =
            addresses.chain(references.meant_in(block.text).map(|used| (used.range, used.url, false))).collect();
        found.sort_by_key(|(at, ..)| at.start);
        for (whole, target, is_id) in found {
            let place = if is_id { hub_id(target) } else { classify(target) };
            // "gdown --folder" leads to storage behind whatever short address.
            let place = match place {
                Some(Place::Page { url }) if block.kind == BlockKind::Code && is_stored(&block.text[..whole.start]) => {
                    Some(Place::Storage { url })
                }
                place => place,
            };
            let start = std::mem::replace(&mut from, whole.end);
            let Some(place) = place else { continue };
            if matches!(place, Place::Storage { .. }) && is_packed_data(target) {
                continue;
            }
            let around = || sentence(block.text, whole.start, whole.end);
            let place = match place {
                Place::Release { owner, repo, file } => Place::Release { owner, repo, file: file || names_file(around()) },
                // "Weights `brook-1.pth` are provided [here](…)" leads to a file, wherever that page shows it.
                Place::Repository { owner, repo }
                    if anchor(block.text, whole.start).trim().eq_ignore_ascii_case("here") && hands_out(around()) =>
                {
                    Place::Release { owner, repo, file: true }
                }
                place => place,
            };
            count += 1;
            if count > MOST {
                return;
            }
            let context = spoken(file, &block, title, (start, whole.start, whole.end), target, is_id);
            let named = matches!(&place, Place::Repository { repo, .. } if is_of_models(repo));
            if matches!(place, Place::Page { .. } | Place::Repository { .. }) && !((context.weights || named) && context.release)
            {
                continue;
            }
            seen.weights.push(WeightsSighting {
                name: crate::text::sanitize(target, 200),
                state: WeightsState::Linked,
                role: file.artifact.role,
                place,
                context,
                evidence: file.evidence("weights-link", Strength::Medium, block.offset + whole.start),
            });
        }
        if matches!(block.kind, BlockKind::Paragraph | BlockKind::Item)
            && FORM.is_match(block.text)
            && WORDS.weights.is_match(block.text)
        {
            let context = Spoken { others: false, ..spoken(file, &block, title, (0, 0, block.text.len()), "", false) };
            seen.weights.push(WeightsSighting {
                name: "on request".into(),
                state: WeightsState::Linked,
                role: file.artifact.role,
                place: Place::Request,
                context,
                evidence: file.evidence("weights-on-request", Strength::Medium, block.offset),
            });
        }
    }
}

/// The words around a link: what gives it away is looked for in its whole block, what takes it away
/// only near it, because one line often links paper, demo and weights side by side.
fn spoken(
    file: &File<'_>,
    block: &Block<'_>,
    title: &str,
    (previous, start, end): (usize, usize, usize),
    target: &str,
    id: bool,
) -> Spoken {
    // Lines of a program speak each for itself.
    let alone = id && block.kind == BlockKind::Code;
    let line = if alone { block.text[..start].rfind('\n').map_or(0, |at| at + 1) } else { 0 };
    let near = near(block.text, previous.max(line), start, end);
    let sentence = sentence(block.text, start, end);
    let home = is_home(file.artifact.folder());
    let code = id || block.kind == BlockKind::Code;
    let wide = format!(
        "{} {} {}",
        block.header,
        block.lead,
        if code { block.text.get(start.saturating_sub(80)..end).unwrap_or(&near) } else { block.text }
    );
    // A place where experiments are logged, by its name.
    let wide = if wide.contains("iases") { without(&BIASES, &wide) } else { wide };
    let heading = block.heading();
    // The title is no section: everything stands under it.
    let above = block.headings.iter().enumerate();
    // A page may have several headings of the first level: all but the title are sections.
    let again = |text: &str| file.artifact.depth() == 0 && !title.is_empty() && !title.contains(text.trim());
    let sections: Vec<&str> = above.filter(|(at, text)| *at > 0 || again(text)).map(|(_, text)| *text).collect();
    let lower = target.to_ascii_lowercase();
    let before = last(&block.text[..start], 120);
    let handed = || {
        PLAINLY.find(before).is_some_and(|plainly| !OF_OTHERS.is_match(plainly.as_str())) && !OF_OTHERS.is_match(last(before, 60))
    };
    // Of a page on a server only the words before it tell that models are there.
    let is_page = || matches!(classify(target), Some(Place::Page { .. }));
    let asked =
        is_to_fetch(&block.text[..start]) && LEARNS.is_match(file.text) || file.artifact.depth() == 0 && handed() && is_page();
    Spoken {
        weights: WORDS.weights.is_match(&wide)
            || (WORDS.weights.is_match(heading) && !sections.is_empty())
            || sections.iter().any(|title| WORDS.weights.is_match(title) && WORDS.sections.is_match(title)),
        release: WORDS.release.is_match(&wide) || asked,
        ours: WORDS.ours.is_match(sentence) || asked,
        section: sections.iter().any(|title| WORDS.sections.is_match(title)),
        // Words of the link itself that say weights outweigh what else stands near it.
        others: !WORDS.weights.is_match(anchor(block.text, start))
            && (!PLAINLY.is_match(last(&block.text[..start], 120)) || THANKS.is_match(&near))
            && (WORDS.others.is_match(&near) || sections.iter().any(|title| WORDS.others.is_match(title))),
        // On the page of a folder of weights "official" says whose they are, and not that others gave them.
        bases: WORDS.bases.is_match(&if home { near.replace("official", "") } else { near.clone() })
            || WORDS.bases.is_match(block.lead)
            || block.kind == BlockKind::Code && is_converted(block.text),
        code,
        label: matches!(block.kind, BlockKind::Row | BlockKind::Item) && is_label(anchor(block.text, start)),
        table: block.kind == BlockKind::Row || block.text.contains("<td"),
        home,
        helper: WORDS.helpers.iter().any(|helper| lower.contains(helper.as_str())),
        depth: file.artifact.depth(),
    }
}

/// "Download … and the checkpoint file from", before a link of a page that speaks to whoever runs the program.
static TO_FETCH: LazyLock<Regex> = LazyLock::new(|| {
    fixed(
        r"(?is)(?:^|[.:!]\s|\n)\W{0,4}(?:(?:then|please|first|next|now),? )?download [^.:]{0,90}\b(?:checkpoints?|weights)(?: files?)?\s+(?:from|at|here|via)\s+\[(?:here|this|this link|the link|google drive|onedrive|dropbox|zenodo|figshare)\]\($",
    )
});

/// Says that a page is about what learns: chains of blocks and games have checkpoints, too.
static LEARNS: LazyLock<Regex> =
    LazyLock::new(|| fixed(r"(?i)\bneural\b|\bdeep learning\b|\bpytorch\b|\btensorflow\b|\bkeras\b|\bCNN\b|\btransformer"));

/// What such a sentence says of networks that others trained.
static OF_OTHERS: LazyLock<Regex> = LazyLock::new(|| {
    fixed(
        r"(?i)\b(?:backbones?|imagenet|base|original|official|converted|llama|vicuna|bert|clip|sam|vgg|resnet|t5|gpt|stable diffusion|encoder)\b",
    )
});

/// Whether a page asks to fetch a checkpoint, and says of no other project that it is its own.
fn is_to_fetch(before: &str) -> bool {
    TO_FETCH.find(last(before, 160)).is_some_and(|asked| !OF_OTHERS.is_match(asked.as_str()))
}

/// Whether the command before an address fetches from a drive.
fn is_stored(before: &str) -> bool {
    before.rsplit('\n').next().is_some_and(|line| line.split_whitespace().any(|word| word == "gdown"))
}

/// Whether commands turn what they fetch into another format: it is somebody else's.
fn is_converted(commands: &str) -> bool {
    commands.lines().any(|line| line.split(['/', ' ', '_', '-', '.']).any(|word| word.starts_with("convert")))
}

/// The words of a Markdown link whose address begins at `start`; empty for a bare address.
fn anchor(text: &str, start: usize) -> &str {
    let Some(before) = text[..start].strip_suffix("](") else { return "" };
    before.rfind('[').map_or("", |at| &before[at + 1..])
}

static BIASES: LazyLock<Regex> = LazyLock::new(|| fixed(r"(?i)\bweights (?:&(?:amp;)?|and) bias(?:es)?\b"));

/// A text without what a pattern finds in it.
fn without(pattern: &Regex, text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for found in pattern.find_iter(text) {
        out.push_str(&text[from..found.start()]);
        from = found.end();
    }
    out.push_str(&text[from..]);
    out
}

/// Words of thanks.
static THANKS: LazyLock<Regex> =
    LazyLock::new(|| fixed(r"(?i)\b(thanks?|acknowledg\w*|credits?|community|third[- ]party|courtesy)\b"));

/// Whether a folder is named as one where weights live.
pub(super) fn is_home(folder: &str) -> bool {
    let last = folder.rsplit('/').next().unwrap_or_default().to_ascii_lowercase();
    WORDS.folders.contains(&last)
}

/// The last bytes of a text, from a character on.
fn last(text: &str, count: usize) -> &str {
    &text[text.ceil_char_boundary(text.len().saturating_sub(count))..]
}

/// Whether a link is named for what it leads to, and for nothing else: "[Adapter Weights](…)".
fn is_label(words: &str) -> bool {
    let words = words.trim_matches(|c: char| !c.is_alphanumeric());
    !words.is_empty()
        && words.split_whitespace().count() <= 3
        && ["weights", "checkpoint", "checkpoints"].iter().any(|word| words.to_ascii_lowercase().ends_with(word))
}

/// The sentence around a link.
fn sentence(text: &str, start: usize, end: usize) -> &str {
    let from = text[..start].rfind(". ").map_or(0, |at| at + 2);
    let to = text[end..].find(". ").map_or(text.len(), |at| end + at);
    text.get(from..to).unwrap_or_default()
}

/// Whether the name of a packed file says that data are in it: "negated_data.tar.gz".
fn is_packed_data(target: &str) -> bool {
    let name = target.rsplit('/').next().unwrap_or_default().to_ascii_lowercase();
    let stem = name.split('.').next().unwrap_or_default();
    let words = || stem.split(['_', '-']);
    ends_in(&name, &WORDS.archives)
        && words().any(|word| {
            matches!(word, "data" | "dataset" | "datasets" | "corpus" | "corpora" | "examples" | "samples" | "submit")
        })
        && !words().any(|word| word.contains("model") || word.contains("weight") || word.contains("checkpoint"))
}

/// Whether a sentence names a packed model between backticks: "download `brook_models.zip` from the releases".
fn names_file(sentence: &str) -> bool {
    sentence.split('`').skip(1).step_by(2).any(|token| {
        let lower = token.trim().to_ascii_lowercase();
        ends_in(&lower, &WORDS.certain)
            || ends_in(&lower, &WORDS.archives) && ["model", "weight", "checkpoint"].iter().any(|word| lower.contains(word))
    })
}

/// What a sentence that names files may say of them instead of handing them out.
static NOT_YET: LazyLock<Regex> = LazyLock::new(|| fixed(r"(?i)\b(not|no|never|cannot|will|soon|code|instead|without)\b|n't\b"));

/// Whether a sentence names files of weights and says that they are to be had.
fn hands_out(sentence: &str) -> bool {
    names_file(sentence) && WORDS.release.is_match(sentence) && !NOT_YET.is_match(sentence)
}

/// The words that belong to one link, without its address: from the link before it, or 80 bytes, to
/// the end of its text.
fn near(text: &str, previous: usize, start: usize, end: usize) -> String {
    let from = text.ceil_char_boundary(start.saturating_sub(80).max(previous.min(start)));
    let rest = &text[end..];
    let after = rest.find("</a").or_else(|| rest.find('\n')).unwrap_or(rest.len()).min(60);
    let to = text.floor_char_boundary(end + after);
    format!("{} {}", text.get(from..start).unwrap_or_default(), text.get(end..to).unwrap_or_default())
}
