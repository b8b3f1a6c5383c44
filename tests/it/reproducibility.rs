//! What it takes to repeat the training and to run the weights: each part is said to be there by a file or a line.

use crate::support::Repo;
use serde_json::Value;

const TRAINER: &str = "import torch\n\ntorch.manual_seed(7)\nlearning_rate = 3e-4\n\n\ndef train(model, batches, optimizer):\n    for x, y in batches:\n        optimizer.zero_grad()\n        loss = (model(x) - y).pow(2).mean()\n        loss.backward()\n        optimizer.step()\n";

fn of(files: &[(&str, &str)]) -> Value {
    Repo::of(files).check("HEAD").at("/reproducibility")
}

#[test]
fn what_changes_a_result_is_found_where_it_is_written() {
    let found = of(&[
        ("README.md", "# Brook\n\nWe trained Brook on 8 A100 for three days.\n"),
        ("train.py", TRAINER),
        ("evaluate.py", "def evaluate(model, rows):\n    return 0\n"),
        ("requirements.txt", "torch==2.4.0\nnumpy==2.0.1\n"),
        ("Dockerfile", "FROM debian:12\n"),
    ]);
    for field in ["hyperparameters", "pinned_dependencies", "seed", "hardware", "environment", "eval_code", "docs"] {
        assert_eq!(found[field], "yes", "{field}: {found}");
    }
    let places: Vec<&str> =
        found["evidence"].as_array().unwrap().iter().map(|e| e["location"]["path"].as_str().unwrap()).collect();
    for path in ["README.md", "train.py", "evaluate.py", "requirements.txt", "Dockerfile"] {
        assert!(places.contains(&path), "{path} is evidence: {places:?}");
    }
}

#[test]
fn what_is_not_written_is_no() {
    let found =
        of(&[("README.md", "# Brook\n"), ("train.py", &TRAINER.replace("torch.manual_seed(7)\nlearning_rate = 3e-4\n", ""))]);
    for field in ["hyperparameters", "pinned_dependencies", "seed", "hardware", "environment", "eval_code"] {
        assert_eq!(found[field], "no", "{field}: {found}");
    }
}

#[test]
fn ranges_are_no_pins_and_a_seed_for_samples_is_none_for_weights() {
    let ranges = of(&[("train.py", TRAINER), ("requirements.txt", "torch>=2\nnumpy\nscipy==1.14.0\n")]);
    assert_eq!(ranges["pinned_dependencies"], "no");
    let sampler = of(&[("README.md", "# Brook\n"), ("sample.py", "import torch\ntorch.manual_seed(7)\nprint(model(x))\n")]);
    assert_eq!(sampler["seed"], "no");
}

#[test]
fn what_the_weights_need_to_run_is_here_or_beside_them_or_missing() {
    let card = "# Brook\n\nOur model is at https://huggingface.co/acme/brook-1b.\n";
    let parts = |files: &[(&str, &str)]| Repo::of(files).check("HEAD").at("/components/deployment");
    let all = parts(&[
        ("README.md", card),
        ("generate.py", "print(model.generate(x))\n"),
        ("tokenizer.json", "{}\n"),
        ("config.json", "{\"hidden_size\": 64}\n"),
        ("chat_template.jinja", "{{ messages }}\n"),
        ("Dockerfile", "FROM debian:12\n"),
    ]);
    for part in ["inference_code", "tokenizer", "configuration", "chat_template", "serving"] {
        assert_eq!(all[part], "present", "{part}: {all}");
    }
    let bare = parts(&[("README.md", card)]);
    assert_eq!((bare["tokenizer"].as_str(), bare["chat_template"].as_str()), (Some("linked"), Some("missing")), "{bare}");
}
