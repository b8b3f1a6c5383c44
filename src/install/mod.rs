//! Putting the hooks where git looks for them, taking them away again, and saying how it stands.
//!
//! Never overwrites, never loses a hook. From git 2.54 on the hooks are settings
//! (`hook.<name>.command`), which touch no file and stand beside every hook manager; before that
//! they are scripts with a mark that keep and run the hook they find. Where another program will
//! write the file again, or others share the folder, nothing is done and the exact line to add by
//! hand is given.

pub mod manager;
pub mod place;
pub mod script;
pub mod setting;
pub mod status;
pub mod template;

use crate::error::Result;
use crate::gate::refs::Hook;
use place::Place;

/// How a hook is put in place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A script in the hooks folder.
    Script,
    /// A setting, for git 2.54 and later.
    Setting,
}

/// What was done, in lines to print; or why nothing was done.
#[derive(Debug)]
pub enum Outcome {
    /// One line a deed.
    Done(Vec<String>),
    /// Why not, and what to do by hand.
    Refused(Vec<manager::Refusal>),
}

/// Puts hooks into the repository of the working directory. All or none.
///
/// # Errors
/// When there is no repository, or a file or setting cannot be written.
pub fn install(hooks: &[Hook], form: Option<Form>) -> Result<Outcome> {
    let place = Place::here()?;
    let form = form.unwrap_or(if place.runs_settings() { Form::Setting } else { Form::Script });
    let mut lines = Vec::new();
    match form {
        Form::Setting => {
            for &hook in hooks {
                lines.extend(setting::put(hook, setting::Scope::Local)?);
            }
            if !place.runs_settings() {
                lines.push(format!("warning: git {} does not read these settings; git 2.54 does", place.version));
            }
        }
        Form::Script => {
            let refusals: Vec<_> = hooks.iter().filter_map(|&hook| manager::refusal(&place, hook)).collect();
            if !refusals.is_empty() {
                return Ok(Outcome::Refused(refusals));
            }
            for &hook in hooks {
                lines.extend(script::put(&place.hooks, hook)?);
            }
            lines.extend(hooks.iter().filter_map(|&hook| manager::forecast(&place, hook)));
        }
    }
    lines.push("undo with: git openness uninstall".into());
    Ok(Outcome::Done(lines))
}

/// Takes away everything that [`install`] put into this repository, in both forms.
///
/// # Errors
/// When there is no repository, or a file or setting cannot be changed.
pub fn uninstall() -> Result<Vec<String>> {
    let place = Place::here()?;
    let mut lines = Vec::new();
    for hook in Hook::ALL {
        lines.extend(script::take(&place.hooks, hook)?);
        if place.own_hooks != place.hooks {
            lines.extend(script::take(&place.own_hooks, hook)?);
        }
        lines.extend(setting::take(hook, setting::Scope::Local)?);
    }
    if lines.is_empty() {
        lines.push("nothing of git-openness is installed here".into());
    }
    Ok(lines)
}
