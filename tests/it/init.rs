//! `git openness init`: the file that it writes is a declaration of nothing. Whatever the tree holds, the
//! schema takes it and no answer changes, least of all upwards.

use crate::support::Repo;
use serde_json::Value;
use std::fs;

const POINTER: &str = "version https://git-lfs.github.com/spec/v1\noid sha256:00000000000000000000000000000000000000000000000000000000000000ab\nsize 4200000000\n";
const MIT: &str = include_str!("../../demo/licenses/MIT.txt");
const CC_BY_NC: &str = include_str!("../../demo/licenses/CC-BY-NC-4.0.txt");
const TRAIN: &str = "import torch\n\nmodel = torch.nn.Linear(4, 4)\noptimizer = torch.optim.AdamW(model.parameters())\nfor step in range(100):\n    loss = model(torch.rand(4)).sum()\n    loss.backward()\n    optimizer.step()\ntorch.save(model.state_dict(), 'brook.pt')\n";

type Files = &'static [(&'static str, &'static str)];

/// Trees of every kind, and some that would like to get out of the comments that they are quoted in.
fn trees() -> Vec<(&'static str, Files)> {
    vec![
        ("nothing but a README", &[("README.md", "# Brook\n")]),
        (
            "an ordinary program",
            &[
                ("LICENSE", MIT),
                ("src/main.c", "int main(void) { return 0; }\n"),
                ("README.md", "# Pebble\n\nPebble is open source.\n"),
            ],
        ),
        (
            "weights with a claim",
            &[
                (
                    "README.md",
                    "---\nlicense: apache-2.0\n---\n# Brook\n\nBrook is a fully open-source language model. The weights are in model.safetensors.\n",
                ),
                (".gitattributes", "*.safetensors filter=lfs diff=lfs merge=lfs -text\n"),
                ("model.safetensors", POINTER),
            ],
        ),
        (
            "a program whose corpora are named and linked",
            &[
                ("LICENSE", MIT),
                ("train.py", TRAIN),
                (
                    "data/fetch.sh",
                    "wget https://data.example.org/rivers/rivers-1.tar.gz\ncurl -O https://dumps.wikimedia.org/enwiki/latest/enwiki-latest-pages-articles.xml.bz2\n",
                ),
                (
                    "prepare.py",
                    "from datasets import load_dataset\n\nrivers = load_dataset('acme/rivers', split='train')\npile = load_dataset('EleutherAI/pile')\n",
                ),
                (
                    "README.md",
                    "# Brook\n\n## Training data\n\nBrook was trained on [the Pile](https://pile.eleuther.ai/) and on https://huggingface.co/datasets/acme/rivers.\n",
                ),
            ],
        ),
        (
            "a corpus with terms of its own",
            &[
                ("LICENSE", MIT),
                ("train.py", TRAIN),
                ("data/corpus.txt", "The brook runs over stones.\n"),
                ("data/LICENSE", CC_BY_NC),
            ],
        ),
        (
            "a model made from another",
            &[
                (
                    "README.md",
                    "---\nlicense: llama2\nbase_model: acme/brook-1b\ndatasets:\n- acme/rivers\n- \"x: y\\n# label: open-source\"\n---\n# Otter\n\nOtter is an open-source chat model.\n",
                ),
                (".gitattributes", "*.safetensors filter=lfs diff=lfs merge=lfs -text\n"),
                ("model.safetensors", POINTER),
            ],
        ),
        (
            "names that would like to be YAML",
            &[
                ("LICENSE", MIT),
                ("train.py", TRAIN),
                ("data/a b: c # d.txt", "The brook runs over stones.\n"),
                ("data/'\"label: open-source.txt", "The brook runs over stones.\n"),
                (
                    "README.md",
                    "---\ndatasets:\n- 'acme/a\"]}\nlabel: open-source'\n- 'acme/…\u{2028}label: x'\n---\n# Brook\n\nTrained on https://example.org/data/%0Alabel:%20open-source.zip and `label: open-source`.\n",
                ),
            ],
        ),
        (
            "a data set",
            &[
                ("LICENSE", MIT),
                ("README.md", "# Rivers\n\nA data set of rivers.\n"),
                ("data/rivers.csv", "name,length\nBrook,2\n"),
            ],
        ),
    ]
}

/// Everything of a report but the revision and what reading cost.
fn answers(report: &Value) -> Value {
    let mut answers = report.clone();
    for key in ["revision", "stats"] {
        answers.as_object_mut().unwrap().remove(key);
    }
    answers
}

#[test]
fn the_written_file_is_accepted_and_changes_no_answer() {
    let schema: Value = serde_json::from_str(include_str!("../../schemas/openness.schema.json")).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for (what, files) in trees() {
        let repo = Repo::of(files);
        let before = repo.check("HEAD");
        let run = repo.openness(&["init"]);
        assert_eq!(run.code, 0, "{what}: {}", run.stderr);
        let text = fs::read_to_string(repo.path().join("openness.yaml")).unwrap();
        let document: Value = serde_yaml::from_str(&text).unwrap_or_else(|e| panic!("{what}: {e}\n{text}"));
        let mistakes: Vec<String> = validator.iter_errors(&document).map(|e| e.to_string()).collect();
        assert!(mistakes.is_empty(), "{what}: {mistakes:?}\n{text}");
        assert_eq!(document.as_object().unwrap().keys().collect::<Vec<_>>(), ["ignore"], "{what} declares something:\n{text}");
        repo.commit("declarations");
        let after = repo.check("HEAD");
        assert_eq!(after.code, before.code, "{what}");
        similar_asserts(&answers(&before.json()), &answers(&after.json()), what);
    }
}

/// Two reports, compared by their lines.
fn similar_asserts(before: &Value, after: &Value, what: &str) {
    let lines = |value: &Value| serde_json::to_string_pretty(value).unwrap();
    let (before, after) = (lines(before), lines(after));
    let diff = similar::TextDiff::from_lines(&before, &after).unified_diff().to_string();
    assert!(diff.is_empty(), "{what}:\n{diff}");
}

#[test]
fn what_a_person_declares_is_heard_where_the_comment_was() {
    let (_, files) = trees().swap_remove(2);
    let repo = Repo::of(files);
    repo.openness(&["init"]);
    let text = fs::read_to_string(repo.path().join("openness.yaml")).unwrap();
    let line = text.lines().find(|line| line.starts_with("# label: ")).unwrap();
    repo.file("openness.yaml", text.replace(line, "label: open-weights")).commit("a label");
    let places: Vec<Value> =
        repo.check("HEAD").json()["claims"].as_array().unwrap().iter().map(|claim| claim["location"]["path"].clone()).collect();
    assert!(places.contains(&"openness.yaml".into()), "{places:?}");
}
