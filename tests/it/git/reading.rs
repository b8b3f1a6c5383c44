//! The files as they lie, plain folders, pointers, links and strange names.

use super::{SMALL, report, small};
use crate::support::{Repo, Run};
use serde_json::json;

fn worktree(repo: &Repo) -> Run {
    repo.openness(&["check", "--worktree", "--format", "json"])
}

fn paths(run: &Run) -> i64 {
    run.at("/stats/files").as_i64().unwrap()
}

#[test]
fn a_clean_checkout_gives_the_report_of_its_commit() {
    let repo = small();
    assert_eq!(report(&worktree(&repo)), report(&repo.check("HEAD")));
    assert_eq!(
        report(&repo.openness_in(&repo.path().join("src"), &["check", "--worktree", "--format", "json"])),
        report(&repo.check("HEAD"))
    );
}

#[test]
fn line_endings_of_the_checkout_do_not_matter() {
    let repo = small();
    let expected = report(&repo.check("HEAD"));
    repo.git(&["config", "core.autocrlf", "true"]);
    repo.remove("README.md").remove("src/train.py");
    repo.git(&["checkout", "--quiet", "--", "."]);
    assert!(std::fs::read_to_string(repo.path().join("README.md")).unwrap().contains("\r\n"));
    assert_eq!(report(&worktree(&repo)), expected);
    // The time stamps of a copy differ from the index; the content does not.
    repo.file("README.md", SMALL[1].1.replace('\n', "\r\n"));
    assert_eq!(report(&worktree(&repo)), expected);
}

#[test]
fn what_is_changed_and_what_is_new_is_read_from_disk() {
    let repo = small();
    repo.file(".gitignore", "secret/\n");
    repo.commit("ignore");
    let before = paths(&worktree(&repo));
    repo.file("README.md", "# Brook\n\nNothing is said.\n").file("new/train.py", "loss.backward()\n").file("secret/a.py", "x\n");
    let run = worktree(&repo);
    assert_eq!(paths(&run), before + 1, "the new file counts, the ignored one does not");
    assert!(!run.stdout.contains("fully open-source"));
    repo.remove("data");
    assert_eq!(paths(&worktree(&repo)), before - 1);
    // What would be committed gives the same report, ids included.
    repo.git(&["add", "--all"]);
    repo.git(&["commit", "--quiet", "-m", "all of it"]);
    assert_eq!(report(&worktree(&repo)), report(&repo.check("HEAD")));
}

#[test]
fn the_ids_of_files_on_disk_are_those_that_git_would_give() {
    let repo = small();
    repo.file("README.md", "# Brook\n\nAn open-source model, and more.\n");
    let before = report(&worktree(&repo));
    repo.commit("what lay there");
    assert_eq!(before, report(&repo.check("HEAD")));
}

#[test]
fn a_plain_folder_gives_the_report_of_its_tree() {
    let folder = Repo::folder();
    folder.files(SMALL);
    let run = folder.openness(&["check", "--dir", ".", "--format", "json"]);
    assert_eq!(report(&run), report(&small().check("HEAD")));
}

#[test]
fn a_folder_that_is_not_there() {
    let folder = Repo::folder();
    folder.file("file", "x");
    for path in ["nowhere", "file"] {
        assert_eq!(folder.openness(&["check", "--dir", path]).code, 2);
    }
}

#[test]
fn a_bare_repository_has_no_files_lying_about() {
    let repo = Repo::with(&["--bare"]);
    let run = worktree(&repo);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("no work tree"), "{}", run.stderr);
}

#[cfg(unix)]
mod links {
    use super::*;
    use std::os::unix::fs::symlink;

    #[test]
    fn no_link_is_followed() {
        let secret = Repo::folder();
        secret.file("LICENSE", "MIT License\n").file("words/README.md", "A fully open-source model.\n");
        let repo = Repo::of(&[("notes.txt", "x\n")]);
        symlink(secret.path().join("LICENSE"), repo.path().join("LICENSE")).unwrap();
        symlink(secret.path().join("words"), repo.path().join("words")).unwrap();
        symlink(".", repo.path().join("around")).unwrap();
        let expected = json!([
            {"path": "LICENSE", "reason": "symlink"},
            {"path": "around", "reason": "symlink"},
            {"path": "words", "reason": "symlink"},
        ]);
        let folder = repo.openness(&["check", "--dir", ".", "--format", "json"]);
        for run in [worktree(&repo), folder] {
            assert_eq!(run.at("/not_read"), expected, "{}", run.stderr);
            assert_eq!(run.at("/components/code/license"), json!(null));
        }
        repo.commit("links");
        assert_eq!(repo.check("HEAD").at("/not_read"), expected);
    }

    #[test]
    fn a_license_that_is_a_link_inside_the_tree_is_read_there() {
        let repo = small();
        symlink("../LICENSE", repo.path().join("src/LICENSE")).unwrap();
        symlink("../../LICENSE", repo.path().join("src/LICENSE-outside")).unwrap();
        repo.commit("links");
        let expected = json!([{"path": "src/LICENSE-outside", "reason": "symlink"}]);
        assert_eq!(repo.check("HEAD").at("/not_read"), expected);
        assert_eq!(worktree(&repo).at("/not_read"), expected);
    }

    #[test]
    fn a_tracked_file_behind_a_new_link_is_not_read() {
        let secret = Repo::folder();
        secret.file("README.md", "A fully open-source model.\n");
        let repo = Repo::of(&[("docs/README.md", "x\n")]);
        repo.remove("docs");
        symlink(secret.path(), repo.path().join("docs")).unwrap();
        let run = worktree(&repo);
        assert_eq!(run.at("/claims"), json!([]), "{}", run.stdout);
        assert_eq!(run.at("/not_read"), json!([{"path": "docs", "reason": "symlink"}]));
    }

    #[test]
    fn a_pipe_does_not_hang() {
        let repo = small();
        repo.command("mkfifo").arg("LICENSE-pipe").status().unwrap();
        assert_eq!(report(&worktree(&repo)), report(&repo.check("HEAD")));
        assert_eq!(report(&repo.openness(&["check", "--dir", ".", "--format", "json"])), report(&repo.check("HEAD")));
    }

    #[test]
    fn names_that_are_not_utf_8() {
        use std::os::unix::ffi::OsStrExt as _;
        let repo = small();
        let folder = repo.path().join(std::ffi::OsStr::from_bytes(b"fol\xffder"));
        std::fs::create_dir(&folder).unwrap();
        std::fs::write(folder.join(std::ffi::OsStr::from_bytes(b"READ\xfeME.md")), "x\n").unwrap();
        std::fs::write(folder.join("train.py"), "loss.backward()\n").unwrap();
        let before = worktree(&repo);
        repo.commit("strange names");
        let run = repo.check("HEAD");
        assert_eq!(paths(&run), SMALL.len() as i64 + 2, "{}", run.stderr);
        assert_eq!(report(&before), report(&run));
        assert_eq!(report(&worktree(&repo)), report(&run));
    }
}

const POINTER: &str = "version https://git-lfs.github.com/spec/v1\noid sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\nsize 5000000\n";

#[test]
fn a_pointer_is_a_promise_only_where_git_keeps_it() {
    let repo = Repo::of(&[("data/train.csv", POINTER), ("model.safetensors", POINTER)]);
    let row = |path: &str| json!({"path": path, "reason": "lfs-pointer"});
    let expected = json!([row("data/train.csv"), row("model.safetensors")]);
    let broken = repo.check("HEAD");
    assert_eq!(broken.at("/not_read"), expected);
    assert_ne!(broken.at("/components/corpus/state"), "pinned");
    repo.file(".gitattributes", "*.csv filter=lfs diff=lfs merge=lfs -text\n*.safetensors filter=lfs\n").commit("attributes");
    assert_eq!(repo.check("HEAD").at("/not_read"), expected);
}

#[test]
fn no_filter_of_the_repository_is_run() {
    let repo = small();
    let trap = repo.beside("sprung");
    repo.file(".gitattributes", "*.md filter=trap\n").commit("attributes");
    let run = format!("touch {}; cat", trap.display());
    for setting in ["filter.trap.clean", "filter.trap.smudge", "core.fsmonitor", "core.pager", "diff.external"] {
        repo.git(&["config", setting, &run]);
    }
    repo.file("README.md", "# Brook, changed\n").file("new.md", "new\n");
    assert_eq!(worktree(&repo).at("/stats/files"), SMALL.len() as i64 + 2);
    assert!(!trap.exists());
}

#[test]
fn a_file_of_lfs_whose_time_stamp_changed_is_still_its_pointer() {
    let repo = small();
    let content = "A river.\n".repeat(1000);
    let digest = repo.git_with_input(&["hash-object", "--stdin"], b"");
    assert!(!digest.is_empty());
    repo.file("content", &content);
    let sum: Run = repo.command("sha256sum").arg("content").output().unwrap().into();
    repo.remove("content");
    let pointer = format!(
        "version https://git-lfs.github.com/spec/v1\noid sha256:{}\nsize {}\n",
        sum.stdout.split(' ').next().unwrap(),
        content.len()
    );
    repo.file("data/rivers.csv", &pointer).commit("a pointer");
    let expected = report(&repo.check("HEAD"));
    repo.file("data/rivers.csv", &content);
    assert_eq!(report(&worktree(&repo)), expected);
}

#[test]
fn a_tree_of_many_files_is_read_by_several_threads_in_one_order() {
    let repo = Repo::new();
    for at in 0..3000 {
        repo.file(&format!("src/{:02}/{at}.py", at % 50), format!("loss.backward()  # {at}\noptimizer.step()\n"));
    }
    repo.commit("many");
    let first = repo.check("HEAD").stdout;
    assert_eq!(repo.check("HEAD").stdout, first);
    let one = repo.command("git").args(["config", "core.repositoryformatversion", "1"]).status().unwrap();
    assert!(one.success());
    // libgit2 refuses this one, so the git program alone reads it, with one thread.
    repo.git(&["config", "extensions.noop-v1", "true"]);
    assert_eq!(repo.check("HEAD").stdout, first);
}
