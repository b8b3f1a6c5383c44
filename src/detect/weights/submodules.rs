//! Weights that a tree takes in as a submodule: a repository of networks, by its name.

use super::words::is_of_networks;
use super::{Place, Spoken, WeightsSighting, address};
use crate::detect::{File, Sightings};
use crate::evidence::{Strength, WeightsState};
use crate::inventory::Artifact;

/// The most bytes of the list that are read.
pub(super) const LONGEST: u64 = 64 << 10;

/// The most submodules that are looked at.
const MOST: usize = 200;

/// Whether a file is the list of the tree's submodules (gitmodules(5)).
pub(super) fn lists(artifact: &Artifact) -> bool {
    artifact.path() == ".gitmodules"
}

/// Records the submodules that are repositories of weights by their names.
pub(super) fn look(file: &File<'_>, seen: &mut Sightings) {
    let mut at = 0;
    let mut home = false;
    for line in file.text.split_inclusive('\n').take(MOST * 8) {
        let start = at;
        at += line.len();
        let Some((key, url)) = line.split_once('=') else {
            home = false;
            continue;
        };
        // A folder of networks at the top: "petri-nets" and "font-weights" lie under their own names.
        if key.trim() == "path" {
            home = matches!(url.trim(), "networks" | "nets" | "net" | "nnue" | "weights" | "checkpoints");
        }
        if key.trim() != "url" || !home {
            continue;
        }
        let Some(Place::Repository { owner, repo }) = address::classify(url.trim()) else { continue };
        if !is_of_networks(&repo) {
            continue;
        }
        seen.weights.push(WeightsSighting {
            name: crate::text::sanitize(url.trim(), 200),
            state: WeightsState::Linked,
            role: file.artifact.role,
            place: Place::Repository { owner, repo },
            context: Spoken { weights: true, release: true, section: true, code: true, ..Spoken::default() },
            evidence: file.evidence("weights-submodule", Strength::Medium, start),
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(text: &str) -> Vec<String> {
        let artifact = crate::detect::license::artifact(".gitmodules");
        let mut seen = Sightings::default();
        look(&File::new(&artifact, text), &mut seen);
        seen.weights.into_iter().map(|weights| weights.name).collect()
    }

    #[test]
    fn a_submodule_of_networks_is_a_release_and_no_other_is() {
        let list = "[submodule \"networks\"]\n\tpath = networks\n\turl = https://github.com/acme/BrookNetworks.git\n\
                    [submodule \"fmt\"]\n\tpath = ext/fmt\n\turl = https://github.com/acme/fmt\n";
        assert_eq!(seen(list), ["https://github.com/acme/BrookNetworks.git"]);
        assert!(seen("[submodule \"networks\"]\n\tpath = networks\n\turl = ../networks\n").is_empty());
        assert!(seen("[submodule \"n\"]\n\tpath = petri-nets\n\turl = https://github.com/acme/petri-nets\n").is_empty());
    }
}
