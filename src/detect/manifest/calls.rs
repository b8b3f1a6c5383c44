//! Calls that load a data set by its id.

use super::{Use, fetch};
use crate::detect::{File, Sightings};
use crate::inventory::Kind;
use crate::knowledge::datasets;
use crate::pattern::{AnyOf, Regex, fixed};
use std::sync::LazyLock;

static NEEDLES: LazyLock<Regex> = LazyLock::new(|| {
    fixed(
        r#"\b(?:load_dataset|load_dataset_builder|get_dataset|StreamingDataset|MsDataset\.load)\(\s*(?:path\s*=\s*|name\s*=\s*)?f?["']([^"'\n]{2,120})["']([^)]{0,300})"#,
    )
});
static HUB_FILE: LazyLock<Regex> =
    LazyLock::new(|| fixed(r#"\b(?:hf_hub_download|snapshot_download|list_repo_files|HfFileSystem)\(([^)]{0,400})\)"#));
static REPO_ID: LazyLock<Regex> = LazyLock::new(|| fixed(r#"(?:repo_id\s*=\s*)?["']([\w.-]+/[\w.-]+)["']"#));
static REVISION: LazyLock<Regex> = LazyLock::new(|| fixed(r#"revision\s*=\s*["']([^"']+)["']"#));
static LIBRARY: LazyLock<Regex> = LazyLock::new(|| {
    fixed(
        r#"(?x)\b(?:(?:torchvision|torchaudio|torchtext|tv)\.)?(?:datasets|dset|dsets)\.
             (MNIST|FashionMNIST|KMNIST|EMNIST|QMNIST|CIFAR10|CIFAR100|SVHN|STL10|CelebA|ImageNet|LSUN|VOCDetection|VOCSegmentation
             |CocoDetection|CocoCaptions|Flowers102|Food101|OxfordIIITPet|Places365|Omniglot|LIBRISPEECH|LIBRITTS|LJSPEECH
             |SPEECHCOMMANDS|VCTK_092|YESNO|GTZAN|COMMONVOICE|Multi30k|WikiText2|WikiText103|PennTreebank|AG_NEWS|IMDB|IWSLT2016)
             (?:\s*\(|\.(?:splits|iters)\(|[\x20\t]*(?:\#[^\n]*)?(?:\n|$))
           |\btfds\.(?:load|builder)\(\s*(?:name\s*=\s*)?["']([\w/:.*-]+)["']
           |\btfds://([\w/-]+)
           |["'](\w+(?:/\w+)?):\d+\.[\d*]+\.[\d*]+["']
           |\bkeras\.datasets\.(\w+)\.load_data|\bfrom\x20(?:tensorflow\.)?keras\.datasets\x20import\x20(\w+)
           |\bfetch_(20newsgroups|california_housing|openml|covtype|kddcup99|lfw_people|olivetti_faces|rcv1)\b"#,
    )
});
/// The group of a registry's name that stands alone with its version.
const VERSIONED: usize = 4;
/// Names of splits, which code asks its own functions for.
static SPLIT_NAME: LazyLock<Regex> =
    LazyLock::new(|| fixed(r"(?i)^(?:train(?:ing)?|val(?:id|idation)?|dev|test|eval|all|full)$"));
static CONSTANT: LazyLock<Regex> = LazyLock::new(|| {
    fixed(
        r#"(?im)^[^#\n]{0,80}?\b\w*(?:data_?set|corpus)\w*["']?\s*(?::\s*\w+\s*)?[=:]\s*(?:str\()?\[?["']([A-Za-z0-9][\w.-]*/[A-Za-z][\w.-]*)["']"#,
    )
});
static DEFAULT_FLAG: LazyLock<Regex> = LazyLock::new(|| {
    fixed(r#"["']--[\w-]*data_?-?set[\w-]*["'][^)\n]{0,200}?default\s*=\s*["']([A-Za-z0-9][\w.-]*/[A-Za-z][\w.-]*)["']"#)
});
static TEST_SPLIT: LazyLock<Regex> =
    LazyLock::new(|| fixed(r#"split\s*=\s*["'](?:test|validation|dev|eval)\b|["'](?:test|validation)["']"#));

/// What stands in every text that has any of the calls.
static CALLS: LazyLock<AnyOf> =
    LazyLock::new(|| AnyOf::new(&["dataset", "DATASET", "tfds.", "hf_hub_download", "snapshot_download", "fetch_"]));

/// Looks at a Python program or a notebook.
pub fn look(file: &File<'_>, seen: &mut Sightings) {
    let path = file.artifact.path();
    if !fetch::is_about_data(path) || !CALLS.is_in(file.text) {
        return;
    }
    if file.artifact.kind != Kind::Notebook {
        return read(file, file.text, |at| at, seen);
    }
    // In the file itself every quote of a cell is escaped.
    let Some(notebook) = file.notebook() else { return read(file, file.text, |at| at, seen) };
    for part in [&notebook.code, &notebook.shell] {
        read(file, &part.text, |at| part.place(at), seen);
    }
}

/// Records the calls in one text of a file; `back` leads from an offset in the text to the file's.
fn read(file: &File<'_>, text: &str, back: impl Fn(usize) -> usize, seen: &mut Sightings) {
    for found in NEEDLES.captures_iter(text) {
        let (Some(id), Some(rest)) = (found.get(1), found.get(2)) else { continue };
        if is_comment(text, id.start()) || TEST_SPLIT.is_match(rest.as_str()) && !rest.as_str().contains("train") {
            continue;
        }
        let revision = REVISION.captures(rest.as_str()).map(|c| c[1].to_string());
        load(file, back(id.start()), id.as_str(), revision, seen);
    }
    for found in HUB_FILE.captures_iter(text) {
        let Some(rest) = found.get(1) else { continue };
        if !rest.as_str().contains("dataset") || is_comment(text, rest.start()) {
            continue;
        }
        let revision = REVISION.captures(rest.as_str()).map(|c| c[1].to_string());
        if let Some(id) = REPO_ID.captures(rest.as_str()).and_then(|c| c.get(1)) {
            super::push_hub(file, back(rest.start() + id.start()), id.as_str(), revision, Use::Read, seen);
        }
    }
    let of_tfds = text.contains("tfds") || text.contains("tensorflow_datasets");
    for found in LIBRARY.captures_iter(text) {
        let Some(name) = found.iter().skip(1).flatten().next() else { continue };
        // "cifar10:3.0.0" is a name with a version where the registry is in use, and anything elsewhere.
        let known = || datasets::named(name.as_str().split('/').next().unwrap_or_default()).is_some();
        if found.get(VERSIONED).is_some() && !(of_tfds && known()) {
            continue;
        }
        if found[0].starts_with("tfds.builder") && only_asks(&text[found.get(0).map_or(0, |whole| whole.end())..]) {
            continue;
        }
        // "loader = datasets.MNIST" is called below; in a table of what may be asked for it is one of many.
        let called = found.get(1).is_none()
            || found[0].contains('(')
            || text[..found.get(0).map_or(0, |whole| whole.start())].trim_end().ends_with('=');
        if called && !is_comment(text, name.start()) {
            super::push_library(file, back(name.start()), name.as_str(), seen);
        }
    }
    for found in CONSTANT.captures_iter(text).chain(DEFAULT_FLAG.captures_iter(text)).take(40) {
        let Some(id) = found.get(1) else { continue };
        if super::looks_like_hub_id(id.as_str()) && !is_comment(text, id.start()) {
            super::push_hub(file, back(id.start()), id.as_str(), None, Use::Read, seen);
        }
    }
}

/// `tfds.builder("brook").info`: asks how large a set is, and takes nothing of it.
fn only_asks(after: &str) -> bool {
    after.trim_start().strip_prefix(')').is_some_and(|rest| rest.starts_with(".info"))
}

/// The first argument of `load_dataset`: a hub id, a script's name ("json": local files), or a path.
fn load(file: &File<'_>, at: usize, id: &str, revision: Option<String>, seen: &mut Sightings) {
    let local = matches!(
        id,
        "json"
            | "csv"
            | "text"
            | "parquet"
            | "arrow"
            | "imagefolder"
            | "audiofolder"
            | "pandas"
            | "webdataset"
            | "generator"
            | "xml"
    ) || id.starts_with(['.', '/', '~', '{', '$'])
        || id.contains('{')
        || id.contains("path/to")
        || id.rsplit('.').next().is_some_and(|ext| matches!(ext, "py" | "json" | "jsonl" | "csv" | "txt" | "parquet"));
    if local || SPLIT_NAME.is_match(id) {
        return;
    }
    super::push_hub(file, at, id, revision, Use::Read, seen);
}

/// Whether the line before the place is a comment or the place stands in one.
fn is_comment(text: &str, at: usize) -> bool {
    let line = text[..at].rfind('\n').map_or(0, |at| at + 1);
    let before = text[line..at].trim_start();
    before.starts_with('#') || before.starts_with("//") || before.starts_with(">>>") || before.starts_with('*')
}
