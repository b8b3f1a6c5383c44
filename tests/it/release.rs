//! One small release, and what each change to it does to its label and to the claim it makes.

use crate::support::Repo;

const TRAIN: &str = r#""""Trains Brook from scratch."""
import torch
import yaml

from model import Brook
from data import batches


def main():
    torch.manual_seed(1)
    config = yaml.safe_load(open("configs/base.yaml"))
    model = Brook(**config["model"])
    optimizer = torch.optim.AdamW(model.parameters(), lr=config["lr"])
    for step in range(config["steps"]):
        inputs, targets = batches("data/corpus.txt", config)
        loss = torch.nn.functional.cross_entropy(model(inputs), targets)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    torch.save(model.state_dict(), "brook.pt")


if __name__ == "__main__":
    main()
"#;

const MODEL: &str = "import torch\n\n\nclass Brook(torch.nn.Module):\n    def __init__(self, width, depth):\n        super().__init__()\n        self.layers = torch.nn.ModuleList(torch.nn.Linear(width, width) for _ in range(depth))\n";

/// License texts as the SPDX list prints them.
const MIT: &str = include_str!("../../demo/licenses/MIT.txt");
const APACHE: &str = include_str!("../../demo/licenses/Apache-2.0.txt");
const CC0: &str = include_str!("../../demo/licenses/CC0-1.0.txt");
const CC_BY_NC: &str = include_str!("../../demo/licenses/CC-BY-NC-4.0.txt");

/// The whole source form: program, configuration, corpus, and free licenses on both.
fn brook() -> Repo {
    Repo::of(&[
        ("train.py", TRAIN),
        ("model.py", MODEL),
        ("data.py", "def batches(path, config):\n    text = open(path).read()\n    ...\n"),
        ("configs/base.yaml", "model:\n  width: 64\n  depth: 4\nlr: 0.001\nsteps: 2000\nbatch_size: 32\n"),
        ("data/corpus.txt", "The brook runs over stones.\n"),
        ("data/LICENSE", CC0),
        ("LICENSE", MIT),
        ("README.md", "# Brook\n\nBrook is a fully open-source model.\n\nTrain it with `python train.py`.\n"),
    ])
}

#[test]
fn program_and_corpus_under_free_licenses_are_open_source() {
    let run = brook().check("HEAD");
    assert_eq!((run.code, run.at("/label")), (0, "open-source".into()), "{}", run.stdout);
    assert_eq!(run.at("/verdict"), "upheld");
}

#[test]
fn without_the_corpus_the_claim_is_refuted() {
    let repo = brook();
    repo.remove("data").commit("no data");
    let run = repo.check("HEAD");
    assert_eq!((run.code, run.at("/label")), (1, "open-training-code".into()), "{}", run.stdout);
    assert_ne!(run.at("/components/corpus/state"), "included");
}

#[test]
fn a_non_commercial_corpus_refutes_the_claim() {
    let repo = brook();
    repo.file("data/LICENSE", CC_BY_NC).commit("other terms");
    let run = repo.check("HEAD");
    assert_eq!((run.code, run.at("/label")), (1, "open-training-code".into()), "{}", run.stdout);
    assert_eq!(run.at("/components/corpus/redistributable"), "no");
}

#[test]
fn a_corpus_behind_a_pointer_that_gitattributes_gives_to_lfs_is_pinned() {
    let repo = brook();
    let pointer =
        format!("version https://git-lfs.github.com/spec/v1\noid sha256:{}\nsize 4200000\n", "0123456789abcdef".repeat(4));
    repo.file(".gitattributes", "data/*.txt filter=lfs diff=lfs merge=lfs -text\n")
        .file("data/corpus.txt", pointer)
        .commit("lfs");
    let run = repo.check("HEAD");
    assert_eq!((run.code, run.at("/label")), (0, "open-source".into()), "{}", run.stdout);
    assert_eq!(run.at("/components/corpus/state"), "pinned");
}

#[test]
fn open_weights_over_open_weights_is_upheld() {
    let repo = Repo::of(&[
        ("LICENSE", APACHE),
        ("generate.py", "import torch\n\nmodel = torch.load('brook.safetensors')\nmodel.generate()\n"),
        (
            "README.md",
            "---\nlicense: apache-2.0\n---\n# Brook\n\nBrook is an open-weights language model. The model weights are released under Apache-2.0.\n\n\
             Weights: https://huggingface.co/acme/brook-1b\n",
        ),
    ]);
    let run = repo.check("HEAD");
    assert_eq!((run.code, run.at("/label")), (0, "open-weights".into()), "{}", run.stdout);
    assert_eq!(run.at("/verdict"), "upheld");
}

#[test]
fn the_tags_message_is_a_place_where_a_claim_is_made() {
    let repo = brook();
    repo.file("README.md", "# Brook\n\nTrain it with `python train.py`.\n").remove("data").commit("quiet");
    assert_eq!(repo.check("HEAD").code, 0);
    repo.tag("v1", "Brook 1.0, our open source model");
    let run = repo.check("v1");
    assert_eq!(run.code, 1, "{}", run.stdout);
    assert_eq!(run.at("/claims/0/location/path"), "refs/tags/v1");
}

#[test]
fn a_corpus_that_is_listed_and_not_readable_counts_for_the_label_and_not_for_the_claim() {
    let repo = brook();
    let blob = repo.git(&["rev-parse", "HEAD:data/corpus.txt"]);
    let (folder, file) = blob.trim().split_at(2);
    std::fs::remove_file(repo.path().join(".git/objects").join(folder).join(file)).unwrap();
    let run = repo.check("HEAD");
    assert_eq!(
        (run.code, run.at("/label"), run.at("/verdict")),
        (3, "open-source".into(), "undetermined".into()),
        "{}",
        run.stdout
    );
    assert_eq!(run.at("/components/weights/state"), "absent", "a corpus hides no weights");
}

#[test]
fn where_nothing_of_the_program_can_be_read_no_label_is_given() {
    let repo = brook();
    for path in ["train.py", "model.py", "data.py", "README.md"] {
        let blob = repo.git(&["rev-parse", &format!("HEAD:{path}")]);
        let (folder, file) = blob.trim().split_at(2);
        std::fs::remove_file(repo.path().join(".git/objects").join(folder).join(file)).unwrap();
    }
    let run = repo.check("HEAD");
    assert!(run.at("/label").is_null(), "neither limits on weights nor their absence: {}", run.stdout);
}

#[test]
fn a_corpus_in_a_submodule_cannot_be_told() {
    let (repo, other) = (brook(), Repo::of(&[("corpus.txt", "The brook runs over stones.\n")]));
    repo.remove("data").commit("no data");
    repo.git(&["-c", "protocol.file.allow=always", "submodule", "add", "-q", &other.path().to_string_lossy(), "data"]);
    repo.commit("data elsewhere");
    let run = repo.check("HEAD");
    assert_eq!((run.code, run.at("/components/corpus/state")), (3, "unknown".into()), "{}", run.stdout);
}
