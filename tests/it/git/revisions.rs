//! Everything that `git rev-parse` takes, and what a tag says on the way.

use super::{report, small};
use crate::support::Repo;

#[test]
fn every_spelling_of_a_commit() {
    let repo = small();
    repo.tag("v1", "Brook 1");
    repo.file("more.txt", "more\n").commit("an unusual message");
    let first = repo.git(&["rev-parse", "HEAD~1"]);
    for spelling in [
        "HEAD~1",
        "HEAD^",
        "v1",
        "v1^{}",
        "v1^{commit}",
        "v1~0",
        "refs/tags/v1",
        "tags/v1",
        "main@{1}",
        "@~1",
        &first,
        &first[..9],
    ] {
        assert_eq!(repo.check(spelling).at("/revision/commit"), first.as_str(), "{spelling}");
    }
    let second = repo.git(&["rev-parse", "HEAD"]);
    for spelling in [
        "HEAD",
        "@",
        "main",
        "heads/main",
        ":/unusual",
        "HEAD^{/unusual}",
        "v1-1-g0000000".replace("0000000", &second[..9]).as_str(),
        "@{0}",
    ] {
        assert_eq!(repo.check(spelling).at("/revision/commit"), second.as_str(), "{spelling}");
    }
}

#[test]
fn a_tree_is_enough() {
    let repo = small();
    let run = repo.check("HEAD^{tree}");
    assert_eq!(run.at("/revision/commit"), serde_json::Value::Null);
    assert_eq!(report(&run), report(&repo.check("HEAD")));
    repo.git(&["tag", "-a", "tree", "HEAD^{tree}", "-m", "only a tree"]);
    assert_eq!(repo.check("tree").at("/revision/tree"), repo.git(&["rev-parse", "HEAD^{tree}"]));
}

#[test]
fn a_file_is_not() {
    let repo = small();
    repo.git(&["tag", "-a", "readme", "HEAD:README.md", "-m", "only a file"]);
    for spelling in ["readme", "HEAD:README.md"] {
        let run = repo.check(spelling);
        assert_eq!(run.code, 2);
        assert!(run.stderr.contains("names a single file"), "{}", run.stderr);
    }
}

#[test]
fn a_name_that_nothing_has() {
    let repo = small();
    for spelling in ["v9", "HEAD~99", "main..HEAD", "no such\nname", ":/never said"] {
        let run = repo.check(spelling);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{spelling}");
        assert!(run.stderr.contains("no revision"), "{}", run.stderr);
    }
}

#[test]
fn an_option_is_no_revision() {
    let run = small().openness(&["check", "--format", "json", "--", "--output=stolen"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("no revision"), "{}", run.stderr);
}

#[test]
fn nothing_is_committed_yet() {
    let repo = Repo::new();
    repo.file("README.md", "# Brook\n");
    let run = repo.check("HEAD");
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("--worktree"), "{}", run.stderr);
    assert_eq!(repo.openness(&["check", "--worktree", "--format", "json"]).at("/stats/files"), 1);
}

#[test]
fn a_tag_on_a_tag_on_a_tag() {
    let repo = small();
    repo.tag("inner", "the innermost");
    repo.git(&["tag", "-a", "middle", "inner", "-m", "between"]);
    repo.git(&["tag", "-a", "outer", "middle", "-m", "the outermost"]);
    assert_eq!(repo.check("outer").at("/revision/commit"), repo.git(&["rev-parse", "HEAD"]));
}
