//! The report as Markdown, for a pull request or a job summary. Everything foreign is defused.

use crate::assess::{Assessment, Level, Verdict};
use crate::definition::Met;
use crate::evidence::Answer;
use crate::text::{sanitize, sanitize_path};
use crate::wording;

/// The most evidence lines in the folded part; a job summary has a limit of 1 MiB.
const EVIDENCE: usize = 60;
/// The most findings of one kind that are listed with their place.
const PLACES: usize = 10;

/// The report.
#[must_use]
pub fn render(assessment: &Assessment) -> String {
    let answer = wording::answer(assessment);
    let sign = match assessment.verdict {
        Verdict::Upheld => "✅",
        Verdict::Refuted => "❌",
        Verdict::Undetermined => "❔",
        Verdict::NoClaim => "ℹ️",
    };
    let mut out = vec![format!("### {sign} {}", prose(&answer.sentence)), String::new()];
    if !answer.reason.is_empty() {
        let joint = if assessment.verdict == Verdict::Upheld { "" } else { "Because " };
        out.push(format!("{joint}{}.", prose(&answer.reason)));
    }
    if let Some(claim) = wording::decisive(assessment) {
        out.extend([
            String::new(),
            format!("{}: {}", code(&sanitize_path(&claim.location.short())), code(&sanitize(&claim.text, 200))),
        ]);
    }
    let modifiers = wording::modifiers(assessment);
    if !modifiers.is_empty() {
        out.extend([String::new(), format!("With {}.", modifiers.iter().map(|word| prose(word)).collect::<Vec<_>>().join(", "))]);
    }
    out.extend([String::new(), "| | state | license | free | where |".into(), "|---|---|---|---|---|".into()]);
    for row in wording::rows(assessment, 12) {
        let what = if row.part { format!("&nbsp;&nbsp;{}", cell(&row.what)) } else { format!("**{}**", row.what) };
        let free = row.free.map_or("–", Answer::word);
        let license = if row.license.is_empty() { "–".into() } else { cell(&row.license) };
        let place = if row.place.is_empty() { String::new() } else { cell_code(&row.place) };
        out.push(format!("| {what} | {} | {license} | {free} | {place} |", cell(&row.state)));
    }
    findings(assessment, &mut out);
    if let Some((words, steps)) = wording::steps(assessment) {
        out.extend([String::new(), format!("**{}**", prose(&words)), String::new()]);
        out.extend(steps.iter().enumerate().map(|(at, step)| format!("{}. {}", at + 1, prose(step))));
    }
    details(assessment, &mut out);
    out.push(String::new());
    out.push(format!(
        "<sub>git-openness {}, knowledge of {}, {} · {} files, {} read · not legal advice</sub>",
        assessment.tool.version,
        assessment.tool.knowledge,
        code(&wording::revision(assessment)),
        assessment.stats.files,
        assessment.stats.blobs_read
    ));
    out.join("\n") + "\n"
}

fn findings(assessment: &Assessment, out: &mut Vec<String>) {
    for group in wording::groups(assessment) {
        let first = group.first();
        let sign = match (&first.waived, first.level) {
            (Some(_), _) => "⚪",
            (None, Level::Error) => "🔴",
            (None, Level::Warning) => "🟡",
            (None, Level::Note) => "🔵",
        };
        let at = first.location.as_ref().map(|at| format!("{} ", code(&sanitize_path(&at.short())))).unwrap_or_default();
        out.extend([String::new(), format!("{sign} {at}{} ({})", prose(&sanitize(&first.message, 300)), code(&first.id))]);
        if let Some(reason) = &first.waived {
            out.push(format!("- waived: {}", prose(&sanitize(reason, 200))));
            continue;
        }
        let elsewhere = group.elsewhere();
        if !elsewhere.is_empty() {
            let listed: Vec<_> = elsewhere.iter().take(PLACES).map(|place| code(place)).collect();
            let more = elsewhere.len().saturating_sub(PLACES);
            let more = if more > 0 { format!(" and {more} more") } else { String::new() };
            out.push(format!("- also {}{more}", listed.join(", ")));
        }
        out.push(format!("- {}", prose(group.why())));
        out.push(format!("- **{}**", prose(&sanitize(&first.help, 400))));
    }
}

fn details(assessment: &Assessment, out: &mut Vec<String>) {
    out.extend([String::new(), "<details><summary>Definitions and evidence</summary>".into(), String::new()]);
    for outcome in &assessment.definitions {
        let verdict = match outcome.verdict {
            Met::Met => "met",
            Met::NotMet => "not met",
            Met::CannotTell => "cannot tell",
        };
        let open: Vec<_> = outcome.missing.iter().chain(&outcome.unclear).map(|id| code(id)).collect();
        let open = if open.is_empty() { String::new() } else { format!(": {}", open.join(", ")) };
        out.push(format!("- {} {verdict}{open}", code(&outcome.id)));
    }
    out.push(String::new());
    let parts = &assessment.components;
    let all: Vec<_> = [
        ("training code", &parts.training_code.evidence),
        ("corpus", &parts.corpus.evidence),
        ("weights", &parts.weights.evidence),
        ("code", &parts.code.evidence),
    ]
    .into_iter()
    .chain(parts.corpus.datasets.iter().map(|set| ("corpus", &set.evidence)))
    .chain(parts.base_model.iter().map(|base| ("base model", &base.evidence)))
    .flat_map(|(what, evidence)| evidence.iter().map(move |seen| (what, seen)))
    .collect();
    for (what, seen) in all.iter().take(EVIDENCE) {
        let quote = if seen.quote.is_empty() { String::new() } else { format!(": {}", code(&sanitize(&seen.quote, 160))) };
        out.push(format!(
            "- {what}: {} {}{quote}",
            code(&sanitize(&seen.signature, 60)),
            code(&sanitize_path(&seen.location.short()))
        ));
    }
    if all.len() > EVIDENCE {
        out.push(format!("- and {} more, `--format json` has them all", all.len() - EVIDENCE));
    }
    out.extend([String::new(), "</details>".into()]);
}

/// Foreign text as a code span: nothing inside one is Markdown, HTML, a mention or a link.
fn code(text: &str) -> String {
    let text = sanitize(text, 400);
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let blank = if longest > 0 || text.is_empty() { " " } else { "" };
    format!("{fence}{blank}{text}{blank}{fence}")
}

/// A code span inside a table, where a bar ends the cell even in code.
fn cell_code(text: &str) -> String {
    code(text).replace('|', "\\|")
}

/// Our own words with foreign names in them, as a table cell.
fn cell(text: &str) -> String {
    prose(text)
}

/// Our own words with foreign names in them: punctuation that means something is escaped, and
/// mentions, issue numbers and addresses are broken by an invisible blank. Our own code spans in
/// backticks stay when they are balanced and hold nothing but a command or a key.
fn prose(text: &str) -> String {
    let parts: Vec<_> = text.split('`').collect();
    let plain = |part: &str| part.chars().all(|c| c.is_ascii_alphanumeric() || " .-_/=:".contains(c));
    let spans = parts.len() % 2 == 1 && parts.iter().skip(1).step_by(2).all(|part| plain(part) && !part.is_empty());
    if !spans {
        return escape(text);
    }
    parts.iter().enumerate().map(|(at, part)| if at % 2 == 1 { format!("`{part}`") } else { escape(part) }).collect()
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut before = ' ';
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '@' | '#' => {
                out.push('\\');
                out.push(c);
                out.push_str("&#8203;");
            }
            '/' if before == '/' => out.push_str("&#8203;/"),
            '.' if before == 'w' || before == 'W' => out.push_str("&#8203;."),
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '(' | ')' | '!' | '|' | '~' | '$' => {
                out.push('\\');
                out.push(c);
            }
            '+' | '-' if out.is_empty() => {
                out.push('\\');
                out.push(c);
            }
            ':' => out.push_str("&#58;"),
            _ => out.push(c),
        }
        before = c;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_span_holds_any_backticks() {
        assert_eq!(code("a`b"), "`` a`b ``");
        assert_eq!(code("```"), "```` ``` ````");
        assert_eq!(code("plain"), "`plain`");
        assert_eq!(cell_code("a|b"), "`a\\|b`");
    }

    #[test]
    fn foreign_names_cannot_become_markup_mentions_or_links() {
        let out = prose("x <img src=q> [a](https://h) @someone #12 **b** www.h.org :tada: | y");
        for live in ["<img", "](", "@someone", "#12", "https://", "www.h", " **", ":tada:", " | "] {
            assert!(!out.contains(live), "{live} lives in {out}");
        }
    }

    #[test]
    fn our_own_commands_stay_code_and_a_strangers_backticks_do_not() {
        assert_eq!(prose("run `git openness fix` now"), "run `git openness fix` now");
        assert_eq!(prose("an `odd one"), "an \\`odd one");
        assert!(prose("`<script>`").contains("&lt;script&gt;"));
    }
}
