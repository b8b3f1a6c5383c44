//! Several assessments side by side, for a comparison at a glance.

use crate::assess::{Assessment, Verdict};
use crate::evidence::Answer;
use crate::layout::{bad, bold, dim, good, pad, unsure, width, wrap};
use crate::wording::{self, Row};

type Paint = fn(&str) -> String;

/// One assessment under a name.
pub struct Column<'a> {
    /// The heading.
    pub name: &'a str,
    /// What is shown under it.
    pub assessment: &'a Assessment,
    /// The exit code of its check.
    pub code: u8,
}

/// A line of the comparison: its heading, and for each column the cell's text and paint.
type Line = (&'static str, Vec<(String, Paint)>);

/// The comparison; one under the other where the terminal is too narrow.
#[must_use]
pub fn render(columns: &[Column<'_>], wide: usize) -> String {
    let lines = lines(columns);
    let first = lines.iter().map(|(heading, _)| width(heading)).max().unwrap_or(0);
    let n = columns.len().max(1);
    let each = wide.saturating_sub(first + 2 + 2 * n) / n;
    if each < 18 {
        return stacked(columns, &lines, first, wide);
    }
    let mut out = String::new();
    let last = columns.len().saturating_sub(1);
    let names: Vec<_> = columns
        .iter()
        .enumerate()
        .map(|(at, column)| bold(&if at == last { column.name.to_string() } else { pad(column.name, each) }))
        .collect();
    let rule: Vec<_> = columns.iter().map(|_| dim(&"─".repeat(each))).collect();
    out.push_str(&format!("  {}  {}\n", pad("", first), names.join("  ")));
    out.push_str(&format!("  {}  {}\n", pad("", first), rule.join("  ")));
    for (heading, cells) in &lines {
        let wrapped: Vec<_> = cells.iter().map(|(text, _)| wrap(text, each)).collect();
        let height = wrapped.iter().map(Vec::len).max().unwrap_or(0);
        for at in 0..height {
            let heading = if at == 0 { *heading } else { "" };
            let cells: Vec<_> =
                wrapped.iter().zip(cells).map(|(cell, (_, paint))| (cell.get(at).map_or("", String::as_str), paint)).collect();
            let Some(last) = cells.iter().rposition(|(text, _)| !text.is_empty()) else {
                out.push('\n');
                continue;
            };
            out.push_str(&format!("  {}", dim(&pad(heading, first))));
            for (text, paint) in cells.iter().take(last + 1) {
                out.push_str(&format!(
                    "  {}",
                    if text.is_empty() {
                        pad("", each)
                    } else {
                        format!("{}{}", paint(text), " ".repeat(each.saturating_sub(width(text))))
                    }
                ));
            }
            out.truncate(out.trim_end_matches(' ').len());
            out.push('\n');
        }
    }
    out
}

fn stacked(columns: &[Column<'_>], lines: &[Line], first: usize, wide: usize) -> String {
    let mut out = String::new();
    for (at, column) in columns.iter().enumerate() {
        out.push_str(&format!("{}{}\n", if at == 0 { "" } else { "\n" }, bold(column.name)));
        for (heading, cells) in lines {
            let Some((text, paint)) = cells.get(at) else { continue };
            for (row, line) in wrap(text, wide.saturating_sub(first + 4)).iter().enumerate() {
                let heading = if row == 0 { *heading } else { "" };
                out.push_str(&format!("  {}  {}\n", dim(&pad(heading, first)), paint(line)));
            }
        }
    }
    out
}

fn lines(columns: &[Column<'_>]) -> Vec<Line> {
    let each = |cell: &dyn Fn(&Column<'_>) -> (String, Paint)| columns.iter().map(cell).collect::<Vec<_>>();
    let part = |what: &'static str| {
        each(&|column| {
            let rows = wording::rows(column.assessment, 0);
            rows.iter().find(|row| row.what == what).map_or_else(|| ("-".to_string(), dim as Paint), cell)
        })
    };
    vec![
        (
            "says",
            each(&|column| {
                let claimed = wording::answer(column.assessment).claimed;
                (claimed.map_or_else(|| "nothing".into(), |words| format!("“{words}”")), plain)
            }),
        ),
        ("carries", each(&|column| (wording::carried(column.assessment), bold))),
        (
            "verdict",
            each(&|column| match column.assessment.verdict {
                Verdict::Upheld => (format!("✓ upheld, exit {}", column.code), good as Paint),
                Verdict::Refuted => (format!("✗ refuted, exit {}", column.code), bad as Paint),
                Verdict::Undetermined => (format!("? undetermined, exit {}", column.code), unsure as Paint),
                Verdict::NoClaim => (format!("· nothing claimed, exit {}", column.code), dim as Paint),
            }),
        ),
        ("", each(&|_| (String::new(), plain))),
        ("training code", part("training code")),
        ("corpus", part("corpus")),
        ("weights", part("weights")),
        ("", each(&|_| (String::new(), plain))),
        (
            "because",
            each(&|column| {
                let reason = wording::answer(column.assessment).reason;
                (if reason.is_empty() { "-".into() } else { reason }, plain)
            }),
        ),
    ]
}

fn cell(row: &Row) -> (String, Paint) {
    let text = if row.license.is_empty() { row.state.clone() } else { format!("{}, {}", row.state, row.license) };
    match row.free {
        Some(Answer::Yes) => (format!("{text} ✓"), good),
        Some(Answer::No) => (format!("{text} ✗"), bad),
        Some(Answer::Unknown) => (format!("{text} ?"), unsure),
        None => (text, dim),
    }
}

fn plain(text: &str) -> String {
    text.into()
}
