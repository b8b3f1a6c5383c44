//! The gate against real git: every test runs with each git program that PATH offers.

mod guard;
mod install;
mod journey;
mod managers;
mod managers_installed;
mod places;
mod push;
mod server;
mod statement;
mod trouble;

use crate::support::{PROGRAM, Repo, Run, feed};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A repository with one git program, and a bare one beside it as its remote `origin`.
pub struct Yard {
    /// The repository.
    pub repo: Repo,
    /// The folder of the git program.
    program: PathBuf,
    /// Git's version, major and minor.
    pub version: (u32, u32),
}

/// Everything that a refused command must leave as it was.
#[derive(Debug, PartialEq, Eq)]
pub struct Snapshot {
    refs: String,
    packed: Vec<u8>,
    hooks: BTreeMap<String, Vec<u8>>,
    objects: Vec<String>,
    leftovers: Vec<PathBuf>,
}

/// Runs a test with every git program that PATH offers, the first of each version.
pub fn with_every_git(test: impl Fn(&Yard)) {
    let mut seen = Vec::new();
    for folder in std::env::split_paths(&std::env::var_os("PATH").unwrap()) {
        let Ok(output) = Command::new(folder.join("git")).arg("version").output() else { continue };
        let text = String::from_utf8_lossy(&output.stdout).trim().to_string();
        if seen.contains(&text) {
            continue;
        }
        let mut numbers = text.trim_start_matches("git version ").split('.').map(|n| n.parse().unwrap_or(0));
        let version = (numbers.next().unwrap(), numbers.next().unwrap());
        seen.push(text);
        let yard = Yard { repo: Repo::folder(), program: folder, version };
        yard.ok(&["init", "-q", "--initial-branch=main"]);
        yard.ok_in(yard.repo.path(), &["init", "-q", "--bare", "--initial-branch=main", "../origin.git"]);
        yard.ok(&["remote", "add", "origin", "../origin.git"]);
        test(&yard);
    }
    assert!(!seen.is_empty(), "no git on PATH");
}

impl Yard {
    /// Commits a release that says "open source" and carries weights alone.
    pub fn overclaim(&self) -> &Self {
        self.repo.file("openness.yaml", "label: open source\n");
        self.weights("overclaim")
    }

    /// Commits a release of weights that claims nothing.
    pub fn honest(&self) -> &Self {
        let _ = fs::remove_file(self.repo.path().join("openness.yaml"));
        self.weights("say nothing that is not so")
    }

    fn weights(&self, message: &str) -> &Self {
        self.repo.file("model.safetensors", vec![7; 1_100_000]);
        self.ok(&["add", "--all"]);
        self.ok(&["commit", "-q", "--allow-empty", "-m", message]);
        self
    }

    /// Installs the gate with these flags.
    pub fn install(&self, flags: &[&str]) -> &Self {
        let run = self.openness(&[&["install"], flags].concat());
        assert_eq!(run.code, 0, "{}", run.stderr);
        self
    }

    /// The remote.
    pub fn origin(&self) -> PathBuf {
        self.repo.beside("origin.git")
    }

    /// A command with this yard's git first on PATH.
    pub fn command_in(&self, program: &str, folder: &Path) -> Command {
        let mut command = self.repo.command_in(program, folder);
        let beside = Path::new(PROGRAM).parent().unwrap().to_path_buf();
        let rest = std::env::var_os("PATH").unwrap();
        let path = [self.program.clone(), beside].into_iter().chain(std::env::split_paths(&rest));
        command.env("PATH", std::env::join_paths(path).unwrap());
        command.env("GIT_CONFIG_GLOBAL", self.repo.beside("home").join("config"));
        command.env("XDG_CONFIG_HOME", self.repo.beside("home").join(".config"));
        command
    }

    /// Runs git and says how it ended.
    pub fn git_in(&self, folder: &Path, args: &[&str]) -> Run {
        self.command_in("git", folder).args(args).output().unwrap().into()
    }

    /// Runs git here.
    pub fn git(&self, args: &[&str]) -> Run {
        self.git_in(self.repo.path(), args)
    }

    /// Runs git, which must end well; its output.
    pub fn ok_in(&self, folder: &Path, args: &[&str]) -> String {
        let run = self.git_in(folder, args);
        assert_eq!(run.code, 0, "git {args:?} with {:?}: {}{}", self.version, run.stdout, run.stderr);
        run.stdout.trim_end().to_string()
    }

    /// Runs git here, which must end well; its output.
    pub fn ok(&self, args: &[&str]) -> String {
        self.ok_in(self.repo.path(), args)
    }

    /// Runs git here, which the gate must stop, leaving this repository and the remote as they
    /// were; what git and the gate said.
    pub fn stopped(&self, args: &[&str]) -> String {
        self.stopped_in(self.repo.path(), args)
    }

    /// The same in another folder.
    pub fn stopped_in(&self, folder: &Path, args: &[&str]) -> String {
        let (here, there) = (self.snapshot(folder), self.snapshot(&self.origin()));
        let run = self.git_in(folder, args);
        assert_ne!(run.code, 0, "git {args:?} with {:?} went through: {}", self.version, run.stderr);
        assert!(run.stderr.contains("is stopped: it claims"), "git {args:?} with {:?}: {}", self.version, run.stderr);
        let (here_after, there_after) = (self.snapshot(folder), self.snapshot(&self.origin()));
        assert_eq!(there_after, there, "the remote after git {args:?}");
        assert_eq!(Snapshot { objects: Vec::new(), ..here_after }, Snapshot { objects: Vec::new(), ..here });
        run.stderr
    }

    /// The state of a repository.
    pub fn snapshot(&self, folder: &Path) -> Snapshot {
        let ask = |args: &[&str]| self.git_in(folder, args).stdout;
        let common = folder.join(ask(&["rev-parse", "--git-common-dir"]).trim_end_matches('\n'));
        let mut leftovers = Vec::new();
        walk(&common, &mut |path| {
            let name = path.to_string_lossy();
            if name.ends_with(".lock") || name.contains("incoming-") || name.contains("openness-new") {
                leftovers.push(path.to_path_buf());
            }
        });
        assert!(leftovers.is_empty(), "{leftovers:?}");
        let mut objects: Vec<String> =
            ask(&["cat-file", "--batch-all-objects", "--batch-check"]).lines().map(String::from).collect();
        objects.sort();
        Snapshot {
            refs: ask(&["for-each-ref"]) + &ask(&["symbolic-ref", "HEAD"]),
            packed: fs::read(common.join("packed-refs")).unwrap_or_default(),
            hooks: files(&common.join("hooks")),
            objects,
            leftovers,
        }
    }

    /// Runs the program here.
    pub fn openness(&self, args: &[&str]) -> Run {
        self.openness_in(self.repo.path(), args)
    }

    /// Runs the program in another folder.
    pub fn openness_in(&self, folder: &Path, args: &[&str]) -> Run {
        self.command_in(PROGRAM, folder).args(args).output().unwrap().into()
    }

    /// Runs a hook of the program here with these lines on its standard input.
    pub fn hook(&self, args: &[&str], lines: &str) -> Run {
        feed(self.command_in(PROGRAM, self.repo.path()).arg("hook").args(args), lines.as_bytes()).into()
    }

    /// Writes an executable hook here.
    pub fn own_hook(&self, name: &str, text: &str) -> PathBuf {
        let path = self.repo.path().join(".git/hooks").join(name);
        executable(&path, text);
        path
    }

    /// A clone beside the repository.
    pub fn clone(&self, name: &str, flags: &[&str]) -> PathBuf {
        let target = self.repo.beside(name);
        let url = format!("file://{}", self.repo.path().display());
        let mut args = vec!["clone", "-q"];
        args.extend(flags);
        args.extend([url.as_str(), target.to_str().unwrap()]);
        self.ok(&args);
        target
    }
}

/// Writes a file that may be run.
pub fn executable(path: &Path, text: &str) {
    use std::os::unix::fs::PermissionsExt as _;
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
    fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
}

/// The files of a folder with their bytes, without git's samples.
pub fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for item in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = item.file_name().to_string_lossy().into_owned();
        if !name.ends_with(".sample") {
            found.insert(name, fs::read(item.path()).unwrap_or_default());
        }
    }
    found
}

fn walk(folder: &Path, see: &mut impl FnMut(&Path)) {
    for item in fs::read_dir(folder).into_iter().flatten().flatten() {
        see(&item.path());
        if item.file_type().is_ok_and(|kind| kind.is_dir()) {
            walk(&item.path(), see);
        }
    }
}
