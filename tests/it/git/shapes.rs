//! Every shape that a repository can have: the same tree gives the same report.

use super::{SMALL, expected, report, small};
use crate::support::{PROGRAM, Repo, Run};
use std::fs;
use std::path::Path;

/// Whether this machine's git is at least this version.
fn git_is(major: u32, minor: u32) -> bool {
    let text = Repo::folder().git(&["version"]);
    let mut numbers = text.trim_start_matches("git version ").split('.').map(|n| n.parse::<u32>().unwrap_or(0));
    (numbers.next().unwrap(), numbers.next().unwrap()) >= (major, minor)
}

fn assert_same(run: &Run) {
    assert!(run.code == 0 || run.code == 1 || run.code == 3, "exit {}: {}", run.code, run.stderr);
    assert_eq!(report(run), expected());
}

fn clone(repo: &Repo, name: &str, flags: &[&str]) -> std::path::PathBuf {
    let target = repo.beside(name);
    let url = format!("file://{}", repo.path().display());
    let mut args = vec!["clone", "--quiet"];
    args.extend(flags);
    args.extend([url.as_str(), target.to_str().unwrap()]);
    repo.git(&args);
    target
}

const CHECK: &[&str] = &["check", "HEAD", "--format", "json"];

#[test]
fn the_same_steps_make_the_same_objects_and_the_same_bytes() {
    assert_eq!(small().git(&["rev-parse", "HEAD"]), small().git(&["rev-parse", "HEAD"]));
    assert_eq!(small().check("HEAD").stdout, small().check("HEAD").stdout);
}

#[test]
fn a_check_needs_no_argument() {
    let repo = small();
    let run = repo.openness(&["--format", "json"]);
    assert_eq!(run.at("/revision/spec"), "HEAD");
    assert_eq!(run.at("/revision/commit"), repo.git(&["rev-parse", "HEAD"]));
    assert_same(&run);
}

#[test]
fn git_finds_the_subcommand() {
    let repo = small();
    let run: Run = repo.run_git(&["openness", "check", "HEAD", "--format", "json"]).into();
    assert_eq!(run.stdout, repo.check("HEAD").stdout);
}

#[test]
fn from_a_subfolder_and_with_git_c() {
    let repo = small();
    assert_same(&repo.openness_in(&repo.path().join("src"), CHECK));
    let inside = repo.path().join("src");
    let run = repo.command_in("git", Path::new("/")).arg("-C").arg(inside).arg("openness").args(CHECK).output().unwrap();
    assert_same(&run.into());
}

#[test]
fn bare() {
    let repo = small();
    assert_same(&repo.openness_in(&clone(&repo, "bare.git", &["--bare"]), CHECK));
}

#[test]
fn another_clone_and_a_shallow_one() {
    let repo = small();
    repo.commit("once more");
    assert_same(&repo.openness_in(&clone(&repo, "full", &[]), CHECK));
    assert_same(&repo.openness_in(&clone(&repo, "shallow", &["--depth=1"]), CHECK));
}

#[test]
fn a_linked_worktree() {
    let repo = small();
    let linked = repo.beside("linked");
    repo.git(&["worktree", "add", "--quiet", linked.to_str().unwrap()]);
    assert_same(&repo.openness_in(&linked, CHECK));
    assert_same(&repo.openness_in(&linked, &["check", "--worktree", "--format", "json"]));
}

#[test]
fn a_linked_worktree_with_relative_paths() {
    if !git_is(2, 48) {
        // The extension came with git 2.48; an older git is shown the same files by hand.
        let repo = small();
        let linked = repo.beside("linked");
        repo.git(&["worktree", "add", "--quiet", linked.to_str().unwrap()]);
        fs::write(linked.join(".git"), "gitdir: ../repo/.git/worktrees/linked\n").unwrap();
        assert_same(&repo.openness_in(&linked, CHECK));
        return;
    }
    let repo = small();
    let linked = repo.beside("linked");
    repo.git(&["worktree", "add", "--quiet", "--relative-paths", linked.to_str().unwrap()]);
    assert_same(&repo.openness_in(&linked, CHECK));
}

#[test]
fn inside_a_submodule() {
    let (inner, outer) = (small(), Repo::new());
    let url = format!("file://{}", inner.path().display());
    outer.git(&["-c", "protocol.file.allow=always", "submodule", "--quiet", "add", &url, "brook"]);
    outer.commit("a submodule");
    assert_same(&outer.openness_in(&outer.path().join("brook"), CHECK));
    let not_read = outer.check("HEAD").at("/not_read");
    assert_eq!(not_read, serde_json::json!([{"path": "brook", "reason": "submodule"}]));
    assert_eq!(outer.openness(&["check", "--worktree", "--format", "json"]).at("/not_read"), not_read);
}

#[test]
fn with_git_dir_set() {
    let repo = small();
    let run = repo.command_in(PROGRAM, Path::new("/")).env("GIT_DIR", repo.path().join(".git")).args(CHECK).output().unwrap();
    assert_same(&run.into());
}

#[test]
fn objects_of_an_alternate() {
    let repo = small();
    assert_same(&repo.openness_in(&clone(&repo, "borrowing", &["--shared"]), CHECK));
}

#[test]
fn packed_with_an_index_over_all_packs_and_a_commit_graph() {
    let repo = small();
    repo.git(&["repack", "-adq", "--write-midx", "--write-bitmap-index"]);
    repo.git(&["commit-graph", "write", "--reachable"]);
    repo.git(&["pack-refs", "--all"]);
    assert_same(&repo.check("HEAD"));
}

#[test]
fn a_sparse_checkout_with_a_sparse_index() {
    let repo = small();
    repo.git(&["sparse-checkout", "set", "--cone", "--sparse-index", "src"]);
    assert!(!repo.path().join("data").exists());
    assert_same(&repo.check("HEAD"));
    assert_same(&repo.openness(&["check", "--worktree", "--format", "json"]));
}

/// A repository that is made with flags of its own: the ids may differ, the answers may not.
fn assert_same_answers(repo: &Repo) {
    repo.files(SMALL).commit("files");
    let answers = |run: &Run| {
        let report = run.json();
        (report["label"].clone(), report["verdict"].clone(), report["not_read"].clone(), report["stats"].clone())
    };
    let (expected, run) = (answers(&small().check("HEAD")), repo.check("HEAD"));
    assert_eq!(answers(&run), expected);
    let id = repo.git(&["rev-parse", "HEAD:LICENSE"]);
    assert!(run.stdout.contains(&id), "the blob's id is part of the evidence");
    assert_eq!(report(&repo.openness(&["check", "--worktree", "--format", "json"])), report(&run));
    repo.tag("v1", "Brook 1, an open model.");
    assert_eq!(report(&repo.check("v1^{commit}")), report(&run));
}

#[test]
fn sha_256() {
    assert_same_answers(&Repo::with(&["--object-format=sha256"]));
}

#[test]
fn reftable() {
    if git_is(2, 45) {
        assert_same_answers(&Repo::with(&["--ref-format=reftable"]));
    }
}

#[test]
fn an_extension_that_libgit2_does_not_know() {
    let repo = small();
    repo.git(&["config", "core.repositoryformatversion", "1"]);
    repo.git(&["config", "extensions.noop-v1", "true"]);
    assert_same(&repo.check("HEAD"));
}

#[test]
fn an_extension_that_nobody_knows_is_told() {
    let repo = small();
    repo.git(&["config", "core.repositoryformatversion", "1"]);
    repo.git(&["config", "extensions.fromTheFuture", "true"]);
    let run = repo.check("HEAD");
    assert_eq!(run.code, 2);
    assert!(run.stderr.to_lowercase().contains("fromthefuture"), "{}", run.stderr);
}

#[test]
fn replaced_objects_are_not_what_is_published() {
    let repo = small();
    let first = repo.git(&["rev-parse", "HEAD"]);
    repo.file("README.md", "# Brook\n").commit("other words");
    repo.git(&["replace", &first, "HEAD"]);
    assert_same(&repo.check(&first));
}

#[cfg(unix)]
mod owners {
    use super::*;

    /// Gives the repository to nobody; only root can, so `None` for everybody else.
    fn foreign() -> Option<Repo> {
        let repo = small();
        let given = repo.command("chown").args(["-R", "65534:65534", "."]).output().unwrap();
        given.status.success().then_some(repo)
    }

    #[test]
    fn another_owner_is_refused_with_the_line_that_helps() {
        let Some(repo) = foreign() else { return };
        let run = repo.check("HEAD");
        assert_eq!(run.code, 2);
        let line = format!("git config --global --add safe.directory '{}'", repo.path().display());
        assert!(run.stderr.contains(&line), "{}", run.stderr);
    }

    #[test]
    fn another_owner_is_read_once_the_environment_says_it_is_safe() {
        let Some(repo) = foreign() else { return };
        let mut command = repo.command(PROGRAM);
        let safe = [("GIT_CONFIG_COUNT", "1"), ("GIT_CONFIG_KEY_0", "safe.directory"), ("GIT_CONFIG_VALUE_0", "*")];
        command.envs(safe).args(CHECK);
        assert_same(&command.output().unwrap().into());
    }

    #[test]
    fn another_owner_is_read_when_git_dir_names_it() {
        let Some(repo) = foreign() else { return };
        let mut command = repo.command_in(PROGRAM, Path::new("/"));
        command.env("GIT_DIR", repo.path().join(".git")).args(CHECK);
        assert_same(&command.output().unwrap().into());
    }
}

#[test]
fn no_repository_at_all() {
    let folder = Repo::folder();
    let run = folder.openness(CHECK);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("not in a git repository") && run.stderr.contains("--dir"), "{}", run.stderr);
}
