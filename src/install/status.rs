//! Which gates are active, which are bypassed and why.

use super::place::Place;
use super::{manager, script, setting};
use crate::error::Result;
use crate::gate::program::{git, settings};
use crate::gate::refs::{Hook, Releases};
use std::fs;
use std::path::Path;

/// How it stands with one hook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// Git runs it; where it is.
    Active(String),
    /// It was installed and git does not get to it; why.
    Bypassed(String),
    /// Nothing of ours.
    Absent,
}

/// The whole status.
#[derive(Debug, Clone)]
pub struct Status {
    /// Each hook with its state.
    pub hooks: Vec<(Hook, State)>,
    /// What is worth saying beside.
    pub notes: Vec<String>,
}

impl Status {
    /// Whether something that was installed does not run.
    #[must_use]
    pub fn is_bypassed(&self) -> bool {
        self.hooks.iter().any(|(_, state)| matches!(state, State::Bypassed(_)))
    }
}

/// Looks at the repository of the working directory.
///
/// # Errors
/// When there is none.
pub fn look() -> Result<Status> {
    let place = Place::here()?;
    let hooks: Vec<_> = Hook::ALL.into_iter().map(|hook| (hook, state(&place, hook))).collect();
    let mut notes = Vec::new();
    let (releases, slips) = Releases::new(&settings("openness.refs"));
    notes.push(format!("releases: {}", releases.patterns().join(", ")));
    notes.extend(slips.iter().map(|slip| format!("openness.refs: '{slip}' is not a pattern")));
    if !on_path("git-openness") {
        notes.push("git-openness is not on PATH: every gate warns and lets everything pass".into());
    }
    if hooks.iter().any(|(hook, state)| *hook == Hook::PrePush && matches!(state, State::Active(_))) {
        notes
            .push("`git push --no-verify` and uploads over HTTP pass by: repeat the check where the release is published".into());
    }
    for (hook, state) in &hooks {
        if let (State::Bypassed(_), Some(refusal)) = (state, manager::refusal(&place, *hook)) {
            notes.push(format!("{}, by hand: {}", hook.name(), refusal.by_hand));
        }
    }
    Ok(Status { hooks, notes })
}

fn state(place: &Place, hook: Hook) -> State {
    let off = |key: &str| git(["config", "--type=bool", "--get", key]).as_deref() == Some("false");
    let is_set = setting::is_there(hook, setting::Scope::Local) || setting::is_there(hook, setting::Scope::Global);
    let mut why = None;
    if is_set {
        let name = format!("hook.{}", setting::name(hook));
        if !place.runs_settings() {
            why = Some(format!("git {} does not read the setting {name}; git 2.54 does", place.version));
        } else if off(&format!("{name}.enabled")) {
            why = Some(format!("{name}.enabled is false"));
        } else if off(&format!("hook.{}.enabled", hook.name())) {
            why = Some(format!("hook.{}.enabled is false", hook.name()));
        } else {
            return State::Active(format!("setting {name}"));
        }
    }
    let path = place.hooks.join(hook.name());
    match by_file(place, hook, &path) {
        State::Absent => why.map_or(State::Absent, State::Bypassed),
        state => state,
    }
}

fn by_file(place: &Place, hook: Hook, path: &Path) -> State {
    let bytes = fs::read(path).unwrap_or_default();
    if script::is_ours(&bytes) || calls_us(&bytes, hook) {
        if !script::is_executable(path) {
            return State::Bypassed(format!("{} is not executable: chmod +x it", path.display()));
        }
        let kept = script::kept(&place.hooks, hook);
        let first = if script::is_executable(&kept) { ", after the hook that was there" } else { "" };
        return State::Active(format!("{}{first}", path.display()));
    }
    if let Some(manager) = through_manager(place, hook, &bytes) {
        return manager;
    }
    if place.own_hooks != place.hooks && fs::read(place.own_hooks.join(hook.name())).is_ok_and(|bytes| script::is_ours(&bytes)) {
        let set = place.hooks_path.as_ref();
        let by = set.map_or_else(String::new, |set| format!(", by core.hooksPath in {} ({})", set.origin, set.scope));
        return State::Bypassed(format!("git looks in {}{by}", place.hooks.display()));
    }
    for ending in script::PUT_AWAY {
        let away = place.hooks.join(format!("{}.{ending}", hook.name()));
        if fs::read(&away).is_ok_and(|away| script::is_ours(&away)) {
            // The pre-commit framework runs what it put away, with the same input.
            return if ending == "legacy" && String::from_utf8_lossy(&bytes).contains("pre-commit") {
                State::Active(format!("{}, run by pre-commit", away.display()))
            } else {
                State::Bypassed(format!("another program took its place and put it away as {}", away.display()))
            };
        }
    }
    if fs::symlink_metadata(script::kept(&place.hooks, hook)).is_ok() {
        return State::Bypassed(format!("another program wrote over it; install again: {}", path.display()));
    }
    State::Absent
}

/// Whether a script of another's calls our hook.
fn calls_us(bytes: &[u8], hook: Hook) -> bool {
    String::from_utf8_lossy(bytes).lines().filter(|line| !line.trim_start().starts_with('#')).any(|line| {
        line.contains(hook.name()) && ["git-openness hook", "git openness hook"].iter().any(|call| line.contains(call))
    })
}

/// A manager's hook that reads its own file, which may call ours.
fn through_manager(place: &Place, hook: Hook, bytes: &[u8]) -> Option<State> {
    let top = place.top.as_deref()?;
    let mut files = Vec::new();
    if place.hooks.ends_with(".husky/_") {
        files.extend(place.hooks.parent().map(|folder| folder.join(hook.name())));
    }
    if String::from_utf8_lossy(bytes).contains("lefthook") {
        let names = ["lefthook.yml", ".lefthook.yml", "lefthook.yaml", ".lefthook.yaml", "lefthook-local.yml"];
        files.extend(names.iter().map(|name| top.join(name)));
    }
    let file = files.into_iter().find(|file| fs::read(file).is_ok_and(|bytes| calls_us(&bytes, hook)))?;
    Some(State::Active(format!("called by {}", file.display())))
}

fn on_path(program: &str) -> bool {
    let names = [program.to_string(), format!("{program}.exe")];
    std::env::var_os("PATH")
        .is_some_and(|path| std::env::split_paths(&path).any(|folder| names.iter().any(|name| folder.join(name).is_file())))
}
