//! Hub ids that a program gives to what loads a model: of the project's own account they are its release, of others
//! a base.

use super::{Place, Spoken, WeightsSighting};
use crate::detect::{File, Sightings};
use crate::evidence::{Strength, WeightsState};
use crate::pattern::{AnyOf, Regex, fixed};
use std::sync::LazyLock;

/// The sign of such an id.
pub const LOADED: &str = "weights-id-in-code";

/// The most ids that are kept of one file.
const MOST: usize = 20;

static NAMES: LazyLock<AnyOf> = LazyLock::new(|| AnyOf::new(&["model_name_or_path", "model_id", "from_pretrained("]));
static LOADERS: LazyLock<AnyOf> = LazyLock::new(|| AnyOf::new(&["hf_hub_download", "snapshot_download", "from_pretrained("]));

static ID: LazyLock<Regex> = LazyLock::new(|| {
    fixed(
        r#"(?:(?:(?:pretrained_)?model_name_or_path|model_id)["']?(?:[ \t]*:[ \t]*str)?[ \t]*[=:]|(\w{1,60})\.from_pretrained\()\s{0,40}["']([A-Za-z0-9][A-Za-z0-9_.-]+)/([A-Za-z0-9][A-Za-z0-9_.-]+)["']"#,
    )
});

/// Records the ids of one program.
pub(super) fn look(file: &File<'_>, seen: &mut Sightings) {
    if !NAMES.is_in(file.text) {
        return;
    }
    // "model_id" names devices and services as well, unless the program asks a hub.
    let asks = LOADERS.is_in(file.text);
    for found in ID.captures_iter(file.text).take(MOST).filter(|found| asks || !found[0].contains("odel_id")) {
        let (Some(whole), owner, name) = (found.get(0), &found[2], &found[3]) else { continue };
        let class = found.get(1).map_or("", |class| class.as_str());
        if ["Tokenizer", "Processor", "Config", "Extractor"].iter().any(|part| class.contains(part)) {
            continue;
        }
        // "models/brook.pt" is a path.
        if name.rsplit_once('.').is_some_and(|(_, ending)| ending.len() <= 5 && ending.chars().all(char::is_alphabetic)) {
            continue;
        }
        seen.weights.push(WeightsSighting {
            name: format!("{owner}/{name}"),
            state: WeightsState::Linked,
            role: file.artifact.role,
            place: Place::HubModel { owner: owner.into(), name: name.into() },
            context: Spoken { weights: true, code: true, depth: file.artifact.depth(), ..Spoken::default() },
            evidence: file.evidence(LOADED, Strength::Medium, whole.start()),
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(text: &str) -> Vec<String> {
        let artifact = crate::detect::license::artifact("brook/run.py");
        let mut seen = Sightings::default();
        look(&File::new(&artifact, text), &mut seen);
        seen.weights.into_iter().map(|weights| weights.name).collect()
    }

    #[test]
    fn an_id_given_to_a_loader_is_seen_and_a_path_is_not() {
        assert_eq!(seen("def run(pretrained_model_name_or_path=\"acme/brook-base\"):\n"), ["acme/brook-base"]);
        assert_eq!(seen("m = Model.from_pretrained(\n    'acme/brook')\n"), ["acme/brook"]);
        assert!(seen("model_name_or_path = \"models/brook.pt\"\ntokenizer = \"acme/brook\"\n").is_empty());
        assert!(seen("t = AutoTokenizer.from_pretrained('acme/brook')\n").is_empty());
    }
}
