//! Repositories of every shape.

use super::{Yard, with_every_git};
use std::path::Path;

fn installed(yard: &Yard, folder: &Path) {
    let run = yard.openness_in(folder, &["install", "--tag-guard", "--as", "script"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
}

#[test]
fn a_path_with_spaces_quotes_and_line_ends() {
    with_every_git(|yard| {
        yard.overclaim();
        let odd = yard.clone("it's a \"place\"\nwith signs & $HOME", &[]);
        installed(yard, &odd);
        yard.stopped_in(&odd, &["tag", "v1"]);
        yard.stopped_in(&odd, &["push", "../origin.git", "HEAD:refs/tags/v1"]);
        yard.ok_in(&odd, &["push", "../origin.git", "HEAD:refs/heads/x"]);
        assert_eq!(yard.openness_in(&odd, &["uninstall"]).code, 0);
        yard.ok_in(&odd, &["tag", "v1"]);
    });
}

#[test]
fn a_subfolder_and_git_dash_c() {
    with_every_git(|yard| {
        yard.repo.file("deep/er/file.txt", "x");
        yard.overclaim();
        let deep = yard.repo.path().join("deep/er");
        installed(yard, &deep);
        assert!(yard.repo.path().join(".git/hooks/pre-push").exists());
        yard.stopped_in(&deep, &["tag", "v1"]);
        yard.stopped_in(&deep, &["push", "origin", "HEAD:refs/tags/v1"]);
        let top = yard.repo.path().to_str().unwrap();
        yard.stopped(&["-C", top, "push", "origin", "HEAD:refs/tags/v1"]);
        yard.stopped_in(yard.repo.path(), &["-C", "deep", "tag", "v1"]);
        let git_dir = format!("--git-dir={top}/.git");
        let run = yard.git_in(&yard.repo.beside("home"), &[&git_dir, "tag", "v1"]);
        assert!(run.code != 0 && run.stderr.contains("is stopped"), "{}", run.stderr);
    });
}

#[test]
fn a_linked_worktree_shares_the_hooks() {
    with_every_git(|yard| {
        yard.overclaim().ok(&["worktree", "add", "-q", "../tree"]);
        let tree = yard.repo.beside("tree");
        installed(yard, &tree);
        assert!(yard.repo.path().join(".git/hooks/pre-push").exists());
        yard.stopped_in(&tree, &["tag", "v1"]);
        yard.stopped_in(&tree, &["push", "origin", "HEAD:refs/tags/v1"]);
        yard.stopped(&["tag", "v1"]);
        assert!(yard.openness_in(&tree, &["status"]).stdout.contains("active"));
    });
}

#[test]
fn a_bare_repository_and_a_submodule() {
    with_every_git(|yard| {
        yard.overclaim();
        let bare = yard.clone("bare.git", &["--bare"]);
        installed(yard, &bare);
        yard.stopped_in(&bare, &["tag", "v1"]);
        yard.stopped_in(&bare, &["push", "../origin.git", "main:refs/tags/v1"]);
        let outer = yard.repo.beside("outer");
        yard.ok(&["init", "-q", outer.to_str().unwrap()]);
        yard.ok_in(&outer, &["-c", "protocol.file.allow=always", "submodule", "--quiet", "add", "../repo", "inner"]);
        installed(yard, &outer.join("inner"));
        let run = yard.git_in(&outer.join("inner"), &["tag", "v1"]);
        assert!(run.code != 0 && run.stderr.contains("is stopped"), "{}", run.stderr);
    });
}

#[test]
fn a_shallow_clone_has_all_that_is_needed() {
    with_every_git(|yard| {
        yard.honest();
        yard.overclaim();
        let shallow = yard.clone("shallow", &["--depth=1"]);
        installed(yard, &shallow);
        yard.stopped_in(&shallow, &["tag", "v1"]);
        yard.stopped_in(&shallow, &["push", "origin", "HEAD:refs/tags/v1"]);
    });
}

#[test]
fn a_partial_clone_never_says_yes_for_what_it_does_not_have() {
    with_every_git(|yard| {
        yard.repo.files(&[
            ("LICENSE", include_str!("../../../demo/licenses/MIT.txt")),
            ("train.py", "import torch\n\nmodel = torch.nn.Linear(4, 4)\noptimizer = torch.optim.AdamW(model.parameters())\nloss = model(torch.rand(4)).sum()\nloss.backward()\noptimizer.step()\n"),
            ("data/corpus.txt", "The brook runs over stones.\n"),
        ]);
        yard.honest().ok(&["config", "uploadpack.allowFilter", "true"]);
        let partial = yard.clone("partial", &["--filter=blob:none", "--no-checkout"]);
        installed(yard, &partial);
        let missing = || {
            let list = yard.ok_in(&partial, &["rev-list", "--objects", "--missing=print", "HEAD"]);
            list.lines().filter(|line| line.starts_with('?')).count()
        };
        let gone = missing();
        assert!(gone >= 3, "only {gone} objects are missing: this is no partial clone");
        // What claims nothing leaves; a claim over what nobody can look at here does not.
        yard.ok_in(&partial, &["tag", "-a", "quiet", "-m", "one"]);
        yard.stopped_in(&partial, &["tag", "-a", "v1", "-m", "Our open-source model."]);
        let said = yard.stopped_in(&partial, &["push", "origin", "HEAD:refs/tags/v1-open-source"]);
        assert!(said.contains("cannot be told") || said.contains("could not be read"), "{said}");
        assert_eq!(missing(), gone, "the gate has downloaded something");
        // The same refs where all is here: the corpus has no license of its own, MIT covers it.
        let whole = yard.clone("whole", &[]);
        installed(yard, &whole);
        let run = yard.git_in(&whole, &["tag", "-a", "v1", "-m", "one"]);
        assert_eq!(run.code, 0, "{}", run.stderr);
    });
}

#[test]
fn declarations_that_a_partial_clone_does_not_have_are_missed_aloud() {
    with_every_git(|yard| {
        yard.overclaim().ok(&["config", "uploadpack.allowFilter", "true"]);
        let partial = yard.clone("partial", &["--filter=blob:none", "--no-checkout"]);
        installed(yard, &partial);
        let run = yard.git_in(&partial, &["tag", "-a", "v1", "-m", "one"]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        assert!(run.stderr.contains("git-openness: warning") && run.stderr.contains("openness.yaml"), "{}", run.stderr);
        // With them, the claim that they make is judged.
        yard.ok_in(&partial, &["checkout", "-q", "main"]);
        yard.stopped_in(&partial, &["tag", "-a", "v2", "-m", "two"]);
    });
}

#[test]
fn sha256_and_reftable_are_judged_as_any_other() {
    with_every_git(|yard| {
        let mut kinds = vec!["--object-format=sha256"];
        if yard.version >= (2, 45) {
            kinds.push("--ref-format=reftable");
        }
        for kind in kinds {
            let other = yard.repo.beside(&format!("other{kind}"));
            yard.ok(&["init", "-q", "--initial-branch=main", kind, other.to_str().unwrap()]);
            std::fs::write(other.join("openness.yaml"), "label: open source\n").unwrap();
            std::fs::write(other.join("model.safetensors"), vec![7; 1_100_000]).unwrap();
            yard.ok_in(&other, &["add", "."]);
            yard.ok_in(&other, &["commit", "-qm", "overclaim"]);
            installed(yard, &other);
            let run = yard.git_in(&other, &["tag", "v1"]);
            assert!(run.code != 0 && run.stderr.contains("is stopped"), "{kind} {:?}: {}", yard.version, run.stderr);
            let remote = yard.repo.beside(&format!("remote{kind}"));
            yard.ok(&["init", "-q", "--bare", kind, remote.to_str().unwrap()]);
            let run = yard.git_in(&other, &["push", remote.to_str().unwrap(), "HEAD:refs/tags/v1"]);
            assert!(run.code != 0 && run.stderr.contains("is stopped"), "{kind} {:?}: {}", yard.version, run.stderr);
            assert_eq!(yard.ok_in(&other, &["tag"]), "");
        }
    });
}
