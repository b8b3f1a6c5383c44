//! `openness.*` in git's configuration, from every place where git reads it.

use super::small;
use crate::support::PROGRAM;

const UNKNOWN: &str = "no definition is called 'from-git'";

fn assert_seen(output: std::process::Output) {
    let text = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.code() == Some(2) && text.contains(UNKNOWN), "{text}");
}

#[test]
fn from_git_c() {
    assert_seen(small().run_git(&["-c", "openness.definition=from-git", "openness"]));
}

#[test]
fn from_the_repository() {
    let repo = small();
    repo.git(&["config", "openness.definition", "from-git"]);
    assert_seen(repo.run_git(&["openness"]));
}

#[test]
fn from_the_environment() {
    let vars = [("GIT_CONFIG_COUNT", "1"), ("GIT_CONFIG_KEY_0", "openness.definition"), ("GIT_CONFIG_VALUE_0", "from-git")];
    assert_seen(small().command(PROGRAM).envs(vars).output().unwrap());
}

#[test]
fn from_a_file_that_is_included_on_a_condition() {
    let repo = small();
    let other = repo.beside("other.config");
    std::fs::write(&other, "[openness]\n\tdefinition = from-git\n").unwrap();
    repo.git(&["remote", "add", "origin", "https://example.org/acme/brook"]);
    repo.git(&["config", "includeIf.hasconfig:remote.*.url:https://example.org/**.path", other.to_str().unwrap()]);
    assert_seen(repo.run_git(&["openness"]));
}

#[test]
fn a_flag_wins_over_a_setting() {
    let run = small().run_git(&["-c", "openness.definition=from-git", "openness", "check", "--definition", "source-form"]);
    assert_ne!(run.status.code(), Some(2), "{}", String::from_utf8_lossy(&run.stderr));
}
