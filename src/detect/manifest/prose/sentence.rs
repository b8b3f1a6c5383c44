//! One sentence, list item or heading: which data sets it names, and as what.

use super::leads::{self, Around};
use super::words::{
    AS_EXAMPLE, BARE_NAME, CORPUS_OF, DATA, DOWNLOAD, EVALUATION, HEADING_AWAY, HELD_OUT, MEASURES, OFFERS_MODEL, RELEASED,
    SAYS_SET, SPLITS, SUPERVISED, TRAINED, TRAINING_DATA, UNKNOWN_NAME, UNKNOWN_NAME_CJK, USED_TO_TRAIN, YOURS,
};
use super::{blocks, heading_path, is_data_heading, push, stands_with_data};
use crate::detect::manifest::Use;
use crate::detect::manifest::link::{self, Place};
use crate::detect::manifest::terms;
use crate::detect::{Context, File, Sightings};
use crate::knowledge::datasets;
use crate::prose::references::References;

/// One sentence or list item: which sets it names, and as what.
pub fn look_at_sentence(
    file: &File<'_>,
    start: usize,
    sentence: &str,
    headings: &[(usize, String)],
    refs: &References<'_>,
    context: &Context<'_>,
    seen: &mut Sightings,
) {
    if sentence.len() < 8 || sentence.len() > 6000 {
        return;
    }
    let links = link::links_with(sentence, refs);
    let words = blocks::strip_links(sentence, &links);
    let trained = TRAINED.is_match(&words);
    let about_data = DATA.is_match(&words);
    let under_data = is_data_heading(headings) || headings.len() < 2 && stands_with_data(file.artifact.path());
    // Most sentences speak of nothing that the rest could turn into a data set.
    if !(trained || about_data || under_data || DOWNLOAD.is_match(&words)) {
        return;
    }
    if AS_EXAMPLE.is_match(&words) && about_data {
        // It stands for the data of whoever follows the page, and is not what the released model was made from.
        for mark in marks(sentence, &links, &words, headings, Use::Described) {
            push(file, start + mark.at, &mark, Use::Sample, None, seen);
        }
        return;
    }
    let away = HEADING_AWAY.is_match(&heading_path(headings)) && !under_data;
    let fetched = || DOWNLOAD.is_match(&words) && !trained && only_splits(&words);
    let measured = EVALUATION.is_match(&words) && !fetched();
    let evaluated = measured && (!trained || MEASURES.is_match(&words));
    if evaluated || away && !trained || YOURS.is_match(&words) {
        return;
    }
    // "Models trained on ImageNet" names data without a word for it.
    let named = || {
        let lower = words.to_lowercase();
        let of_parts = ["backbone", "finetuned", "fine-tuned"].iter().any(|word| lower.contains(word));
        file.artifact.depth() == 0 && !of_parts && !datasets::mentions(&words).is_empty()
    };
    let usage = if trained && (about_data || !links.is_empty() || named()) {
        Use::Trained
    } else if under_data && headings.last().is_some_and(|(_, last)| TRAINING_DATA.is_match(last)) {
        // Under "Training data" every set is one, whatever the sentence says of it.
        Use::Trained
    } else if under_data || DOWNLOAD.is_match(&words) && SAYS_SET.is_match(&words) {
        Use::Described
    } else if about_data && (RELEASED.is_match(&words) || offers(headings)) {
        Use::Offered
    } else {
        return;
    };
    let titled = usage == Use::Trained && !trained;
    let mut marks = marks(sentence, &links, &words, headings, if titled { Use::Described } else { usage });
    let title = headings.first().map(|(_, text)| datasets::fold(text)).unwrap_or_default();
    marks.retain(|mark| {
        !mark.place.as_ref().is_some_and(|(url, _)| link::own_path(url).is_some_and(|path| context.inventory.exists(path)))
    });
    if file.artifact.depth() == 0 {
        // A published copy of what this repository is named after is no other data set.
        marks.retain(|mark| mark.facts.is_some() || mark.place.as_ref().is_none_or(|(url, _)| !is_copy(url, &title)));
    }
    marks.retain(|mark| mark.facts.is_some() || !HELD_OUT.is_match(&mark.name));
    marks.retain(|mark| {
        let from = sentence[..mark.at].rfind('\n').map_or(0, |at| at + 1);
        !is_of_a_reference(&sentence[from..])
    });
    marks.sort_by_key(|mark| mark.at);
    for index in 0..marks.len() {
        let end = marks.get(index + 1).map_or(sentence.len(), |next| next.at);
        let from = marks[index].at.min(end);
        let own = terms::terms(&sentence[from..end]).or_else(|| (marks.len() == 1).then(|| terms::terms(sentence)).flatten());
        // "various" in a sentence may speak of anything; in a license column it speaks of the license.
        let own = own.filter(|terms| !terms.license.is_empty());
        push(file, start + marks[index].at, &marks[index], usage, own, seen);
    }
}

/// Whether a line is a field of a bibliography: "title={Brook: a data set of rivers},".
fn is_of_a_reference(line: &str) -> bool {
    line.trim_start().split_once('=').is_some_and(|(field, rest)| {
        let field = field.trim().to_ascii_lowercase();
        matches!(
            field.as_str(),
            "title" | "author" | "journal" | "booktitle" | "year" | "publisher" | "note" | "url" | "howpublished"
        ) && rest.trim_start().starts_with(['{', '"'])
    })
}

/// Whether the words for measuring name the parts of a set and nothing else.
fn only_splits(words: &str) -> bool {
    SPLITS
        .find(words)
        .is_some_and(|parts| !EVALUATION.is_match(&words[..parts.start()]) && !EVALUATION.is_match(&words[parts.end()..]))
}

/// Whether a sentence stands under "Download".
fn offers(headings: &[(usize, String)]) -> bool {
    headings.last().is_some_and(|(_, last)| DOWNLOAD.is_match(last) && last.len() <= 24)
}

/// The most names that a list of data sets has.
const ITEMS: usize = 8;

/// Whether a paragraph ends in a sentence such as "The training data was drawn from five sources:".
pub fn leads_to_corpus(text: &str) -> bool {
    if text.len() > 6000 {
        return false;
    }
    let last = blocks::sentences(text).pop().map_or(text, |(_, last)| last);
    if !last.trim_end().ends_with(':') && !last.contains(" following ") {
        return false;
    }
    CORPUS_OF.is_match(last) && !YOURS.is_match(last) && !EVALUATION.is_match(last)
}

/// An item of a list that such a sentence introduces: the known sets it names, or else the whole of it as a name.
pub fn look_at_item(file: &File<'_>, start: usize, item: &str, count: usize, seen: &mut Sightings) {
    if item.contains("://") {
        // An address is read with the sentence that it stands in.
        return;
    }
    let mut marks: Vec<Mark> = datasets::mentions(item)
        .into_iter()
        .map(|(range, facts)| Mark { at: range.start, name: facts.name.clone(), facts: Some(facts), place: None })
        .collect();
    let name = item.trim().trim_matches(['*', '`', '_', '"']).trim();
    // "MIR-1K [1]", with the number of a reference.
    let name = match name.strip_suffix(']').and_then(|rest| rest.rsplit_once(" [")) {
        Some((name, number)) if number.bytes().all(|b| b.is_ascii_digit()) => name,
        _ => name,
    };
    // A long list of names is of the parts of one set: its languages, its files.
    if marks.is_empty() && count <= ITEMS && BARE_NAME.is_match(name) && !is_junk(name) {
        marks.push(Mark { at: 0, name: name.to_string(), facts: None, place: None });
    }
    for mark in marks.iter().filter(|mark| !HELD_OUT.is_match(&mark.name)) {
        push(file, start + mark.at, mark, Use::Trained, None, seen);
    }
}

/// Whether an address ends in the name that the page is titled with.
pub fn is_copy(url: &str, title: &str) -> bool {
    let last = datasets::fold(url.trim_end_matches('/').rsplit('/').next().unwrap_or_default());
    last.len() > 4 && (last == title || title.strip_prefix(last.as_str()).is_some_and(|rest| rest.starts_with(' ')))
}

/// One data set of a sentence.
pub struct Mark {
    /// Byte offset in the sentence.
    pub at: usize,
    /// A name for it.
    pub name: String,
    /// Its address, and what the address is.
    pub place: Option<(String, Place)>,
    /// Its row of the knowledge tables.
    pub facts: Option<&'static datasets::DatasetFacts>,
}

/// Every set of a sentence: its places, the known names outside of links, and names with a word for data.
pub fn marks(sentence: &str, links: &[link::Link<'_>], words: &str, headings: &[(usize, String)], usage: Use) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    let heading = headings.last().map(|(_, text)| text.as_str()).unwrap_or_default();
    let around = Around { sentence, words, heading, usage };
    for link in links {
        let Some(place) = leads::lead(link, &around) else {
            // The page of a paper is no place, and its words name the set.
            if leads::follows_trained_on(link, &around) {
                let facts = datasets::mentions(link.words).first().map(|(_, facts)| *facts);
                let name = facts.map_or_else(|| leads::pick_name(link.words, link.words), |facts| facts.name.clone());
                marks.push(Mark { at: link.range.start, name, facts, place: None });
            }
            continue;
        };
        let known = place.facts.or_else(|| datasets::mentions(link.words).first().map(|(_, facts)| *facts));
        let name = known.map_or_else(|| leads::pick_name(link.words, &place.name), |facts| facts.name.clone());
        // "Download our model trained on [Brook]": the model stands there, by the name of the set.
        let place = (!OFFERS_MODEL.is_match(words) || place.facts.is_some()).then(|| (link.url.to_string(), place));
        marks.push(Mark { at: link.range.start, name, facts: known, place });
    }
    for (range, facts) in datasets::mentions(sentence) {
        let in_link = links.iter().any(|link| link.range.contains(&range.start));
        if usage == Use::Trained && (!follows_training(words, &sentence[range.clone()]) || began_from(sentence, range.start)) {
            continue;
        }
        let again = marks.iter().any(|mark| mark.facts.is_some_and(|known| known.name == facts.name));
        if !in_link && !again {
            marks.push(Mark { at: range.start, name: facts.name.clone(), facts: Some(facts), place: None });
        }
    }
    if usage == Use::Trained && marks.is_empty() {
        // What somebody played or showed is not what the program makes by itself.
        if let Some(shown) = SUPERVISED.captures(sentence).and_then(|found| found.get(1)) {
            marks.push(Mark { at: shown.start(), name: shown.as_str().to_string(), facts: None, place: None });
        }
        for found in UNKNOWN_NAME.captures_iter(sentence).chain(UNKNOWN_NAME_CJK.captures_iter(sentence)).take(4) {
            let Some(name) = found.get(1) else { continue };
            if !is_junk(name.as_str())
                && !of_a_kind(name.as_str())
                && !links.iter().any(|link| link.range.contains(&name.start()))
            {
                marks.push(Mark { at: name.start(), name: name.as_str().to_string(), facts: None, place: None });
            }
        }
    }
    marks
}

/// "on Brook, with a backbone pretrained on ImageNet": the last was the source of what the model begins from.
fn began_from(sentence: &str, at: usize) -> bool {
    let before = sentence[..at].trim_end().to_lowercase();
    let before = before.trim_end_matches("the").trim_end();
    let pretrained = before.ends_with("pretrained on") || before.ends_with("pre-trained on");
    let part =
        ["backbone", "backend", "encoder", "darknet", "resnet", "vgg", "initiali"].iter().any(|word| before.contains(word));
    pretrained && part && TRAINED.find(before).is_some_and(|first| first.end() + 20 < before.len())
}

/// "trained on NAME" and "NAME was used to train", not "NAME, unlike what ours was trained on".
pub fn follows_training(words: &str, name: &str) -> bool {
    let Some(at) = words.find(name) else { return true };
    TRAINED.find(words).is_some_and(|found| found.start() < at) || USED_TO_TRAIN.is_match(words)
}

/// Ways in which Chinese and Japanese say what kind of data it was and not which.
const KINDS: &[&str] = &[
    "自定义",
    "自己",
    "自有",
    "用户",
    "私有",
    "任意",
    "大规模",
    "大量",
    "海量",
    "混合",
    "中文",
    "英文",
    "中英",
    "日本語",
    "多语",
    "通用",
    "高质量",
    "自建",
    "平行",
    "多",
    "更",
];

/// Whether what stands for a name says only what kind of data it was: "大规模语料".
fn of_a_kind(name: &str) -> bool {
    KINDS.iter().any(|kind| name.starts_with(kind))
}

pub fn is_junk(name: &str) -> bool {
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
