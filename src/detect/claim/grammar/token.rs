//! Words between white space, with the marks that begin and end a phrase.

/// A word between white space, without punctuation around it.
pub(super) struct Token<'c> {
    pub(super) start: usize,
    pub(super) raw: &'c str,
    pub(super) word: String,
}

impl Token<'_> {
    pub(super) fn breaks(&self) -> bool {
        self.raw.ends_with([',', ';', ':', '.', '!', '?', ')', ']', '"', '”', '|', '。', '，', '…'])
    }

    pub(super) fn opens(&self) -> bool {
        self.raw.starts_with(['(', '[', '"', '“', '|', '–', '—', ',', ';', ':', '.', '!', '?', ')', '/'])
            || (self.raw.chars().all(|c| !c.is_alphanumeric()) && self.raw != "&")
    }
}

pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut out = Vec::new();
    let mut at = 0;
    for raw in text.split(char::is_whitespace) {
        if !raw.is_empty() && !is_short_form(raw) {
            let word = raw.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
            out.push(Token { start: at, raw, word });
        }
        at += raw.len();
        at += text[at..].chars().next().map_or(0, char::len_utf8);
    }
    out
}

/// "(VL)" in "an open-source Vision-Language (VL) model": the short form of the words before it, and no word of its own.
fn is_short_form(raw: &str) -> bool {
    raw.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')).is_some_and(|inner| {
        (2..=6).contains(&inner.len()) && inner.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
    })
}

pub(super) fn near(before: &[Token<'_>], count: usize) -> String {
    before[before.len().saturating_sub(count)..].iter().map(|token| token.raw).collect::<Vec<_>>().join(" ")
}

pub(super) fn starts_upper(raw: &str) -> bool {
    raw.trim_start_matches(|c: char| !c.is_alphanumeric()).chars().next().is_some_and(char::is_uppercase)
}
