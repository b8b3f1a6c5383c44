//! pre-push: every way to send a ref, one test a row.

use super::with_every_git;

#[test]
fn a_tag_that_claims_too_much_is_not_sent() {
    with_every_git(|yard| {
        yard.overclaim().install(&[]);
        yard.ok(&["tag", "v1"]);
        let said = yard.stopped(&["push", "origin", "v1"]);
        assert!(said.contains("refs/tags/v1 is stopped") && said.contains("Nothing was sent."), "{said}");
        assert!(said.contains("(openness.yaml") && said.contains("git openness fix --write"), "{said}");
        assert!(said.contains("finding: claim-refuted") && said.contains("expires: 2"), "{said}");
    });
}

#[test]
fn the_push_without_the_bad_ref_is_named_and_goes_through() {
    with_every_git(|yard| {
        yard.honest().ok(&["tag", "good"]);
        yard.overclaim().install(&[]);
        yard.ok(&["tag", "-a", "bad", "-m", "bad"]);
        let said = yard.stopped(&["push", "origin", "main", "good", "bad"]);
        let line = said.lines().find(|line| line.trim().starts_with("git push origin")).unwrap();
        assert_eq!(line.trim(), "git push origin main good");
        yard.ok(&line.split_whitespace().skip(1).collect::<Vec<_>>());
        assert_eq!(yard.ok_in(&yard.origin(), &["for-each-ref", "--format=%(refname)"]), "refs/heads/main\nrefs/tags/good");
    });
}

#[test]
fn the_remote_name_decides_whatever_is_pushed_to_it() {
    with_every_git(|yard| {
        yard.overclaim().install(&[]);
        yard.ok(&["tag", "-a", "v1", "-m", "one"]);
        let id = yard.ok(&["rev-parse", "HEAD"]);
        for spec in ["HEAD:refs/tags/v1", "v1^{}:refs/tags/p", "main@{0}:refs/tags/q", &format!("{id}:refs/tags/b")] {
            yard.stopped(&["push", "origin", spec]);
        }
        yard.stopped(&["push", "origin", "main@{1 second ago}:refs/tags/s"]);
        yard.ok(&["push", "origin", "v1^{}:refs/heads/not-a-release"]);
    });
}

#[test]
fn deletions_and_empty_pushes_pass() {
    with_every_git(|yard| {
        yard.overclaim().ok(&["tag", "v1"]);
        yard.ok(&["tag", "v2"]);
        yard.ok(&["push", "origin", "main", "v1", "v2"]);
        yard.install(&[]);
        yard.ok(&["push", "origin", "main"]);
        yard.ok(&["push", "origin", ":refs/tags/v1"]);
        yard.ok(&["push", "origin", "--delete", "v2"]);
        assert_eq!(yard.ok_in(&yard.origin(), &["tag"]), "");
    });
}

#[test]
fn moved_and_forced_tags_are_judged_by_what_they_become() {
    with_every_git(|yard| {
        yard.honest().ok(&["tag", "v1"]);
        yard.install(&[]).ok(&["push", "origin", "v1"]);
        yard.overclaim().ok(&["tag", "-f", "v1"]);
        yard.stopped(&["push", "-f", "origin", "v1"]);
        yard.honest().ok(&["tag", "-f", "v1"]);
        yard.ok(&["push", "-f", "origin", "v1"]);
    });
}

#[test]
fn follow_tags_all_tags_mirror_atomic_and_dry_runs_are_seen() {
    with_every_git(|yard| {
        yard.overclaim().install(&[]);
        yard.ok(&["tag", "-a", "v1", "-m", "one"]);
        yard.stopped(&["push", "--follow-tags", "origin", "main"]);
        yard.stopped(&["push", "--tags", "origin"]);
        yard.stopped(&["push", "--mirror", "origin"]);
        yard.stopped(&["push", "--atomic", "origin", "main", "v1"]);
        yard.stopped(&["push", "--dry-run", "origin", "v1"]);
        yard.ok(&["push", "origin", "main"]);
    });
}

#[test]
fn signed_nested_and_foreign_tag_objects_are_peeled() {
    with_every_git(|yard| {
        yard.overclaim().install(&[]);
        yard.ok(&["tag", "-a", "inner", "-m", "inner"]);
        yard.ok(&["tag", "-a", "outer", "-m", "outer", "inner"]);
        yard.stopped(&["push", "origin", "outer"]);
        let commit = yard.ok(&["rev-parse", "HEAD"]);
        let text = format!(
            "object {commit}\ntype commit\ntag signed\ntagger A <a@b> 1 +0000\n\nmessage\n\
             -----BEGIN PGP SIGNATURE-----\n\nabc\n-----END PGP SIGNATURE-----\n"
        );
        yard.repo.file("../signed", &text);
        let id = yard.ok(&["hash-object", "-t", "tag", "-w", "../signed"]);
        yard.stopped(&["push", "origin", &format!("{id}:refs/tags/signed")]);
    });
}

#[test]
fn a_tag_on_a_tree_is_judged_and_one_on_a_blob_is_no_release() {
    with_every_git(|yard| {
        yard.overclaim().install(&[]);
        yard.ok(&["tag", "tree", "HEAD^{tree}"]);
        yard.ok(&["tag", "-a", "key", "-m", "our key", "HEAD:openness.yaml"]);
        yard.stopped(&["push", "origin", "tree"]);
        let run = yard.git(&["push", "origin", "key"]);
        assert!(run.code == 0 && !run.stderr.contains("git-openness"), "{}", run.stderr);
    });
}

#[test]
fn a_push_by_url_is_seen_and_a_token_is_not_repeated() {
    with_every_git(|yard| {
        yard.overclaim().install(&[]);
        yard.ok(&["tag", "v1"]);
        let url = format!("file://{}", yard.origin().display());
        let said = yard.stopped(&["push", &url, "v1", "main"]);
        assert!(said.contains(&format!("git push {url} main")), "{said}");
        let id = yard.ok(&["rev-parse", "HEAD"]);
        let zero = "0".repeat(40);
        let url = "https://ada:secret@example.org/x.git";
        let lines = format!("refs/tags/v1 {id} refs/tags/v1 {zero}\nrefs/heads/main {id} refs/heads/main {zero}\n");
        let run = yard.hook(&["pre-push", url, url], &lines);
        assert!(run.code == 1 && !run.stderr.contains("secret"), "{}", run.stderr);
        assert!(run.stderr.contains("git push https://example.org/x.git main"), "{}", run.stderr);
    });
}

#[test]
fn a_branch_is_a_release_when_the_setting_says_so() {
    with_every_git(|yard| {
        yard.overclaim().install(&[]);
        yard.ok(&["push", "origin", "HEAD:refs/heads/release/1"]);
        yard.ok(&["config", "openness.refs", "refs/heads/release/*"]);
        yard.stopped(&["push", "origin", "HEAD:refs/heads/release/2"]);
        yard.ok(&["push", "origin", "HEAD:refs/tags/v1"]);
        yard.ok(&["config", "--unset", "openness.refs"]);
        yard.stopped(&["-c", "openness.refs=release/*", "push", "origin", "HEAD:refs/heads/release/3"]);
        yard.ok(&["-c", "openness.refs=^refs/tags/nightly-*", "push", "origin", "HEAD:refs/tags/nightly-1"]);
    });
}

#[test]
fn a_waiver_lets_go_until_its_last_day() {
    with_every_git(|yard| {
        yard.install(&[]);
        let waiver = |expires: &str| {
            format!(
                "label: open source\nwaivers:\n  - finding: claim-refuted\n    reason: the corpus follows\n    expires: {expires}\n"
            )
        };
        yard.overclaim().repo.file("openness.yaml", waiver("2999-01-01"));
        yard.ok(&["commit", "-qam", "waive"]);
        yard.ok(&["push", "origin", "HEAD:refs/tags/v1"]);
        yard.repo.file("openness.yaml", waiver("2020-01-01"));
        yard.ok(&["commit", "-qam", "too late"]);
        yard.stopped(&["push", "origin", "HEAD:refs/tags/v2"]);
    });
}

#[test]
fn the_no_verify_push_is_gits_own_way_round() {
    with_every_git(|yard| {
        yard.overclaim().install(&[]);
        yard.ok(&["push", "--no-verify", "origin", "HEAD:refs/tags/v1"]);
    });
}
