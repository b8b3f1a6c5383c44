//! A text as the words that carry its meaning, with the place of each.
//!
//! What differs between copies of one license is dropped here: case, punctuation, markup, comment
//! signs, list numbers, spelling variants. Everything else is a word, whatever its script, so that
//! nothing can be said in a way that the comparison does not see. The build script uses this very
//! file to prepare the canonical texts; it may name nothing but the standard library.

/// One word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Lower case, spelling variants folded.
    pub text: String,
    /// Byte offset of its first character in the original.
    pub start: usize,
    /// Byte offset after its last character.
    pub end: usize,
}

/// The words of a text, in order.
#[must_use]
pub fn words(text: &str) -> Vec<Word> {
    let mut out = Vec::with_capacity(text.len() / 6);
    let mut current = Word { text: String::new(), start: 0, end: 0 };
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let Some(next) = text[at..].chars().next() else { break };
        let (c, length) = match next {
            '&' => entity(&text[at..]).unwrap_or((' ', 1)),
            '<' => match tag(&text[at..]) {
                Some(length) => (' ', length),
                None => (' ', 1),
            },
            _ => (next, next.len_utf8()),
        };
        let end = at + length;
        if is_han(c) {
            flush(&mut current, &mut out);
            out.push(Word { text: c.to_string(), start: at, end });
        } else if is_word(c) {
            if current.text.is_empty() {
                current.start = at;
            }
            current.text.extend(c.to_lowercase());
            current.end = end;
        } else if !(is_apostrophe(c) && !current.text.is_empty() && text[end..].starts_with(|c: char| c.is_alphabetic())) {
            flush(&mut current, &mut out);
        }
        at = end;
    }
    flush(&mut current, &mut out);
    out
}

/// Ends the word in hand; one that carries no meaning of its own is dropped.
fn flush(current: &mut Word, out: &mut Vec<Word>) {
    if current.text.is_empty() {
        return;
    }
    let text = std::mem::take(&mut current.text);
    if is_marker(&text) {
        return;
    }
    let folded = match text.as_str() {
        "licence" => "license".into(),
        "licences" => "licenses".into(),
        "licenced" => "licensed".into(),
        "licencing" => "licensing".into(),
        "licencee" => "licensee".into(),
        "sublicence" => "sublicense".into(),
        "sublicences" => "sublicenses".into(),
        "acknowledgement" => "acknowledgment".into(),
        "acknowledgements" => "acknowledgments".into(),
        "favour" => "favor".into(),
        "organisation" => "organization".into(),
        "organisations" => "organizations".into(),
        "analyse" => "analyze".into(),
        "fulfil" => "fulfill".into(),
        _ => text,
    };
    // One word to some, two to others.
    if let Some(last) = out.last_mut()
        && current.start - last.end <= 8
        && matches!((last.text.as_str(), folded.as_str()), ("non", "infringement") | ("sub", "license" | "licenses" | "licensed"))
    {
        last.text.push_str(&folded);
        last.end = current.end;
        return;
    }
    out.push(Word { text: folded, start: current.start, end: current.end });
}

/// List markers, parts of version numbers and of addresses: one letter or roman numeral, one or two
/// digits, the protocol of a URL.
fn is_marker(text: &str) -> bool {
    (text.chars().count() == 1 && text.is_ascii())
        || (text.len() <= 2 && text.bytes().all(|b| b.is_ascii_digit()))
        || (text.len() <= 4 && text.bytes().all(|b| matches!(b, b'i' | b'v' | b'x')))
        || matches!(text, "http" | "https" | "www")
}

/// Han characters: each is a word.
#[must_use]
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Everything that is no known separator belongs to a word.
fn is_word(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric();
    }
    !(c.is_whitespace()
        || c.is_control()
        || matches!(c,
            '\u{00A0}'..='\u{00A9}' | '\u{00AB}'..='\u{00B1}' | '\u{00B4}' | '\u{00B6}'..='\u{00B8}' | '\u{00BB}' | '\u{00D7}'
            | '\u{2000}'..='\u{206F}' | '\u{20A0}'..='\u{20BF}' | '\u{2100}'..='\u{214F}' | '\u{2190}'..='\u{21FF}'
            | '\u{2460}'..='\u{2473}' | '\u{2500}'..='\u{27BF}' | '\u{3000}'..='\u{303F}' | '\u{FEFF}' | '\u{FFFD}'
            | '\u{FF00}'..='\u{FF0F}' | '\u{FF1A}'..='\u{FF20}' | '\u{FF3B}'..='\u{FF40}' | '\u{FF5B}'..='\u{FF65}'))
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{02BC}')
}

/// A character reference at the start of the text: the character and its length in bytes.
fn entity(text: &str) -> Option<(char, usize)> {
    let end = text.bytes().take(10).position(|b| b == b';')?;
    let name = text.get(1..end)?;
    let c = if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        char::from_u32(code)?
    } else {
        match name {
            "apos" | "rsquo" | "lsquo" => '\'',
            "quot" | "amp" | "lt" | "gt" | "nbsp" | "copy" | "ldquo" | "rdquo" | "mdash" | "ndash" | "hellip" | "bull"
            | "middot" | "reg" | "trade" | "sect" | "para" => ' ',
            _ => return None,
        }
    };
    Some((c, end + 1))
}

/// A tag of markup at the start of the text, by its length. One whose attributes speak of terms is
/// left in place, so that it is read like any words.
fn tag(text: &str) -> Option<usize> {
    const NAMES: [&str; 38] = [
        "a", "abbr", "address", "article", "b", "body", "br", "center", "code", "dd", "div", "dl", "dt", "em", "font", "h1",
        "h2", "h3", "h4", "h5", "h6", "head", "hr", "html", "i", "li", "main", "ol", "p", "pre", "section", "small", "span",
        "strong", "sup", "title", "u", "ul",
    ];
    const TERMS: [&str; 10] = ["only", "non", "commerc", "research", "permi", "restrict", "prohibit", "not", "purpose", "forbid"];
    let end = text.bytes().take(400).position(|b| b == b'>')?;
    let inner = text.get(1..end)?.trim_start_matches('/');
    let name: String = inner.chars().take_while(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
    let lower = inner.to_ascii_lowercase();
    (NAMES.contains(&name.as_str()) && !lower.contains('<') && !TERMS.iter().any(|term| lower.contains(term))).then_some(end + 1)
}

/// The bytes that are hashed to compare texts whole: the words with one space between.
#[must_use]
pub fn joined<'w>(words: impl Iterator<Item = &'w str>) -> String {
    let mut out = String::new();
    for word in words {
        out.push_str(word);
        out.push(' ');
    }
    out
}

/// How many words make a shingle.
pub const SHINGLE: usize = 5;

/// A hash of some words in a row, FNV-1a folded to 32 bits: for finding candidates, never for deciding.
#[must_use]
pub fn shingle<'w>(words: impl Iterator<Item = &'w str>) -> u32 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for word in words {
        for byte in word.bytes().chain([b' ']) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    (hash ^ (hash >> 32)) as u32
}
