//! reference-transaction: what makes a tag here is stopped, everything else behaves as without us.

use super::{Yard, with_every_git};
use std::fs;

#[test]
fn every_way_to_make_a_tag_is_stopped() {
    with_every_git(|yard| {
        yard.overclaim().install(&["--tag-guard"]);
        yard.stopped(&["tag", "v1"]);
        yard.stopped(&["tag", "-a", "v1", "-m", "one"]);
        yard.stopped(&["update-ref", "refs/tags/v1", "HEAD"]);
        yard.stopped(&["-c", "alias.q=tag", "q", "v1"]);
        yard.stopped(&["-C", ".", "--no-pager", "tag", "v1"]);
        yard.stopped(&["tag", "-m", "see x/git fetch", "v1"]);
    });
}

#[test]
fn the_tag_itself_is_a_place_where_a_claim_is_made() {
    with_every_git(|yard| {
        yard.repo.file("README.md", "# Brook\n\nBrook is a small language model.\n");
        yard.honest().install(&["--tag-guard"]);
        let said = yard.stopped(&["tag", "-a", "v1", "-m", "Brook 1", "-m", "Our open-source model is here."]);
        assert!(said.contains("(the tag's message, line 3)") && said.contains("accurate words: "), "{said}");
        yard.stopped(&["tag", "-a", "v1", "-m", "Brook 1", "-m", "Openness: open-source"]);
        yard.stopped(&["tag", "v1.0-open-source-rc2"]);
        yard.ok(&["tag", "-a", "v1", "-m", "Brook 1 is not an open-source model."]);
        let nested = yard.git(&[
            "-c",
            "core.hooksPath=/dev/null",
            "-c",
            "hook.openness-tag.enabled=false",
            "tag",
            "-a",
            "inner",
            "-m",
            "An open-source model.",
        ]);
        assert_eq!(nested.code, 0, "{}", nested.stderr);
        yard.stopped(&["tag", "-a", "outer", "-m", "nothing", "inner"]);
        yard.stopped(&["push", "origin", "inner^{}:refs/tags/x", "inner"]);
    });
}

#[test]
fn an_honest_tag_is_made_moved_and_deleted() {
    with_every_git(|yard| {
        yard.honest().install(&["--tag-guard"]);
        yard.ok(&["tag", "v1"]);
        yard.ok(&["tag", "-a", "v2", "-m", "two"]);
        yard.overclaim().stopped(&["tag", "-f", "v1"]);
        yard.stopped(&["tag", "-f", "-a", "v2", "-m", "two"]);
        yard.ok(&["tag", "-d", "v1", "v2"]);
        assert_eq!(yard.ok(&["tag"]), "");
    });
}

#[test]
fn one_bad_line_of_a_batch_stops_the_batch() {
    with_every_git(|yard| {
        yard.honest().install(&["--tag-guard"]);
        let good = yard.ok(&["rev-parse", "HEAD"]);
        let bad = yard.overclaim().ok(&["rev-parse", "HEAD"]);
        let before = yard.snapshot(yard.repo.path());
        let lines = format!("create refs/heads/side {good}\ncreate refs/tags/good {good}\ncreate refs/tags/bad {bad}\n");
        let run =
            crate::support::feed(yard.command_in("git", yard.repo.path()).args(["update-ref", "--stdin"]), lines.as_bytes());
        assert!(!run.status.success());
        assert_eq!(yard.snapshot(yard.repo.path()), before);
    });
}

#[test]
fn a_symbolic_tag_is_judged_where_git_shows_it() {
    with_every_git(|yard| {
        yard.overclaim().ok(&["tag", "v1"]);
        yard.install(&["--tag-guard"]);
        // Git shows symbolic refs to the hook since 2.46.
        if yard.version >= (2, 46) {
            yard.stopped(&["symbolic-ref", "refs/tags/s", "refs/tags/v1"]);
        } else {
            yard.ok(&["symbolic-ref", "refs/tags/s", "refs/tags/v1"]);
        }
    });
}

#[test]
fn one_symbolic_tag_in_a_batch_stops_the_batch() {
    with_every_git(|yard| {
        let good = yard.honest().ok(&["rev-parse", "HEAD"]);
        yard.overclaim().ok(&["branch", "bad"]);
        yard.install(&["--tag-guard"]);
        let zero = "0".repeat(good.len());
        // What git hands to a hook for a symbolic ref, between refs that are fine.
        let lines =
            format!("{zero} {good} refs/heads/side\n{zero} ref:refs/heads/bad refs/tags/s\n{zero} {good} refs/tags/good\n");
        let parent = std::process::id().to_string();
        let run = yard.hook(&["--parent", &parent, "reference-transaction", "prepared"], &lines);
        assert!(run.stderr.contains("refs/tags/s") || run.stderr.contains("tag s"), "{}", run.stderr);
        assert!(run.stderr.contains("stopped") && !run.stderr.contains("tags/good"), "{}", run.stderr);
        // A symbolic ref to what is fine, or to nothing yet, is fine.
        let lines = format!("{zero} ref:refs/heads/main~1 refs/tags/s\n{zero} ref:refs/heads/none refs/tags/t\n");
        assert_eq!(yard.hook(&["--parent", &parent, "reference-transaction", "prepared"], &lines).code, 0);
        // Git takes symbolic refs in a batch since 2.46.
        if yard.version >= (2, 46) {
            let before = yard.snapshot(yard.repo.path());
            let lines = format!(
                "create refs/heads/side {good}\nsymref-create refs/tags/s refs/heads/bad\ncreate refs/tags/good {good}\n"
            );
            let run = crate::support::feed(
                yard.command_in("git", yard.repo.path()).args(["update-ref", "--no-deref", "--stdin"]),
                lines.as_bytes(),
            );
            let said = String::from_utf8_lossy(&run.stderr).into_owned();
            assert!(!run.status.success() && said.contains("is stopped: it claims"), "{said}");
            assert_eq!(yard.snapshot(yard.repo.path()), before);
            let fine = lines.replace("refs/heads/bad", "refs/tags/good");
            let run = crate::support::feed(
                yard.command_in("git", yard.repo.path()).args(["update-ref", "--no-deref", "--stdin"]),
                fine.as_bytes(),
            );
            assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
        }
    });
}

#[test]
fn a_message_that_was_typed_in_an_editor_is_kept_and_said_to_be() {
    with_every_git(|yard| {
        yard.overclaim().install(&["--tag-guard"]);
        let said = yard.stopped(&["-c", "core.editor=echo typed >", "tag", "-a", "v1"]);
        let line = said.lines().find(|line| line.trim().starts_with("git tag -F")).unwrap().trim().to_string();
        assert_eq!(line, "git tag -F .git/TAG_EDITMSG -a v1");
        yard.honest().ok(&line.split(' ').skip(1).collect::<Vec<_>>());
        assert_eq!(yard.ok(&["tag", "-l", "--format=%(contents)", "v1"]), "typed");
    });
}

/// A repository with tags that would be stopped if they were made here.
fn with_old_tags(yard: &Yard) {
    yard.overclaim().ok(&["tag", "v1"]);
    yard.ok(&["tag", "-a", "v2", "-m", "two"]);
    yard.ok(&["branch", "side"]);
}

#[test]
fn fetched_pulled_and_cloned_tags_pass() {
    with_every_git(|yard| {
        with_old_tags(yard);
        let clone = yard.clone("clone", &["--no-tags"]);
        let installed = yard.openness_in(&clone, &["install", "--tag-guard"]);
        assert_eq!(installed.code, 0, "{}", installed.stderr);
        for args in [
            &["fetch", "--tags"][..],
            &["-C", ".", "-c", "a.b=tag", "fetch", "--tags"],
            &["pull", "-q", "--tags"],
            &["-c", "remote.origin.tagOpt=--tags", "remote", "update"],
            &["fetch", "--prune", "origin", "+refs/tags/*:refs/tags/*"],
        ] {
            yard.ok_in(&clone, args);
            assert_eq!(yard.ok_in(&clone, &["tag"]), "v1\nv2", "{args:?}");
            yard.ok_in(&clone, &["tag", "-d", "v1", "v2"]);
        }
        // The guard in a template folder runs during the clone itself.
        yard.install(&["--global", "--tag-guard", "--as", "script"]);
        let second = yard.clone("second", &[]);
        assert!(second.join(".git/hooks/reference-transaction").exists());
        assert_eq!(yard.ok_in(&second, &["tag"]), "v1\nv2");
    });
}

#[test]
fn received_tags_are_the_business_of_pre_receive() {
    with_every_git(|yard| {
        with_old_tags(yard);
        let installed = yard.openness_in(&yard.origin(), &["install", "--tag-guard"]);
        assert_eq!(installed.code, 0, "{}", installed.stderr);
        yard.ok(&["push", "origin", "v1", "v2"]);
        assert_eq!(yard.ok_in(&yard.origin(), &["tag"]), "v1\nv2");
    });
}

#[test]
fn tidying_up_passes() {
    with_every_git(|yard| {
        with_old_tags(yard);
        yard.install(&["--tag-guard"]);
        yard.ok(&["pack-refs", "--all"]);
        assert!(fs::read_to_string(yard.repo.path().join(".git/packed-refs")).unwrap().contains("refs/tags/v2"));
        yard.ok(&["-c", "core.hooksPath=/dev/null", "-c", "hook.openness-tag.enabled=false", "tag", "v3"]);
        yard.ok(&["gc", "-q"]);
        yard.ok(&["maintenance", "run", "--task=gc"]);
        yard.ok(&["-C", ".", "pack-refs", "--all", "--prune"]);
        assert_eq!(yard.ok(&["tag"]), "v1\nv2\nv3");
    });
}

#[test]
fn a_rebase_and_a_worktree_know_nothing_of_the_guard() {
    with_every_git(|yard| {
        yard.overclaim().install(&["--tag-guard"]);
        yard.ok(&["checkout", "-q", "-b", "side"]);
        for number in 0..20 {
            yard.repo.file(&format!("{number}.txt"), "x");
            yard.ok(&["add", "."]);
            yard.ok(&["commit", "-qm", &number.to_string()]);
        }
        yard.ok(&["checkout", "-q", "main"]);
        yard.repo.file("main.txt", "x");
        yard.ok(&["add", "."]);
        yard.ok(&["commit", "-qm", "main"]);
        let run = yard.git(&["rebase", "-q", "main", "side"]);
        assert!(run.code == 0 && !run.stderr.contains("openness"), "{}", run.stderr);
        assert_eq!(yard.ok(&["rev-list", "--count", "main..side"]), "20");
        yard.ok(&["worktree", "add", "-q", "../tree", "main"]);
        yard.stopped_in(&yard.repo.beside("tree"), &["tag", "from-a-worktree"]);
    });
}

#[test]
fn only_the_prepared_state_is_acted_on() {
    with_every_git(|yard| {
        yard.overclaim();
        let id = yard.ok(&["rev-parse", "HEAD"]);
        let line = format!("{} {id} refs/tags/v1\n", "0".repeat(40));
        for state in ["preparing", "committed", "aborted", "something-new"] {
            assert_eq!(yard.hook(&["reference-transaction", state], &line).code, 0, "{state}");
        }
    });
}

#[test]
fn without_knowing_who_asks_the_guard_warns_and_passes() {
    with_every_git(|yard| {
        yard.overclaim();
        let id = yard.ok(&["rev-parse", "HEAD"]);
        let line = format!("{} {id} refs/tags/v1\n", "0".repeat(40));
        let run = yard.hook(&["reference-transaction", "prepared"], &line);
        assert_eq!(run.code, 0);
        assert!(
            run.stderr.contains("would be stopped") && run.stderr.contains("so it passes with this warning"),
            "{}",
            run.stderr
        );
    });
}
