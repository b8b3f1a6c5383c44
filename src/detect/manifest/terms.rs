//! License words that stand beside a data set: in brackets, in a table cell, in its sentence.

use crate::evidence::Answer;
use crate::license::expression;
use crate::pattern::Regex;
use std::sync::LazyLock;

/// What a few words say of the terms of a data set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terms {
    /// An SPDX id where the words give one, else the words.
    pub license: String,
    /// Whether the terms let anyone pass it on, verbatim and modified.
    pub free: Answer,
}

/// Patterns from the strictest to the loosest; the first that matches decides. `{v}` is the version that was written.
static TABLE: LazyLock<Vec<(Regex, &str, Answer)>> = LazyLock::new(|| {
    [
        (r"(?i)\bCC[ -]?BY(?:[ -]SA)?[ -]?(\d\.\d)[ -](?:NC|ND|Non-?commercial)\b", "LicenseRef-non-commercial", Answer::No),
        (r"(?i)\bCC[ -]?BY[ -]NC[ -](SA|ND)\b(?:[ -]?(\d\.\d))?", "CC-BY-NC-{1}{v}", Answer::No),
        (r"(?i)\bCC[ -]?BY[ -]NC\b(?:[ -]?(\d\.\d))?|Attribution[ -]Non-?Commercial\b[\w ]*?(\d\.\d)?", "CC-BY-NC{v}", Answer::No),
        (r"(?i)\bCC[ -]?BY[ -]ND\b(?:[ -]?(\d\.\d))?|Attribution[ -]No-?Deriv\w*[\w ]*?(\d\.\d)?", "CC-BY-ND{v}", Answer::No),
        (r"(?i)non-?commercial|(?:for|only) (?:academic|research)|research[ -](?:use |purposes? )?only|academic (?:use|license)|commercial use (?:is )?(?:strictly )?prohibited", "LicenseRef-non-commercial", Answer::No),
        (r"(?i)\bproprietary\b|all rights reserved|\bLDC\b|copyright OUP", "LicenseRef-proprietary", Answer::No),
        (r"(?i)\bmostly\b|\bvarious\b|\bU/K\b|unknown|no explicit license|no license|unclear|\bmixed\b|several licenses|restrictive licens", "", Answer::Unknown),
        (r"(?i)\bCC[ -]?BY[ -]SA\b(?:[ -]?(\d\.\d))?|Creative Commons Attribution[ -]Share-?Alike(?: (\d\.\d))?|by-sa/(\d\.\d)", "CC-BY-SA{v}", Answer::Yes),
        (r"(?i)\bCC[ -]?BY\b(?:[ -]?(\d\.\d))?|Creative Commons Attribution(?: (\d\.\d))?|licenses/by/(\d\.\d)", "CC-BY{v}", Answer::Yes),
        (r"(?i)\bCC[ -]?0\b|Creative Commons Zero|publicdomain/zero", "CC0-1.0", Answer::Yes),
        (r"(?i)\bPDDL\b|public domain dedication and licen[cs]e", "PDDL-1.0", Answer::Yes),
        (r"(?i)public domain|publicdomain/mark", "LicenseRef-public-domain", Answer::Yes),
        (r"(?i)\bODbL\b|Open Database License", "ODbL-1.0", Answer::Yes),
        (r"(?i)\bODC[ -]?By\b|Open Data Commons Attribution", "ODC-By-1.0", Answer::Unknown),
        (r"(?i)\bCDLA[ -]Permissive(?:[ -](\d\.\d))?", "CDLA-Permissive{v}", Answer::Yes),
        (r"(?i)\bCDLA[ -]Sharing(?:[ -](\d\.\d))?", "CDLA-Sharing{v}", Answer::Yes),
        (r"(?i)\bApache(?:[ -]License)?(?:,? ?(?:Version|v)?\.? ?[ -]?2(?:\.0)?)?\b[ -]", "Apache-2.0", Answer::Yes),
        (r"\bMIT(?:[ -][Ll]icen[sc]ed?)?\b", "MIT", Answer::Yes),
        (r"\bBSD(?:-(\d)-Clause)?\b", "BSD", Answer::Yes),
        (r"\bGPL[ -]?v?(\d)?", "GPL{v}", Answer::Yes),
    ]
    .into_iter()
    .filter_map(|(pattern, id, free)| Some((crate::pattern::ascii(pattern).ok()?, id, free)))
    .collect()
});

/// The strictest terms that the words give; `None` when they give none.
#[must_use]
pub fn terms(text: &str) -> Option<Terms> {
    let text = &text[..text.char_indices().nth(400).map_or(text.len(), |(at, _)| at)];
    let padded = format!("{text} ");
    let (captures, id, free) = TABLE.iter().find_map(|(pattern, id, free)| Some((pattern.captures(&padded)?, *id, *free)))?;
    let groups: Vec<&str> = captures.iter().skip(1).flatten().map(|m| m.as_str()).collect();
    let version = groups.iter().find(|group| group.starts_with(|c: char| c.is_ascii_digit()));
    let license = id
        .replace("{1}", &groups.first().map(|g| g.to_ascii_uppercase()).unwrap_or_default())
        .replace("{v}", &version.map(|v| format!("-{v}")).unwrap_or_default());
    Some(Terms { license, free })
}

/// What an id of a hub or of a manifest's license field says.
#[must_use]
pub fn declared(id: &str) -> Option<Terms> {
    let id = id.trim();
    if id.is_empty() || matches!(id.to_ascii_lowercase().as_str(), "other" | "unknown" | "none" | "null") {
        return None;
    }
    // Ids of hubs are written small: "mit" is no word of a sentence.
    let known = expression::parse(id).filter(|known| known.free == Answer::Yes);
    let stated = terms(&id.replace('_', "-")).filter(|terms| !terms.license.is_empty());
    stated.or_else(|| known.map(|known| Terms { license: known.text, free: known.free }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_beside_a_data_set_give_its_terms() {
        let free = |text| terms(text).map(|terms| (terms.license, terms.free));
        assert_eq!(free("(CC-BY-SA 4.0)"), Some(("CC-BY-SA-4.0".into(), Answer::Yes)));
        assert_eq!(free("Creative Commons CC0"), Some(("CC0-1.0".into(), Answer::Yes)));
        assert_eq!(free("cc-by-nc-4.0"), Some(("CC-BY-NC-4.0".into(), Answer::No)));
        assert_eq!(free("CC-BY-4.0-NC"), Some(("LicenseRef-non-commercial".into(), Answer::No)));
        assert_eq!(free("(Apache License 2.0)"), Some(("Apache-2.0".into(), Answer::Yes)));
        assert_eq!(free("for research use only"), Some(("LicenseRef-non-commercial".into(), Answer::No)));
        assert_eq!(free("almost all CC0, mostly"), Some((String::new(), Answer::Unknown)));
        assert_eq!(free("a river dataset"), None);
        assert_eq!(declared("other"), None);
        assert_eq!(declared("mit").map(|terms| (terms.license, terms.free)), Some(("MIT".into(), Answer::Yes)));
    }
}
