//! A unified diff that `git apply` takes: any line ending, no line end at the end, any path.

use super::Changed;
use similar::{Algorithm, DiffOp, capture_diff_slices};

/// The patch of one file as bytes; `None` where its lines hold characters that no output may carry.
#[must_use]
pub fn unified(file: &Changed) -> Option<Vec<u8>> {
    let old: Vec<&[u8]> = lines(&file.old);
    let new: Vec<&[u8]> = lines(&file.new);
    let ops = capture_diff_slices(Algorithm::Myers, &old, &new);
    // Hidden characters near a change: fewer lines around it may leave them out.
    [3, 1].into_iter().find_map(|context| {
        let patch = hunks(&ops, &old, &new, context);
        (!hides(&patch)).then(|| {
            let from = quoted("a/", &file.path);
            let to = quoted("b/", &file.path);
            let tab = if file.path.contains([' ', '\t']) { "\t" } else { "" };
            let mut out = format!("diff --git {from} {to}\n--- {from}{tab}\n+++ {to}{tab}\n").into_bytes();
            out.extend(patch);
            out
        })
    })
}

fn hunks(ops: &[DiffOp], old: &[&[u8]], new: &[&[u8]], context: usize) -> Vec<u8> {
    let mut out = Vec::new();
    for group in similar::group_diff_ops(ops.to_vec(), context) {
        let (Some(first), Some(last)) = (group.first(), group.last()) else { continue };
        let from = first.old_range().start..last.old_range().end;
        let to = first.new_range().start..last.new_range().end;
        out.extend(format!("@@ -{} +{} @@\n", range(&from), range(&to)).into_bytes());
        for op in &group {
            if let DiffOp::Equal { .. } = op {
                op.old_range().for_each(|at| put(&mut out, b' ', old[at]));
            } else {
                op.old_range().for_each(|at| put(&mut out, b'-', old[at]));
                op.new_range().for_each(|at| put(&mut out, b'+', new[at]));
            }
        }
    }
    out
}

fn lines(bytes: &[u8]) -> Vec<&[u8]> {
    bytes.split_inclusive(|&byte| byte == b'\n').collect()
}

fn put(out: &mut Vec<u8>, sign: u8, line: &[u8]) {
    out.push(sign);
    out.extend_from_slice(line);
    if !line.ends_with(b"\n") {
        out.extend_from_slice(b"\n\\ No newline at end of file\n");
    }
}

fn range(lines: &std::ops::Range<usize>) -> String {
    match lines.len() {
        0 => format!("{},0", lines.start),
        1 => (lines.start + 1).to_string(),
        length => format!("{},{length}", lines.start + 1),
    }
}

/// Characters that could move a cursor or reorder a line. Joiners inside emoji and scripts may stay.
fn hides(patch: &[u8]) -> bool {
    String::from_utf8_lossy(patch)
        .replace("\r\n", "\n")
        .chars()
        .any(|c| crate::text::is_hazard(c) && !matches!(c, '\n' | '\t' | '\u{200C}' | '\u{200D}' | '\u{FEFF}' | '\u{00AD}'))
}

/// A path as git writes it in a patch.
fn quoted(prefix: &str, path: &str) -> String {
    if path.bytes().all(|byte| (0x20..0x7F).contains(&byte) && byte != b'"' && byte != b'\\') {
        return format!("{prefix}{path}");
    }
    let mut out = format!("\"{prefix}");
    for byte in path.bytes() {
        match byte {
            b'"' => out.push_str("\\\""),
            b'\\' => out.push_str("\\\\"),
            b'\t' => out.push_str("\\t"),
            b'\n' => out.push_str("\\n"),
            0x20..0x7F => out.push(char::from(byte)),
            _ => out.push_str(&format!("\\{byte:03o}")),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn patch(path: &str, old: &str, new: &str) -> Option<String> {
        let file = Changed { path: path.into(), old: old.into(), new: new.into(), edits: Vec::new(), tail: None };
        unified(&file).map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
    }

    #[test]
    fn one_line_of_many() {
        let got = patch("a b.md", "1\n2\n3\n4\n5\n6", "1\n2\n3\n4\nfive\n6");
        assert_eq!(
            got.as_deref(),
            Some(
                "diff --git a/a b.md b/a b.md\n--- a/a b.md\t\n+++ b/a b.md\t\n@@ -2,5 +2,5 @@\n 2\n 3\n 4\n-5\n+five\n 6\n\\ No newline at end of file\n"
            )
        );
    }

    #[test]
    fn a_path_is_quoted_as_git_does() {
        assert_eq!(quoted("a/", "docs/说\".md"), r#""a/docs/\350\257\264\".md""#);
    }

    #[test]
    fn hidden_characters_are_never_printed() {
        assert_eq!(patch("a", "x\n\u{202E}y\nz\n", "X\n\u{202E}y\nz\n"), None);
        assert!(patch("a", "x\n1\n2\n\u{202E}y\nz\n", "X\n1\n2\n\u{202E}y\nz\n").is_some());
    }
}
