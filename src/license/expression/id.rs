//! One license as people write it, in the spelling of SPDX.

use super::url;
use crate::license::terms;
use serde::Deserialize;
use std::collections::HashMap;
use std::sync::LazyLock;

/// The longest name of one license, in bytes.
const LONGEST: usize = 200;

/// One row of `knowledge/license-names.yaml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Spelling {
    id: String,
    names: Vec<String>,
}

static SPELLINGS: LazyLock<Vec<Spelling>> = LazyLock::new(|| crate::knowledge::document("license-names"));

/// SPDX ids by their lower-case spelling.
pub(super) static IDS: LazyLock<HashMap<String, &'static str>> = LazyLock::new(|| {
    spdx::identifiers::LICENSES.iter().map(|license| (license.name.to_ascii_lowercase(), license.name)).collect()
});

/// Full names of licenses by their folded spelling.
static NAMES: LazyLock<HashMap<String, &'static str>> = LazyLock::new(|| {
    let mut map: HashMap<String, &'static str> = HashMap::new();
    for license in spdx::identifiers::LICENSES.iter().filter(|license| !is_silence(license.name)) {
        map.entry(fold(license.full_name)).or_insert(license.name);
    }
    for facts in terms::TABLE.iter() {
        map.entry(fold(&facts.name)).or_insert(&facts.id);
    }
    for spelling in SPELLINGS.iter() {
        for words in &spelling.names {
            map.insert(fold(words), &spelling.id);
        }
    }
    map
});

/// Lower case, separators folded, the words that carry no meaning dropped.
fn fold(words: &str) -> String {
    const WORDS: [(&str, &str); 12] = [
        ("licence", "license"),
        ("creative commons", "cc"),
        ("attribution", "by"),
        ("noncommercial", "nc"),
        ("non-commercial", "nc"),
        ("non commercial", "nc"),
        ("sharealike", "sa"),
        ("share-alike", "sa"),
        ("share alike", "sa"),
        ("noderivatives", "nd"),
        ("noderivs", "nd"),
        ("no derivatives", "nd"),
    ];
    let mut lower = words.to_lowercase();
    for (long, short) in WORDS {
        if lower.contains(long) {
            lower = lower.replace(long, short);
        }
    }
    let mut out = Vec::new();
    for part in lower.split(|c: char| !(c.is_alphanumeric() || c == '.' || c == '+')) {
        let part = part.trim_matches('.');
        let part = part.strip_prefix('v').filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit())).unwrap_or(part);
        if !matches!(part, "" | "the" | "license" | "version" | "international" | "unported" | "generic" | "public") {
            out.push(part);
        }
    }
    out.join(" ")
}

/// One license as people write it, in SPDX spelling.
#[must_use]
pub fn id(words: &str) -> Option<String> {
    let words = words.trim().trim_matches(['"', '\'', '`']).trim();
    if words.is_empty() || words.len() > LONGEST {
        return None;
    }
    let lower = words.to_ascii_lowercase();
    if let Some(from) = url(&lower) {
        return Some(from);
    }
    if let Some(rest) = lower.strip_prefix("licenseref-") {
        let known = terms::facts(&lower).map(|facts| facts.id.clone());
        return known.or_else(|| clean(rest).then(|| format!("LicenseRef-{}", &words["licenseref-".len()..])));
    }
    if let Some(known) = current(&lower) {
        return Some(known);
    }
    if let Some(facts) = terms::facts(&lower) {
        return Some(facts.id.clone());
    }
    let folded = fold(words);
    NAMES.get(&folded).map(|id| (*id).to_string()).or_else(|| creative_commons(&folded))
}

/// Words of SPDX that say that nothing is said.
fn is_silence(id: &str) -> bool {
    matches!(id, "NONE" | "NOASSERTION")
}

fn clean(rest: &str) -> bool {
    !rest.is_empty() && rest.len() <= 80 && rest.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'.')
}

/// A current SPDX id for a lower-case spelling; a deprecated one is replaced.
pub(super) fn current(lower: &str) -> Option<String> {
    for (old, new) in [("gpl-1.0", "GPL-1.0"), ("gpl-2.0", "GPL-2.0"), ("gpl-3.0", "GPL-3.0")]
        .into_iter()
        .chain([("lgpl-2.0", "LGPL-2.0"), ("lgpl-2.1", "LGPL-2.1"), ("lgpl-3.0", "LGPL-3.0")])
        .chain([("agpl-1.0", "AGPL-1.0"), ("agpl-3.0", "AGPL-3.0")])
    {
        if lower == old {
            return Some(format!("{new}-only"));
        }
        if lower.strip_prefix(old) == Some("+") {
            return Some(format!("{new}-or-later"));
        }
    }
    if lower.starts_with("gfdl") && !lower.contains("no-invariants") {
        return None;
    }
    IDS.get(lower).filter(|id| !is_silence(id)).map(|id| (*id).to_string())
}

/// `cc by nc 4.0` and the like, after folding.
fn creative_commons(folded: &str) -> Option<String> {
    let rest = folded.strip_prefix("cc ").or_else(|| folded.strip_prefix("by").map(|_| folded))?;
    let mut parts: Vec<&str> = rest.split(' ').collect();
    let version = parts.pop_if(|part| part.chars().next().is_some_and(|c| c.is_ascii_digit())).unwrap_or("4.0");
    parts.retain(|part| !part.is_empty());
    // From version 2.0 on all of them ask for attribution; some leave the word out.
    if matches!(parts.first(), Some(&("nc" | "sa" | "nd"))) && !version.starts_with("1.") {
        parts.insert(0, "by");
    }
    let known = parts.first() == Some(&"by") && parts.iter().all(|part| matches!(*part, "by" | "nc" | "sa" | "nd"));
    let found = known.then(|| format!("cc-{}-{version}", parts.join("-")))?;
    IDS.get(&found).map(|id| (*id).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_write_ids_in_many_ways() {
        for (words, wanted) in [
            ("apache-2.0", Some("Apache-2.0")),
            ("Apache License, Version 2.0", Some("Apache-2.0")),
            ("The MIT Licence", Some("MIT")),
            ("GPL-3.0", Some("GPL-3.0-only")),
            ("gpl-2.0+", Some("GPL-2.0-or-later")),
            ("CC BY-NC-SA 3.0", Some("CC-BY-NC-SA-3.0")),
            ("Creative Commons Attribution-NonCommercial 4.0 International", Some("CC-BY-NC-4.0")),
            ("Creative Commons Share-Alike 3.0", Some("CC-BY-SA-3.0")),
            ("Creative Commons ShareAlike 1.0", Some("CC-SA-1.0")),
            ("cc0-1.0", Some("CC0-1.0")),
            ("licenseref-llama-2", Some("LicenseRef-Llama-2")),
            ("openmdw-1.1", Some("LicenseRef-OpenMDW-1.1")),
            ("https://creativecommons.org/licenses/by-nc/4.0/", Some("CC-BY-NC-4.0")),
            ("NONE", None),
            ("", None),
            ("Brook", None),
        ] {
            assert_eq!(id(words).as_deref(), wanted, "{words}");
        }
    }

    #[test]
    fn every_name_is_of_a_license_that_is_known() {
        for spelling in SPELLINGS.iter() {
            let known = IDS.contains_key(&spelling.id.to_ascii_lowercase()) || spelling.id.starts_with("LicenseRef-");
            assert!(known && !spelling.names.is_empty(), "{}", spelling.id);
        }
    }
}
