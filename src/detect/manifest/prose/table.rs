//! Tables of data sets.

use super::blocks::Block;
use super::leads::pick_name;
use super::sentence::Mark;
use super::words::{HEADING_AWAY, HELD_OUT, SAYS_DATA, TRAINING_DATA};
use super::{heading_path, is_data_heading, push, stands_with_data};
use crate::detect::manifest::{Use, link, terms};
use crate::detect::{File, Sightings};
use crate::knowledge::datasets;
use crate::pattern::{Regex, fixed};
use std::sync::LazyLock;

/// What the heads of tables of results are called.
const MEASURES: &[&str] = &[
    "accuracy",
    "wer",
    "cer",
    "eer",
    "bleu",
    "map",
    "miou",
    "iou",
    "mos",
    "ppl",
    "perplexity",
    "fid",
    "rtf",
    "latency",
    "loss",
    "top-1",
    "top1",
    "score",
    "f1",
    "auc",
    "psnr",
    "ssim",
    "acc",
    "error",
    "rouge",
    "precision",
    "recall",
];

/// A table row: known sets and places, with the terms of the row, when the table is about data.
pub fn row(file: &File<'_>, block: &Block<'_>, headings: &[(usize, String)], header: &mut Vec<String>, seen: &mut Sightings) {
    let cells: Vec<&str> = block.text.trim().trim_matches('|').split('|').map(str::trim).collect();
    if header.is_empty() {
        *header = cells.iter().map(|cell| cell.trim_matches(['*', '_', '`', ' ']).to_lowercase()).collect();
        return;
    }
    if cells.iter().all(|cell| cell.chars().all(|c| matches!(c, '-' | ':' | ' ' | '='))) {
        return;
    }
    let is_data_column = |name: &str| {
        ["dataset", "data set", "data", "corpus", "source", "subset", "training set", "training data", "语料", "数据", "训练集"]
            .iter()
            .any(|word| name.contains(word))
            && !["metric", "eval", "benchmark", "test", "size", "number", "count", "type"].iter().any(|word| name.contains(word))
    };
    let listed = cells.iter().any(|cell| terms::terms(cell).is_some()) && stands_with_data(file.artifact.path());
    let joined = header.join(" ");
    // "File | Download", under "Data", on the page of a data set.
    let offered = seen.says_data_on(file.artifact.path())
        && ["link", "url", "download"].iter().any(|word| joined.contains(word))
        && !["model", "weight", "checkpoint"].iter().any(|word| joined.contains(word))
        && headings.last().is_some_and(|(_, last)| SAYS_DATA.is_match(last) && !HEADING_AWAY.is_match(last));
    let data_column = header.iter().position(|name| is_data_column(name));
    let Some(column) = data_column.or((listed || offered).then_some(0)) else { return };
    let evaluates =
        MEASURES.iter().any(|word| joined.split(|c: char| !c.is_alphanumeric() && c != '-').any(|part| part == *word));
    let listing =
        ["token", "weight", "proportion", "license", "licence", "size", "rows", "hours", "samples", "link", "url", "download"]
            .iter()
            .any(|word| joined.contains(word))
            || headings.last().is_some_and(|(_, last)| TRAINING_DATA.is_match(last));
    let away = HEADING_AWAY.is_match(&heading_path(headings)) && !is_data_heading(headings);
    let trains = header[column].contains("train")
        || header[column].contains("训练")
        || !evaluates && !away && is_data_name(&header[column]) && !compares(headings) && hands_out_models(header, &cells)
        || header[column].starts_with("used data")
        || !evaluates && ["fine-tun", "finetun", "pretrain", "pre-train", "trained"].iter().any(|word| joined.contains(word));
    if away && !trains {
        return;
    }
    if !(trains || listed || listing && !evaluates && is_data_heading(headings)) {
        return;
    }
    let Some(cell) = cells.get(column) else { return };
    let at = block.start + (cell.as_ptr() as usize).saturating_sub(block.text.as_ptr() as usize);
    // In a table of models the links beside the column lead to the models.
    let of_models = trains && !evaluates && header.iter().any(|name| name.contains("model"));
    let links = link::links(if of_models { cell } else { block.text });
    let own = header
        .iter()
        .position(|name| name.contains("license") || name.contains("licence"))
        .and_then(|column| cells.get(column))
        .and_then(|cell| terms::terms(cell))
        // A license column of a table of models is theirs.
        .filter(|_| !of_models)
        .or_else(|| listed.then(|| cells.iter().skip(1).find_map(|cell| terms::terms(cell))).flatten());
    // Under "Pre-training data" a name stands without a word for data.
    let said = format!("{cell} data");
    let known = if trains { datasets::mentions(&said) } else { datasets::mentions(cell) };
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
    } else if let Some((_, first)) = known.first() {
        let place = links.iter().find_map(|link| link::place_of_page(link.url).map(|place| (link.url.to_string(), place)));
        let usage = if of_models { Use::Trained } else { Use::Described };
        let mark = Mark { at: 0, name: first.name.clone(), facts: Some(*first), place };
        push(file, at, &mark, usage, own.clone(), seen);
        for (_, facts) in known.iter().skip(1).filter(|(_, facts)| of_models && facts.name != first.name) {
            let mark = Mark { at: 0, name: facts.name.clone(), facts: Some(*facts), place: None };
            push(file, at, &mark, usage, own.clone(), seen);
        }
    } else if trains {
        for name in cell.split(&[',', '+', '&', '/', '、'][..]).map(str::trim).filter(|name| UNKNOWN_CELL.is_match(name)) {
            let mark = Mark { at: 0, name: strip_markup(name), facts: None, place: None };
            push(file, at, &mark, Use::Trained, own.clone(), seen);
        }
    }
}

/// Whether a table sets the models of several side by side, by its heading.
fn compares(headings: &[(usize, String)]) -> bool {
    headings.last().is_some_and(|(_, last)| last.to_lowercase().contains("compar"))
}

/// Whether a column is called data and nothing else: "Source" may be anything's.
fn is_data_name(name: &str) -> bool {
    matches!(
        name.trim(),
        "data"
            | "dataset"
            | "datasets"
            | "data set"
            | "data sets"
            | "corpus"
            | "corpora"
            | "语料"
            | "数据"
            | "数据集"
            | "训练数据"
    )
}

/// Whether a table is of models, each with its own address: what stands beside a model is what it was made from.
fn hands_out_models(header: &[String], cells: &[&str]) -> bool {
    let of_models = |name: &str| {
        ["model", "checkpoint", "weights", "voice", "vectors", "embeddings", "模型"].iter().any(|word| name.contains(word))
    };
    let Some(column) = header.iter().position(|name| of_models(name)) else { return false };
    let leads = |cell: &&str| link::links(cell).iter().any(|link| !link.url.contains("/datasets/"));
    cells.get(column).is_some_and(leads)
        || header
            .iter()
            .zip(cells)
            .any(|(name, cell)| ["download", "link", "drive", "下载"].iter().any(|word| name.contains(word)) && leads(cell))
}

/// A cell that is a name and nothing else.
pub static UNKNOWN_CELL: LazyLock<Regex> = LazyLock::new(|| fixed(r"^[`*\[]*[A-Z][\w.+-]{2,30}[`*\]]*$"));

pub fn strip_markup(cell: &str) -> String {
    let end = cell.find("](").map_or(cell, |at| &cell[..at]);
    end.trim_start_matches('[').trim_matches(['*', '`', ' ']).to_string()
}
