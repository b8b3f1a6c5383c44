//! Annotations for a hosted runner: `::error file=…,line=…::…`, exactly escaped.
//!
//! The runner shows ten of each level for a step, so errors come first and the tenth place says how
//! many there are. A line of a stranger never begins one of ours, so it cannot be taken for a command.

use crate::assess::{Assessment, Finding, Level};
use crate::text::{sanitize, sanitize_path};
use crate::wording;

/// What the runner shows of each level.
const SHOWN: usize = 10;

/// The annotations, then one line with the answer for logs that do not know them.
#[must_use]
pub fn render(assessment: &Assessment) -> String {
    let mut out = String::new();
    for (level, word) in [(Level::Error, "error"), (Level::Warning, "warning"), (Level::Note, "notice")] {
        let of_level: Vec<_> = assessment.findings.iter().filter(|f| effective(f) == level).collect();
        let fits = of_level.len() <= SHOWN;
        let shown = if fits { of_level.len() } else { SHOWN - 1 };
        for finding in &of_level[..shown] {
            out.push_str(&annotation(word, finding));
        }
        if !fits {
            let rest = of_level.len() - shown;
            out.push_str(&format!("::{word} title=git-openness::and {rest} more; the report has them all\n"));
        }
    }
    let answer = wording::answer(assessment);
    let because = if answer.reason.is_empty() { String::new() } else { format!(" Because {}.", answer.reason) };
    out.push_str(&defuse(&format!("openness: {}{because}\n", answer.sentence)));
    out
}

/// A waived finding is only worth knowing.
fn effective(finding: &Finding) -> Level {
    if finding.waived.is_some() { Level::Note } else { finding.level }
}

fn annotation(word: &str, finding: &Finding) -> String {
    let mut properties = Vec::new();
    if let Some(at) = finding.location.as_ref().filter(|at| !at.path.starts_with("--") && !at.path.starts_with("refs/")) {
        properties.push(format!("file={}", property(&sanitize_path(&at.path))));
        properties.extend(at.line.map(|line| format!("line={line}")));
        properties.extend(at.column.filter(|_| at.line.is_some()).map(|column| format!("col={column}")));
    }
    let title = crate::knowledge::finding(&finding.id).map_or(finding.id.as_str(), |facts| &facts.title);
    properties.push(format!("title={}", property(title)));
    let waived = finding.waived.as_ref().map(|reason| format!("\nWaived: {}", sanitize(reason, 200))).unwrap_or_default();
    let message = format!("{}\n{}{waived}\n[{}]", sanitize(&finding.message, 300), sanitize(&finding.help, 400), finding.id);
    format!("::{word} {}::{}\n", properties.join(","), data(&message))
}

/// The runner's rule for the text of a command; the percent sign first.
fn data(text: &str) -> String {
    defuse(text).replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The runner's rule for a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

/// The runner's older commands, `##[name]`, are taken anywhere in a line.
fn defuse(text: &str) -> String {
    text.replace("##[", "## [")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_percent_sign_is_escaped_before_what_uses_it() {
        assert_eq!(data("50%\r\nx:y,z"), "50%25%0D%0Ax:y,z");
        assert_eq!(property("a%0A:b,c"), "a%250A%3Ab%2Cc");
        assert_eq!(data("##[warning]x"), "## [warning]x");
    }
}
