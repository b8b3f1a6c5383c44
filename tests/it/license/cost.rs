//! What recognising costs: nothing is compared that a hash or a phrase knows.

use super::base;
use crate::support::Repo;

/// How many texts are compared word by word when this tree is checked.
fn compared_in(files: &[(&str, &str)]) -> u64 {
    Repo::of(files).check("HEAD").at("/stats/texts_compared").as_u64().unwrap()
}

#[test]
fn a_check_that_meets_known_texts_alone_compares_nothing() {
    let mit = format!("Copyright (c) 2026 Brook Labs\n\n{}", base("MIT"));
    let files = [
        ("LICENSE", base("Apache-2.0")),
        ("LICENSE-MIT", mit),
        ("data/LICENSE", base("CC0-1.0")),
        ("weights/LICENSE", "Llama 2 Community License Agreement\n\nBy clicking you agree.\n".into()),
        ("README.md", "# Brook\n\nA river model. The code is licensed under the MIT license.\n".into()),
        ("train.py", "import torch\n".into()),
    ];
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (*path, text.as_str())).collect();
    assert_eq!(compared_in(&files), 0);
}

#[test]
fn only_the_text_that_nothing_knows_is_compared() {
    let changed = format!("{}\nStay within the laboratory.\n", base("MIT"));
    assert_eq!(compared_in(&[("LICENSE", &base("Apache-2.0")), ("part/LICENSE", &changed)]), 1);
}

#[test]
fn a_collection_of_licenses_is_not_compared_and_frees_nothing_beside_it() {
    let texts: Vec<(String, String)> =
        (0..101).map(|at| (format!("src/texts/{at}.LICENSE"), format!("{}\nWord {at}.\n", base("MIT")))).collect();
    let mut files: Vec<(&str, &str)> = texts.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let mit = base("MIT");
    files.push(("LICENSE", &mit));
    assert_eq!(compared_in(&files), 0);
    assert!(compared_in(&files[1..]) >= 1, "a hundred may each be the license of something");
    let weights = "GGUF".repeat(100_000);
    files.push(("src/texts/model.gguf", &weights));
    let beside = Repo::of(&files).check("HEAD");
    assert_eq!((beside.at("/components/code/free"), beside.at("/components/weights/free")), ("yes".into(), "unknown".into()));
}
