//! Corpora that the program makes: games against itself, sentences from templates, a synthetic prior.

use super::{DatasetSighting, Use};
use crate::detect::{File, Sightings};
use crate::evidence::{CorpusState, Strength};
use crate::inventory::Kind;
use crate::pattern::{AnyOf, Regex, fixed};
use std::sync::LazyLock;

static SELF_PLAY: LazyLock<Regex> = LazyLock::new(|| {
    fixed(
        r"(?i)\bdef \w*self_?play|\bclass \w*self_?play|\bself_?play\w*\(|\bexecute_?episode\(|self-play games|void \w*selfplay",
    )
});
static GENERATOR: LazyLock<Regex> = LazyLock::new(|| {
    fixed(
        r"(?i)(?:^|/)(?:gen(?:erate)?|make|create|synth(?:esi[sz]e)?)_?(?:synthetic_?)?(?:data(?:set)?|corpus|samples|conversations)\.\w+$",
    )
});
/// A program that reads rows does not make them.
static READS: LazyLock<Regex> = LazyLock::new(|| {
    fixed(
        r#"open\([^)\n]*["']r[bt]?["']|\.read\(|readlines|\bread_\w+|ReadFrom\w+|json\.load|sys\.argv|read_csv|read_parquet|load_dataset|from_pretrained|torch\.load|load_state_dict|load_network|requests\.get|urlopen|import (?:openai|anthropic|transformers)|from (?:openai|anthropic|transformers)"#,
    )
});
/// A program that makes rows leaves them somewhere.
static WRITES: LazyLock<Regex> = LazyLock::new(|| {
    fixed(
        r#"(?i)open\([^)\n]*["'][wax][bt]?["']|\.(?:save\w*|to_(?:csv|json|parquet)|dump|write\w*|tofile|imwrite|export)\(|\bsave\w*\(|writer\b|fprintf|ofstream|print\("#,
    )
});
static RANDOM: LazyLock<Regex> =
    LazyLock::new(|| fixed(r"random\.(?:choice|randint|sample|shuffle)|np\.random|rng\.|templates?\b"));

/// What stands in every text that plays against itself.
static PLAYS: LazyLock<AnyOf> = LazyLock::new(|| AnyOf::new(&["elf_play", "elfplay", "elfPlay", "elf-play", "xecuteEpisode"]));

/// Looks at a program text.
pub fn look(file: &File<'_>, seen: &mut Sightings) {
    if !matches!(file.artifact.kind, Kind::Source | Kind::Notebook) {
        return;
    }
    let found = if PLAYS.is_in(file.text) {
        SELF_PLAY.find(file.text).map(|found| ("self-play", "games that the program plays against itself", found.start()))
    } else {
        None
    };
    let found = found.or_else(|| {
        (GENERATOR.is_match(file.artifact.path()) && !READS.is_match(file.text) && WRITES.is_match(file.text))
            .then(|| RANDOM.find(file.text))
            .flatten()
            .map(|found| ("data-generator", "made by a program of this tree", found.start()))
    });
    let Some((signature, name, at)) = found else { return };
    seen.datasets.push(DatasetSighting {
        name: name.into(),
        id: None,
        known: None,
        state: CorpusState::Included,
        place: Some(file.artifact.path().into()),
        pin: None,
        size: None,
        terms: None,
        stage: None,
        role: file.artifact.role,
        usage: Use::Generated,
        evidence: file.evidence(signature, Strength::Medium, at),
    });
}
