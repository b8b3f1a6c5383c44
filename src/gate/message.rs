//! What a stopped person reads: what is claimed and where, why it does not hold, and each way on.

use super::refs::{Hook, Update};
use super::{Ruled, Ruling};
use crate::assess::{Assessment, Claim, Finding, Level, Verdict};
use crate::component::WeightsState;
use crate::evidence::Location;
use crate::label::Label;
use crate::text::{sanitize, sanitize_path};
use std::fmt::Write as _;

/// How long a proposed waiver lasts, in days.
pub const WAIVER_DAYS: u64 = 30;

/// A tag's message in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptMessage {
    /// The tag's name.
    pub tag: String,
    /// The file.
    pub file: String,
}

/// What the message may point to beside the rulings.
#[derive(Debug, Clone, Default)]
pub struct Surroundings {
    /// The remote's name or URL, of a push.
    pub remote: Option<String>,
    /// The message of a stopped tag, if it was kept.
    pub kept_message: Option<KeptMessage>,
    /// Whether this only warns, because who set the ref cannot be told.
    pub only_warns: bool,
    /// The day until which a proposed waiver lasts, `YYYY-MM-DD`.
    pub waiver_until: String,
}

/// The whole text for standard error; empty when nothing is to be said.
#[must_use]
pub fn render(hook: Hook, ruled: &[Ruled], around: &Surroundings) -> String {
    let mut out = String::new();
    let mut told: Vec<(String, String)> = Vec::new();
    for one in ruled {
        let name = sanitize_path(&one.update.name);
        if let Some(warning) = &one.warning {
            let _ = writeln!(out, "git-openness: warning: {name}: {}", sanitize(warning, 300));
        }
        match &one.ruling {
            Ruling::Stopped(assessment) => {
                let stopped = if around.only_warns { "would be stopped" } else { "is stopped" };
                let why = why(&one.update, assessment);
                if let Some((first, _)) = told.iter().find(|(_, told)| *told == why) {
                    let _ = writeln!(out, "git-openness: {name} {stopped} as well, for the same reasons as {first}");
                    continue;
                }
                let verdict = match assessment.verdict {
                    Verdict::Refuted => "claims more than it carries",
                    _ => "claims what cannot be told from what is here",
                };
                let _ = writeln!(out, "git-openness: {name} {stopped}: it {verdict}\n\n{why}");
                ways_on(&mut out, hook, &one.update, assessment, around);
                told.push((name, why));
            }
            Ruling::Unjudged(reason) => {
                let _ = writeln!(out, "git-openness: warning: {name} could not be checked and passes: {}", sanitize(reason, 300));
            }
            Ruling::Unrelated | Ruling::Passes(_) => {}
        }
    }
    if hook == Hook::PrePush && ruled.iter().any(|one| matches!(one.ruling, Ruling::Stopped(_))) {
        let _ = writeln!(out, "\nNothing was sent.");
        if let Some(command) = remaining(ruled, around) {
            let _ = writeln!(out, "This push would go through:\n    {command}");
        }
    }
    out
}

/// What is claimed and where, what is carried, and the one reason that decides.
fn why(update: &Update, assessment: &Assessment) -> String {
    let mut out = String::new();
    for claim in decisive(assessment) {
        let _ = writeln!(out, "  claimed   \"{}\"  ({})", sanitize(&claim.text, 100), place(&claim.location, update));
    }
    if let Some(words) = carried(assessment) {
        let _ = writeln!(out, "  carried   {words}");
    }
    if let Some(reason) = reason(assessment) {
        let at = reason.location.as_ref().map_or_else(String::new, |at| format!("  ({})", sanitize_path(&at.short())));
        let _ = writeln!(out, "  because   {}{at}", sanitize(&reason.message, 200));
        let _ = writeln!(out, "            {}", sanitize(&reason.help, 300));
    }
    out
}

/// Each way on, as a command or as text to paste.
fn ways_on(out: &mut String, hook: Hook, update: &Update, assessment: &Assessment, around: &Surroundings) {
    let by_the_tag = |claim: &Claim| claim.location.path.starts_with("refs/");
    if let (true, Some(words)) = (decisive(assessment).any(by_the_tag), carried(assessment)) {
        let _ = writeln!(out, "To call it what it is, name and describe the tag with the accurate words: {words}");
    }
    if decisive(assessment).any(|claim| !by_the_tag(claim)) {
        let _ = writeln!(out, "To correct the words in the files:\n    git openness fix --write");
    }
    if hook == Hook::ReferenceTransaction {
        if let Some(kept) = around.kept_message.as_ref().filter(|kept| kept.tag == update.short()) {
            let (file, name) = (shell_word(&kept.file), shell_word(&kept.tag));
            let _ = writeln!(out, "Your message is kept; when it is corrected:\n    git tag -F {file} -a {name}");
        }
    } else if hook == Hook::PrePush {
        let spec = update.local.as_deref().unwrap_or(&update.name);
        let spec = spec.strip_prefix("refs/tags/").unwrap_or(spec);
        let _ = writeln!(out, "For the whole report:\n    git openness check {}", shell_word(spec));
    }
    let finding = if assessment.verdict == Verdict::Refuted { "claim-refuted" } else { "claim-undetermined" };
    let _ = writeln!(
        out,
        "A maintainer may let it out for a time, in {} of the release:\n    waivers:\n      \
         - finding: {finding}\n        reason: why it may go out as it is\n        expires: {}",
        crate::policy::FILE,
        around.waiver_until
    );
}

/// The claims that decide: those with the verdict of the whole.
fn decisive(assessment: &Assessment) -> impl Iterator<Item = &Claim> {
    assessment.claims.iter().filter(|claim| claim.verdict == assessment.verdict).take(3)
}

/// The label that the evidence carries, in words.
#[must_use]
pub fn carried(assessment: &Assessment) -> Option<&'static str> {
    assessment.label.map(|label: Label| label.words(assessment.components.weights.state != WeightsState::Absent))
}

/// The worst finding that is not the claim itself.
fn reason(assessment: &Assessment) -> Option<&Finding> {
    let mut others = assessment.findings.iter().filter(|finding| !finding.id.starts_with("claim-"));
    others.find(|finding| finding.level != Level::Note).or_else(|| assessment.findings.first())
}

/// A claim's place, in words where it is the ref itself.
fn place(location: &Location, update: &Update) -> String {
    if !location.path.starts_with("refs/") {
        return sanitize_path(&location.short());
    }
    match location.line {
        Some(line) => format!("the tag's message, line {line}"),
        None if location.blob.is_some() => "the tag's message".into(),
        None => format!("the name {}", sanitize_path(&update.name)),
    }
}

/// The same push without the refs that are stopped; `None` when nothing is left of it.
fn remaining(ruled: &[Ruled], around: &Surroundings) -> Option<String> {
    let left: Vec<&Update> =
        ruled.iter().filter(|one| !matches!(one.ruling, Ruling::Stopped(_))).map(|one| &one.update).collect();
    if left.is_empty() || left.len() > 20 {
        return None;
    }
    let mut command = format!("git push {}", shell_word(&without_password(around.remote.as_deref().unwrap_or("origin"))));
    for update in left {
        let short = |name: &str| name.strip_prefix("refs/heads/").or(name.strip_prefix("refs/tags/")).unwrap_or(name).to_string();
        let local = update.local.as_deref().unwrap_or_default();
        let spec = match local {
            "(delete)" => format!(":{}", update.name),
            same if same == update.name => short(same),
            other => format!("{other}:{}", update.name),
        };
        let _ = write!(command, " {}", shell_word(&spec));
    }
    Some(command)
}

/// A URL without its user part, which may hold a token.
fn without_password(remote: &str) -> String {
    let Some((scheme, rest)) = remote.split_once("://") else { return remote.into() };
    let host_end = rest.find('/').unwrap_or(rest.len());
    match rest[..host_end].rfind('@') {
        Some(at) => format!("{scheme}://{}", &rest[at + 1..]),
        None => remote.into(),
    }
}

/// One word of a POSIX shell's command line, safe to print and to paste.
#[must_use]
pub fn shell_word(text: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./:@%+=,".contains(c);
    let text = sanitize_path(text);
    if !text.is_empty() && text.chars().all(plain) {
        return text;
    }
    format!("'{}'", text.replace('\'', "'\\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_can_be_pasted() {
        assert_eq!(shell_word("v1.0"), "v1.0");
        assert_eq!(shell_word("main@{1 day ago}:refs/tags/s"), "'main@{1 day ago}:refs/tags/s'");
        assert_eq!(shell_word("a'b;$(c)"), "'a'\\''b;$(c)'");
        assert_eq!(shell_word("v1\u{202E}x"), "'v1\u{FFFD}x'");
        assert_eq!(shell_word(""), "''");
    }

    #[test]
    fn a_token_in_a_url_is_not_printed() {
        assert_eq!(without_password("https://me:secret@example.org/a@b.git"), "https://example.org/a@b.git");
        assert_eq!(without_password("git@example.org:x.git"), "git@example.org:x.git");
        assert_eq!(without_password("origin"), "origin");
    }
}
