//! `git openness tag` and `verify`: the label and the evidence, in the tag itself.

use super::with_every_git;

#[test]
fn a_tag_states_what_is_carried_and_anyone_can_repeat_it() {
    with_every_git(|yard| {
        yard.honest().install(&["--tag-guard"]);
        let made = yard.openness(&["tag", "v1", "-m", "Brook 1", "-m", "# A heading stays"]);
        assert_eq!(made.code, 0, "{}", made.stderr);
        let message = yard.ok(&["tag", "-l", "--format=%(contents)", "v1"]);
        let lines: Vec<&str> = message.lines().collect();
        assert_eq!(&lines[..4], ["Brook 1", "", "# A heading stays", ""]);
        assert!(lines[4].starts_with("Openness: ") && lines[5].starts_with("Openness-Evidence: sha256:"), "{message}");
        let clone = yard.clone("clone", &[]);
        let held = yard.openness_in(&clone, &["verify", "v1"]);
        assert!(held.code == 0 && held.stdout.contains("holds: the same evidence"), "{}{}", held.stdout, held.stderr);
    });
}

#[test]
fn a_statement_on_other_contents_does_not_hold() {
    with_every_git(|yard| {
        yard.honest();
        assert_eq!(yard.openness(&["tag", "v1", "-m", "Brook 1"]).code, 0);
        let message = yard.ok(&["tag", "-l", "--format=%(contents)", "v1"]);
        yard.repo.file("more.txt", "more");
        yard.ok(&["add", "."]);
        yard.ok(&["commit", "-qm", "more"]);
        yard.ok(&["tag", "-a", "v2", "-m", &message]);
        let broken = yard.openness(&["verify", "v2"]);
        assert!(broken.code == 1 && broken.stdout.contains("does not hold"), "{}", broken.stdout);
        assert_eq!(yard.openness(&["verify", "v1"]).code, 0);
        yard.ok(&["tag", "v3"]);
        assert_eq!(yard.openness(&["verify", "v3"]).code, 3);
        assert_eq!(yard.openness(&["verify", "nothing"]).code, 2);
    });
}

#[test]
fn a_release_that_claims_too_much_is_not_tagged() {
    with_every_git(|yard| {
        yard.honest();
        let before = yard.snapshot(yard.repo.path());
        let run = yard.openness(&["tag", "v1", "-m", "Brook 1", "--label", "open source"]);
        assert!(run.code == 1 && run.stderr.contains("refs/tags/v1 is stopped"), "{}", run.stderr);
        assert_eq!(yard.snapshot(yard.repo.path()), before);
        let run = yard.openness(&["tag", "v1", "-m", "Brook 1", "--label", "very open"]);
        assert_eq!(run.code, 2, "{}", run.stderr);
    });
}

#[test]
fn an_earlier_statement_is_replaced_not_doubled() {
    with_every_git(|yard| {
        yard.honest();
        let old = format!("Brook\n\nOpenness: open-source\nOpenness-Evidence: sha256:{} (a, b)\n\nMore.\n", "0".repeat(64));
        yard.repo.file("../message", old);
        let made = yard.openness(&["tag", "v1", "-F", "../message"]);
        assert_eq!(made.code, 0, "{}", made.stderr);
        let message = yard.ok(&["tag", "-l", "--format=%(contents)", "v1"]);
        assert_eq!(message.matches("Openness: ").count(), 1, "{message}");
        assert!(message.starts_with("Brook\n") && message.contains("\nMore.\n"), "{message}");
        assert_eq!(yard.openness(&["verify", "v1"]).code, 0);
    });
}

#[test]
fn a_message_from_the_editor_is_used_and_kept_when_refused() {
    with_every_git(|yard| {
        yard.overclaim().ok(&["config", "core.editor", "printf 'typed\\n\\nby hand\\n# note\\n' >"]);
        let run = yard.openness(&["tag", "v1"]);
        assert!(run.code == 1 && run.stderr.contains("git tag -F .git/TAG_EDITMSG -a v1"), "{}", run.stderr);
        yard.honest();
        let run = yard.openness(&["tag", "v1"]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        let message = yard.ok(&["tag", "-l", "--format=%(contents)", "v1"]);
        assert!(message.starts_with("typed\n\nby hand\n\nOpenness: "), "{message}");
        assert!(!yard.repo.path().join(".git/TAG_EDITMSG").exists());
    });
}
