//! A hook as a setting: `hook.<name>.command` and `.event`, run by git 2.54 and later.

use super::script;
use crate::error::{Error, Result};
use crate::gate::program::git;
use crate::gate::refs::Hook;

/// Whose settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// This repository's.
    Local,
    /// This user's.
    Global,
}

impl Scope {
    fn flag(self) -> &'static str {
        match self {
            Self::Local => "--local",
            Self::Global => "--global",
        }
    }
}

/// The name under which git knows our hook. It must not be an event's name: git refuses that.
#[must_use]
pub fn name(hook: Hook) -> &'static str {
    match hook {
        Hook::PrePush => "openness-push",
        Hook::ReferenceTransaction => "openness-tag",
        Hook::PreReceive => "openness-receive",
    }
}

/// The script as one command: git appends the hook's arguments to it.
#[must_use]
pub fn command(hook: Hook) -> String {
    let text = script::text(hook);
    let body: Vec<&str> = text.lines().filter(|line| !line.trim_start().starts_with('#') && !line.trim().is_empty()).collect();
    format!("openness() {{\n{}\n}}; openness", body.join("\n"))
}

/// Writes the settings.
///
/// # Errors
/// When git cannot write them.
pub fn put(hook: Hook, scope: Scope) -> Result<Vec<String>> {
    let key = |part: &str| format!("hook.{}.{part}", name(hook));
    for (part, value) in [("command", command(hook)), ("event", hook.name().to_string())] {
        git(["config", scope.flag(), "--replace-all", &key(part), &value]).ok_or_else(|| Error::Usage {
            message: format!("git could not write the setting {}", key(part)),
            hint: "look whether the configuration file may be written and is not locked".into(),
        })?;
    }
    Ok(vec![format!("{} installed: setting hook.{} ({})", hook.name(), name(hook), scope.flag().trim_start_matches('-'))])
}

/// Whether the settings are there.
#[must_use]
pub fn is_there(hook: Hook, scope: Scope) -> bool {
    git(["config", scope.flag(), "--get", &format!("hook.{}.command", name(hook))]).is_some()
}

/// Takes the settings away.
///
/// # Errors
/// When git cannot write them.
pub fn take(hook: Hook, scope: Scope) -> Result<Vec<String>> {
    if !is_there(hook, scope) {
        return Ok(Vec::new());
    }
    let section = format!("hook.{}", name(hook));
    git(["config", scope.flag(), "--remove-section", &section]).ok_or_else(|| Error::Usage {
        message: format!("git could not remove the settings {section}"),
        hint: "look whether the configuration file may be written and is not locked".into(),
    })?;
    Ok(vec![format!("{} removed: setting {section} ({})", hook.name(), scope.flag().trim_start_matches('-'))])
}
