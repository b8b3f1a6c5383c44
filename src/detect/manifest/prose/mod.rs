//! What READMEs, model cards and guides say about data: sentences, lists, tables.

mod blocks;
mod here;
mod leads;
mod sentence;
mod table;
mod withheld;
mod words;

use super::terms::Terms;
use super::{DatasetSighting, Use, fetch};
use crate::detect::{Context, File, Sightings};
use crate::evidence::{CorpusState, Stage, Strength};
use crate::knowledge::datasets;
use crate::pattern::{Regex, fixed};
use crate::prose::references::References;
use blocks::{Block, Kind};
use sentence::Mark;
use std::sync::LazyLock;
use words::{HEADING_AWAY, HEADING_DATA};

/// Looks at one document of prose.
pub fn look(file: &File<'_>, context: &Context<'_>, seen: &mut Sightings) {
    if words::EVALUATES.is_match(file.artifact.path()) {
        return;
    }
    let mut headings: Vec<(usize, String)> = Vec::new();
    let mut header = Vec::new();
    let (mut in_fence, mut told, mut led) = (false, false, false);
    let mut lead = None;
    let (mut list, mut items) = (false, 0);
    let refs = References::new(file.text);
    for block in blocks::blocks(file.text) {
        match block.kind {
            Kind::Heading(level) => {
                headings.retain(|(above, _)| *above < level);
                headings.push((level, without_tags(block.text)));
                header.clear();
                list = false;
                sentence::look_at_sentence(file, block.start, block.text, &headings, &refs, context, seen);
            }
            Kind::Fence => (in_fence, told, led) = (!in_fence, led, false),
            _ if in_fence => {
                // "# download the river notes dataset", over the command that does.
                if block.text.trim().is_empty() || block.text.trim_start().starts_with('#') {
                    told = words::SAYS_SET.is_match(block.text)
                        && !words::EVALUATION.is_match(block.text)
                        && !HEADING_AWAY.is_match(&heading_path(&headings));
                }
                if is_data_heading(&headings) || lead.is_some() || list || told {
                    let before = seen.datasets.len();
                    commands(file, &block, context, seen);
                    introduce(lead, &mut seen.datasets[before..]);
                }
            }
            Kind::Row => {
                if !header.is_empty() {
                    withheld::look_at_part(file, block.start, block.text, &headings, seen);
                }
                table::row(file, &block, &headings, &mut header, seen);
            }
            Kind::Text => {
                header.clear();
                lead = lead_of(block.text);
                led = words::LEADS_TO_DOWNLOAD.is_match(block.text)
                    && !words::EVALUATION.is_match(block.text)
                    && !words::YOURS.is_match(block.text)
                    && !HEADING_AWAY.is_match(&heading_path(&headings));
                let item = blocks::LIST_ITEM.find(block.text).filter(|_| list);
                list = item.is_some() || sentence::leads_to_corpus(block.text);
                items = if item.is_some() { items + 1 } else { 0 };
                if let Some(item) = item {
                    sentence::look_at_item(file, block.start + item.end(), &block.text[item.end()..], items, seen);
                }
                if blocks::LIST_ITEM.is_match(block.text) {
                    withheld::look_at_part(file, block.start, block.text, &headings, seen);
                }
                for (at, sentence) in blocks::sentences(block.text) {
                    // Data of what is done with a model downstream are not what it was made from.
                    if !headings.last().is_some_and(|(_, last)| last.to_lowercase().contains("downstream")) {
                        here::here(file, block.start + at, sentence, context, seen);
                    }
                    here::sample(file, block.start + at, sentence, context, seen);
                    withheld::look(file, block.start + at, sentence, &headings, seen);
                    sentence::look_at_sentence(file, block.start + at, sentence, &headings, &refs, context, seen);
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
    let last = blocks::sentences(text).pop().map_or(text, |(_, last)| last);
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
    // The title alone is no section.
    let titled = headings.first().is_some_and(|(level, _)| *level <= 1);
    headings.iter().skip(usize::from(headings.len() > 1 && titled)).map(|(_, text)| text.as_str()).collect::<Vec<_>>().join(" / ")
}

/// A heading without the anchors that pages put beside it: "Datasets <a name="datasets"></a>".
fn without_tags(heading: &str) -> String {
    let mut out = String::new();
    let mut rest = heading;
    while let Some((before, after)) = rest.split_once('<') {
        out.push_str(before);
        let Some((_, behind)) = after.split_once('>') else {
            rest = after;
            break;
        };
        rest = behind;
    }
    out.push_str(rest);
    out.trim().to_string()
}

fn is_data_heading(headings: &[(usize, String)]) -> bool {
    headings.last().is_some_and(|(_, last)| HEADING_DATA.is_match(last) && !HEADING_AWAY.is_match(last))
        || (HEADING_DATA.is_match(&heading_path(headings)) && !HEADING_AWAY.is_match(&heading_path(headings)))
}

/// A page of a data folder, whose first heading speaks of data without saying so.
fn stands_with_data(path: &str) -> bool {
    path.rsplit_once('/').is_some_and(|(folder, _)| {
        folder.split('/').any(|part| matches!(part, "data" | "dataset" | "datasets" | "corpus" | "corpora"))
    })
}

static FLAG: LazyLock<Regex> = LazyLock::new(|| {
    fixed(
        r#"--(?:train[_-]|hf[_-])?(?:data[_-]?set|data)(?:[_-](?:name|id|mixer|mixer[_-]list|path|repo))*[= ]+["']?([A-Za-z0-9][\w.-]*/[A-Za-z0-9][\w.-]*)["']?(?:\s|$|\\)"#,
    )
});

/// Commands of a code fence under a heading about data or training.
fn commands(file: &File<'_>, block: &Block<'_>, context: &Context<'_>, seen: &mut Sightings) {
    fetch::look_at_lines(file, block.start, block.text, true, context, seen);
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
        terms,
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
