//! Settings of the user and the repository: `openness.*` of git's configuration.

use super::executable::{self, Access};
use super::repository::Repository;
use crate::error::{Error, Result};

/// `openness.*`, in the order in which git lists them: a later value overrides an earlier one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Settings {
    values: Vec<(String, String)>,
}

impl Settings {
    /// Reads them as git does, `git -c openness.…` included.
    ///
    /// libgit2 sees neither `git -c` nor every conditional include, so git itself is asked; but only
    /// when there may be something to tell, because most repositories have no such setting.
    ///
    /// # Errors
    /// When the git program is needed and cannot be run.
    pub fn read(repository: &Repository) -> Result<Self> {
        let from_command = ["GIT_CONFIG_PARAMETERS", "GIT_CONFIG_COUNT"].iter().any(|key| std::env::var_os(key).is_some());
        if !from_command && !repository.may_have_setting(r"^openness\..*$") {
            return Ok(Self::default());
        }
        let output = executable::run(Access::default(), ["config", "--null", "--get-regexp", r"^openness\."])?;
        if !output.ok && !output.stderr.trim().is_empty() {
            return Err(Error::Usage {
                message: format!("git's settings cannot be read: {}", crate::text::sanitize(&output.stderr, 200)),
                hint: "`git config --list --show-origin` names the file".into(),
            });
        }
        Ok(Self::parse(&output.stdout))
    }

    /// `name\nvalue\0…`; a name alone means true.
    fn parse(text: &str) -> Self {
        let values = text
            .split('\0')
            .filter(|record| !record.is_empty())
            .map(|record| record.split_once('\n').unwrap_or((record, "true")))
            .filter_map(|(name, value)| Some((name.strip_prefix("openness.")?.to_string(), value.to_string())))
            .collect();
        Self { values }
    }

    /// The value of `openness.NAME` (lower case), the last one given.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.values.iter().rev().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// All values of a setting that may be given several times, such as `openness.refs`.
    #[must_use]
    pub fn all(&self, name: &str) -> Vec<&str> {
        self.values.iter().filter(|(key, _)| key == name).map(|(_, value)| value.as_str()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_value_counts_and_all_are_kept() {
        let settings = Settings::parse("openness.refs\nrefs/tags/*\0openness.refs\nrefs/heads/a\nb\0openness.bare\0");
        assert_eq!(settings.get("refs"), Some("refs/heads/a\nb"));
        assert_eq!(settings.all("refs").len(), 2);
        assert_eq!(settings.get("bare"), Some("true"));
        assert_eq!(settings.get("other"), None);
    }
}
