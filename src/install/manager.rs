//! Programs that own the hooks: when to keep off, and the line to add by hand.

use super::place::Place;
use super::script;
use crate::gate::message::shell_word;
use crate::gate::refs::Hook;
use std::fs;
use std::path::Path;

/// Why a hook is not put in place, and what a person can do instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The hook.
    pub hook: Hook,
    /// Who owns the place and what would happen, in one line.
    pub why: String,
    /// What to type or to add, ready to paste.
    pub by_hand: String,
}

/// Whether something else owns the place of this hook; `None` when it is safe to go on.
#[must_use]
pub fn refusal(place: &Place, hook: Hook) -> Option<Refusal> {
    let path = place.hooks.join(hook.name());
    let before = fs::read(&path).unwrap_or_default();
    if script::is_ours(&before) {
        return None;
    }
    let (why, by_hand) = moved(place, hook, !before.is_empty()).or_else(|| owned(place, hook, &before))?;
    Some(Refusal { hook, why, by_hand })
}

/// The hooks folder is not the repository's own.
fn moved(place: &Place, hook: Hook, occupied: bool) -> Option<(String, String)> {
    let folder = place.hooks.display().to_string();
    let Some(set) = &place.hooks_path else {
        // A link that leads out of the git directory: usually to tracked files.
        let real = fs::canonicalize(&place.hooks).ok()?;
        let home = fs::canonicalize(&place.common).ok()?;
        return (!real.starts_with(home))
            .then(|| (format!("the hooks folder is a link to {}", real.display()), by_hand(&real, hook, occupied)));
    };
    let by = format!("core.hooksPath = {} ({}, {})", set.value, set.scope, set.origin);
    if let Some(root) = husky_root(&place.hooks) {
        let why = format!("husky owns the hooks and writes them again ({by})");
        let text = match hook {
            Hook::PrePush => format!(
                "add this line to {}, above everything that reads standard input:\n    {}",
                root.join("pre-push").display(),
                line(hook)
            ),
            _ => by_hand(&place.hooks, hook, occupied),
        };
        return Some((why, text));
    }
    if Path::new(&set.value) == Path::new("/dev/null") {
        return Some((
            format!("all hooks are switched off: {by}"),
            "git config --unset core.hooksPath    (in the scope that sets it), then install again".into(),
        ));
    }
    Some((format!("git looks for hooks in {folder}, which others may share: {by}"), by_hand(&place.hooks, hook, occupied)))
}

/// The folder `.husky` above a hooks folder of husky's.
fn husky_root(hooks: &Path) -> Option<&Path> {
    hooks.ancestors().take(2).find(|folder| folder.file_name().is_some_and(|name| name == ".husky"))
}

/// Another program wrote the hook and would write it again over ours.
fn owned(place: &Place, hook: Hook, before: &[u8]) -> Option<(String, String)> {
    let path = place.hooks.join(hook.name());
    if path.is_dir() {
        return Some((format!("{} is a folder", path.display()), format!("move it away: {}", path.display())));
    }
    let text = String::from_utf8_lossy(before);
    if text.contains("lefthook") {
        return Some((
            "lefthook owns this hook: it would put ours away and never run it".into(),
            format!("add this to lefthook.yml, then run `lefthook install`:\n{}", lefthook_job(hook)),
        ));
    }
    if text.contains("cargo-husky") {
        return Some((
            "cargo-husky owns this hook and writes it again when the project is built".into(),
            format!("add this line to .cargo-husky/hooks/{} (feature `user-hooks`):\n    {}", hook.name(), line(hook)),
        ));
    }
    // Gitea and Forgejo write a script that runs every file of a folder beside it.
    let many = place.hooks.join(format!("{}.d", hook.name()));
    if many.is_dir() && text.contains(".d") {
        return Some((
            format!("{} is written by the forge and runs the files of {}", path.display(), many.display()),
            print_to(&many.join("openness"), hook),
        ));
    }
    None
}

/// What lefthook reads to run ours.
fn lefthook_job(hook: Hook) -> String {
    format!(
        "    {}:\n      jobs:\n        - name: openness\n          run: {}\n          use_stdin: true",
        hook.name(),
        line(hook).replace("\"$@\"", "{0}")
    )
}

/// The names that lefthook gives its settings.
const LEFTHOOK: &[&str] = &["lefthook.yml", "lefthook.yaml", ".lefthook.yml", ".lefthook.yaml", "lefthook.toml", "lefthook.json"];

/// The most bytes read of a manager's settings.
const LARGEST: u64 = 1 << 20;

/// What will happen to a hook that is a file when a manager that the tree names installs itself, and the line that
/// keeps both: lefthook puts a hook away that it has a job for, husky moves the folder. `None` where none is named,
/// or where it calls ours already.
#[must_use]
pub fn forecast(place: &Place, hook: Hook) -> Option<String> {
    let top = place.top.as_deref()?;
    let read = |name: &str| {
        let path = top.join(name);
        let fit = fs::symlink_metadata(&path).is_ok_and(|meta| meta.is_file() && meta.len() <= LARGEST);
        fit.then(|| fs::read_to_string(path).ok()).flatten()
    };
    let call = format!("git-openness hook {}", hook.name());
    for name in LEFTHOOK {
        if read(name).is_some_and(|text| text.contains(hook.name()) && !text.contains(&call)) {
            return Some(format!(
                "note: {name} has jobs for {}: `lefthook install` will put this hook away; to keep both, add to {name}:\n{}",
                hook.name(),
                lefthook_job(hook)
            ));
        }
    }
    let husky = read("package.json").is_some_and(|text| text.contains("\"husky\""));
    let called = read(".husky/pre-push").is_some_and(|text| text.contains(&call));
    (husky && !called && hook == Hook::PrePush).then(|| {
        format!(
            "note: package.json names husky, which will move the hooks to .husky/_ when it installs; to keep both, add this \
             line to .husky/pre-push:\n    {}",
            line(hook)
        )
    })
}

fn by_hand(folder: &Path, hook: Hook, occupied: bool) -> String {
    let path = folder.join(hook.name());
    if occupied {
        format!("add this line to {}, above everything that reads standard input:\n    {}", path.display(), line(hook))
    } else {
        print_to(&path, hook)
    }
}

fn print_to(path: &Path, hook: Hook) -> String {
    let word = shell_word(&path.display().to_string());
    format!("git openness install --print {} > {word} && chmod +x {word}", hook.name())
}

/// The one line that makes any shell script of another's our hook too. A program that is missing
/// or broken ends with neither 1 nor 3, and does not stop anything.
fn line(hook: Hook) -> String {
    let parent = if hook == Hook::ReferenceTransaction { "--parent $PPID " } else { "" };
    format!("git-openness hook {parent}{} \"$@\" || case $? in 1 | 3) exit 1 ;; esac", hook.name())
}
