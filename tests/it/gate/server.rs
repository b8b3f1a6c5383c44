//! pre-receive: the server's own word, on objects that are still in quarantine.

use super::{executable, with_every_git};

#[test]
fn a_received_release_that_claims_too_much_is_refused_before_it_is_let_in() {
    with_every_git(|yard| {
        let installed = yard.openness_in(&yard.origin(), &["install", "--server"]);
        assert_eq!(installed.code, 0, "{}", installed.stderr);
        yard.overclaim().ok(&["tag", "-a", "v1", "-m", "one"]);
        let said = yard.stopped(&["push", "origin", "v1"]);
        assert!(said.contains("remote: git-openness: refs/tags/v1 is stopped"), "{said}");
        assert!(said.contains("(pre-receive hook declined)"), "{said}");
        // All or nothing is how pre-receive works; the branch alone goes.
        yard.stopped(&["push", "origin", "main", "v1"]);
        yard.ok(&["push", "origin", "main"]);
        yard.stopped(&["push", "origin", "v1"]);
        yard.honest().ok(&["tag", "v2"]);
        yard.ok(&["push", "origin", "main", "v2"]);
        yard.ok(&["push", "origin", ":refs/tags/v2"]);
    });
}

#[test]
fn objects_in_quarantine_are_found_where_a_path_is_strange() {
    with_every_git(|yard| {
        let odd = yard.repo.beside("it's a \"server\" with: signs.git");
        yard.ok(&["init", "-q", "--bare", odd.to_str().unwrap()]);
        let installed = yard.openness_in(&odd, &["install", "--server"]);
        assert_eq!(installed.code, 0, "{}", installed.stderr);
        yard.overclaim();
        let run = yard.git(&["push", odd.to_str().unwrap(), "HEAD:refs/tags/v1"]);
        assert!(run.code != 0 && run.stderr.contains("is stopped"), "{}", run.stderr);
        assert_eq!(yard.ok_in(&odd, &["cat-file", "--batch-all-objects", "--batch-check"]), "");
    });
}

#[test]
fn a_hook_that_was_there_runs_first_with_the_same_lines() {
    with_every_git(|yard| {
        let origin = yard.origin();
        executable(
            &origin.join("hooks/pre-receive"),
            "#!/bin/sh\ncat >lines\n[ ! -e deny ] || { echo not today >&2; exit 1; }\n",
        );
        let installed = yard.openness_in(&origin, &["install", "--server", "--as", "script"]);
        assert_eq!(installed.code, 0, "{}", installed.stderr);
        yard.honest().ok(&["push", "origin", "main"]);
        let id = yard.ok(&["rev-parse", "HEAD"]);
        assert_eq!(std::fs::read_to_string(origin.join("lines")).unwrap(), format!("{} {id} refs/heads/main\n", "0".repeat(40)));
        std::fs::write(origin.join("deny"), "").unwrap();
        let run = yard.git(&["push", "origin", "HEAD:refs/heads/other"]);
        assert!(run.code != 0 && run.stderr.contains("not today"), "{}", run.stderr);
    });
}

#[test]
fn a_server_is_a_bare_repository() {
    with_every_git(|yard| {
        let run = yard.openness(&["install", "--server"]);
        assert!(run.code == 2 && run.stderr.contains("bare repository"), "{}", run.stderr);
    });
}

#[test]
fn what_cannot_be_judged_passes_with_a_warning_unless_the_server_says_stop() {
    with_every_git(|yard| {
        let origin = yard.origin();
        let installed = yard.openness_in(&origin, &["install", "--server"]);
        assert_eq!(installed.code, 0, "{}", installed.stderr);
        // A program that fails: its place on PATH is taken by one that always does.
        let broken = yard.repo.beside("broken");
        executable(&broken.join("git-openness"), "#!/bin/sh\nexit 101\n");
        yard.overclaim();
        let push = |name: &str| {
            let mut command = yard.command_in("git", yard.repo.path());
            let path = command.get_envs().find(|(key, _)| *key == "PATH").unwrap().1.unwrap().to_os_string();
            let path = std::iter::once(broken.clone()).chain(std::env::split_paths(&path));
            command.env("PATH", std::env::join_paths(path).unwrap());
            crate::support::Run::from(command.args(["push", "origin", &format!("HEAD:refs/tags/{name}")]).output().unwrap())
        };
        let run = push("v1");
        assert!(run.code == 0 && run.stderr.contains("ended with code 101; the release gate was skipped"), "{}", run.stderr);
        yard.ok_in(&origin, &["config", "openness.onError", "stop"]);
        let run = push("v2");
        assert!(run.code != 0 && run.stderr.contains("pre-receive hook declined"), "{}", run.stderr);
    });
}
