//! The license that an address stands for.

use super::id::{IDS, current};

/// The license that a URL points to.
#[must_use]
pub fn url(lower: &str) -> Option<String> {
    let rest = lower.strip_prefix("https://").or_else(|| lower.strip_prefix("http://")).or_else(|| lower.strip_prefix("//"))?;
    let rest = rest.strip_prefix("www.").unwrap_or(rest).trim_end_matches('/');
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    let last = parts.last().copied().unwrap_or_default();
    let stem = last.trim_end_matches(".html").trim_end_matches(".txt").trim_end_matches(".php").trim_end_matches(".json");
    match host {
        "creativecommons.org" => match parts.as_slice() {
            ["licenses", kind, version, ..] => IDS.get(&format!("cc-{kind}-{version}")).map(|id| (*id).to_string()),
            ["publicdomain", "zero", ..] => Some("CC0-1.0".into()),
            ["publicdomain", "mark", ..] => Some("CC-PDM-1.0".into()),
            _ => None,
        },
        "apache.org" if stem.starts_with("license-2.0") => Some("Apache-2.0".into()),
        "opensource.org" | "spdx.org" | "choosealicense.com" => match stem {
            "mit-license" => Some("MIT".into()),
            "apache2.0" => Some("Apache-2.0".into()),
            _ => current(stem),
        },
        "gnu.org" => match stem {
            "gpl-3.0" | "gpl-2.0" | "lgpl-3.0" | "lgpl-2.1" | "agpl-3.0" | "gpl-3.0.en" | "agpl-3.0.en" | "lgpl-3.0.en" => {
                current(stem.trim_end_matches(".en"))
            }
            "gpl" => Some("GPL-3.0-only".into()),
            _ => None,
        },
        "opendatacommons.org" => match parts.get(1).copied().unwrap_or_default() {
            "by" => Some("ODC-By-1.0".into()),
            "odbl" => Some("ODbL-1.0".into()),
            "pddl" => Some("PDDL-1.0".into()),
            _ => None,
        },
        "mozilla.org" if path.contains("mpl/2.0") => Some("MPL-2.0".into()),
        "unlicense.org" => Some("Unlicense".into()),
        "ai.google.dev" if path.starts_with("gemma/") => Some("LicenseRef-Gemma".into()),
        "cdla.dev" => match parts.first().copied().unwrap_or_default() {
            "permissive-1-0" => Some("CDLA-Permissive-1.0".into()),
            "permissive-2-0" => Some("CDLA-Permissive-2.0".into()),
            "sharing-1-0" => Some("CDLA-Sharing-1.0".into()),
            _ => None,
        },
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_of_a_license_is_that_license() {
        for (address, wanted) in [
            ("https://creativecommons.org/licenses/by-sa/4.0/deed.en", Some("CC-BY-SA-4.0")),
            ("https://creativecommons.org/publicdomain/zero/1.0/", Some("CC0-1.0")),
            ("http://www.apache.org/licenses/license-2.0", Some("Apache-2.0")),
            ("https://opensource.org/license/mit/", Some("MIT")),
            ("https://opensource.org/licenses/bsd-3-clause", Some("BSD-3-Clause")),
            ("https://www.gnu.org/licenses/agpl-3.0.en.html", Some("AGPL-3.0-only")),
            ("https://opendatacommons.org/licenses/odbl/1-0/", Some("ODbL-1.0")),
            ("https://ai.google.dev/gemma/terms", Some("LicenseRef-Gemma")),
            ("https://example.org/licenses/mit", None),
            ("mit", None),
        ] {
            assert_eq!(url(address).as_deref(), wanted, "{address}");
        }
    }
}
