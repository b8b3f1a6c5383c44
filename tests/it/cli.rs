//! What is typed and what comes back: help, errors, exit codes, colours, files.

use crate::support::PROGRAM;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// The program in a folder, in an environment without anybody's settings.
fn run(folder: &Path, arguments: &[&str], environment: &[(&str, &str)]) -> Output {
    Command::new(PROGRAM)
        .args(arguments)
        .current_dir(folder)
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .env("HOME", folder)
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_CEILING_DIRECTORIES", folder.parent().unwrap())
        .envs(environment.iter().copied())
        .output()
        .unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// A folder that is a repository with some files committed.
fn repository(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let git = |arguments: &[&str]| {
        let done = Command::new("git")
            .args(["-c", "user.name=Ada", "-c", "user.email=ada@example.invalid", "-c", "init.defaultBranch=main"])
            .args(arguments)
            .current_dir(folder.path())
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .output()
            .unwrap();
        assert!(done.status.success(), "{}", err(&done));
    };
    git(&["init", "-q"]);
    for (path, text) in files {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    git(&["add", "-A"]);
    git(&["commit", "-qm", "first"]);
    folder
}

#[test]
fn the_short_help_names_every_command_and_exit_code() {
    let folder = tempfile::tempdir().unwrap();
    let help = run(folder.path(), &["-h"], &[]);
    assert_eq!(help.status.code(), Some(0));
    let text = out(&help);
    for word in ["check", "demo", "explain", "install", "Exit codes", "--label", "git openness"] {
        assert!(text.contains(word), "{word} is not in\n{text}");
    }
}

#[test]
fn a_mistake_is_one_line_what_and_one_line_what_to_do() {
    let empty = tempfile::tempdir().unwrap();
    let full = repository(&[("README.md", "# river-notes\n")]);
    let broken = repository(&[("openness.yaml", "label: open source\nwaiver: []\n")]);
    for (folder, arguments, what, hint) in [
        (&empty, &["check"][..], "not in a git repository", "--dir"),
        (&full, &["check", "v9"], "no revision 'v9'", "git tag"),
        (&full, &["chekc"], "no revision 'chekc'", "git openness check"),
        (&full, &["--label", "open sauce"], "no label is called 'open sauce'", "open-source"),
        (&full, &["--definition", "mine"], "no definition is called 'mine'", "source-form"),
        (&full, &["--formt", "json"], "--formt", "--format"),
        (&full, &["--format", "yaml"], "yaml", "-h"),
        (&full, &["explain", "corpus-mising"], "nothing here is called", "corpus-missing"),
        (&full, &["--output", "no/such/folder/report.json"], "no/such/folder/report.json", "exists"),
        (&broken, &["check"], "openness.yaml:2:1: unknown key 'waiver'", "did you mean `waivers`?"),
    ] {
        let done = run(folder.path(), arguments, &[]);
        let said = err(&done);
        assert_eq!(done.status.code(), Some(2), "{arguments:?}: {said}");
        assert!(out(&done).is_empty(), "{arguments:?} printed {}", out(&done));
        let lines: Vec<_> = said.lines().collect();
        assert_eq!(lines.len(), 2, "{arguments:?}: {said}");
        assert!(lines[0].starts_with("error: ") && lines[0].contains(what), "{arguments:?}: {said}");
        assert!(lines[1].starts_with("hint: ") && lines[1].contains(hint), "{arguments:?}: {said}");
    }
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let folder = tempfile::tempdir().unwrap();
    for arguments in [&["explain"][..], &["demo"], &["-h"], &["--help"], &["schema", "report"], &["--version"]] {
        let mut child = Command::new(PROGRAM)
            .args(arguments)
            .current_dir(folder.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let done = child.wait_with_output().unwrap();
        assert_eq!(done.status.code(), Some(0), "{arguments:?}: {}", err(&done));
        assert!(err(&done).is_empty(), "{arguments:?}: {}", err(&done));
    }
}

#[test]
fn colours_come_and_go_as_the_environment_says() {
    let folder = repository(&[("README.md", "# river-notes\n")]);
    let coloured = |environment: &[(&str, &str)]| out(&run(folder.path(), &[], environment)).contains('\u{1b}');
    assert!(!coloured(&[]), "a pipe gets none");
    assert!(coloured(&[("CLICOLOR_FORCE", "1")]), "forced");
    assert!(!coloured(&[("NO_COLOR", "1")]));
    assert!(!coloured(&[("CLICOLOR", "0")]));
}

#[test]
fn a_report_goes_to_a_file_whole_and_without_colours() {
    let folder = repository(&[("README.md", "# river-notes\n")]);
    let path = folder.path().join("report.txt");
    std::fs::write(&path, "old").unwrap();
    let done = run(folder.path(), &["--output", "report.txt"], &[("CLICOLOR_FORCE", "1")]);
    assert_eq!((done.status.code(), out(&done)), (Some(0), String::new()), "{}", err(&done));
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.contains("arries") && !text.contains('\u{1b}'), "{text}");
    let left: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|item| item.unwrap().file_name()).collect();
    assert!(!left.iter().any(|name| name.to_string_lossy().starts_with(".report.txt")), "{left:?}");
}

#[test]
fn every_format_prints_and_keeps_the_exit_code() {
    let folder = repository(&[("README.md", "# river-notes\n"), ("main.py", "print('walk')\n")]);
    for format in ["text", "markdown", "json", "sarif", "github", "outputs"] {
        let done = run(folder.path(), &["--format", format], &[]);
        assert_eq!(done.status.code(), Some(0), "{format}: {}", err(&done));
        assert!(!out(&done).is_empty(), "{format}");
    }
}

#[test]
fn the_demo_shows_three_labels_and_leaves_nothing_behind() {
    let folder = tempfile::tempdir().unwrap();
    let temporary = folder.path().join("tmp");
    std::fs::create_dir(&temporary).unwrap();
    let done = run(folder.path(), &["demo"], &[("TMPDIR", temporary.to_str().unwrap())]);
    let text = out(&done);
    assert_eq!(done.status.code(), Some(0), "{}", err(&done));
    for word in ["open source", "open weights", "restricted license", "exit 0", "exit 1", "upheld", "refuted"] {
        assert!(text.contains(word), "{word} is not in\n{text}");
    }
    assert_eq!(std::fs::read_dir(&temporary).unwrap().count(), 0);
}

#[test]
fn a_schema_is_printed_for_both_formats() {
    let folder = tempfile::tempdir().unwrap();
    for of in ["report", "openness"] {
        let done = run(folder.path(), &["schema", of], &[]);
        let schema: serde_json::Value = serde_json::from_str(&out(&done)).unwrap();
        assert!(schema["properties"].is_object(), "{of}");
    }
}
