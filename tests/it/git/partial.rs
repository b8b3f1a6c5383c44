//! Partial clones: what was left out is said, never taken for absent, and never fetched unasked.

use super::{report, small};
use crate::support::{PROGRAM, Repo, Run};
use std::path::{Path, PathBuf};

fn partial(repo: &Repo, filter: &str, flags: &[&str]) -> PathBuf {
    repo.git(&["config", "uploadpack.allowFilter", "true"]);
    repo.git(&["config", "uploadpack.allowAnySHA1InWant", "true"]);
    let target = repo.beside("partial");
    let url = format!("file://{}", repo.path().display());
    let filter = format!("--filter={filter}");
    let mut args = vec!["clone", "--quiet", "--no-checkout", filter.as_str()];
    args.extend(flags);
    args.extend([url.as_str(), target.to_str().unwrap()]);
    repo.git(&args);
    target
}

/// How many objects a clone holds.
fn objects(repo: &Repo, clone: &Path) -> usize {
    let run: Run = repo
        .command_in("git", clone)
        .args(["cat-file", "--batch-all-objects", "--batch-check=%(objectname)", "--unordered"])
        .output()
        .unwrap()
        .into();
    assert_eq!(run.code, 0, "{}", run.stderr);
    run.stdout.lines().count()
}

fn check(repo: &Repo, clone: &Path, more: &[&str]) -> Run {
    repo.command_in(PROGRAM, clone).args(["check", "HEAD", "--format", "json"]).args(more).output().unwrap().into()
}

#[test]
fn without_blobs_nothing_is_fetched_and_nothing_is_absent() {
    let repo = small();
    let clone = partial(&repo, "blob:none", &[]);
    let before = objects(&repo, &clone);
    let run = check(&repo, &clone, &["--label", "open source"]);
    assert_eq!(objects(&repo, &clone), before, "a check must not download");
    assert_eq!((run.code, run.at("/verdict")), (3, "undetermined".into()), "{}", run.stderr);
    let not_read = run.at("/not_read");
    for path in ["LICENSE", "README.md", "src/train.py", "data/LICENSE"] {
        let row = serde_json::json!({"path": path, "reason": "missing-object"});
        assert!(not_read.as_array().unwrap().contains(&row), "{path}: {not_read}");
    }
    assert_ne!(run.at("/components/training_code/state"), "none");
    assert_ne!(run.at("/components/corpus/state"), "absent");
}

#[test]
fn rows_that_are_missing_hide_neither_programs_nor_weights() {
    let rows = "{\"river\": \"brook\"}\n".repeat(10_000);
    let states = |name: &str| {
        let repo = Repo::of(&[("README.md", "# Brook\n\nA river model.\n"), ("brook.py", "print('brook')\n"), (name, &rows)]);
        let run = check(&repo, &partial(&repo, "blob:limit=50k", &[]), &[]);
        (run.at("/components/training_code/state"), run.at("/components/weights/state"))
    };
    assert_eq!(states("river_data.json"), ("none".into(), "absent".into()));
    assert_eq!(states("settings.json"), ("unknown".into(), "unknown".into()));
}

#[test]
fn what_is_missing_is_fetched_when_asked_for() {
    let repo = small();
    let clone = partial(&repo, "blob:none", &[]);
    let run = check(&repo, &clone, &["--fetch-missing"]);
    assert_eq!(report(&run), report(&repo.check("HEAD")), "{}", run.stderr);
}

#[test]
fn without_trees_the_whole_revision_cannot_be_told() {
    let repo = small();
    let clone = partial(&repo, "tree:0", &[]);
    let before = objects(&repo, &clone);
    let run = check(&repo, &clone, &[]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("--fetch-missing"), "{}", run.stderr);
    assert_eq!(objects(&repo, &clone), before);
    assert_eq!(report(&check(&repo, &clone, &["--fetch-missing"])), report(&repo.check("HEAD")));
}

#[test]
fn without_the_deeper_trees_a_folder_is_listed_as_not_read() {
    let repo = small();
    let clone = partial(&repo, "tree:1", &[]);
    let run = check(&repo, &clone, &["--label", "open source"]);
    assert_eq!(run.code, 3, "{}", run.stderr);
    let row = serde_json::json!({"path": "data", "reason": "missing-object"});
    assert!(run.at("/not_read").as_array().unwrap().contains(&row), "{}", run.at("/not_read"));
}

#[test]
fn a_remote_that_is_gone_is_no_crash() {
    let repo = small();
    let clone = partial(&repo, "blob:none", &[]);
    std::fs::rename(repo.path(), repo.beside("moved")).unwrap();
    for more in [&["--label", "open source"][..], &["--label", "open source", "--fetch-missing"][..]] {
        let run: Run =
            repo.command_in(PROGRAM, &clone).args(["check", "HEAD", "--format", "json"]).args(more).output().unwrap().into();
        assert_eq!(run.code, 3, "{}", run.stderr);
    }
}

#[test]
fn the_old_spelling_of_a_partial_clone() {
    let repo = small();
    let clone = partial(&repo, "blob:none", &[]);
    repo.command_in("git", &clone).args(["config", "core.repositoryformatversion", "1"]).status().unwrap();
    repo.command_in("git", &clone).args(["config", "extensions.partialClone", "origin"]).status().unwrap();
    assert_eq!(check(&repo, &clone, &["--label", "open source"]).code, 3);
}

#[test]
fn a_corpus_that_is_not_here_leaves_the_claim_open() {
    let repo = small();
    // Everything is here but for the corpus itself, which is the largest file.
    repo.file("data/corpus.txt", "A river runs.\n".repeat(200_000)).commit("a larger corpus");
    let whole = repo.check("HEAD");
    let clone = partial(&repo, "blob:limit=1m", &[]);
    let run = check(&repo, &clone, &["--label", "open source"]);
    assert_eq!(run.code, 3, "{}\n{}", run.stdout, run.stderr);
    assert_ne!(run.at("/components/corpus/state"), "absent");
    assert_eq!(whole.at("/components/corpus/state"), "included");
}

#[test]
fn declarations_that_are_not_here_are_not_ignored() {
    let repo = small();
    repo.file("openness.yaml", format!("label: open weights\n{}", "# a comment\n".repeat(50_000))).commit("declare");
    let clone = partial(&repo, "blob:limit=100k", &[]);
    let run = check(&repo, &clone, &[]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("openness.yaml") && run.stderr.contains("cannot be read"), "{}", run.stderr);
}

#[test]
fn a_damaged_repository_is_no_crash() {
    let repo = small();
    let id = repo.git(&["rev-parse", "HEAD:src/train.py"]);
    repo.remove(&format!(".git/objects/{}/{}", &id[..2], &id[2..]));
    let run = repo.openness(&["check", "--label", "open source", "--format", "json"]);
    assert_eq!(run.code, 3, "{}", run.stderr);
    assert_eq!(run.at("/not_read"), serde_json::json!([{"path": "src/train.py", "reason": "missing-object"}]));
}
