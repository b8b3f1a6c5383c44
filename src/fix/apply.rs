//! Edits onto bytes: every edit finds exactly the text that it replaces, or is left out.

use crate::assess::Edit;

const MARK: &[u8] = "\u{FEFF}".as_bytes();

/// The bytes with all edits that fit, and those edits. `tail` goes to the end, on lines of its own.
#[must_use]
pub fn apply(old: &[u8], edits: &[Edit], tail: Option<&str>) -> (Vec<u8>, Vec<Edit>) {
    let begin = if old.starts_with(MARK) { MARK.len() } else { 0 };
    let starts = line_starts(old, begin);
    let mut places: Vec<(usize, &Edit)> = edits.iter().filter_map(|edit| Some((offset(old, &starts, edit)?, edit))).collect();
    places.sort_by_key(|(at, _)| *at);
    places.dedup_by(|later, first| later.0 < first.0 + first.1.old.len());
    let mut new = Vec::with_capacity(old.len());
    let mut from = 0;
    for (at, edit) in &places {
        new.extend_from_slice(&old[from..*at]);
        new.extend_from_slice(edit.new.as_bytes());
        from = at + edit.old.len();
    }
    new.extend_from_slice(&old[from..]);
    if let Some(tail) = tail {
        let crlf = old.windows(2).any(|pair| pair == b"\r\n");
        let end = if crlf { "\r\n" } else { "\n" };
        if !new.is_empty() && !new.ends_with(b"\n") {
            new.extend_from_slice(end.as_bytes());
        }
        for line in tail.lines() {
            new.extend_from_slice(line.as_bytes());
            new.extend_from_slice(end.as_bytes());
        }
    }
    (new, places.into_iter().map(|(_, edit)| edit.clone()).collect())
}

fn line_starts(bytes: &[u8], begin: usize) -> Vec<usize> {
    std::iter::once(begin).chain(memchr::memchr_iter(b'\n', bytes).map(|at| at + 1)).collect()
}

/// The byte where an edit's text stands. Columns count characters of the line as it was read, in
/// which every run of bytes that are not UTF-8 had become U+FFFD.
fn offset(bytes: &[u8], starts: &[usize], edit: &Edit) -> Option<usize> {
    let start = *starts.get(edit.line.checked_sub(1)? as usize)?;
    let end = starts.get(edit.line as usize).copied().unwrap_or(bytes.len());
    let mut left = edit.column.checked_sub(1)? as usize;
    let mut at = start;
    for chunk in bytes.get(start..end)?.utf8_chunks() {
        for c in chunk.valid().chars() {
            if left == 0 {
                return fits(bytes, at, edit);
            }
            at += c.len_utf8();
            left -= 1;
        }
        if !chunk.invalid().is_empty() {
            if left == 0 {
                return None;
            }
            at += chunk.invalid().len();
            left -= 1;
        }
    }
    (left == 0).then(|| fits(bytes, at, edit)).flatten()
}

fn fits(bytes: &[u8], at: usize, edit: &Edit) -> Option<usize> {
    (!edit.old.is_empty() && bytes.get(at..)?.starts_with(edit.old.as_bytes())).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edit(line: u32, column: u32, old: &str, new: &str) -> Edit {
        Edit { path: "README.md".into(), line, column, old: old.into(), new: new.into() }
    }

    #[test]
    fn an_edit_replaces_exactly_its_own_text() {
        let (new, done) = apply("é open\r\nmore".as_bytes(), &[edit(1, 3, "open", "free"), edit(2, 1, "less", "x")], None);
        assert_eq!(new, "é free\r\nmore".as_bytes());
        assert_eq!(done.len(), 1);
    }

    #[test]
    fn bytes_that_are_not_text_and_a_byte_order_mark_are_stepped_over() {
        let (new, _) = apply(b"\xEF\xBB\xBFa \xFF\xFE open", &[edit(1, 6, "open", "free")], None);
        assert_eq!(new, b"\xEF\xBB\xBFa \xFF\xFE free");
    }

    #[test]
    fn a_tail_has_lines_of_its_own_in_the_files_own_ending() {
        assert_eq!(apply(b"a\r\nb", &[], Some("c\nd\n")).0, b"a\r\nb\r\nc\r\nd\r\n");
    }
}
