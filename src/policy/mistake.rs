//! Mistakes in `openness.yaml`, each with its line, its column and what was probably meant.

use super::{FILE, Policy};
use crate::error::Error;
use crate::knowledge::{DOCUMENTS, FINDINGS, LABELS};
use crate::text::sanitize;

/// A mistake at a one-based place; 0 where there is none.
fn mistake(line: u32, column: u32, reason: String, hint: String) -> Error {
    Error::Policy { path: FILE.into(), line, column, reason, hint }
}

/// More open brackets than anybody writes, at this byte.
pub fn too_deep(text: &str, at: usize) -> Error {
    let lines = crate::text::LineIndex::new(text);
    let reason = "brackets are nested deeper than any declaration needs".to_string();
    mistake(lines.line(at), lines.column(text, at), reason, "`git openness explain openness.yaml` lists the keys".into())
}

/// The reader's error in words of ours: an unknown key or value comes with the nearest known one.
pub fn explain(text: &str, error: &serde_yaml::Error) -> Error {
    let said = error.to_string();
    let place = error.location();
    let (line, column) = place.map_or((0, 0), |at| (at.line() as u32, at.column() as u32));
    let quoted: Vec<&str> = said.split('`').skip(1).step_by(2).collect();
    let path = said
        .split(": ")
        .next()
        .filter(|path| !path.contains(' '))
        .map(|path| format!(" in {}", sanitize(path, 80)))
        .unwrap_or_default();
    let (first, known) = quoted.split_first().map_or(("", &[][..]), |(first, rest)| (*first, rest));
    if said.contains("unknown field") {
        let (line, column) = key(text, first, line, 0).unwrap_or((line, column));
        return mistake(line, column, format!("unknown key '{}'{}", sanitize(first, 60), path), meant(first, known));
    }
    if said.contains("unknown variant") {
        return mistake(line, column, format!("unknown value '{}'{}", sanitize(first, 60), path), meant(first, known));
    }
    if said.contains("duplicate field") {
        let again = key(text, first, line, 1).or_else(|| key(text, first, line, 0));
        let (line, column) = again.unwrap_or((line, column));
        return mistake(line, column, format!("the key '{}' stands twice", sanitize(first, 60)), "keep one of them".into());
    }
    if said.contains("missing field") {
        return mistake(
            line,
            column,
            format!("the key '{}' is missing{}", sanitize(first, 60), path),
            format!("add `{}: …`; `git openness explain openness.yaml` lists the keys", sanitize(first, 60)),
        );
    }
    let reason = said.split(" at line ").next().unwrap_or(&said);
    // The reader names a type of ours, which nobody who writes the file knows.
    let reason =
        reason.split_once("expected struct ").map_or_else(|| reason.to_string(), |(before, _)| format!("{before}expected keys"));
    mistake(line, column, sanitize(&reason, 200), "`git openness explain openness.yaml` lists the keys".into())
}

/// What is well-formed and means nothing: names that nobody knows, dates and digests that are none.
///
/// # Errors
/// The first mistake.
pub fn meaning(text: &str, policy: &Policy) -> Result<(), Error> {
    let at = |name: &str, nth: usize| key(text, name, 1, nth).unwrap_or((0, 0));
    let wrong = |(line, column): (u32, u32), reason: String, hint: String| Err(mistake(line, column, reason, hint));
    if let Some(label) = &policy.label {
        let fold = |text: &str| text.trim().to_lowercase().replace(['-', '_'], " ");
        let spellings: Vec<&str> = LABELS
            .iter()
            .flat_map(|facts| [&facts.id, &facts.words].into_iter().chain(&facts.words_without_weights).chain(&facts.also))
            .map(String::as_str)
            .collect();
        if !spellings.iter().any(|known| fold(known) == fold(label)) {
            let ids: Vec<_> = LABELS.iter().map(|facts| facts.id.as_str()).collect();
            return wrong(at("label", 0), format!("no label is called '{}'", sanitize(label, 60)), meant(label, &ids));
        }
    }
    if let Some(definition) = &policy.definition {
        let known: Vec<_> = DOCUMENTS.iter().filter_map(|(name, _)| name.strip_prefix("definitions/")).collect();
        if !known.contains(&definition.as_str()) {
            let reason = format!("no definition is called '{}'", sanitize(definition, 60));
            return wrong(at("definition", 0), reason, meant(definition, &known));
        }
    }
    for (nth, waiver) in policy.waivers.iter().enumerate() {
        let known: Vec<_> = FINDINGS.iter().map(|facts| facts.id.as_str()).collect();
        if !known.contains(&waiver.finding.as_str()) {
            let reason = format!("no finding is called '{}'", sanitize(&waiver.finding, 60));
            return wrong(at("finding", nth), reason, meant(&waiver.finding, &known));
        }
        if !is_day(&waiver.expires) {
            let reason = format!("'{}' is not a day", sanitize(&waiver.expires, 30));
            return wrong(at("expires", nth), reason, "write it as YYYY-MM-DD".into());
        }
        if waiver.reason.trim().is_empty() {
            return wrong(at("reason", nth), "a waiver without a reason".into(), "say why the finding is accepted".into());
        }
    }
    if let Some(commit) = policy.trainer.as_ref().and_then(|trainer| trainer.commit.as_ref())
        && !(matches!(commit.len(), 40 | 64) && is_hex(commit))
    {
        let reason = format!("'{}' is not a commit", sanitize(commit, 70));
        return wrong(at("commit", 0), reason, "write all 40 or 64 hexadecimal digits; a branch or tag can move".into());
    }
    let digests = policy.corpus.datasets.iter().filter_map(|set| set.checksum.as_ref());
    for checksum in digests.chain(policy.licenses.iter().map(|license| &license.checksum)) {
        let digest = checksum.split_once(':');
        let good = digest.is_some_and(|(kind, hex)| is_hex(hex) && (kind != "sha256" || hex.len() == 64) && hex.len() >= 32);
        if !good {
            let place = text.lines().position(|line| line.contains(checksum.as_str())).map_or((0, 0), |at| (at as u32 + 1, 1));
            let reason = format!("'{}' is not a checksum", sanitize(checksum, 80));
            return wrong(place, reason, "write `sha256:` and 64 hexadecimal digits".into());
        }
    }
    Ok(())
}

/// The hint for a name that nobody knows: the nearest, or all of them.
fn meant(wrong: &str, known: &[&str]) -> String {
    let wrong = wrong.to_lowercase().replace('_', "-");
    let near = known
        .iter()
        .map(|name| (strsim::osa_distance(&wrong, name), strsim::jaro_winkler(&wrong, name), name))
        .filter(|(distance, likeness, name)| *distance <= 2.max(name.len() / 3) || *likeness > 0.88)
        .min_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
    match near {
        Some((_, _, name)) => format!("did you mean `{name}`?"),
        None => format!("one of: {}", known.join(", ")),
    }
}

/// The place of the `nth` line, from `line` on, that begins with a key; list dashes do not count.
fn key(text: &str, name: &str, line: u32, nth: usize) -> Option<(u32, u32)> {
    text.lines()
        .enumerate()
        .skip(line.saturating_sub(1) as usize)
        .filter_map(|(at, content)| {
            let bare = content.trim_start_matches([' ', '-']).trim_start_matches(['"', '\'']);
            let rest = bare.strip_prefix(name)?;
            let before = content.len() - content.trim_start_matches([' ', '-']).len();
            rest.trim_start_matches(['"', '\'', ' ']).starts_with(':').then_some((at as u32 + 1, before as u32 + 1))
        })
        .nth(nth)
}

fn is_hex(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// `YYYY-MM-DD` with a month and a day that can be.
fn is_day(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts[..] else { return false };
    let number = |part: &str, digits| (part.len() == digits).then(|| part.parse::<u32>().ok()).flatten();
    number(year, 4).is_some()
        && number(month, 2).is_some_and(|month| (1..=12).contains(&month))
        && number(day, 2).is_some_and(|day| (1..=31).contains(&day))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(text: &str) -> (u32, u32, String, String) {
        match Policy::parse(text) {
            Err(Error::Policy { line, column, reason, hint, .. }) => (line, column, reason, hint),
            other => panic!("{text:?} gives {other:?}"),
        }
    }

    #[test]
    fn an_unknown_key_is_pointed_at_with_the_nearest_known_one() {
        let (line, column, reason, hint) = refused("# ours\ndefinition: source-form\nlable: open source\n");
        assert_eq!((line, column), (3, 1));
        assert_eq!((reason.as_str(), hint.as_str()), ("unknown key 'lable'", "did you mean `label`?"));
        let (line, column, reason, hint) = refused("corpus:\n  datasets:\n    - name: a\n      licence: MIT\n");
        assert_eq!((line, column), (4, 7));
        assert_eq!(reason, "unknown key 'licence' in corpus.datasets[0]");
        assert_eq!(hint, "did you mean `license`?");
        let (_, _, _, hint) = refused("zzz: 1\n");
        assert!(hint.starts_with("one of: label, definition"), "{hint}");
    }

    #[test]
    fn names_that_nobody_knows_are_refused_where_they_stand() {
        let (line, _, reason, hint) = refused("ignore: []\nlabel: open-sauce\n");
        assert_eq!((line, hint.as_str()), (2, "did you mean `open-source`?"), "{reason}");
        let (line, _, _, hint) = refused("waivers:\n  - finding: corpus-mising\n    reason: later\n    expires: 2027-01-31\n");
        assert_eq!((line, hint.as_str()), (2, "did you mean `corpus-missing`?"));
        let (line, _, reason, _) = refused("waivers:\n  - finding: corpus-missing\n    reason: x\n    expires: soon\n");
        assert_eq!((line, reason.as_str()), (4, "'soon' is not a day"));
        assert_eq!(refused("trainer:\n  url: https://example.org/t\n  commit: main\n").0, 3);
        assert_eq!(refused("corpus:\n  datasets:\n    - name: a\n      checksum: md5\n").0, 4);
    }

    #[test]
    fn shapes_that_do_not_fit_are_mistakes_and_never_crashes() {
        for text in [
            "- a\n",
            "label: [\n",
            "label: a\nlabel: b\n",
            "corpus: [1]\n",
            "label: x\n---\nlabel: y\n",
            "\tlabel: x",
            "{",
            "*a",
            "%",
        ] {
            let (_, _, reason, _) = refused(text);
            assert!(!reason.is_empty() && !reason.contains("struct"), "{text:?}: {reason}");
        }
        let mut bomb = String::from("ignore: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for n in 1..12 {
            let last = format!("*a{}", n - 1);
            bomb.push_str(&format!("k{n}: &a{n} [{}]\n", vec![last; 9].join(", ")));
        }
        refused(&bomb);
        refused(&"[".repeat(20_000));
    }
}
