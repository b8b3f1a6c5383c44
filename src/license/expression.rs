//! License ids and expressions as people write them, folded to the spelling of SPDX.

use super::terms;
use crate::evidence::Answer;
use std::collections::HashMap;
use std::sync::LazyLock;

/// An expression in SPDX spelling, and whether it is free.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expression {
    /// The expression.
    pub text: String,
    /// Free by choice where `OR` stands, only all together where `AND` does.
    pub free: Answer,
    /// Whether the words name no exact license ("BSD", "GPL", "CC").
    pub imprecise: bool,
}

/// SPDX ids by their lower-case spelling.
static IDS: LazyLock<HashMap<String, &'static str>> = LazyLock::new(|| {
    spdx::identifiers::LICENSES.iter().map(|license| (license.name.to_ascii_lowercase(), license.name)).collect()
});

/// Full names of licenses by their folded spelling.
static NAMES: LazyLock<HashMap<String, &'static str>> = LazyLock::new(|| {
    let mut map: HashMap<String, &'static str> = HashMap::new();
    for license in spdx::identifiers::LICENSES {
        map.entry(fold(license.full_name)).or_insert(license.name);
    }
    for facts in terms::TABLE.iter() {
        map.entry(fold(&facts.name)).or_insert(&facts.id);
    }
    for (words, id) in SPELLINGS {
        map.insert(fold(words), id);
    }
    map
});

/// Other spellings that people use.
const SPELLINGS: &[(&str, &str)] = &[
    ("Apache", "Apache-2.0"),
    ("Apache 2", "Apache-2.0"),
    ("Apache v2", "Apache-2.0"),
    ("Apache 2.0", "Apache-2.0"),
    ("Apache v2.0", "Apache-2.0"),
    ("Apache License", "Apache-2.0"),
    ("Apache License 2", "Apache-2.0"),
    ("Apache License v2", "Apache-2.0"),
    ("Apache License v2.0", "Apache-2.0"),
    ("Apache License Version 2.0", "Apache-2.0"),
    ("Apache Software License", "Apache-2.0"),
    ("Apache Software License 2.0", "Apache-2.0"),
    ("ASL 2.0", "Apache-2.0"),
    ("ALv2", "Apache-2.0"),
    ("MIT", "MIT"),
    ("MIT License", "MIT"),
    ("The MIT License", "MIT"),
    ("Expat", "MIT"),
    ("BSD", "LicenseRef-hf-bsd"),
    ("BSD License", "LicenseRef-hf-bsd"),
    ("BSD 3", "BSD-3-Clause"),
    ("BSD 3 Clause", "BSD-3-Clause"),
    ("BSD 3 Clause License", "BSD-3-Clause"),
    ("3 Clause BSD", "BSD-3-Clause"),
    ("3 Clause BSD License", "BSD-3-Clause"),
    ("New BSD", "BSD-3-Clause"),
    ("New BSD License", "BSD-3-Clause"),
    ("Modified BSD License", "BSD-3-Clause"),
    ("BSD 2", "BSD-2-Clause"),
    ("BSD 2 Clause", "BSD-2-Clause"),
    ("2 Clause BSD", "BSD-2-Clause"),
    ("2 Clause BSD License", "BSD-2-Clause"),
    ("Simplified BSD License", "BSD-2-Clause"),
    ("ISC License", "ISC"),
    ("GPL", "LicenseRef-hf-gpl"),
    ("GNU GPL", "LicenseRef-hf-gpl"),
    ("GPL v2", "GPL-2.0-only"),
    ("GPLv2", "GPL-2.0-only"),
    ("GPL 2", "GPL-2.0-only"),
    ("GPL 2.0", "GPL-2.0-only"),
    ("GPLv2+", "GPL-2.0-or-later"),
    ("GPL v3", "GPL-3.0-only"),
    ("GPLv3", "GPL-3.0-only"),
    ("GPL 3", "GPL-3.0-only"),
    ("GPL 3.0", "GPL-3.0-only"),
    ("GNU GPL v3", "GPL-3.0-only"),
    ("GNU GPLv3", "GPL-3.0-only"),
    ("GNU General Public License v3", "GPL-3.0-only"),
    ("GNU General Public License v3.0", "GPL-3.0-only"),
    ("GNU General Public License v2.0", "GPL-2.0-only"),
    ("GNU General Public License version 3", "GPL-3.0-only"),
    ("GPLv3+", "GPL-3.0-or-later"),
    ("GPL v3+", "GPL-3.0-or-later"),
    ("GNU General Public License v3 GPLv3", "GPL-3.0-only"),
    ("GNU General Public License v3 or later GPLv3+", "GPL-3.0-or-later"),
    ("GNU General Public License v2 GPLv2", "GPL-2.0-only"),
    ("GNU General Public License v2 or later GPLv2+", "GPL-2.0-or-later"),
    ("GNU Affero General Public License v3", "AGPL-3.0-only"),
    ("GNU Affero General Public License v3 or later AGPLv3+", "AGPL-3.0-or-later"),
    ("GNU Lesser General Public License v3 LGPLv3", "LGPL-3.0-only"),
    ("AGPL", "AGPL-3.0-only"),
    ("AGPLv3", "AGPL-3.0-only"),
    ("AGPL v3", "AGPL-3.0-only"),
    ("AGPL 3.0", "AGPL-3.0-only"),
    ("LGPL", "LicenseRef-hf-lgpl"),
    ("LGPLv3", "LGPL-3.0-only"),
    ("LGPL v3", "LGPL-3.0-only"),
    ("LGPLv2.1", "LGPL-2.1-only"),
    ("LGPL 2.1", "LGPL-2.1-only"),
    ("MPL", "MPL-2.0"),
    ("MPL 2.0", "MPL-2.0"),
    ("Mozilla Public License 2.0 MPL 2.0", "MPL-2.0"),
    ("Mozilla Public License 2.0", "MPL-2.0"),
    ("The Unlicense Unlicense", "Unlicense"),
    ("Public Domain", "LicenseRef-Public-Domain"),
    ("Public Domain Dedication", "LicenseRef-Public-Domain"),
    ("CC0", "CC0-1.0"),
    ("CC 0", "CC0-1.0"),
    ("CC0 1.0", "CC0-1.0"),
    ("CC0 1.0 Universal", "CC0-1.0"),
    ("CC0 1.0 Universal CC0 1.0 Public Domain Dedication", "CC0-1.0"),
    ("Creative Commons Zero", "CC0-1.0"),
    ("Creative Commons Zero v1.0", "CC0-1.0"),
    ("Creative Commons CC0", "CC0-1.0"),
    ("Mozilla Public License", "MPL-2.0"),
    ("ODC PDDL 1.0", "PDDL-1.0"),
    ("Open Data Commons Public Domain Dedication and License", "PDDL-1.0"),
    ("Open Data Commons Public Domain and Dedication License", "PDDL-1.0"),
    ("Public Domain Dedication and License v1.0", "PDDL-1.0"),
    ("Open Data Commons Open Database License", "ODbL-1.0"),
    ("Modified MIT", "LicenseRef-Modified-MIT"),
    ("Modified MIT License", "LicenseRef-Modified-MIT"),
    ("GNU General Public License version 3 or later", "GPL-3.0-or-later"),
    ("GNU General Public License v3 or any later version", "GPL-3.0-or-later"),
    ("GNU General Public License", "LicenseRef-hf-gpl"),
    ("BSD Licensed", "LicenseRef-hf-bsd"),
    ("CC BY", "CC-BY-4.0"),
    ("CC BY SA", "CC-BY-SA-4.0"),
    ("CC BY NC", "CC-BY-NC-4.0"),
    ("CC BY NC SA", "CC-BY-NC-SA-4.0"),
    ("CC BY NC ND", "CC-BY-NC-ND-4.0"),
    ("CC BY ND", "CC-BY-ND-4.0"),
    ("ODC BY", "ODC-By-1.0"),
    ("ODC BY 1.0", "ODC-By-1.0"),
    ("Open Data Commons Attribution License", "ODC-By-1.0"),
    ("ODbL", "ODbL-1.0"),
    ("ODC ODbL", "ODbL-1.0"),
    ("Open Database License", "ODbL-1.0"),
    ("PDDL", "PDDL-1.0"),
    ("ODC PDDL", "PDDL-1.0"),
    ("Public Domain Dedication and License", "PDDL-1.0"),
    ("Llama 2 Community License", "LicenseRef-Llama-2"),
    ("Llama 2 License", "LicenseRef-Llama-2"),
    ("Llama 3 Community License", "LicenseRef-Llama-3"),
    ("Llama 3.1 Community License", "LicenseRef-Llama-3.1"),
    ("Llama 4 Community License", "LicenseRef-Llama-4"),
    ("proprietary", "LicenseRef-Proprietary"),
    ("other proprietary license", "LicenseRef-Proprietary"),
    ("unlicensed", "LicenseRef-Proprietary"),
    ("all rights reserved", "LicenseRef-Proprietary"),
];

/// Lower case, separators folded, the words that carry no meaning dropped.
fn fold(words: &str) -> String {
    let lower = words.to_lowercase().replace("licence", "license").replace("creative commons", "cc").replace("attribution", "by");
    let lower = lower.replace("noncommercial", "nc").replace("non-commercial", "nc").replace("non commercial", "nc");
    let lower = lower.replace("sharealike", "sa").replace("share-alike", "sa").replace("share alike", "sa");
    let lower = lower.replace("noderivatives", "nd").replace("noderivs", "nd").replace("no derivatives", "nd");
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
    if words.is_empty() || words.len() > 200 {
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

fn clean(rest: &str) -> bool {
    !rest.is_empty() && rest.len() <= 80 && rest.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'.')
}

/// A current SPDX id for a lower-case spelling; a deprecated one is replaced.
fn current(lower: &str) -> Option<String> {
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
    IDS.get(lower).filter(|id| !matches!(**id, "NONE" | "NOASSERTION")).map(|id| (*id).to_string())
}

/// `cc by nc 4.0` and the like, after folding.
fn creative_commons(folded: &str) -> Option<String> {
    let rest = folded.strip_prefix("cc ").or_else(|| folded.strip_prefix("by").map(|_| folded))?;
    let mut parts: Vec<&str> = rest.split(' ').collect();
    let version = parts.pop_if(|part| part.chars().next().is_some_and(|c| c.is_ascii_digit())).unwrap_or("4.0");
    parts.retain(|part| !part.is_empty());
    let known = parts.first() == Some(&"by") && parts.iter().all(|part| matches!(*part, "by" | "nc" | "sa" | "nd"));
    let found = known.then(|| format!("cc-{}-{version}", parts.join("-")))?;
    IDS.get(&found).map(|id| (*id).to_string())
}

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

/// An expression as people write it: `MIT OR Apache-2.0`, `MIT/Apache-2.0`, `apache-2.0`, a name.
///
/// `None` when no license can be made out of it; then nothing is known, which is never free.
#[must_use]
pub fn parse(words: &str) -> Option<Expression> {
    if let Some(id) = id(words) {
        return Some(single(id));
    }
    let spaced = words.replace(['(', ')'], " ");
    let dual = spaced.replace(" or ", " OR ").replace(" and ", " AND ").replace('/', " OR ").replace(" | ", " OR ");
    let alternatives: Vec<&str> = dual.split(" OR ").collect();
    if words.contains('(') && dual.contains(" AND ") && dual.contains(" OR ") {
        return nested(words);
    }
    let mut free = Answer::No;
    let mut texts = Vec::new();
    for alternative in alternatives {
        let mut all = Answer::Yes;
        let mut ids = Vec::new();
        for part in alternative.split(" AND ") {
            let one = match part.split_once(" WITH ") {
                // An exception only adds permissions.
                Some((base, exception)) if spdx::exception_id(exception.trim()).is_some() => {
                    let base = id(base)?;
                    all = all.and(terms::free(&base));
                    ids.push(format!("{base} WITH {}", exception.trim()));
                    continue;
                }
                _ => id(part)?,
            };
            all = all.and(terms::free(&one));
            ids.push(one);
        }
        texts.push(ids.join(" AND "));
        free = either(free, all);
    }
    let text = texts.join(" OR ");
    Some(Expression { imprecise: text.contains("LicenseRef-hf-"), text, free })
}

/// An expression with brackets, in strict SPDX syntax after mapping the case of its ids.
fn nested(words: &str) -> Option<Expression> {
    let mut mapped = String::new();
    for part in words.replace('(', " ( ").replace(')', " ) ").split_whitespace() {
        let known = match part {
            "(" | ")" | "AND" | "OR" | "WITH" => part.to_string(),
            "and" | "or" | "with" => part.to_uppercase(),
            other => id(other).unwrap_or_else(|| other.to_string()),
        };
        mapped.push_str(&known);
        mapped.push(' ');
    }
    let parsed = spdx::Expression::parse_mode(mapped.trim(), spdx::ParseMode::STRICT).ok()?;
    let asks = |wanted: Answer| {
        parsed.evaluate(|req| {
            let free = terms::free(&req.license.to_string());
            free == Answer::Yes || (wanted == Answer::Unknown && free == Answer::Unknown)
        })
    };
    let free = if asks(Answer::Yes) {
        Answer::Yes
    } else if asks(Answer::Unknown) {
        Answer::Unknown
    } else {
        Answer::No
    };
    Some(Expression { text: parsed.to_string(), free, imprecise: mapped.contains("LicenseRef-hf-") })
}

fn single(id: String) -> Expression {
    Expression { free: terms::free(&id), imprecise: id.starts_with("LicenseRef-hf-"), text: id }
}

/// The better of two: a choice is as free as its freest alternative.
#[must_use]
pub fn either(one: Answer, other: Answer) -> Answer {
    match (one, other) {
        (Answer::Yes, _) | (_, Answer::Yes) => Answer::Yes,
        (Answer::Unknown, _) | (_, Answer::Unknown) => Answer::Unknown,
        _ => Answer::No,
    }
}
