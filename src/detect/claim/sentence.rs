//! Sentences by Unicode's rules (UAX #29), mended where abbreviations would break them.

use unicode_segmentation::UnicodeSegmentation;

/// The longest sentence that is looked at as a whole, in bytes; longer ones are cut.
const LONGEST: usize = 2000;

/// The sentences of a text as `(offset, text)`. Line breaks always end one.
#[must_use]
pub fn split(text: &str) -> Vec<(usize, &str)> {
    let mut out = Vec::new();
    let mut start = 0;
    let mut end = 0;
    for (at, piece) in text.split_sentence_bound_indices() {
        end = at + piece.len();
        let so_far = &text[start..end];
        if so_far.len() < LONGEST && is_abbreviated(so_far.trim_end().trim_end_matches([')', ']'])) && !so_far.ends_with('\n') {
            continue;
        }
        cut(start, so_far, &mut out);
        start = end;
    }
    if start < end {
        cut(start, &text[start..end], &mut out);
    }
    out
}

/// Keeps every piece under [`LONGEST`], at white space or at a character.
fn cut<'t>(mut offset: usize, mut text: &'t str, out: &mut Vec<(usize, &'t str)>) {
    while text.len() > LONGEST {
        let at = text.floor_char_boundary(LONGEST);
        let at = text[..at].rfind(char::is_whitespace).filter(|&space| space > LONGEST / 2).unwrap_or(at);
        out.push((offset, &text[..at]));
        offset += at;
        text = &text[at..];
    }
    if !text.trim().is_empty() {
        out.push((offset, text));
    }
}

fn is_abbreviated(text: &str) -> bool {
    ["e.g.", "i.e.", "etc.", "et al.", "vs.", "cf.", "Fig.", "approx.", "Dr.", "Inc.", "Ltd.", "No.", "resp.", "z.B.", "p. ex."]
        .iter()
        .any(|short| text.ends_with(short))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentences(text: &str) -> Vec<&str> {
        split(text).into_iter().map(|(_, text)| text.trim()).collect()
    }

    #[test]
    fn versions_addresses_and_abbreviations_do_not_end_a_sentence() {
        assert_eq!(
            sentences("Brook v2.5 is out. See brook.example/a.b for more."),
            ["Brook v2.5 is out.", "See brook.example/a.b for more."]
        );
        assert_eq!(sentences("Open models, e.g. Brook, are fine."), ["Open models, e.g. Brook, are fine."]);
    }

    #[test]
    fn ideographic_full_stops_end_a_sentence() {
        assert_eq!(sentences("我们开源了模型。欢迎使用！"), ["我们开源了模型。", "欢迎使用！"]);
    }

    #[test]
    fn a_line_without_end_is_cut_into_pieces() {
        let long = "word ".repeat(5000);
        assert!(split(&long).iter().all(|(at, text)| text.len() <= LONGEST && long[*at..].starts_with(text)));
    }
}
