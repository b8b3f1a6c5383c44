//! What READMEs, model cards and guides say about data: sentences, lists, tables.

use super::link::{self, Place};
use super::terms::{self, Terms};
use super::{DatasetSighting, Use};
use crate::detect::{Context, File, Sightings};
use crate::evidence::{CorpusState, Stage, Strength};
use crate::knowledge::datasets;
use regex::Regex;
use std::sync::LazyLock;

/// Says that something was trained, and not that a set has a part for training.
static TRAINED: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?ix)
        \b(?:pre-?|re-?)?trained\b | \b(?:pre-?)?training\ (?:data|corpus|corpora|mix|on|using|with)\b
      | \b(?:pre-?)?training\ (?:data)?set\ (?:consists|is|was|includes|contains|comes)\b | \b(?:pre-?)?train\b
      | \bfine-?tun(?:ed|ing|e)\ (?:\S+\ ){0,5}(?:on|with|using|from)\b | \bfine-?tuned\b | \blearn(?:ed|t)\ (?:from|on)\b
      | 训练(?:数据|语料|集|于|自)|使用.*训练 | entraîn | trainiert",
    )
});
static DATA: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)\bdata ?sets?\b|\bdata\b|\bcorpus\b|\bcorpora\b|\btreebanks?\b|\bdumps?\b|数据|语料|\bgames\b|\brecordings\b|\btokens\b|\bimages\b|\btexts?\b|\barticles\b|\bsentences\b",
    )
});
static EVALUATION: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)\bevaluat|\bbenchmark|\btest(?:ed|ing|s| set| split)?\b|\bvalidat|\bzero-shot\b|\bdownstream|\bleaderboard|\bperformance on\b|\baccuracy\b|\bscores?\b|\bresults? on\b|\boutperform|\bcompar(?:e|ed|ing|ison)\b|\bstate-of-the-art\b",
    )
});
/// Words that set two things side by side, or say what a set was kept out of.
static MEASURES: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)\bto evaluate\b|\bfor evaluat|\bincreases?\b|\boutperform|\bcompared (?:to|with)\b|\b(?:better|higher|lower|more|less) than\b|\bleak|\bdecontaminat|\bdeduplication methods|\bover (?:ImageNet|COCO)",
    )
});
static HEADING_AWAY: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)evaluat|benchmark|\bresults?\b|performance|leaderboard|inference|\busage\b|quick ?start|install|citation|citing|bibtex|acknowledg|\bthanks\b|licen[sc]e|related|\bnews\b|changelog|release notes|\bfaq\b|contents|references?\b|zero-shot|\btest(?:ing)?\b|\bdemos?\b|example|tutorial|deploy|server|\bapi\b|troubleshoot|contribut|limitations?|\byour own\b|custom|projects using|community|awesome|评测|引用|致谢|推理|部署",
    )
});
static HEADING_DATA: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)\bdata\b|data ?sets?|\bcorpus\b|corpora|\btrain(?:ing)?\b|pre-?train|fine-?tun|reproduc|data prep|ground truth|sources?\b|数据|训练|语料",
    )
});
static YOURS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)\byour (?:own |custom |new |local )?(?:data|dataset|corpus|images|files|text)|\bcustom (?:data|dataset)|\bown (?:data|dataset)|\bsample (?:data|training)|\bexample (?:data|dataset)|样例|\bcalibrat|\bquanti[sz]|\bfor example\b|\be\.g\.|\bsuch as\b",
    )
});
static DOWNLOAD: LazyLock<Regex> = LazyLock::new(|| regex(r"(?i)\bdownload(?:ed)?\b|下载"));
static RELEASED: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"(?i)\b(?:releas|publish|provid|avail|download|open-?sourc|host|access|obtain|found at|get |shar)\w*")
});
/// "trained on the River Notes dataset": a name with capitals or digits before a word for data.
static UNKNOWN_NAME: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:[Tt]rain|[Ll]earn|[Tt]un)\w*(?: \S+){0,4}? (?:on|from|with|using|of) (?:\S+ )??(?:the |a |an |our )?[`*_]*((?:[A-Z][\w.!'’+-]*|[A-Z]?\d[\w-]*[A-Za-z]\w*)(?:[ ][A-Z0-9][\w.!'’+-]*){0,4})[`*_]*[ ](?:[a-z]+[ ])?(?:data ?sets?|corpus|corpora|treebanks?|dumps?|database)\b",
    )
});
/// Names of what is held out, and placeholders of templates.
static HELD_OUT: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)(?:^|[-_ ./])(?:test(?:ing)?|val|validation|eval(?:uation)?|dev|(?:\w*)bench(?:mark)?s?|samples?|judge?ments?|annotations? dataset|leaderboard)(?:[-_ ./]|$)|[{}<>]",
    )
});
static FLAG: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r#"--(?:train[_-]|hf[_-])?(?:data[_-]?set|data)(?:[_-](?:name|id|mixer|mixer[_-]list|path|repo))*[= ]+["']?([A-Za-z0-9][\w.-]*/[A-Za-z0-9][\w.-]*)["']?(?:\s|$|\\)"#,
    )
});

/// Looks at one document of prose.
pub fn look(file: &File<'_>, context: &Context<'_>, seen: &mut Sightings) {
    let mut headings: Vec<(usize, String)> = Vec::new();
    let mut header = Vec::new();
    let mut in_fence = false;
    let mut lead = None;
    let refs = link::references(file.text);
    for block in blocks(file.text) {
        match block.kind {
            Kind::Heading(level) => {
                headings.retain(|(above, _)| *above < level);
                headings.push((level, block.text.to_string()));
                header.clear();
                look_at_sentence(file, block.start, block.text, &headings, &refs, context, seen);
            }
            Kind::Fence => in_fence = !in_fence,
            _ if in_fence => {
                if is_data_heading(&headings) || lead.is_some() {
                    let before = seen.datasets.len();
                    commands(file, &block, context, seen);
                    introduce(lead, &mut seen.datasets[before..]);
                }
            }
            Kind::Row => row(file, &block, &headings, &mut header, seen),
            Kind::Text => {
                header.clear();
                lead = lead_of(block.text);
                for (at, sentence) in sentences(block.text) {
                    here(file, block.start + at, sentence, context, seen);
                    look_at_sentence(file, block.start + at, sentence, &headings, &refs, context, seen);
                }
            }
        }
    }
}

/// The one known set that a line before a block of commands names: "Next, download the Brook corpus:".
fn lead_of(text: &str) -> Option<&'static datasets::DatasetFacts> {
    if !text.trim_end().ends_with(':') {
        return None;
    }
    let last = sentences(text).pop().map_or(text, |(_, last)| last);
    match datasets::mentions(last).as_slice() {
        [(_, facts)] => Some(facts),
        _ => None,
    }
}

/// Gives what the commands fetch the name that introduces them.
fn introduce(lead: Option<&'static datasets::DatasetFacts>, found: &mut [DatasetSighting]) {
    let Some(facts) = lead else { return };
    for sighting in found.iter_mut().filter(|sighting| sighting.known.is_none()) {
        sighting.known = Some(&facts.name);
        sighting.name.clone_from(&facts.name);
    }
}

fn heading_path(headings: &[(usize, String)]) -> String {
    headings.iter().skip(usize::from(headings.len() > 1)).map(|(_, text)| text.as_str()).collect::<Vec<_>>().join(" / ")
}

fn is_data_heading(headings: &[(usize, String)]) -> bool {
    headings.last().is_some_and(|(_, last)| HEADING_DATA.is_match(last) && !HEADING_AWAY.is_match(last))
        || (HEADING_DATA.is_match(&heading_path(headings)) && !HEADING_AWAY.is_match(&heading_path(headings)))
}

/// Whether an address ends in the name that the page is titled with.
fn is_copy(url: &str, title: &str) -> bool {
    let last = datasets::fold(url.trim_end_matches('/').rsplit('/').next().unwrap_or_default());
    last.len() > 4 && (last == title || title.strip_prefix(last.as_str()).is_some_and(|rest| rest.starts_with(' ')))
}

/// A page of a data folder, whose first heading speaks of data without saying so.
fn stands_with_data(path: &str) -> bool {
    path.rsplit_once('/').is_some_and(|(folder, _)| {
        folder.split('/').any(|part| matches!(part, "data" | "dataset" | "datasets" | "corpus" | "corpora"))
    })
}

/// One sentence or list item: which sets it names, and as what.
fn look_at_sentence(
    file: &File<'_>,
    start: usize,
    sentence: &str,
    headings: &[(usize, String)],
    refs: &link::References<'_>,
    context: &Context<'_>,
    seen: &mut Sightings,
) {
    if sentence.len() < 8 || sentence.len() > 6000 {
        return;
    }
    let links = link::links_with(sentence, refs);
    let words = strip_links(sentence, &links);
    let trained = TRAINED.is_match(&words);
    let about_data = DATA.is_match(&words);
    let under_data = is_data_heading(headings) || headings.len() < 2 && stands_with_data(file.artifact.path());
    let away = HEADING_AWAY.is_match(&heading_path(headings)) && !under_data;
    let evaluated = EVALUATION.is_match(&words) && (!trained || MEASURES.is_match(&words));
    if evaluated || away && !trained || YOURS.is_match(&words) {
        return;
    }
    let usage = if trained && (about_data || !links.is_empty()) {
        Use::Trained
    } else if under_data || DOWNLOAD.is_match(&words) && SAYS_SET.is_match(&words) {
        Use::Described
    } else if about_data && RELEASED.is_match(&words) {
        Use::Offered
    } else {
        return;
    };
    let mut marks = marks(sentence, &links, &words, headings, usage);
    let title = headings.first().map(|(_, text)| datasets::fold(text)).unwrap_or_default();
    marks.retain(|mark| {
        !mark.place.as_ref().is_some_and(|(url, _)| link::own_path(url).is_some_and(|path| context.inventory.exists(path)))
    });
    if file.artifact.depth() == 0 {
        // A published copy of what this repository is named after is no other data set.
        marks.retain(|mark| mark.facts.is_some() || mark.place.as_ref().is_none_or(|(url, _)| !is_copy(url, &title)));
    }
    marks.retain(|mark| !HELD_OUT.is_match(&mark.name));
    marks.sort_by_key(|mark| mark.at);
    for index in 0..marks.len() {
        let end = marks.get(index + 1).map_or(sentence.len(), |next| next.at);
        let from = marks[index].at.min(end);
        let own = terms::terms(&sentence[from..end]).or_else(|| (marks.len() == 1).then(|| terms::terms(sentence)).flatten());
        push(file, start + marks[index].at, &marks[index], usage, own, seen);
    }
}

static THIS_TREE: LazyLock<Regex> =
    LazyLock::new(|| regex(r"(?i)\b(?:this|the|our) (?:repo|repository|package|project|folder|directory)\b"));
static HOLDS: LazyLock<Regex> = LazyLock::new(|| regex(r"(?i)\b(?:contain|provid|host|includ|hold|offer|distribut)\w*"));
static LIES_HERE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)\b(?:included|available|provided|distributed|contained|located|stored|found) (?:directly )?(?:in|on|under) (?:this repo|the repo|the `|the \[|`|\[)|\bthis (?:is a |is the )?data (?:package|set)\b",
    )
});
static PATH: LazyLock<Regex> =
    LazyLock::new(|| regex(r"\]\(\.?/?([\w./+-]+?)/?\)|`\.?/?([\w./+-]+?)/?`|/(?:tree|blob)/[\w.-]+/([\w./+-]+)"));

/// A sentence that says that the data lie in this tree, or names a path of the tree as data.
fn here(file: &File<'_>, start: usize, sentence: &str, context: &Context<'_>, seen: &mut Sightings) {
    if sentence.len() > 2000 || !(SAYS_SET.is_match(sentence) || sentence.contains("data")) || YOURS.is_match(sentence) {
        return;
    }
    let folder = file.artifact.folder();
    let mut found = false;
    for path in PATH.captures_iter(sentence).take(6).filter_map(|found| found.iter().skip(1).flatten().next()) {
        let told = path.as_str().trim_end_matches('/');
        let near = if folder.is_empty() { told.to_string() } else { format!("{folder}/{told}") };
        let Some(path_here) = [near, told.to_string()].into_iter().find(|path| context.inventory.exists(path)) else { continue };
        if is_program(&path_here) {
            continue;
        }
        found = true;
        local(file, start + path.start(), path_here, seen);
    }
    let says =
        SAYS_SET.is_match(sentence) && (LIES_HERE.is_match(sentence) || THIS_TREE.is_match(sentence) && HOLDS.is_match(sentence));
    if !found && file.artifact.depth() <= 1 && says {
        local(file, start, folder.to_string(), seen);
    }
}

fn is_program(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').is_some_and(|(_, ext)| {
        matches!(
            ext,
            "py" | "sh"
                | "md"
                | "ipynb"
                | "yaml"
                | "yml"
                | "cfg"
                | "toml"
                | "rs"
                | "c"
                | "cc"
                | "cpp"
                | "h"
                | "lua"
                | "r"
                | "R"
                | "js"
                | "ts"
                | "go"
                | "java"
                | "png"
                | "jpg"
                | "gif"
                | "svg"
                | "pdf"
                | "html"
        )
    }) || path.to_ascii_lowercase().contains("licen")
}

fn local(file: &File<'_>, at: usize, path: String, seen: &mut Sightings) {
    seen.datasets.push(DatasetSighting {
        name: path.clone(),
        id: None,
        known: None,
        state: CorpusState::Included,
        place: Some(path),
        pin: None,
        size: None,
        terms: None,
        stage: None,
        role: file.artifact.role,
        usage: Use::Local,
        evidence: file.evidence("prose-data-here", Strength::Medium, at),
    });
}

struct Mark {
    at: usize,
    name: String,
    place: Option<(String, Place)>,
    facts: Option<&'static datasets::DatasetFacts>,
}

/// Every set of a sentence: its places, the known names outside of links, and names with a word for data.
fn marks(sentence: &str, links: &[link::Link<'_>], words: &str, headings: &[(usize, String)], usage: Use) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    let heading = headings.last().map(|(_, text)| text.as_str()).unwrap_or_default();
    for link in links {
        // The words of the link, then the sentence, then the heading say whether it leads to data.
        let around = format!("{} {} {}", link.words, words, if usage == Use::Described { heading } else { "" });
        let Some(place) = link::place(link.url, &around)
            .filter(|place| place.sure || place.facts.is_some() || says_data(link, words))
            .or_else(|| named_link(link, words))
        else {
            continue;
        };
        let known = place.facts.or_else(|| datasets::mentions(link.words).first().map(|(_, facts)| *facts));
        let name = known.map_or_else(|| pick_name(link.words, &place.name), |facts| facts.name.clone());
        marks.push(Mark { at: link.range.start, name, facts: known, place: Some((link.url.to_string(), place)) });
    }
    for (range, facts) in datasets::mentions(sentence) {
        let in_link = links.iter().any(|link| link.range.contains(&range.start));
        if usage == Use::Trained && !follows_training(words, &sentence[range.clone()]) {
            continue;
        }
        let again = marks.iter().any(|mark| mark.facts.is_some_and(|known| known.name == facts.name));
        if !in_link && !again {
            marks.push(Mark { at: range.start, name: facts.name.clone(), facts: Some(facts), place: None });
        }
    }
    if usage == Use::Trained && marks.is_empty() {
        for found in UNKNOWN_NAME.captures_iter(sentence).take(4) {
            let Some(name) = found.get(1) else { continue };
            if !is_junk(name.as_str()) && !links.iter().any(|link| link.range.contains(&name.start())) {
                marks.push(Mark { at: name.start(), name: name.as_str().to_string(), facts: None, place: None });
            }
        }
    }
    marks
}

static USED_TO_TRAIN: LazyLock<Regex> = LazyLock::new(|| regex(r"(?i)\bused (?:to|for|in) (?:pre-?)?train|\bto train\b"));

/// "trained on NAME" and "NAME was used to train", not "NAME, unlike what ours was trained on".
fn follows_training(words: &str, name: &str) -> bool {
    let Some(at) = words.find(name) else { return true };
    TRAINED.find(words).is_some_and(|found| found.start() < at) || USED_TO_TRAIN.is_match(words)
}

/// Whether the words of a link, or the sentence of a link without words of its own, speak of a set.
fn says_data(link: &link::Link<'_>, words: &str) -> bool {
    let own = link.words.trim();
    if own.len() < 12 { SAYS_SET.is_match(words) || DATA.is_match(own) } else { SAYS_SET.is_match(own) || DATA.is_match(own) }
}

/// A link whose own words say "dataset", or are the name of a known set in a sentence about data,
/// leads to it, wherever it points, papers aside.
fn named_link(link: &link::Link<'_>, words: &str) -> Option<Place> {
    if link.words.len() >= 90 {
        return None;
    }
    let known = datasets::mentions(link.words).first().is_some_and(|(range, _)| range.len() * 10 >= link.words.trim().len() * 6);
    let code = link.url.contains("github.com/") && !SAYS_SET.is_match(link.words);
    let says = SAYS_SET.is_match(link.words) || known && (!code || SAYS_SET.is_match(words));
    says.then(|| link::place_of_page(link.url))?
}

static SAYS_SET: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"(?i)\bdata ?sets?\b|\bcorpus\b|\bcorpora\b|\btreebank|training data|\bdata dump|\bground[ -]truth\b|数据集")
});

fn pick_name(words: &str, fallback: &str) -> String {
    let words = words.trim().trim_matches(['*', '`', '_', '"']).trim();
    let plain = words.to_ascii_lowercase();
    let says_nothing = plain.is_empty()
        || plain.len() > 60
        || matches!(
            plain.as_str(),
            "here"
                | "link"
                | "this"
                | "download"
                | "this link"
                | "data"
                | "dataset"
                | "datasets"
                | "the dataset"
                | "website"
                | "huggingface"
                | "hugging face"
                | "google drive"
                | "hf"
                | "dropbox"
        )
        || plain.starts_with("http")
        || plain.starts_with('!');
    if says_nothing { fallback.to_string() } else { words.to_string() }
}

fn is_junk(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    let first = lower.split(' ').next().unwrap_or_default();
    name.len() < 3
        || name.len() > 60
        || matches!(
            first,
            "the"
                | "this"
                | "these"
                | "our"
                | "a"
                | "an"
                | "we"
                | "all"
                | "each"
                | "your"
                | "if"
                | "to"
                | "in"
                | "for"
                | "on"
                | "you"
                | "it"
                | "download"
                | "prepare"
                | "training"
                | "train"
                | "large"
                | "new"
                | "more"
                | "see"
                | "use"
                | "both"
                | "first"
                | "gpu"
                | "note"
                | "step"
                | "then"
                | "next"
                | "here"
        )
        || name.chars().all(|c| c.is_ascii_digit() || c == ' ' || c == '.')
}

/// A table row: known sets and places, with the terms of the row, when the table is about data.
fn row(file: &File<'_>, block: &Block<'_>, headings: &[(usize, String)], header: &mut Vec<String>, seen: &mut Sightings) {
    let cells: Vec<&str> = block.text.trim().trim_matches('|').split('|').map(str::trim).collect();
    if header.is_empty() {
        *header = cells.iter().map(|cell| cell.to_lowercase()).collect();
        return;
    }
    if cells.iter().all(|cell| cell.chars().all(|c| matches!(c, '-' | ':' | ' ' | '='))) {
        return;
    }
    let is_data_column = |name: &str| {
        ["dataset", "data set", "data", "corpus", "source", "subset", "training set", "training data"]
            .iter()
            .any(|word| name.contains(word))
            && !["metric", "eval", "benchmark"].iter().any(|word| name.contains(word))
    };
    let listed = cells.iter().any(|cell| terms::terms(cell).is_some()) && stands_with_data(file.artifact.path());
    let Some(column) = header.iter().position(|name| is_data_column(name)).or(listed.then_some(0)) else { return };
    let joined = header.join(" ");
    let evaluates = ["accuracy", "wer", "bleu", "map", "top-1", "top1", "score", "f1", "auc", "psnr", "acc"]
        .iter()
        .any(|word| joined.split(|c: char| !c.is_alphanumeric() && c != '-').any(|part| part == *word));
    let listing =
        ["token", "weight", "proportion", "license", "licence", "size", "rows", "hours", "samples", "link", "url", "download"]
            .iter()
            .any(|word| joined.contains(word));
    let trains = header[column].contains("train")
        || !evaluates && ["fine-tun", "finetun", "pretrain", "pre-train", "trained"].iter().any(|word| joined.contains(word));
    if HEADING_AWAY.is_match(&heading_path(headings)) && !trains && !is_data_heading(headings) {
        return;
    }
    if !(trains || listed || listing && !evaluates && is_data_heading(headings)) {
        return;
    }
    let Some(cell) = cells.get(column) else { return };
    let at = block.start + (cell.as_ptr() as usize).saturating_sub(block.text.as_ptr() as usize);
    let links = link::links(block.text);
    let own = header
        .iter()
        .position(|name| name.contains("license") || name.contains("licence"))
        .and_then(|column| cells.get(column))
        .and_then(|cell| terms::terms(cell))
        .or_else(|| listed.then(|| cells.iter().skip(1).find_map(|cell| terms::terms(cell))).flatten());
    let known = datasets::mentions(cell);
    let licensed = own.is_some() || listed;
    let places: Vec<_> = links
        .iter()
        .filter_map(|link| {
            link::place(link.url, "dataset")
                .or_else(|| licensed.then(|| link::place_of_page(link.url)).flatten())
                .map(|place| (link, place))
        })
        .collect();
    if let Some((link, place)) = places.first() {
        let facts = place.facts.or_else(|| known.first().map(|(_, facts)| *facts));
        let name = facts.map_or_else(|| pick_name(&strip_markup(cell), &place.name), |facts| facts.name.clone());
        if HELD_OUT.is_match(&name) {
            return;
        }
        let mark = Mark { at: 0, name, facts, place: Some((link.url.to_string(), place.clone())) };
        push(file, at, &mark, Use::Described, own, seen);
    } else if let Some((_, facts)) = known.first() {
        let place = links.iter().find_map(|link| link::place_of_page(link.url).map(|place| (link.url.to_string(), place)));
        let mark = Mark { at: 0, name: facts.name.clone(), facts: Some(*facts), place };
        push(file, at, &mark, Use::Described, own, seen);
    } else if trains && UNKNOWN_CELL.is_match(cell) {
        let mark = Mark { at: 0, name: strip_markup(cell), facts: None, place: None };
        push(file, at, &mark, Use::Trained, own, seen);
    }
}

/// A cell that is a name and nothing else.
static UNKNOWN_CELL: LazyLock<Regex> = LazyLock::new(|| regex(r"^[`*\[]*[A-Z][\w.+-]{2,30}[`*\]]*$"));

fn strip_markup(cell: &str) -> String {
    let end = cell.find("](").map_or(cell, |at| &cell[..at]);
    end.trim_start_matches('[').trim_matches(['*', '`', ' ']).to_string()
}

/// Commands of a code fence under a heading about data or training.
fn commands(file: &File<'_>, block: &Block<'_>, context: &Context<'_>, seen: &mut Sightings) {
    super::fetch::look_at_lines(file, block.start, block.text, true, context, seen);
    for found in FLAG.captures_iter(block.text) {
        let Some(id) = found.get(1).filter(|id| super::looks_like_hub_id(id.as_str())) else { continue };
        super::push_hub(file, block.start + id.start(), id.as_str(), None, Use::Read, seen);
    }
}

fn push(file: &File<'_>, at: usize, mark: &Mark, usage: Use, terms: Option<Terms>, seen: &mut Sightings) {
    let (place, found) = match &mark.place {
        Some((url, place)) => (Some(url.clone()), Some(place)),
        None => (None, None),
    };
    let pin = found.and_then(|place| place.pin.clone());
    let state = match (&place, &pin) {
        (Some(_), Some(_)) => CorpusState::Pinned,
        (Some(_), None) => CorpusState::Obtainable,
        (None, _) => CorpusState::Named,
    };
    let strength = if usage == Use::Trained { Strength::Strong } else { Strength::Medium };
    let signature = match usage {
        Use::Trained => "prose-trained-on",
        Use::Offered => "prose-data-offered",
        _ => "prose-data-section",
    };
    seen.datasets.push(DatasetSighting {
        name: crate::text::sanitize(&mark.name, 80),
        id: found.and_then(|place| place.id.clone()),
        known: mark.facts.map(|facts| facts.name.as_str()),
        state,
        place,
        pin,
        size: None,
        terms: terms.filter(|terms| !terms.license.is_empty() || terms.free != crate::evidence::Answer::Unknown),
        stage: stage(file.artifact.path()),
        role: file.artifact.role,
        usage,
        evidence: file.evidence(signature, strength, at),
    });
}

/// The stage that the words or the path say.
fn stage(path: &str) -> Option<Stage> {
    let path = path.to_ascii_lowercase();
    if path.contains("finetun") || path.contains("fine-tun") || path.contains("sft") {
        Some(Stage::FineTuning)
    } else if path.contains("pretrain") {
        Some(Stage::Pretraining)
    } else {
        None
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Heading(usize),
    Fence,
    Row,
    Text,
}

struct Block<'t> {
    kind: Kind,
    start: usize,
    text: &'t str,
}

static LIST_ITEM: LazyLock<Regex> = LazyLock::new(|| regex(r"^\s*(?:[-*+]|\d+[.)])\s"));
static HTML_HEADING: LazyLock<Regex> = LazyLock::new(|| regex(r"(?i)^\s*<h([1-6])[^>]*>(.*?)</h"));

/// Headings, fences, table rows, and paragraphs or list items, whatever the markup.
fn blocks(text: &str) -> Vec<Block<'_>> {
    let mut out: Vec<Block<'_>> = Vec::new();
    let mut open: Option<usize> = None;
    let mut at = 0;
    let mut fenced = false;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let trimmed = line.trim();
        let fence = trimmed.starts_with("```") || trimmed.starts_with("~~~");
        let underline =
            trimmed.len() >= 3 && trimmed.bytes().all(|b| matches!(b, b'=' | b'-' | b'~' | b'^')) && !trimmed.contains(' ');
        let single = match trimmed {
            _ if fence => Some(Kind::Fence),
            _ if fenced => Some(Kind::Text),
            _ if line.starts_with('#') => Some(Kind::Heading(line.bytes().take_while(|&b| b == b'#').count())),
            _ if HTML_HEADING.is_match(line) => Some(Kind::Heading(2)),
            _ if trimmed.starts_with('|') || trimmed.matches('|').count() >= 2 => Some(Kind::Row),
            _ => None,
        };
        let ends = single.is_some() || trimmed.is_empty() || LIST_ITEM.is_match(line) || underline;
        if ends && let Some(from) = open.take() {
            let block = &text[from..start];
            // A line over an underline is a heading in Markdown and reStructuredText alike.
            let heading = underline && !block.trim().contains('\n') && block.len() < 120;
            out.push(Block { kind: if heading { Kind::Heading(2) } else { Kind::Text }, start: from, text: block });
        }
        if fence {
            fenced = !fenced;
        }
        match single {
            Some(kind) => out.push(Block { kind, start, text: line }),
            None if trimmed.is_empty() || underline => {}
            None => {
                open.get_or_insert(start);
            }
        }
    }
    if let Some(from) = open {
        out.push(Block { kind: Kind::Text, start: from, text: &text[from..] });
    }
    out
}

static SENTENCE_END: LazyLock<Regex> = LazyLock::new(|| regex(r"[.!?]\s+(?:[A-Z\[*`])|[。！？]|\n\s*\n"));

fn sentences(text: &str) -> Vec<(usize, &str)> {
    let mut out = Vec::new();
    let mut from = 0;
    for found in SENTENCE_END.find_iter(text) {
        let end = found.start() + text[found.start()..].chars().next().map_or(1, char::len_utf8);
        out.push((from, &text[from..end]));
        from = end;
    }
    out.push((from, &text[from..]));
    out
}

/// The sentence without its addresses, so that words inside them are not read.
fn strip_links(sentence: &str, links: &[link::Link<'_>]) -> String {
    let mut out = String::with_capacity(sentence.len());
    let mut from = 0;
    for link in links {
        // The address of a reference link stands elsewhere.
        let Some(url_start) = (link.url.as_ptr() as usize).checked_sub(sentence.as_ptr() as usize) else { continue };
        if url_start >= from && url_start <= sentence.len() {
            out.push_str(&sentence[from..url_start]);
            from = (url_start + link.url.len()).min(sentence.len());
        }
    }
    out.push_str(&sentence[from..]);
    out
}

/// Compiles a pattern of this room; every one of them is used by the tests.
fn regex(pattern: &str) -> Regex {
    match Regex::new(pattern) {
        Ok(regex) => regex,
        Err(error) => panic!("{error}"),
    }
}
