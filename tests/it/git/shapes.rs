//! Every shape that a repository can have: the same tree gives the same report.

use crate::support::Repo;

/// A small tree with a little of everything.
pub fn small() -> Repo {
    Repo::of(&[("README.md", "# Brook\n\nNotes about a river.\n"), ("src/train.py", "loss.backward()\noptimizer.step()\n")])
}

#[test]
fn the_same_steps_make_the_same_objects() {
    assert_eq!(small().git(&["rev-parse", "HEAD"]), small().git(&["rev-parse", "HEAD"]));
}

#[test]
fn a_check_needs_no_argument() {
    let repo = small();
    let run = repo.openness(&["--format", "json"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(run.at("/revision/spec"), "HEAD");
    assert_eq!(run.at("/revision/commit"), repo.git(&["rev-parse", "HEAD"]));
}

#[test]
fn git_finds_the_subcommand() {
    let repo = small();
    assert_eq!(repo.git(&["openness", "check", "HEAD", "--format", "json"]) + "\n", repo.check("HEAD").stdout);
}
