//! What recognising costs: nothing is compared that a hash or a phrase knows.

use super::base;
use crate::support::Repo;
use git_openness::git::ObjectSource;
use git_openness::git::folder::Folder;
use git_openness::license::texts::compared;
use git_openness::{Question, assess};

/// How many texts are compared when this tree is checked by this thread.
fn compared_in(files: &[(&str, &str)]) -> u64 {
    let repo = Repo::folder();
    repo.files(files);
    let source = Folder::open(repo.path()).unwrap();
    let revision = source.resolve("").unwrap();
    let before = compared();
    assess(&source, &revision, &Question::default()).unwrap();
    compared() - before
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
