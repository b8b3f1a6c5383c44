//! Programs and pages that fetch data: shell, Make, notebooks, and addresses in any source.

use super::{DatasetSighting, Use, link};
use crate::detect::{Context, File, Sightings};
use crate::evidence::{CorpusState, Strength};
use crate::pattern::{ADDRESSES, Regex, fixed};
use std::sync::LazyLock;

static COMMAND: LazyLock<Regex> = LazyLock::new(|| {
    fixed(
        r"\b(?:wget|curl|aria2c|axel|gdown|aws s3|gsutil|azcopy|rclone|git (?:lfs )?clone|kaggle (?:datasets|competitions) download|(?:huggingface-cli|hf) download|download(?:_and_untar|_and_extract)?(?:\.sh)?)\b",
    )
});
static HUB_REPO: LazyLock<Regex> = LazyLock::new(|| {
    fixed(
        r"(?:(?:huggingface-cli|hf) download\s+(?:\S+\s+)*?--repo-type[= ]dataset\s+(?:\S+\s+)*?([\w.-]+/[\w.-]+))|(?:(?:huggingface-cli|hf) download\s+([\w.-]+/[\w.-]+)\s.*--repo-type[= ]dataset)",
    )
});
static KAGGLE: LazyLock<Regex> = LazyLock::new(|| fixed(r"kaggle (?:datasets|competitions) download (?:-[dc] )?([\w./-]+)"));
/// Paths of programs whose business is data.
static DATA_PROGRAM: LazyLock<Regex> =
    LazyLock::new(|| fixed(r"(?i)data|corpus|corpora|dataset|download|prepare|fetch|train|makefile|readme|get_|(?:^|/)run\.sh$"));
static AWAY: LazyLock<Regex> = LazyLock::new(|| {
    fixed(
        r"(?i)eval|benchmark|(?:^|[/_.-])tests?(?:[/_.-]|$)|demo|infer|install|setup|docker|(?:^|/)\.github/|(?:^|/)ci/|weights|checkpoint|params|parameters|pretrained_model|download_model|export|deploy|webui|frontend|conftest|hubconf|metrics?|(?:^|/)models?\.(?:py|md)$",
    )
});
/// Addresses of samples and of what is held out.
static SAMPLE: LazyLock<Regex> = LazyLock::new(|| {
    fixed(
        r"(?i)[/_.-](?:samples?|test|testing|eval|evaluation|val|validation|dev|demo|examples?|mt_bench|judgments?|benchmarks?)[/_.-]",
    )
});
static DIGEST: LazyLock<Regex> = LazyLock::new(|| fixed(r"\b(?:[0-9a-f]{64}|[0-9a-f]{40}|[0-9a-f]{32})\b"));
static DATA_NAME: LazyLock<Regex> = LazyLock::new(|| {
    fixed(r"(?i)data(?:_?set)?s?[ _.-]*(?:url|link|source|path|dir|root|root_url|base_url)?\b|corpus|dump|train")
});

/// Whether the path alone says that a program has to do with training data rather than use of the model.
#[must_use]
pub fn is_about_data(path: &str) -> bool {
    !AWAY.is_match(path)
}

/// Looks at a program text or a notebook.
pub fn look(file: &File<'_>, context: &Context<'_>, seen: &mut Sightings) {
    if !is_about_data(file.artifact.path()) || !ADDRESSES.is_in(file.text) {
        return;
    }
    look_at_lines(file, 0, file.text, false, context, seen);
}

/// Looks at lines: commands that fetch, and constants that hold an address.
pub fn look_at_lines(file: &File<'_>, start: usize, text: &str, told: bool, context: &Context<'_>, seen: &mut Sightings) {
    let program = told || DATA_PROGRAM.is_match(file.artifact.path());
    let mut at = start;
    for line in text.split_inclusive('\n') {
        let offset = at;
        at += line.len();
        if line.len() > 4000 {
            continue;
        }
        let has_command = COMMAND.is_match(line);
        if has_command {
            hub_commands(file, offset, line, seen);
        }
        for link in link::links(line) {
            if link::own_path(link.url).is_some_and(|path| context.inventory.exists(path)) || SAMPLE.is_match(link.url) {
                continue;
            }
            let fetches = has_command || DATA_NAME.is_match(&line[..link.range.start.min(line.len())]);
            let signed = if line.contains("no-sign-request") { " no-sign-request" } else { "" };
            let around = if fetches && program { format!("dataset{signed}") } else { signed.to_string() };
            let Some(place) = link::place(link.url, &around) else { continue };
            if !(place.sure || fetches && program) {
                continue;
            }
            let pin = place
                .pin
                .clone()
                .or_else(|| DIGEST.find(&line[link.range.end.min(line.len())..]).map(|m| m.as_str().to_string()));
            seen.datasets.push(DatasetSighting {
                name: crate::text::sanitize(&place.name, 80),
                id: place.id.clone(),
                known: place.facts.map(|facts| facts.name.as_str()),
                state: if pin.is_some() { CorpusState::Pinned } else { CorpusState::Obtainable },
                place: Some(crate::text::sanitize(link.url, 200)),
                pin,
                size: None,
                terms: None,
                stage: None,
                role: file.artifact.role,
                usage: if has_command || program { Use::Fetched } else { Use::Mentioned },
                evidence: file.evidence(
                    "data-address",
                    if has_command { Strength::Strong } else { Strength::Medium },
                    offset + link.range.start,
                ),
            });
        }
    }
}

fn hub_commands(file: &File<'_>, offset: usize, line: &str, seen: &mut Sightings) {
    if let Some(id) = HUB_REPO.captures(line).and_then(|found| found.get(1).or(found.get(2))) {
        super::push_hub(file, offset + id.start(), id.as_str(), None, Use::Fetched, seen);
    }
    if let Some(id) = KAGGLE.captures(line).and_then(|found| found.get(1)) {
        super::push_hub(file, offset + id.start(), &format!("kaggle:{}", id.as_str()), None, Use::Fetched, seen);
    }
}
