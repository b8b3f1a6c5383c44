//! install, uninstall, status: no hook is overwritten, none is lost.

use super::{executable, files, with_every_git};
use std::fs;

#[test]
fn installing_twice_is_installing_once_and_undoing_leaves_nothing() {
    with_every_git(|yard| {
        let hooks = yard.repo.path().join(".git/hooks");
        let before = files(&hooks);
        yard.install(&["--tag-guard", "--as", "script"]);
        let once = files(&hooks);
        assert_eq!(once.keys().collect::<Vec<_>>(), ["pre-push", "reference-transaction"]);
        let again = yard.openness(&["install", "--tag-guard", "--as", "script"]);
        assert!(again.code == 0 && again.stdout.contains("already in place"), "{}", again.stdout);
        assert_eq!(files(&hooks), once);
        assert_eq!(yard.openness(&["uninstall"]).code, 0);
        assert_eq!(files(&hooks), before);
    });
}

#[test]
fn an_earlier_hook_runs_first_with_the_same_input_and_arguments_and_comes_back_whole() {
    with_every_git(|yard| {
        let text = "#!/bin/sh\nprintf '%s|' \"$@\" >seen\ncat >>seen\n[ ! -e deny ]\n";
        let hook = yard.own_hook("pre-push", text);
        yard.honest().install(&["--as", "script"]);
        yard.ok(&["push", "origin", "main"]);
        let id = yard.ok(&["rev-parse", "HEAD"]);
        let zero = "0".repeat(40);
        assert_eq!(
            fs::read_to_string(yard.repo.path().join("seen")).unwrap(),
            format!("origin|../origin.git|refs/heads/main {id} refs/heads/main {zero}\n")
        );
        yard.repo.file("deny", "");
        assert_ne!(yard.git(&["push", "origin", "HEAD:refs/heads/other"]).code, 0);
        fs::remove_file(yard.repo.path().join("deny")).unwrap();
        yard.overclaim().stopped(&["push", "origin", "HEAD:refs/tags/v1"]);
        assert_eq!(yard.openness(&["uninstall"]).code, 0);
        assert_eq!(fs::read_to_string(&hook).unwrap(), text);
        yard.ok(&["push", "origin", "HEAD:refs/tags/v1"]);
    });
}

#[test]
fn an_earlier_transaction_hook_sees_every_state() {
    with_every_git(|yard| {
        yard.own_hook("reference-transaction", "#!/bin/sh\nwhile read -r line; do echo \"$1 $line\" >>.git/seen; done\n");
        let seen = yard.repo.path().join(".git/seen");
        let make = |name: &str| {
            yard.ok(&["tag", name]);
            let text = fs::read_to_string(&seen).unwrap();
            fs::remove_file(&seen).unwrap();
            text.replace(name, "TAG")
        };
        yard.honest();
        let _ = fs::remove_file(&seen);
        let alone = make("v1");
        yard.install(&["--tag-guard", "--as", "script"]);
        assert_eq!(make("v2"), alone);
        yard.overclaim().stopped(&["tag", "v3"]);
    });
}

#[test]
fn bytes_of_any_kind_come_back() {
    with_every_git(|yard| {
        let hooks = yard.repo.path().join(".git/hooks");
        let strange: &[u8] = b"#!/bin/sh\r\nexit 0\r\n\xff\x00\xfe no end of line";
        fs::create_dir_all(&hooks).unwrap();
        fs::write(hooks.join("pre-push"), strange).unwrap();
        std::os::unix::fs::symlink("../../scripts/guard", hooks.join("reference-transaction")).unwrap();
        yard.install(&["--tag-guard", "--as", "script"]);
        // It was not executable, so git did not run it; now it does not run either.
        yard.honest().ok(&["push", "origin", "main"]);
        assert_eq!(yard.openness(&["uninstall"]).code, 0);
        assert_eq!(fs::read(hooks.join("pre-push")).unwrap(), strange);
        assert_eq!(fs::read_link(hooks.join("reference-transaction")).unwrap().to_str(), Some("../../scripts/guard"));
    });
}

#[test]
fn our_own_script_is_known_with_windows_line_ends() {
    with_every_git(|yard| {
        yard.install(&["--as", "script"]);
        let hook = yard.repo.path().join(".git/hooks/pre-push");
        let windows = fs::read_to_string(&hook).unwrap().replace('\n', "\r\n");
        fs::write(&hook, windows).unwrap();
        let renewed = yard.openness(&["install", "--as", "script"]);
        assert!(renewed.stdout.contains("renewed"), "{}", renewed.stdout);
        assert!(!fs::read_to_string(&hook).unwrap().contains('\r'));
        assert_eq!(yard.openness(&["uninstall"]).code, 0);
        assert!(!hook.exists());
    });
}

#[test]
fn two_hooks_in_one_place_are_left_alone() {
    with_every_git(|yard| {
        yard.own_hook("pre-push", "#!/bin/sh\n");
        yard.own_hook("pre-push.pre-openness", "#!/bin/sh\n# another\n");
        let before = yard.snapshot(yard.repo.path());
        let run = yard.openness(&["install", "--as", "script"]);
        assert!(run.code == 2 && run.stderr.contains("exists already"), "{}", run.stderr);
        assert_eq!(yard.snapshot(yard.repo.path()), before);
    });
}

#[test]
fn a_moved_hooks_folder_is_refused_with_the_line_to_type() {
    with_every_git(|yard| {
        yard.ok(&["config", "core.hooksPath", "my hooks"]);
        let run = yard.openness(&["install", "--as", "script"]);
        assert_eq!(run.code, 2);
        assert!(run.stderr.contains("core.hooksPath = my hooks (local, file:.git/config)"), "{}", run.stderr);
        let line = run.stderr.lines().find_map(|line| line.strip_prefix("by hand: ")).unwrap().to_string();
        fs::create_dir(yard.repo.path().join("my hooks")).unwrap();
        let typed = yard.command_in("sh", yard.repo.path()).args(["-c", &line]).output().unwrap();
        assert!(typed.status.success(), "{line}: {}", String::from_utf8_lossy(&typed.stderr));
        yard.overclaim().stopped(&["push", "origin", "HEAD:refs/tags/v1"]);
        let status = yard.openness(&["status"]);
        assert!(status.code == 0 && status.stdout.contains("active"), "{}", status.stdout);
        // Switched off altogether.
        yard.ok(&["config", "core.hooksPath", "/dev/null"]);
        let run = yard.openness(&["install", "--as", "script"]);
        assert!(run.code == 2 && run.stderr.contains("all hooks are switched off"), "{}", run.stderr);
    });
}

#[test]
fn status_tells_why_a_gate_is_bypassed() {
    with_every_git(|yard| {
        let hook = yard.repo.path().join(".git/hooks/pre-push");
        assert!(yard.openness(&["status"]).stdout.contains("pre-push               not installed"));
        yard.install(&["--as", "script"]);
        let status = yard.openness(&["status"]);
        assert!(status.code == 0 && status.stdout.contains("pre-push               active"), "{}", status.stdout);
        let bypassed = |why: &str| {
            let status = yard.openness(&["status"]);
            assert!(status.code == 1 && status.stdout.contains("bypassed") && status.stdout.contains(why), "{}", status.stdout);
        };
        yard.ok(&["config", "core.hooksPath", "elsewhere"]);
        bypassed("core.hooksPath in file:.git/config (local)");
        yard.ok(&["config", "--unset", "core.hooksPath"]);
        fs::rename(&hook, hook.with_extension("old")).unwrap();
        executable(&hook, "#!/bin/sh\n# lefthook\n");
        bypassed("put it away as");
        // What to do about it stands there too.
        bypassed("pre-push, by hand: add this to lefthook.yml");
        fs::rename(hook.with_extension("old"), &hook).unwrap();
        fs::write(&hook, fs::read(&hook).unwrap()).unwrap();
        let mut mode = fs::metadata(&hook).unwrap().permissions();
        std::os::unix::fs::PermissionsExt::set_mode(&mut mode, 0o644);
        fs::set_permissions(&hook, mode).unwrap();
        bypassed("is not executable");
    });
}

#[test]
fn settings_are_written_and_removed_and_run_where_git_knows_them() {
    with_every_git(|yard| {
        let config = yard.repo.path().join(".git/config");
        let before = fs::read(&config).unwrap();
        let run = yard.openness(&["install", "--tag-guard", "--as", "setting"]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        assert_eq!(yard.ok(&["config", "hook.openness-push.event"]), "pre-push");
        assert!(files(&yard.repo.path().join(".git/hooks")).is_empty());
        yard.overclaim();
        let status = yard.openness(&["status"]);
        if yard.version >= (2, 54) {
            assert!(status.code == 0 && status.stdout.contains("active         setting hook.openness-push"), "{}", status.stdout);
            yard.stopped(&["push", "origin", "HEAD:refs/tags/v1"]);
            yard.stopped(&["tag", "v1"]);
            // They stand beside a hook manager, and run even where all hook files are off.
            yard.ok(&["config", "core.hooksPath", "/dev/null"]);
            yard.stopped(&["tag", "v1"]);
            yard.ok(&["config", "--unset", "core.hooksPath"]);
            yard.ok(&["-c", "hook.openness-tag.enabled=false", "tag", "v0"]);
        } else {
            assert!(run.stdout.contains("does not read these settings"), "{}", run.stdout);
            assert!(status.code == 1 && status.stdout.contains("does not read the setting"), "{}", status.stdout);
        }
        assert_eq!(yard.openness(&["uninstall"]).code, 0);
        assert_eq!(fs::read(&config).unwrap(), before);
        yard.ok(&["tag", "v2"]);
    });
}

#[test]
fn a_user_gets_it_in_every_new_clone_and_loses_it_again() {
    with_every_git(|yard| {
        yard.overclaim().install(&["--global", "--as", "script"]);
        let clone = yard.clone("clone", &[]);
        assert!(clone.join(".git/info/exclude").exists());
        let run = yard.git_in(&clone, &["push", "origin", "HEAD:refs/tags/v1"]);
        assert!(run.code != 0 && run.stderr.contains("is stopped"), "{}", run.stderr);
        let undone = yard.openness(&["uninstall", "--global"]);
        assert_eq!(undone.code, 0, "{}", undone.stderr);
        assert!(!yard.repo.beside("home").join(".config/git/openness-template").exists());
        assert_ne!(yard.git(&["config", "--global", "init.templateDir"]).code, 0);
        assert!(files(&yard.clone("second", &[]).join(".git/hooks")).is_empty());
    });
}

#[test]
fn a_template_folder_of_the_users_own_keeps_what_it_has() {
    with_every_git(|yard| {
        let own = yard.repo.beside("template");
        executable(&own.join("hooks/pre-push"), "#!/bin/sh\necho mine >&2\n");
        yard.ok(&["config", "--global", "init.templateDir", own.to_str().unwrap()]);
        yard.overclaim().install(&["--global", "--as", "script"]);
        let clone = yard.clone("clone", &[]);
        let run = yard.git_in(&clone, &["push", "origin", "HEAD:refs/tags/v1"]);
        assert!(run.code != 0 && run.stderr.contains("mine") && run.stderr.contains("is stopped"), "{}", run.stderr);
        assert_eq!(yard.openness(&["uninstall", "--global"]).code, 0);
        assert_eq!(files(&own.join("hooks")).keys().collect::<Vec<_>>(), ["pre-push"]);
    });
}

#[test]
fn the_scripts_are_posix_and_start_with_their_mark() {
    for hook in ["pre-push", "reference-transaction", "pre-receive"] {
        let folder = crate::support::Repo::folder();
        let text = folder.openness(&["install", "--print", hook]).stdout;
        assert!(text.starts_with("#!/bin/sh\n# git-openness-managed v1\n"), "{text}");
        for bashism in ["[[", "function ", "local ", "<<<", "$'"] {
            assert!(!text.contains(bashism), "{hook}: {bashism}");
        }
        folder.file("script", &text);
        let checked = folder.command("sh").args(["-n", "script"]).output().unwrap();
        assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stderr));
    }
}
