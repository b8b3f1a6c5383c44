//! Real repositories for the tests: made by the git program, in an environment without anybody's
//! settings, with a fixed author and clock, so that the same steps give the same object ids.

#![allow(dead_code, reason = "each module uses the part it needs")]

use serde_json::Value;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

/// The program under test.
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_git-openness");

/// A repository (or a plain folder) of its own, gone when dropped.
pub struct Repo {
    folder: TempDir,
    root: PathBuf,
}

/// How a run of the program under test ended.
pub struct Run {
    /// The exit code.
    pub code: i32,
    /// Standard output.
    pub stdout: String,
    /// Standard error.
    pub stderr: String,
}

impl Run {
    /// Standard output as JSON; shows everything when it is not.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| {
            panic!("{error}; exit {}\n--- stdout\n{}\n--- stderr\n{}", self.code, self.stdout, self.stderr)
        })
    }

    /// A value of the report by JSON pointer, such as `/components/corpus/state`.
    pub fn at(&self, pointer: &str) -> Value {
        self.json().pointer(pointer).cloned().unwrap_or(Value::Null)
    }
}

impl From<Output> for Run {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
            stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }
}

impl Repo {
    /// An empty repository on branch `main`.
    pub fn new() -> Self {
        Self::with(&[])
    }

    /// An empty repository on branch `main`, made with more flags of `git init`.
    pub fn with(flags: &[&str]) -> Self {
        let repo = Self::folder();
        let mut args = vec!["init", "--quiet", "--initial-branch=main"];
        args.extend(flags);
        repo.git(&args);
        repo
    }

    /// A plain folder without git.
    pub fn folder() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("repo");
        fs::create_dir(&root).unwrap();
        fs::create_dir(folder.path().join("home")).unwrap();
        Self { folder, root }
    }

    /// A repository with one commit of these files.
    pub fn of(files: &[(&str, &str)]) -> Self {
        let repo = Self::new();
        repo.files(files).commit("files");
        repo
    }

    /// The top of the work tree.
    pub fn path(&self) -> &Path {
        &self.root
    }

    /// A path beside the repository, for clones and the like; gone with it.
    pub fn beside(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file, making its folders.
    pub fn file(&self, path: &str, content: impl AsRef<[u8]>) -> &Self {
        let full = self.root.join(path);
        fs::create_dir_all(full.parent().unwrap()).unwrap();
        fs::write(full, content).unwrap();
        self
    }

    /// Writes several files.
    pub fn files(&self, files: &[(&str, &str)]) -> &Self {
        for (path, content) in files {
            self.file(path, content);
        }
        self
    }

    /// Removes a file or a folder from the work tree.
    pub fn remove(&self, path: &str) -> &Self {
        let full = self.root.join(path);
        if full.is_dir() { fs::remove_dir_all(full) } else { fs::remove_file(full) }.unwrap();
        self
    }

    /// Commits everything that lies in the work tree; returns the commit's id.
    pub fn commit(&self, message: &str) -> String {
        self.git(&["add", "--all", "--force"]);
        self.git(&["commit", "--quiet", "--allow-empty", "--no-verify", "-m", message]);
        self.git(&["rev-parse", "HEAD"])
    }

    /// Makes an annotated tag on HEAD.
    pub fn tag(&self, name: &str, message: &str) -> &Self {
        self.git(&["tag", "-a", name, "-m", message]);
        self
    }

    /// Runs git here; its output without the last line end. Fails the test when git fails.
    pub fn git(&self, args: &[&str]) -> String {
        let output = self.run_git(args);
        assert!(output.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).trim_end_matches('\n').to_string()
    }

    /// Runs git here and says how it ended.
    pub fn run_git(&self, args: &[&str]) -> Output {
        self.command("git").args(args).output().unwrap()
    }

    /// Runs git here with these bytes on its standard input.
    pub fn git_with_input(&self, args: &[&str], input: &[u8]) -> String {
        let output = feed(self.command("git").args(args), input);
        assert!(output.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).trim_end_matches('\n').to_string()
    }

    /// A command in this repository, in the scrubbed environment, not started yet.
    pub fn command(&self, program: impl AsRef<OsStr>) -> Command {
        self.command_in(program, &self.root)
    }

    /// The same in another folder.
    pub fn command_in(&self, program: impl AsRef<OsStr>, folder: &Path) -> Command {
        let mut command = Command::new(program);
        command.current_dir(folder).env_clear().stdin(Stdio::null());
        // `git openness` must find the program under test and nothing else of that name.
        let beside = Path::new(PROGRAM).parent().unwrap();
        let path = std::env::var_os("PATH").unwrap_or_default();
        let path = std::iter::once(beside.to_path_buf()).chain(std::env::split_paths(&path));
        command.env("PATH", std::env::join_paths(path).unwrap());
        for (key, value) in [
            ("GIT_CONFIG_GLOBAL", "/dev/null"),
            ("GIT_CONFIG_SYSTEM", "/dev/null"),
            ("GIT_CONFIG_NOSYSTEM", "1"),
            ("GIT_AUTHOR_NAME", "Ada"),
            ("GIT_AUTHOR_EMAIL", "ada@example.org"),
            ("GIT_AUTHOR_DATE", "2026-01-02T03:04:05Z"),
            ("GIT_COMMITTER_NAME", "Ada"),
            ("GIT_COMMITTER_EMAIL", "ada@example.org"),
            ("GIT_COMMITTER_DATE", "2026-01-02T03:04:05Z"),
            ("GIT_TERMINAL_PROMPT", "0"),
            ("LC_ALL", "C"),
            ("TZ", "UTC"),
        ] {
            command.env(key, value);
        }
        command.env("HOME", self.folder.path().join("home"));
        command
    }

    /// Runs the program under test here.
    pub fn openness(&self, args: &[&str]) -> Run {
        self.openness_in(&self.root, args)
    }

    /// Runs the program under test in another folder.
    pub fn openness_in(&self, folder: &Path, args: &[&str]) -> Run {
        self.command_in(PROGRAM, folder).args(args).output().unwrap().into()
    }

    /// `check REV --format json` here.
    pub fn check(&self, revision: &str) -> Run {
        self.openness(&["check", revision, "--format", "json"])
    }
}

/// Runs a command with these bytes on its standard input.
pub fn feed(command: &mut Command, input: &[u8]) -> Output {
    use std::io::Write as _;
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let owned = input.to_vec();
    let writer = std::thread::spawn(move || stdin.write_all(&owned));
    let output = child.wait_with_output().unwrap();
    let _ = writer.join();
    output
}
