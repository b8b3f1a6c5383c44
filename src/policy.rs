//! `openness.yaml` of the revision under test: what a tree cannot say for itself.

mod mistake;

use crate::error::{Error, Result};
use crate::evidence::Stage;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The file's name at the top of the tree.
pub const FILE: &str = "openness.yaml";

/// The most bytes of it that are read; what people write by hand is far below.
pub const CAP: u64 = 256 << 10;

/// Declarations, waivers and settings.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct Policy {
    /// The label that the release bears, as an id or in words.
    pub label: Option<String>,
    /// The definition that gates; `source-form` unless said.
    pub definition: Option<String>,
    /// Corpora, here or elsewhere.
    pub corpus: CorpusPolicy,
    /// A trainer that lives in another repository.
    pub trainer: Option<Trainer>,
    /// Weights that live elsewhere.
    pub weights: Option<DeclaredWeights>,
    /// The model that these weights were trained from (a hub id or URL).
    pub base_model: Option<String>,
    /// Paths (globs) to leave out.
    pub ignore: Vec<String>,
    /// Findings that a maintainer accepts for a time.
    pub waivers: Vec<Waiver>,
    /// License texts that a person has read and found free, by the SHA-256 of the file.
    pub licenses: Vec<ConfirmedLicense>,
}

/// What is declared of the corpora.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct CorpusPolicy {
    /// Whether a free license on a compilation (ODC-By on a web crawl) is enough.
    pub accept_compilation_license: bool,
    /// Each corpus of each stage.
    pub datasets: Vec<DeclaredDataset>,
}

/// One corpus.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct DeclaredDataset {
    /// A name that people know it by.
    pub name: String,
    /// A path in this tree, where it lies here.
    #[serde(default)]
    pub path: Option<String>,
    /// Where it can be had, where it lies elsewhere.
    #[serde(default)]
    pub url: Option<String>,
    /// The immutable revision at that place.
    #[serde(default)]
    pub revision: Option<String>,
    /// The digest of the content (`sha256:…`).
    #[serde(default)]
    pub checksum: Option<String>,
    /// An SPDX expression or a `LicenseRef-`.
    #[serde(default)]
    pub license: Option<String>,
    /// The stage that reads it.
    #[serde(default)]
    pub stage: Option<Stage>,
}

/// A pinned trainer elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Trainer {
    /// The repository.
    pub url: String,
    /// The commit, 40 or 64 hexadecimal digits.
    #[serde(default)]
    pub commit: Option<String>,
    /// Its license, an SPDX expression.
    #[serde(default)]
    pub license: Option<String>,
}

/// Weights elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct DeclaredWeights {
    /// Where they can be had.
    #[serde(default)]
    pub url: Option<String>,
    /// Their license, an SPDX expression or a `LicenseRef-`.
    #[serde(default)]
    pub license: Option<String>,
}

/// A finding that is accepted for a time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Waiver {
    /// The finding's id.
    pub finding: String,
    /// Why.
    pub reason: String,
    /// The last day it holds, `YYYY-MM-DD`.
    pub expires: String,
    /// Only for this path, if given.
    #[serde(default)]
    pub path: Option<String>,
}

impl Waiver {
    /// Whether it still holds on a day, `YYYY-MM-DD`; dates in that form sort as text.
    #[must_use]
    pub fn holds_on(&self, day: &str) -> bool {
        self.expires.len() == 10 && day <= self.expires.as_str()
    }
}

/// The day so many days from today in UTC, `YYYY-MM-DD`; `SOURCE_DATE_EPOCH` replaces the clock.
#[must_use]
pub fn day_from_today(days: u64) -> String {
    let epoch = std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|seconds| seconds.parse().ok());
    let now = || std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).map_or(0, |since| since.as_secs());
    civil(epoch.unwrap_or_else(now) / 86_400 + days)
}

/// The Gregorian date of a day counted from 1970-01-01 (Howard Hinnant, "chrono-compatible
/// low-level date algorithms", `civil_from_days`).
fn civil(day: u64) -> String {
    let shifted = day + 719_468;
    let era = shifted / 146_097;
    let of_era = shifted % 146_097;
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let march_month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * march_month + 2) / 5 + 1;
    let month = if march_month < 10 { march_month + 3 } else { march_month - 9 };
    let year = year_of_era + era * 400 + u64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

/// A license text that a person has read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ConfirmedLicense {
    /// The path of the text.
    pub path: String,
    /// `sha256:` and the digest of the file that was read.
    pub checksum: String,
    /// What it is: an SPDX expression or a `LicenseRef-`.
    pub license: String,
    /// Whether anyone may use, change and pass it on for any purpose.
    pub free: bool,
}

impl Policy {
    /// Reads the file's text.
    ///
    /// # Errors
    /// [`Error::Policy`] with line and column, and the nearest known key for an unknown one.
    pub fn parse(text: &str) -> Result<Self> {
        if text.trim().is_empty() {
            return Ok(Self::default());
        }
        if let Some(at) = crate::text::nests_too_deeply(text) {
            return Err(mistake::too_deep(text, at));
        }
        let policy = serde_yaml::from_str(text).map_err(|error| mistake::explain(text, &error))?;
        mistake::meaning(text, &policy)?;
        Ok(policy)
    }

    /// Whether a path is left out by `ignore`.
    ///
    /// # Errors
    /// [`Error::Policy`] for a pattern that is not a glob.
    pub fn ignored(&self) -> Result<impl Fn(&str) -> bool + use<>> {
        let mut set = globset::GlobSetBuilder::new();
        for pattern in &self.ignore {
            let glob = globset::GlobBuilder::new(pattern).literal_separator(true).build().map_err(|error| Error::Policy {
                path: FILE.into(),
                line: 0,
                column: 0,
                reason: format!("ignore: {}", crate::text::sanitize(&error.to_string(), 160)),
                hint: "patterns are globs from the top of the tree, such as `third_party/**`".into(),
            })?;
            set.add(glob);
        }
        let set = set.build().unwrap_or_else(|_| globset::GlobSet::empty());
        Ok(move |path: &str| set.is_match(path))
    }
}

/// The JSON Schema of the file, generated from its types.
#[must_use]
pub fn schema() -> String {
    serde_json::to_string_pretty(&schemars::schema_for!(Policy)).unwrap_or_default() + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_through_leap_years() {
        assert_eq!(civil(0), "1970-01-01");
        assert_eq!(civil(11_016), "2000-02-29");
        assert_eq!(civil(20_513), "2026-03-01");
        assert_eq!(civil(20_512), "2026-02-28");
    }

    #[test]
    fn a_waiver_holds_through_its_last_day() {
        let waiver = Waiver { finding: "claim-refuted".into(), reason: "x".into(), expires: "2026-12-31".into(), path: None };
        assert!(waiver.holds_on("2026-12-31") && !waiver.holds_on("2027-01-01"));
    }
}
