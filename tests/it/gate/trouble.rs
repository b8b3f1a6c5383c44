//! A gate that is broken is not in the way; a mistake in a setting does not open it.

use super::{executable, with_every_git};
use std::fs;

#[test]
fn without_the_program_everything_passes_with_a_warning() {
    with_every_git(|yard| {
        yard.overclaim().install(&["--tag-guard"]);
        let without = |args: &[&str]| {
            let mut command = yard.command_in("git", yard.repo.path());
            let path = command.get_envs().find(|(key, _)| *key == "PATH").unwrap().1.unwrap().to_os_string();
            let path = std::env::split_paths(&path).filter(|folder| !folder.join("git-openness").exists());
            command.env("PATH", std::env::join_paths(path.collect::<Vec<_>>()).unwrap());
            crate::support::Run::from(command.args(args).output().unwrap())
        };
        let commit = without(&["commit", "-q", "--allow-empty", "-m", "not a tag"]);
        assert!(commit.code == 0 && commit.stderr.is_empty(), "{}", commit.stderr);
        for args in [&["tag", "v1"][..], &["push", "origin", "v1"]] {
            let run = without(args);
            assert!(run.code == 0 && run.stderr.contains("git-openness: the program is not on PATH"), "{}", run.stderr);
        }
    });
}

#[test]
fn a_mistake_in_the_declarations_is_told_and_does_not_open_the_gate() {
    with_every_git(|yard| {
        yard.honest().install(&[]);
        yard.repo.file("openness.yaml", "lable: open source\n");
        yard.ok(&["add", "."]);
        yard.ok(&["commit", "-qm", "slip"]);
        let run = yard.git(&["push", "origin", "HEAD:refs/tags/v1"]);
        assert!(run.code == 0 && run.stderr.contains("judged as if the file were not there"), "{}", run.stderr);
        yard.repo.file("README.md", "# Brook\n\nBrook is an open-source model.\n");
        yard.ok(&["add", "."]);
        yard.ok(&["commit", "-qm", "claim"]);
        yard.stopped(&["push", "origin", "HEAD:refs/tags/v2"]);
    });
}

#[test]
fn a_pattern_that_is_none_is_told() {
    with_every_git(|yard| {
        yard.overclaim().install(&[]);
        yard.ok(&["config", "openness.refs", "refs/tags/["]);
        yard.ok(&["config", "--add", "openness.refs", "refs/tags/*"]);
        let said = yard.stopped(&["push", "origin", "HEAD:refs/tags/v1"]);
        assert!(said.contains("openness.refs: 'refs/tags/[' is not a pattern"), "{said}");
    });
}

#[test]
fn an_object_that_is_gone_is_a_warning_for_a_person() {
    with_every_git(|yard| {
        yard.overclaim().install(&[]);
        let tree = yard.ok(&["rev-parse", "HEAD^{tree}"]);
        let file = yard.repo.path().join(".git/objects").join(&tree[..2]).join(&tree[2..]);
        let id = yard.ok(&["rev-parse", "HEAD"]);
        fs::rename(&file, yard.repo.beside("kept")).unwrap();
        let zero = "0".repeat(40);
        let line = format!("refs/tags/v1 {id} refs/tags/v1 {zero}\n");
        let run = yard.hook(&["pre-push", "origin", "x"], &line);
        assert!(run.code == 0 && run.stderr.contains("could not be checked and passes"), "{}", run.stderr);
        yard.ok(&["config", "openness.onError", "stop"]);
        assert_eq!(yard.hook(&["pre-push", "origin", "x"], &line).code, 1);
    });
}

#[test]
fn thousands_of_lines_and_nonsense_are_read_to_the_end() {
    with_every_git(|yard| {
        yard.overclaim();
        let id = yard.ok(&["rev-parse", "HEAD"]);
        let zero = "0".repeat(40);
        let mut lines = String::from("nonsense\n");
        for number in 0..3000 {
            lines.push_str(&format!("refs/heads/b{number} {id} refs/heads/b{number} {zero}\r\n"));
        }
        let run = yard.hook(&["pre-push", "origin", "x"], &lines);
        assert!(run.code == 0 && run.stderr.contains("1 line of git's could not be read"), "{}", run.stderr);
        lines.push_str(&format!("refs/tags/v1 {id} refs/tags/v1 {zero}\r\n"));
        assert_eq!(yard.hook(&["pre-push", "origin", "x"], &lines).code, 1);
    });
}

#[test]
fn a_shell_sees_names_and_messages_as_words_only() {
    with_every_git(|yard| {
        yard.overclaim().install(&["--tag-guard"]);
        let name = "v1;touch${IFS}PWNED;`touch${IFS}PWNED`'\"";
        yard.stopped(&["tag", "-m", "$(touch PWNED)", name]);
        let said = yard.stopped(&["push", "origin", &format!("HEAD:refs/tags/{name}"), "main"]);
        assert!(said.contains("git push origin main"), "{said}");
        assert!(!yard.repo.path().join("PWNED").exists());
    });
}

#[test]
fn an_earlier_hook_that_reads_nothing_is_no_trouble() {
    with_every_git(|yard| {
        yard.own_hook("pre-push", "#!/bin/sh\nexec <&-\nexit 0\n");
        yard.overclaim().install(&["--as", "script"]);
        for number in 0..300 {
            yard.ok(&["update-ref", &format!("refs/heads/branch-with-a-long-name-{number}"), "HEAD"]);
        }
        let run = yard.git(&["push", "-q", "origin", "refs/heads/*:refs/heads/*"]);
        assert!(run.code == 0 && run.stderr.is_empty(), "{}", run.stderr);
        executable(&yard.repo.path().join(".git/hooks/pre-push.pre-openness"), "#!/bin/sh\nexit 7\n");
        assert_ne!(yard.git(&["push", "origin", "HEAD:refs/heads/x"]).code, 0);
    });
}
