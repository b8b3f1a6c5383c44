//! The hook managers themselves, installed before and after ours: all their hooks and ours run, or we say
//! what to do, and uninstall brings every file back byte for byte.
//!
//! A manager is taken from PATH or from `.ci/tools`, where `.ci/packages` installs it. One that is not on this
//! machine is skipped and named: `managers.rs` plays its part with files of the same shape.

use super::{Yard, with_every_git};
use crate::support::Run;
use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;

/// Where a manager's program lies, if it is on this machine.
#[allow(clippy::print_stderr, reason = "a test that was skipped must say so")]
fn tool(name: &str) -> Option<PathBuf> {
    let tools = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(".ci/tools");
    let path = std::env::var_os("PATH").unwrap_or_default();
    let found = std::env::split_paths(&path)
        .chain([tools.join("node_modules/.bin"), tools.join("python/bin")])
        .find(|folder| folder.join(name).is_file());
    if found.is_none() {
        eprintln!("skipped: {name} is not on this machine; .ci/packages installs it");
    }
    found
}

/// A yard in which one manager is on PATH.
struct Managed<'y> {
    yard: &'y Yard,
    folder: PathBuf,
}

impl Managed<'_> {
    fn run(&self, program: &str, args: &[&str]) -> Run {
        let mut command = self.yard.command_in(program, self.yard.repo.path());
        let path = command.get_envs().find(|(key, _)| *key == "PATH").unwrap().1.unwrap().to_os_string();
        let path = std::env::split_paths(&path).chain([self.folder.clone()]);
        command.env("PATH", std::env::join_paths(path).unwrap());
        command.args(args).output().unwrap().into()
    }

    fn ok(&self, program: &str, args: &[&str]) -> Run {
        let run = self.run(program, args);
        assert_eq!(run.code, 0, "{program} {args:?}: {}{}", run.stdout, run.stderr);
        run
    }

    /// A push of a tag that claims too much: whether ours stopped it, and what theirs left in `ran`.
    fn push(&self) -> (bool, String) {
        let run = self.run("git", &["push", "origin", "HEAD:refs/tags/v1"]);
        let ran = self.yard.repo.path().join("ran");
        let theirs = fs::read_to_string(&ran).unwrap_or_default();
        let _ = fs::remove_file(ran);
        let stopped = format!("{}{}", run.stdout, run.stderr).contains("is stopped");
        assert_eq!(run.code == 0, !stopped, "{}{}", run.stdout, run.stderr);
        (stopped, theirs)
    }

    /// Bytes and permissions of every hook.
    fn hooks(&self) -> BTreeMap<String, (Vec<u8>, u32)> {
        let folder = self.yard.repo.path().join(".git/hooks");
        let mode = |name: &str| fs::metadata(folder.join(name)).unwrap().permissions().mode();
        super::files(&folder).into_iter().map(|(name, bytes)| (name.clone(), (bytes, mode(&name)))).collect()
    }
}

/// Runs a test with every git, in a release that claims too much, with this manager and these files of it.
fn with(name: &str, files: &[(&str, &str)], test: impl Fn(&Managed<'_>)) {
    let Some(folder) = tool(name) else { return };
    with_every_git(|yard| {
        yard.repo.files(files);
        yard.overclaim();
        test(&Managed { yard, folder: folder.clone() });
    });
}

const FRAMEWORK: (&str, &str) = (
    ".pre-commit-config.yaml",
    "repos:\n- repo: local\n  hooks:\n  - {id: x, name: x, entry: sh -c 'echo theirs >>ran', language: system, stages: [pre-push], always_run: true, pass_filenames: false}\n",
);

#[test]
fn pre_commit_before_ours() {
    with("pre-commit", &[FRAMEWORK], |m| {
        m.ok("pre-commit", &["install", "--hook-type", "pre-push"]);
        let before = m.hooks();
        m.yard.install(&["--as", "script"]);
        assert_eq!(m.push(), (true, "theirs\n".into()));
        assert_eq!(m.yard.openness(&["uninstall"]).code, 0);
        assert_eq!(m.hooks(), before);
    });
}

#[test]
fn pre_commit_after_ours() {
    with("pre-commit", &[FRAMEWORK], |m| {
        m.yard.install(&["--as", "script"]);
        let ours = m.hooks();
        m.ok("pre-commit", &["install", "--hook-type", "pre-push"]);
        assert_eq!(m.push(), (true, "theirs\n".into()));
        m.ok("pre-commit", &["uninstall", "--hook-type", "pre-push"]);
        assert_eq!(m.hooks(), ours);
        m.ok("pre-commit", &["install", "--hook-type", "pre-push"]);
        let theirs = m.hooks()["pre-push"].clone();
        assert_eq!(m.yard.openness(&["uninstall"]).code, 0);
        assert_eq!(m.hooks(), BTreeMap::from([("pre-push".to_string(), theirs)]));
    });
}

#[test]
fn git_lfs_before_ours() {
    with("git-lfs", &[], |m| {
        m.ok("git", &["lfs", "install", "--local"]);
        let before = m.hooks();
        m.yard.install(&["--as", "script"]);
        // The large file is announced by theirs, and a push without a tag sends it.
        assert_eq!(m.push(), (true, String::new()));
        let sent = m.run("git", &["-c", "core.hooksPath=", "push", "origin", "main"]);
        assert_eq!(sent.code, 0, "{}", sent.stderr);
        assert_eq!(m.yard.openness(&["uninstall"]).code, 0);
        assert_eq!(m.hooks(), before);
    });
}

#[test]
fn git_lfs_after_ours_refuses_and_our_advice_works() {
    with("git-lfs", &[], |m| {
        m.yard.install(&["--as", "script"]);
        let ours = m.hooks();
        let refused = m.run("git", &["lfs", "install", "--local"]);
        // It shows the hook that it would not overwrite, and ours says in its head what to type.
        let advice = "git openness uninstall && git lfs install && git openness install";
        let said = format!("{}{}", refused.stdout, refused.stderr);
        assert!(refused.code == 2 && said.contains(advice), "{said}");
        assert_eq!(m.hooks()["pre-push"], ours["pre-push"]);
        let local =
            advice.replace("lfs install", "lfs install --local").replace("openness install", "openness install --as script");
        m.ok("sh", &["-c", &local]);
        let hooks = m.hooks();
        assert!(hooks.contains_key("pre-push.pre-openness"), "{:?}", hooks.keys());
        assert_eq!(m.push(), (true, String::new()));
    });
}

#[test]
fn lefthook_before_ours_by_the_lines_we_give() {
    with("lefthook", &[("lefthook.yml", "pre-push:\n  jobs:\n    - run: echo theirs >>ran\n")], |m| {
        m.ok("lefthook", &["install"]);
        let before = m.hooks();
        let run = m.yard.openness(&["install", "--as", "script"]);
        assert_eq!((run.code, m.hooks()), (2, before));
        let at = run.stderr.find("    pre-push:").unwrap();
        let snippet: Vec<&str> = run.stderr[at..].lines().take_while(|line| !line.is_empty()).map(|line| &line[4..]).collect();
        m.yard.repo.file("lefthook.yml", snippet.join("\n") + "\n    - run: echo theirs >>ran\n");
        m.ok("lefthook", &["install"]);
        assert_eq!(m.push(), (true, "theirs\n".into()));
        assert!(m.yard.openness(&["status"]).stdout.contains("called by"));
    });
}

#[test]
fn lefthook_after_ours_is_told_by_status() {
    with("lefthook", &[("lefthook.yml", "pre-push:\n  jobs:\n    - run: echo theirs >>ran\n")], |m| {
        m.yard.install(&["--as", "script"]);
        m.ok("lefthook", &["install"]);
        // It puts ours away and never runs it: no gate can help that, so status must say it.
        assert_eq!(m.push(), (false, "theirs\n".into()));
        let status = m.yard.openness(&["status"]);
        assert!(status.stdout.contains("bypassed") && status.stdout.contains("use_stdin: true"), "{}", status.stdout);
        let theirs = m.hooks()["pre-push"].clone();
        assert_eq!(m.yard.openness(&["uninstall"]).code, 0);
        assert_eq!(m.hooks(), BTreeMap::from([("pre-push".to_string(), theirs)]));
    });
}

#[test]
fn husky_before_ours_by_the_line_we_give() {
    with("husky", &[("package.json", "{\"name\": \"brook\"}\n")], |m| {
        m.ok("husky", &[]);
        let run = m.yard.openness(&["install", "--as", "script"]);
        assert!(run.code == 2 && run.stderr.contains("husky owns the hooks"), "{}", run.stderr);
        let line = run.stderr.lines().find(|line| line.trim().starts_with("git-openness hook")).unwrap().trim().to_string();
        m.yard.repo.file(".husky/pre-push", format!("{line}\necho theirs >>ran\n"));
        assert_eq!(m.push(), (true, String::new()));
        m.yard.repo.file(".husky/pre-push", format!("echo theirs >>ran\n{line}\n"));
        assert_eq!(m.push(), (true, "theirs\n".into()));
        assert!(m.yard.openness(&["status"]).stdout.contains("called by"));
    });
}

#[test]
fn husky_after_ours_is_told_by_status() {
    with("husky", &[("package.json", "{\"name\": \"brook\"}\n"), (".husky/pre-push", "echo theirs >>ran\n")], |m| {
        m.yard.install(&["--as", "script"]);
        m.ok("husky", &[]);
        assert_eq!(m.push(), (false, "theirs\n".into()));
        let status = m.yard.openness(&["status"]);
        assert!(status.stdout.contains("bypassed") && status.stdout.contains(".husky/pre-push"), "{}", status.stdout);
        assert_eq!(m.yard.openness(&["uninstall"]).code, 0);
        assert_eq!(m.hooks(), BTreeMap::new());
        assert_eq!(m.yard.ok(&["config", "core.hooksPath"]), ".husky/_");
    });
}

/// The first git that runs hooks from settings (`hook.<name>.command`, its release notes).
const SETTINGS: (u32, u32) = (2, 54);

/// With every git that runs hooks from settings: a manager before ours and after it, both run, and uninstall
/// leaves every file as it was.
fn both_run_from_settings(name: &str, files: &[(&str, &str)], install: &[&str], ran: &str) {
    with(name, files, |m| {
        if m.yard.version < SETTINGS {
            return;
        }
        m.yard.install(&["--as", "setting"]);
        assert!(m.push().0, "ours alone");
        m.ok(install[0], &install[1..]);
        let theirs = m.hooks();
        assert_eq!(m.push(), (true, ran.into()), "theirs after ours");
        assert_eq!(m.yard.openness(&["uninstall"]).code, 0);
        assert_eq!(m.hooks(), theirs);
        m.yard.install(&["--as", "setting"]);
        assert_eq!(m.push(), (true, ran.into()), "theirs before ours");
        assert_eq!(m.yard.openness(&["uninstall"]).code, 0);
        assert_eq!((m.hooks(), m.push()), (theirs, (false, ran.into())), "theirs alone");
    });
}

#[test]
fn husky_and_ours_run_from_settings() {
    let files = [("package.json", "{\"name\": \"brook\"}\n"), (".husky/pre-push", "echo theirs >>ran\n")];
    both_run_from_settings("husky", &files, &["husky"], "theirs\n");
}

#[test]
fn lefthook_and_ours_run_from_settings() {
    let files = [("lefthook.yml", "pre-push:\n  jobs:\n    - run: echo theirs >>ran\n")];
    both_run_from_settings("lefthook", &files, &["lefthook", "install"], "theirs\n");
}

#[test]
fn pre_commit_and_ours_run_from_settings() {
    both_run_from_settings("pre-commit", &[FRAMEWORK], &["pre-commit", "install", "--hook-type", "pre-push"], "theirs\n");
}

#[test]
fn git_lfs_and_ours_run_from_settings() {
    both_run_from_settings("git-lfs", &[], &["git", "lfs", "install", "--local"], "");
}
