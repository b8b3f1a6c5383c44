//! The report for a terminal: the answer first, then the components, then what to do.

use crate::assess::{Assessment, Level, Verdict};
use crate::definition::Met;
use crate::evidence::{Answer, Evidence};
use crate::layout::{bad, bold, cut, cut_front, dim, good, hang, pad, place, unsure, width, wrap};
use crate::text::{sanitize, sanitize_path};
use crate::wording::{self, Row};

/// How the report is to look.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    /// All evidence, nothing capped.
    pub verbose: bool,
    /// The columns that there are.
    pub columns: usize,
}

/// Data sets under the corpus, kinds of findings, and further places of one finding, before
/// "… and N more".
const PARTS: usize = 3;
const GROUPS: usize = 5;
const PLACES: usize = 3;

/// The report, with colours that the stream may strip.
#[must_use]
pub fn render(assessment: &Assessment, look: Look) -> String {
    let mut lines = head(assessment, look);
    lines.push(String::new());
    lines.extend(table(assessment, look));
    let findings = findings(assessment, look);
    if !findings.is_empty() {
        lines.push(String::new());
        lines.extend(findings);
    }
    if let Some((words, steps)) = wording::steps(assessment) {
        lines.push(String::new());
        lines.extend(hang("", &words, look.columns).iter().map(|line| bold(line)));
        for (at, step) in steps.iter().enumerate() {
            lines.extend(hang(&format!("  {}. ", at + 1), &sanitize(step, 400), look.columns));
        }
    }
    if look.verbose {
        lines.extend(evidence(assessment, look));
    }
    lines.push(String::new());
    lines.extend(foot(assessment, look));
    lines.join("\n") + "\n"
}

fn head(assessment: &Assessment, look: Look) -> Vec<String> {
    let answer = wording::answer(assessment);
    let (sign, paint): (_, fn(&str) -> String) = match assessment.verdict {
        Verdict::Upheld => ("✓", good),
        Verdict::Refuted => ("✗", bad),
        Verdict::Undetermined => ("?", unsure),
        Verdict::NoClaim => ("·", dim),
    };
    let mut lines: Vec<String> = wrap(&answer.sentence, look.columns - 2)
        .iter()
        .enumerate()
        .map(|(at, line)| format!("{} {}", if at == 0 { paint(sign) } else { " ".into() }, bold(line)))
        .collect();
    if !answer.reason.is_empty() {
        let joint = match assessment.verdict {
            Verdict::Refuted | Verdict::Undetermined | Verdict::NoClaim => "because ",
            Verdict::Upheld if assessment.next_label.is_some() => "not more, because ",
            Verdict::Upheld => "",
        };
        lines.extend(hang("  ", &format!("{joint}{}", answer.reason), look.columns));
    }
    if let Some(claim) = wording::decisive(assessment) {
        let others = assessment.claims.iter().filter(|other| other.verdict == assessment.verdict).count() - 1;
        let more = if others == 0 { String::new() } else { format!(" and {others} more") };
        let at = sanitize_path(&claim.location.short());
        let room = look.columns.saturating_sub(width(&at) + width(&more) + 8).max(12);
        lines.push(format!("  {} {}", place(&at), dim(&format!("“{}”{more}", cut(&sanitize(&claim.text, 200), room)))));
    }
    let modifiers = wording::modifiers(assessment);
    if !modifiers.is_empty() {
        lines.extend(hang("  with ", &modifiers.join(" · "), look.columns).iter().map(|line| dim(line)));
    }
    lines
}

fn table(assessment: &Assessment, look: Look) -> Vec<String> {
    let all = wording::rows(assessment, usize::MAX);
    let parts = all.iter().filter(|row| row.part).count();
    let shown = if look.verbose || parts <= PARTS + 1 { parts } else { PARTS };
    let rows = wording::rows(assessment, shown);
    let name = |row: &Row| if row.part { format!("  {}", row.what) } else { row.what.clone() };
    // State and license give way first: a name or a place that is cut helps nobody.
    let widest =
        |column: &dyn Fn(&Row) -> String, limit: usize| rows.iter().map(|row| width(&column(row))).max().unwrap_or(0).min(limit);
    let first = widest(&name, 26.min(look.columns.saturating_sub(28))).max(width("training code"));
    // Two before the row, two between columns, seven for the answer.
    let room = look.columns.saturating_sub(first + 15).max(12);
    let state = widest(&|row| row.state.clone(), (look.columns / 4).max(12)).max(5).min(room / 2);
    let license = widest(&|row| row.license.clone(), (look.columns / 4).max(12)).max(7).min(room - state);
    let rest = room.saturating_sub(state + license + 2);
    let place_shown = rest >= 10;
    let mut lines = vec![dim(&format!(
        "  {}  {}  {}  {}{}",
        pad("", first),
        pad("state", state),
        pad("license", license),
        pad("free", 7),
        if place_shown { "  where" } else { "" }
    ))];
    let mut parts_left = parts - shown;
    let mut after_parts = false;
    for row in &rows {
        if after_parts && !row.part && parts_left > 0 {
            lines.push(dim(&format!("    … and {parts_left} more, --verbose shows them")));
            parts_left = 0;
        }
        after_parts |= row.part;
        let (free, paint): (_, fn(&str) -> String) = match row.free {
            Some(Answer::Yes) => ("yes", good),
            Some(Answer::No) => ("no", bad),
            Some(Answer::Unknown) => ("unknown", unsure),
            None => ("-", dim),
        };
        let license_words = if row.license.is_empty() { "-".into() } else { cut(&row.license, license) };
        let line = format!(
            "  {}  {}  {}  {}{}",
            pad(&cut(&name(row), first), first),
            pad(&cut(&row.state, state), state),
            pad(&license_words, license),
            if place_shown && !row.place.is_empty() { paint(&pad(free, 7)) } else { paint(free) },
            if place_shown && !row.place.is_empty() {
                format!("  {}", place(&cut_front(&row.place, rest)))
            } else {
                String::new()
            }
        );
        lines.push(line.trim_end().to_string());
    }
    lines
}

fn findings(assessment: &Assessment, look: Look) -> Vec<String> {
    let groups = wording::groups(assessment);
    let (notes, loud): (Vec<_>, Vec<_>) = groups.iter().partition(|group| group.first().level == Level::Note || group.waived());
    let shown = if look.verbose { loud.len() } else { GROUPS.min(loud.len()) };
    let mut lines = Vec::new();
    for group in &loud[..shown] {
        let first = group.first();
        let sign = match first.level {
            Level::Error => bad("✗"),
            _ => unsure("!"),
        };
        let at = first.location.as_ref().map(|at| sanitize_path(&at.short()));
        let message = sanitize(&first.message, 300);
        let id = format!("[{}]", first.id);
        let said = match &at {
            Some(at) => format!("{at}  {message}"),
            None => message,
        };
        for (line_at, line) in wrap(&format!("{said} {id}"), look.columns - 3).into_iter().enumerate() {
            let mut line = line;
            if line_at == 0
                && let Some(at) = &at
                && let Some(rest) = line.strip_prefix(at.as_str())
            {
                line = format!("{} {rest}", place(at));
            }
            let line = line.strip_suffix(&id).map_or(line.clone(), |text| format!("{text}{}", dim(&id)));
            lines.push(format!("{} {line}", if line_at == 0 { sign.as_str() } else { " " }));
        }
        let elsewhere = group.elsewhere();
        if !elsewhere.is_empty() {
            let n = if look.verbose { elsewhere.len() } else { PLACES.min(elsewhere.len()) };
            let more = if n < elsewhere.len() { format!(" … and {} more", elsewhere.len() - n) } else { String::new() };
            lines.extend(
                hang("    also ", &format!("{}{more}", elsewhere[..n].join(", ")), look.columns).iter().map(|line| dim(line)),
            );
        }
        lines.extend(hang("    why  ", group.why(), look.columns).iter().map(|line| dim(line)));
        lines.extend(hang("    do   ", &sanitize(&first.help, 400), look.columns));
    }
    if shown < loud.len() {
        lines.push(dim(&format!("  … and {} more kinds of findings, --verbose shows them", loud.len() - shown)));
    }
    for group in notes {
        let first = group.first();
        let times = if group.findings.len() > 1 { format!(" ({} times)", group.findings.len()) } else { String::new() };
        let said = match &first.waived {
            Some(reason) => format!("waived: {}{times}, {}", first.id, sanitize(reason, 160)),
            None => format!("{}{times}", sanitize(&first.message, 200)),
        };
        lines.extend(hang("· ", &said, look.columns).iter().map(|line| dim(line)));
    }
    lines
}

fn evidence(assessment: &Assessment, look: Look) -> Vec<String> {
    let all = &assessment.components;
    let datasets: Vec<Evidence> = all.corpus.datasets.iter().flat_map(|set| set.evidence.clone()).collect();
    let base: Vec<Evidence> = all.base_model.iter().flat_map(|base| base.evidence.clone()).collect();
    let sections: [(&str, &[Evidence]); 7] = [
        ("training code", &all.training_code.evidence),
        ("corpus", &all.corpus.evidence),
        ("data sets", &datasets),
        ("weights", &all.weights.evidence),
        ("base model", &base),
        ("code", &all.code.evidence),
        ("reproducibility", &assessment.reproducibility.evidence),
    ];
    let mut lines = Vec::new();
    for (title, evidence) in sections.into_iter().filter(|(_, evidence)| !evidence.is_empty()) {
        lines.extend([String::new(), bold(&format!("evidence: {title}"))]);
        for seen in evidence {
            let strength = wording::value(&seen.strength);
            lines.push(format!(
                "  {} {}",
                place(&sanitize_path(&seen.location.short())),
                dim(&format!("{} ({strength})", sanitize(&seen.signature, 60)))
            ));
            if !seen.quote.is_empty() {
                lines.push(format!("    {}", cut(&sanitize(&seen.quote, 160), look.columns.saturating_sub(4))));
            }
            if let Some(note) = &seen.note {
                lines.extend(hang("    ", &sanitize(note, 300), look.columns).iter().map(|line| dim(line)));
            }
        }
    }
    if !assessment.claims.is_empty() {
        lines.extend([String::new(), bold("what is said")]);
    }
    for claim in &assessment.claims {
        let about = wording::value(&claim.about);
        let verdict = crate::knowledge::words("verdict", &wording::value(&claim.verdict));
        lines.push(format!(
            "  {} “{}”",
            place(&sanitize_path(&claim.location.short())),
            cut(&sanitize(&claim.text, 200), look.columns.saturating_sub(8))
        ));
        lines.push(dim(&format!("    {} of {about}: {verdict}", wording::label_words(&claim.label))));
    }
    if !assessment.not_read.is_empty() {
        lines.extend([String::new(), bold("not read")]);
        for item in &assessment.not_read {
            lines.push(format!(
                "  {} {}",
                place(&sanitize_path(&item.path)),
                dim(&crate::knowledge::words("not_read", &item.reason))
            ));
        }
    }
    lines
}

fn foot(assessment: &Assessment, look: Look) -> Vec<String> {
    let stats = &assessment.stats;
    let mut parts = vec![wording::revision(assessment)];
    parts.push(format!("{} files, {} read", stats.files, stats.blobs_read));
    parts.push("`git openness explain ID` says more".into());
    let of = |verdict| {
        let ids: Vec<_> = assessment.definitions.iter().filter(|o| o.verdict == verdict).map(|o| o.id.as_str()).collect();
        ids.join(", ")
    };
    let by: Vec<_> = [("met", of(Met::Met)), ("not met", of(Met::NotMet)), ("cannot tell", of(Met::CannotTell))]
        .into_iter()
        .filter(|(_, ids)| !ids.is_empty())
        .map(|(verdict, ids)| format!("{verdict}: {ids}"))
        .collect();
    let mut lines = hang("definitions ", &by.join(" · "), look.columns);
    lines.extend(wrap(&parts.join(" · "), look.columns));
    lines.iter().map(|line| dim(line)).collect()
}
