//! What a newcomer types, in order; and what everybody types every day, with the guard and without.

use super::{Yard, with_every_git};
use crate::support::feed;
use std::path::{Path, PathBuf};

/// A clone of a release that says "open source" and carries weights alone.
fn newcomer(yard: &Yard) -> PathBuf {
    yard.repo.file("README.md", "---\nlicense: apache-2.0\n---\n# Brook\n\nBrook is a fully open-source language model.\n");
    yard.honest().ok(&["push", "-q", "origin", "main"]);
    let clone = yard.repo.beside("newcomer");
    yard.ok_in(yard.repo.path(), &["clone", "-q", "../origin.git", clone.to_str().unwrap()]);
    clone
}

#[test]
fn from_a_clone_to_a_tag_that_goes_out() {
    with_every_git(|yard| {
        let clone = newcomer(yard);
        let installed = yard.git_in(&clone, &["openness", "install", "--tag-guard"]);
        assert_eq!(installed.code, 0, "{}", installed.stderr);

        let said = yard.stopped_in(&clone, &["tag", "-a", "v1", "-m", "our open source model"]);
        for part in ["v1", "open source", "open weights", "git openness fix"] {
            assert!(said.contains(part), "{part}: {said}");
        }

        let fix = yard.git_in(&clone, &["openness", "fix", "--write"]);
        assert_eq!(fix.code, 0, "{}", fix.stderr);
        assert_eq!(yard.ok_in(&clone, &["diff", "--name-only"]), "README.md");
        yard.ok_in(&clone, &["commit", "-qam", "Say what the release carries"]);
        // The message makes a claim too, and the tag's own words are the maker's to choose.
        yard.stopped_in(&clone, &["tag", "-a", "v1", "-m", "our open source model"]);
        yard.ok_in(&clone, &["tag", "-a", "v1", "-m", "our open-weights model"]);
        yard.ok_in(&clone, &["push", "-q", "--follow-tags", "origin", "main"]);
        assert_eq!(yard.ok_in(&yard.origin(), &["tag"]), "v1");

        let second = yard.repo.beside("second");
        yard.ok_in(yard.repo.path(), &["clone", "-q", "--no-tags", "../origin.git", second.to_str().unwrap()]);
        let installed = yard.git_in(&second, &["openness", "install", "--tag-guard"]);
        assert_eq!(installed.code, 0, "{}", installed.stderr);
        let fetched = yard.git_in(&second, &["fetch", "-q", "--tags"]);
        assert_eq!((fetched.code, fetched.stderr.as_str()), (0, ""));
        assert_eq!(yard.ok_in(&second, &["tag"]), "v1");
    });
}

/// What everybody does every day, in one folder: how each step ended and what the refs were then.
fn everyday(yard: &Yard, folder: &Path) -> Vec<(String, String)> {
    let mut seen = Vec::new();
    let mut step = |args: &[&str]| {
        let run = yard.git_in(folder, args);
        assert_eq!(run.code, 0, "git {args:?} with {:?}: {}", yard.version, run.stderr);
        seen.push((format!("{args:?} {}{}", run.stdout, run.stderr), yard.snapshot(folder).refs));
    };
    step(&["fetch", "-q", "--tags"]);
    step(&["checkout", "-q", "--detach", "origin/main~1"]);
    step(&["switch", "-q", "-c", "side"]);
    for number in 0..20 {
        std::fs::write(folder.join(format!("{number}.txt")), "x").unwrap();
        step(&["add", "."]);
        step(&["commit", "-q", "-m", &number.to_string()]);
    }
    step(&["rebase", "-q", "origin/main"]);
    step(&["pack-refs", "--all"]);
    step(&["gc", "-q"]);
    step(&["fsck", "--no-progress"]);
    seen
}

#[test]
fn every_day_is_as_without_the_guard() {
    with_every_git(|yard| {
        yard.honest().overclaim();
        let head = yard.ok(&["rev-parse", "HEAD"]);
        // Tags that would be stopped if they were made here, and as many branches.
        let lines: String = (0..60).map(|n| format!("create refs/tags/t{n} {head}\ncreate refs/heads/b{n} {head}\n")).collect();
        let made = feed(yard.command_in("git", yard.repo.path()).args(["update-ref", "--stdin"]), lines.as_bytes());
        assert!(made.status.success());
        let (plain, guarded) = (yard.clone("plain", &["--no-tags", "--single-branch"]), yard.repo.beside("guarded"));
        yard.ok(&["clone", "-q", plain.to_str().unwrap(), guarded.to_str().unwrap()]);
        for folder in [&plain, &guarded] {
            let url = format!("file://{}", yard.repo.path().display());
            yard.ok_in(folder, &["config", "remote.origin.url", &url]);
            yard.ok_in(folder, &["config", "remote.origin.fetch", "+refs/heads/*:refs/remotes/origin/*"]);
        }
        let installed = yard.openness_in(&guarded, &["install", "--tag-guard"]);
        assert_eq!(installed.code, 0, "{}", installed.stderr);
        let (without, with) = (everyday(yard, &plain), everyday(yard, &guarded));
        assert_eq!(with, without);
        assert_eq!(yard.ok_in(&guarded, &["tag"]).lines().count(), 60);
        // And the guard is awake.
        yard.stopped_in(&guarded, &["tag", "one-more", "origin/main"]);
    });
}
