//! For all repositories to come: settings of the user's from git 2.54 on, a template folder before.

use super::place::{self, Version};
use super::{Form, script, setting};
use crate::error::{Error, Result};
use crate::gate::program::git;
use crate::gate::refs::Hook;
use std::fs;
use std::path::PathBuf;

/// Puts hooks in place for this user.
///
/// # Errors
/// When a file or setting cannot be written.
pub fn install(hooks: &[Hook], form: Option<Form>) -> Result<Vec<String>> {
    let mut lines = Vec::new();
    let runs_settings = place::version() >= Version { major: 2, minor: 54 };
    if form.unwrap_or(if runs_settings { Form::Setting } else { Form::Script }) == Form::Setting {
        for &hook in hooks {
            lines.extend(setting::put(hook, setting::Scope::Global)?);
        }
        if !runs_settings {
            lines.push(format!("warning: git {} does not read these settings; git 2.54 does", place::version()));
        }
    } else {
        let folder = match configured() {
            Some(folder) => folder,
            None => create()?,
        };
        for &hook in hooks {
            lines.extend(script::put(&folder.join("hooks"), hook)?);
        }
        lines.push("every `git clone` and `git init` from now on gets it; in a repository that is there already:".into());
        lines.push("  git openness install".into());
    }
    lines.push("undo with: git openness uninstall --global".into());
    Ok(lines)
}

/// Takes away what [`install`] put in place. Repositories that were made meanwhile keep their hooks.
///
/// # Errors
/// When a file or setting cannot be changed.
pub fn uninstall() -> Result<Vec<String>> {
    let mut lines = Vec::new();
    for hook in Hook::ALL {
        lines.extend(setting::take(hook, setting::Scope::Global)?);
    }
    if let Some(folder) = configured() {
        for hook in Hook::ALL {
            lines.extend(script::take(&folder.join("hooks"), hook)?);
        }
        if Some(&folder) == own().as_ref() {
            let _ = git(["config", "--global", "--unset", "init.templateDir"]);
            fs::remove_dir_all(&folder).map_err(|error| Error::io(&folder, error))?;
            lines.push(format!("template folder removed: {}", folder.display()));
        }
    }
    if lines.is_empty() {
        lines.push("nothing of git-openness is installed for this user".into());
    }
    Ok(lines)
}

/// The template folder that the user has set.
fn configured() -> Option<PathBuf> {
    git(["config", "--global", "--type=path", "--get", "init.templateDir"]).filter(|path| !path.is_empty()).map(PathBuf::from)
}

/// The template folder that is ours.
fn own() -> Option<PathBuf> {
    let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let settings = set("XDG_CONFIG_HOME").or_else(|| Some(set("HOME").or_else(|| set("USERPROFILE"))?.join(".config")))?;
    Some(settings.join("git").join("openness-template"))
}

/// Makes our template folder with the parts of git's own that programs expect, and sets it.
fn create() -> Result<PathBuf> {
    let folder = own().ok_or_else(|| Error::Usage {
        message: "there is no home folder to put a template in".into(),
        hint: "set HOME, or set init.templateDir to a folder and install again".into(),
    })?;
    let info = folder.join("info");
    fs::create_dir_all(&info)
        .and_then(|()| fs::write(info.join("exclude"), "# Patterns here are ignored in this clone only.\n"))
        .map_err(|error| Error::io(&folder, error))?;
    git(["config".as_ref(), "--global".as_ref(), "init.templateDir".as_ref(), folder.as_os_str()]).ok_or_else(|| {
        Error::Usage {
            message: "git could not write the setting init.templateDir".into(),
            hint: "look whether the user's configuration file may be written and is not locked".into(),
        }
    })?;
    Ok(folder)
}
