//! A pattern whose Perl classes and cases are ASCII, for a parser to which everything is bytes.

/// The white space of ASCII, inside brackets.
const SPACE: &str = r"\x20\t\n\r\x0B\x0C";

/// A whole character past ASCII, in a text that is UTF-8: a few states, where the class of them all is
/// many.
const WIDE: &str = r"[\xC2-\xF4][\x80-\xBF]+";

/// The same pattern for a parser to which everything is bytes: what is not says so.
pub(super) fn rewritten(pattern: &str) -> String {
    let whole = flags(pattern).contains('s');
    let mut out = String::with_capacity(pattern.len() * 2);
    let mut rest = pattern;
    while let Some(c) = rest.chars().next() {
        let len = match c {
            '\\' => {
                let len = escape(rest);
                let said = &rest[..len];
                match said {
                    r"\w" => out.push_str("[0-9A-Za-z_]"),
                    r"\d" => out.push_str("[0-9]"),
                    r"\s" => out.extend(["[", SPACE, "]"]),
                    r"\W" | r"\D" | r"\S" | r"\B" => out.extend(["(?u:", said, ")"]),
                    // A character or a class by its number or name.
                    _ if len > 2 => out.extend(["(?u:", said, ")"]),
                    _ => out.push_str(said),
                }
                len
            }
            '[' => {
                let (class, len) = brackets(rest);
                out.push_str(&class);
                len
            }
            '.' => {
                out.extend(["(?:", if whole { r"[\x00-\x7F]" } else { r"[\x00-\x09\x0B-\x7F]" }, "|", WIDE, ")"]);
                1
            }
            // Letters past ASCII may have cases too.
            c if c.is_uppercase() && !c.is_ascii() || c.is_lowercase() && !c.is_ascii() => {
                out.push_str("(?u:");
                out.push(c);
                out.push(')');
                c.len_utf8()
            }
            c => {
                out.push(c);
                c.len_utf8()
            }
        };
        rest = &rest[len..];
    }
    out
}

/// The letters of the flags that a pattern begins with.
fn flags(pattern: &str) -> &str {
    let flags = pattern.strip_prefix("(?").and_then(|rest| rest.split_once(')')).map_or("", |(flags, _)| flags);
    if flags.bytes().all(|flag| flag.is_ascii_lowercase()) { flags } else { "" }
}

/// The length in bytes of the escape that a text begins with.
fn escape(text: &str) -> usize {
    let mut chars = text.chars().skip(1);
    let Some(first) = chars.next() else { return text.len() };
    let long = matches!(first, 'x' | 'u' | 'p' | 'P' | 'b') && chars.next() == Some('{');
    if long { text.find('}').map_or(text.len(), |end| end + 1) } else { 1 + first.len_utf8() }
}

/// The class in brackets that a text begins with, and its length in bytes there.
fn brackets(text: &str) -> (String, usize) {
    let mut class = String::new();
    let mut wide = false;
    let negated = text.starts_with("[^");
    let begin = if negated { 2 } else { 1 };
    let mut at = begin;
    while let Some(c) = text[at..].chars().next() {
        let mut len = c.len_utf8();
        match c {
            '\\' => {
                len = escape(&text[at..]);
                let said = &text[at..at + len];
                wide |= len > 2 || matches!(said, r"\W" | r"\D" | r"\S");
                class.push_str(match said {
                    r"\w" => "0-9A-Za-z_",
                    r"\d" => "0-9",
                    r"\s" => SPACE,
                    said => said,
                });
            }
            // A bracket that is the first member closes nothing.
            ']' if at > begin => {
                at += 1;
                break;
            }
            c => {
                wide |= !c.is_ascii();
                class.push(c);
            }
        }
        at += len;
    }
    let class = match (wide, negated) {
        (true, true) => format!("(?u:[^{class}])"),
        (true, false) => format!("(?u:[{class}])"),
        // Only bytes of ASCII may be taken one by one.
        (false, true) => format!(r"(?:[^{class}\x80-\xFF]|{WIDE})"),
        (false, false) => format!("[{class}]"),
    };
    (class, at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn perl_classes_are_ascii_and_what_is_negated_is_unicode() {
        for (pattern, expected) in [
            (r"\bfit_\w+\(", r"\bfit_[0-9A-Za-z_]+\("),
            (r"[^\d.]*", r"(?:[^0-9.\x80-\xFF]|[\xC2-\xF4][\x80-\xBF]+)*"),
            (r"[^，a]", r"(?u:[^，a])"),
            (r"a\s[\s-]\\w", r"a[\x20\t\n\r\x0B\x0C][\x20\t\n\r\x0B\x0C-]\\w"),
            (r"\S\.", r"(?u:\S)\."),
            (r"(?is).", r"(?is)(?:[\x00-\x7F]|[\xC2-\xF4][\x80-\xBF]+)"),
            (r".", r"(?:[\x00-\x09\x0B-\x7F]|[\xC2-\xF4][\x80-\xBF]+)"),
            (r"[]a][[]", r"[]a][[]"),
            (r"[-‐]?\x{2010}\x20", r"(?u:[-‐])?(?u:\x{2010})\x20"),
            ("型?лю", "型?(?u:л)(?u:ю)"),
        ] {
            assert_eq!(rewritten(pattern), expected, "{pattern}");
        }
    }
}
