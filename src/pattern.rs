//! Patterns for texts whose words are ASCII: code, addresses, names of licenses.
//!
//! `\w`, `\d`, `\s` and `\b` mean their Unicode classes by default, whose automata cost more to build
//! than most repositories cost to read, and a Unicode `\b` keeps the fast matcher from running at
//! all on a text with one accent. Here they mean ASCII; `.` and negated classes stay Unicode.

use regex::{Error, Regex};

/// Compiles a pattern whose Perl classes are ASCII.
///
/// # Errors
/// When it is not a pattern.
pub fn ascii(pattern: &str) -> Result<Regex, Error> {
    Regex::new(&rewritten(pattern))
}

/// Compiles a pattern over bytes, where `.` and negated classes too mean one byte each: for source
/// text, where a repetition of a Unicode `.` would cost ten times the automaton.
///
/// # Errors
/// When it is not a pattern, or names a character past ASCII inside brackets.
pub fn bytes(pattern: &str) -> Result<regex::bytes::Regex, Error> {
    regex::bytes::RegexBuilder::new(pattern).unicode(false).build()
}

/// The same pattern with its Perl classes spelled out.
fn rewritten(pattern: &str) -> String {
    let mut out = String::with_capacity(pattern.len() * 2);
    let mut in_class = false;
    let mut chars = pattern.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => {
                let next = chars.next();
                let class = match next {
                    Some('w') => "0-9A-Za-z_",
                    Some('d') => "0-9",
                    Some('s') => r"\x20\t\n\r\x0B\x0C",
                    Some('b') if !in_class => {
                        out.push_str(r"(?-u:\b)");
                        continue;
                    }
                    _ => {
                        out.push('\\');
                        out.extend(next);
                        continue;
                    }
                };
                if in_class {
                    out.push_str(class);
                } else {
                    out.push('[');
                    out.push_str(class);
                    out.push(']');
                }
                continue;
            }
            '[' => in_class = true,
            ']' => in_class = false,
            _ => {}
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn perl_classes_are_spelled_out_inside_and_outside_of_brackets() {
        assert_eq!(rewritten(r"\bfit_\w+\([^\d.]*\)"), r"(?-u:\b)fit_[0-9A-Za-z_]+\([^0-9.]*\)");
        assert_eq!(rewritten(r"a\s[\s-]\\w"), r"a[\x20\t\n\r\x0B\x0C][\x20\t\n\r\x0B\x0C-]\\w");
    }

    #[test]
    fn the_rewritten_pattern_matches_the_same_ascii_text() {
        for (pattern, text, matches) in
            [(r"(?x) \b MIT \ \w+", "the MIT License", true), (r"\d{2}\b", "12é", true), (r"x\sy", "x\u{a0}y", false)]
        {
            assert_eq!(ascii(pattern).is_ok_and(|compiled| compiled.is_match(text)), matches, "{pattern}");
        }
    }
}
