//! Patterns that are cheap to build: most are asked of a few sentences and never again.
//!
//! A check builds more than a hundred patterns and searches some hundred kilobytes with each, so that
//! building them well would cost more than everything else together. Here a pattern begins as plain
//! automata that are filled as the text asks for it; what finds candidates by their first letters
//! takes several times as long to build, and is built once a pattern has searched [`WORTH`] bytes. Both
//! find the same.
//!
//! In [`ascii`] and [`bytes`], `\w`, `\d`, `\s`, `\b` and the cases of ASCII letters mean ASCII: code,
//! addresses, names of licenses. The Unicode classes are large, and a Unicode `\b` keeps the fast
//! matcher from running at all on a text with one accent.

use regex_automata::meta;
use regex_automata::util::{captures, syntax};
use std::ops::{Index, Range};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

/// After how many bytes a pattern is worth everything that makes searching fast.
const WORTH: usize = 1 << 20;

/// The largest automaton of one pattern, in bytes; those of the documents are far below.
const LARGEST: usize = 64 << 20;

/// What is wrong with a pattern.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Error(String);

/// Compiles a pattern whose Perl classes and cases are ASCII; `.`, negated classes and characters past
/// ASCII stay Unicode.
///
/// # Errors
/// When it is not a pattern.
pub fn ascii(pattern: &str) -> Result<Regex, Error> {
    // Every text is UTF-8, so what matches whole characters of it needs no proof that it does.
    Regex::new(rewritten(pattern), syntax::Config::new().unicode(false).utf8(false), true)
}

/// Compiles a pattern over bytes, where `.` and negated classes too mean one byte each: for source
/// text, where a repetition of a Unicode `.` would cost ten times the automaton.
///
/// # Errors
/// When it is not a pattern, or names a character past ASCII inside brackets.
pub fn bytes(pattern: &str) -> Result<Regex, Error> {
    Regex::new(pattern.into(), syntax::Config::new().unicode(false).utf8(false), false)
}

/// Compiles a pattern of words of any language, without case.
///
/// # Errors
/// When it is not a pattern.
pub fn words(pattern: &str) -> Result<Regex, Error> {
    Regex::new(pattern.into(), syntax::Config::new().case_insensitive(true), true)
}

/// A compiled pattern. Its methods are those of the crate `regex`.
#[derive(Debug)]
pub struct Regex {
    pattern: String,
    syntax: syntax::Config,
    characters: bool,
    plain: meta::Regex,
    fast: OnceLock<meta::Regex>,
    searched: AtomicUsize,
}

impl Regex {
    /// `characters` tells whether an empty match may not stand inside a character.
    fn new(pattern: String, syntax: syntax::Config, characters: bool) -> Result<Self, Error> {
        let config = meta::Config::new().utf8_empty(characters).auto_prefilter(false).onepass(false);
        let plain = build(&pattern, syntax, config)?;
        Ok(Self { pattern, syntax, characters, plain, fast: OnceLock::new(), searched: AtomicUsize::new(0) })
    }

    /// The automata to search so many bytes with.
    fn engine(&self, bytes: usize) -> &meta::Regex {
        if let Some(fast) = self.fast.get() {
            return fast;
        }
        if self.searched.fetch_add(bytes, Ordering::Relaxed).saturating_add(bytes) < WORTH {
            return &self.plain;
        }
        // What could be built without more can be built with it.
        let build = || build(&self.pattern, self.syntax, meta::Config::new().utf8_empty(self.characters));
        self.fast.get_or_init(|| build().unwrap_or_else(|_| self.plain.clone()))
    }

    /// Whether it occurs.
    #[must_use]
    pub fn is_match(&self, text: &str) -> bool {
        self.engine(text.len()).is_match(text)
    }

    /// Where it occurs first.
    #[must_use]
    pub fn find<'t>(&self, text: &'t str) -> Option<Match<'t>> {
        self.engine(text.len()).find(text).map(|found| Match { text, start: found.start(), end: found.end() })
    }

    /// Where it occurs, from left to right, none inside another.
    pub fn find_iter<'t>(&self, text: &'t str) -> impl Iterator<Item = Match<'t>> {
        self.engine(text.len()).find_iter(text).map(move |found| Match { text, start: found.start(), end: found.end() })
    }

    /// Its groups where it occurs first.
    #[must_use]
    pub fn captures<'t>(&self, text: &'t str) -> Option<Captures<'t>> {
        let engine = self.engine(text.len());
        let mut groups = engine.create_captures();
        engine.captures(text, &mut groups);
        groups.is_match().then_some(Captures { text, groups })
    }

    /// Its groups where it occurs, from left to right, none inside another.
    pub fn captures_iter<'t>(&self, text: &'t str) -> impl Iterator<Item = Captures<'t>> {
        self.engine(text.len()).captures_iter(text).map(move |groups| Captures { text, groups })
    }
}

fn build(pattern: &str, syntax: syntax::Config, config: meta::Config) -> Result<meta::Regex, Error> {
    let config = config.nfa_size_limit(Some(LARGEST));
    meta::Regex::builder()
        .configure(config)
        .syntax(syntax)
        .build(pattern)
        .map_err(|error| Error(error.syntax_error().map_or_else(|| error.to_string(), ToString::to_string)))
}

/// Where a pattern or a group of it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Match<'t> {
    text: &'t str,
    start: usize,
    end: usize,
}

impl<'t> Match<'t> {
    /// Its first byte.
    #[must_use]
    pub fn start(&self) -> usize {
        self.start
    }

    /// The byte past it.
    #[must_use]
    pub fn end(&self) -> usize {
        self.end
    }

    /// Its bytes.
    #[must_use]
    pub fn range(&self) -> Range<usize> {
        self.start..self.end
    }

    /// Whether it has no bytes.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.start == self.end
    }

    /// Its text; empty for a match of [`bytes`] that cuts a character.
    #[must_use]
    pub fn as_str(&self) -> &'t str {
        self.text.get(self.range()).unwrap_or_default()
    }
}

/// The groups of one occurrence; the first is the whole of it.
#[derive(Debug, Clone)]
pub struct Captures<'t> {
    text: &'t str,
    groups: captures::Captures,
}

impl<'t> Captures<'t> {
    /// A group, if it took part.
    #[must_use]
    pub fn get(&self, group: usize) -> Option<Match<'t>> {
        self.groups.get_group(group).map(|span| Match { text: self.text, start: span.start, end: span.end })
    }

    /// All groups in order.
    pub fn iter(&self) -> impl Iterator<Item = Option<Match<'t>>> {
        (0..self.groups.group_len()).map(|group| self.get(group))
    }
}

impl Index<usize> for Captures<'_> {
    type Output = str;

    /// The text of a group; empty when it took no part.
    fn index(&self, group: usize) -> &str {
        self.groups.get_group(group).and_then(|span| self.text.get(span.range())).unwrap_or_default()
    }
}

/// The white space of ASCII, inside brackets.
const SPACE: &str = r"\x20\t\n\r\x0B\x0C";

/// A whole character past ASCII, in a text that is UTF-8: a few states, where the class of them all is
/// many.
const WIDE: &str = r"[\xC2-\xF4][\x80-\xBF]+";

/// The same pattern for a parser to which everything is bytes: what is not says so.
fn rewritten(pattern: &str) -> String {
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

    #[test]
    fn a_pattern_matches_what_it_says() {
        for (pattern, text, matches) in [
            (r"(?x) \b MIT \ \w+", "the MIT License", true),
            (r"\d{2}\b", "12é", true),
            (r"x\sy", "x\u{a0}y", false),
            (r"x\Sy", "x\u{a0}y", false),
            (r"^[^x]{2}$", "éü", true),
            (r"^.{2}$", "开源", true),
            (r"^[^x]$", "\u{1F600}", true),
            (r"^[^x]{1,2}?.$", "éüß", true),
            (r"^[^x]{3}", "éü", false),
            (r"(?i)ЛИЦЕНЗ", "лицензия", true),
            (r"(?i)[б-д]", "Г", true),
            (r"(?i)licen[cs]e", "LICENCE", true),
        ] {
            assert_eq!(ascii(pattern).is_ok_and(|compiled| compiled.is_match(text)), matches, "{pattern}");
        }
    }

    #[test]
    fn a_mistake_is_told() {
        assert!(ascii("(").is_err_and(|error| error.to_string().contains("unclosed group")));
        assert!(bytes("[é]").is_err());
    }

    #[test]
    fn a_pattern_that_has_searched_much_finds_the_same() {
        let pattern = ascii(r"(?i)\bopen[- ]?(weights?|source)\b").unwrap();
        let text = "Open weights, open-source, and opensources. ".repeat(1000);
        let found = || pattern.captures_iter(&text).map(|c| (c.get(0).unwrap().range(), c[1].to_string())).collect::<Vec<_>>();
        let plain = found();
        while pattern.fast.get().is_none() {
            assert_eq!(found(), plain);
        }
        assert_eq!((plain.len(), found()), (2000, plain));
    }
}
