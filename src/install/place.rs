//! Where git looks for hooks here, and who decided that.

use crate::error::{Error, Result};
use crate::gate::program::git;
use std::fmt;
use std::path::PathBuf;

/// A version of git, as far as it matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version {
    /// The first number.
    pub major: u32,
    /// The second number.
    pub minor: u32,
}

impl Version {
    /// From `git version 2.47.3`, with whatever vendors append.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut numbers = text.trim().strip_prefix("git version ")?.split('.');
        Some(Self { major: numbers.next()?.parse().ok()?, minor: numbers.next()?.parse().ok()? })
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.major, self.minor)
    }
}

/// `core.hooksPath`, and the scope and file that set it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HooksPath {
    /// The value.
    pub value: String,
    /// `local`, `global`, `system`, `worktree` or `command`.
    pub scope: String,
    /// Where it is written, as git says it (`file:.git/config`).
    pub origin: String,
}

/// The repository of the working directory.
#[derive(Debug, Clone)]
pub struct Place {
    /// The folder in which git looks for hooks.
    pub hooks: PathBuf,
    /// The folder in which it would without `core.hooksPath`.
    pub own_hooks: PathBuf,
    /// The git directory that all worktrees share.
    pub common: PathBuf,
    /// The top of the work tree, unless bare.
    pub top: Option<PathBuf>,
    /// Who moved the hooks folder, if anybody.
    pub hooks_path: Option<HooksPath>,
    /// The git program's version.
    pub version: Version,
}

impl Place {
    /// Asks git.
    ///
    /// # Errors
    /// [`Error::NoRepository`] when there is none.
    pub fn here() -> Result<Self> {
        let absolute = |name: &str| git(["rev-parse", "--path-format=absolute", name]).map(PathBuf::from);
        let common = absolute("--git-common-dir").ok_or_else(|| Error::NoRepository { path: ".".into() })?;
        let bare = git(["rev-parse", "--is-bare-repository"]).as_deref() == Some("true");
        let top = if bare { None } else { absolute("--show-toplevel") };
        let own_hooks = common.join("hooks");
        // Relative values count from the top of the work tree, not from here.
        let start = top.clone().unwrap_or_else(|| common.clone());
        let hooks = git(["-C".as_ref(), start.as_os_str(), "rev-parse".as_ref(), "--git-path".as_ref(), "hooks".as_ref()])
            .map_or_else(|| own_hooks.clone(), |path| start.join(path));
        Ok(Self { hooks, own_hooks, common, top, hooks_path: hooks_path(), version: version() })
    }

    /// Whether this git runs hooks that are settings.
    #[must_use]
    pub fn runs_settings(&self) -> bool {
        self.version >= Version { major: 2, minor: 54 }
    }
}

fn hooks_path() -> Option<HooksPath> {
    let text = git(["config", "--null", "--show-scope", "--show-origin", "--get", "core.hooksPath"])?;
    let mut fields = text.split('\0');
    Some(HooksPath { scope: fields.next()?.into(), origin: fields.next()?.into(), value: fields.next()?.into() })
}

/// The version of the git on PATH; the oldest when it does not say.
#[must_use]
pub fn version() -> Version {
    git(["version"]).and_then(|text| Version::parse(&text)).unwrap_or(Version { major: 0, minor: 0 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vendors_may_append_to_a_version() {
        let version = |text| Version::parse(text).map(|v| v.to_string());
        assert_eq!(version("git version 2.47.3").as_deref(), Some("2.47"));
        assert_eq!(version("git version 2.55.GIT").as_deref(), Some("2.55"));
        assert_eq!(version("git version 2.39.5 (Apple Git-154)").as_deref(), Some("2.39"));
        assert_eq!(version("hub 1.0"), None);
    }
}
