//! What stands around an address in a program says where it leads: the constant or table that holds it, the lines of a
//! script beside it.

use crate::pattern::{Regex, fixed};
use std::sync::LazyLock;

/// How far above an address the head of its table is looked for, in bytes.
const REACH: usize = 4000;

/// The head of a constant or a table: `PRETRAINED_MODELS = {`, `PREFIX: dict[str, str] = {`.
static HEAD: LazyLock<Regex> =
    LazyLock::new(|| fixed(r"^([A-Za-z_][A-Za-z0-9_]*)[ \t]*(?::[ \t]*[A-Za-z][A-Za-z0-9_\[\], .]*)?=[ \t]*[^=]"));

/// A key that is named for models, before its value: `"model": "`.
static KEY: LazyLock<Regex> = LazyLock::new(|| fixed(r#"["'](?:models?|weights|checkpoints?)["'][ \t]*:[ \t]*f?["']$"#));

/// Whether the constant, or the key, whose line holds the byte `at` is named for models.
pub(super) fn is_constant(text: &str, at: usize) -> bool {
    let start = text[..at].rfind('\n').map_or(0, |n| n + 1);
    let before = &text[start..at];
    KEY.is_match(before) || is_named(before)
}

/// Whether the byte `at` lies in a table that is named for models: the last line before it that is not indented is its
/// head.
pub(super) fn is_in_table(text: &str, at: usize) -> bool {
    let from = text.ceil_char_boundary(at.saturating_sub(REACH));
    let inside = |line: &&str| line.is_empty() || line.starts_with([' ', '\t', '#', '}', ')', ']']);
    let mut above = text[from..at].lines().rev().skip_while(inside);
    above.next().is_some_and(|head| {
        let opens = |end: &str| end.ends_with(['{', '[', '(']);
        opens(head.trim_end()) && is_named(head)
    })
}

/// What the lines around a command say of what it fetches. "models" alone is a folder of shapes as often.
static FETCHED: LazyLock<Regex> =
    LazyLock::new(|| fixed(r"(?i)\bpre-?trained\b|\bcheckpoints\b|\bweights\b|\b(?:latest|trained) model\b"));

/// Whether the lines of a script around the byte `at`, up to the next empty ones, speak of a trained model.
pub(super) fn is_spoken_around(text: &str, at: usize) -> bool {
    let from = text.ceil_char_boundary(at.saturating_sub(600));
    let to = text.floor_char_boundary((at + 600).min(text.len()));
    let start = text[from..at].rfind("\n\n").map_or(from, |n| from + n);
    let end = text[at..to].find("\n\n").map_or(to, |n| at + n);
    FETCHED.is_match(&text[start..end])
}

/// The most bytes of a file that keeps little more than paths and one address.
const SHORT: usize = 4096;

/// A name that a constant for an address bears.
static ADDRESS_NAME: LazyLock<Regex> =
    LazyLock::new(|| fixed(r"^[A-Z][A-Z0-9_]*(?:URL|URI|LINK)[ \t]*(?::[^=]{1,40})?=[ \t]*f?[\x22']$"));

/// What stands beside it where it leads to what was trained.
static KEPT: LazyLock<Regex> = LazyLock::new(|| {
    fixed(r"(?i)parameter_files|model_parameters|model_weights|\bpre-?trained_?(?:models?|weights|dir|path|folder)")
});

/// Whether the one address of a short program is a constant, beside constants for where what was trained is kept.
pub(super) fn is_kept_with(text: &str, at: usize) -> bool {
    let line = text[..at].rfind('\n').map_or(0, |n| n + 1);
    text.len() <= SHORT
        && text.matches("://").count() == 1
        && !text[..at].to_ascii_lowercase().contains("data_url")
        && ADDRESS_NAME.is_match(&text[line..at])
        && KEPT.is_match(text)
}

fn is_named(line: &str) -> bool {
    let Some(found) = HEAD.captures(line) else { return false };
    let name = found.get(1).map_or("", |name| name.as_str());
    // `model = …` is a variable; a constant is written large.
    !name.chars().any(|c| c.is_ascii_lowercase())
        && name.split('_').any(|word| ["MODEL", "WEIGHT", "CHECKPOINT"].iter().any(|stem| word.starts_with(stem)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_constant_says_what_its_address_leads_to() {
        let of = |text: &str| is_constant(text, text.find("https").unwrap_or(text.len()));
        assert!(of("A = 1\nDEFAULT_CHECKPOINT_REMOTE: str = \"https://example.org/1\"\n"));
        assert!(of("P = {\n    'model': 'https://example.org/{lang}/models',\n}\n"));
        assert!(!of("DATA_URL = 'https://example.org/1'\n"));
        assert!(!of("model = 'https://example.org/1'\n"));
    }

    #[test]
    fn a_script_says_beside_an_address_what_it_fetches() {
        let text = "# the corpus\nwget https://example.org/1.zip -O data/1.zip\n\n# the latest model\nURL=https://example.org/2.zip\nwget $URL -O out/2.zip\n";
        assert!(!is_spoken_around(text, text.find("https").unwrap_or(0)));
        assert!(is_spoken_around(text, text.rfind("https").unwrap_or(0)));
    }

    #[test]
    fn a_short_program_keeps_an_address_beside_its_folder_of_parameters() {
        let of = |text: &str| is_kept_with(text, text.find("https").unwrap_or(0));
        let kept = "folder_with_parameter_files = home('brook')\nRELEASE_URL = 'https://example.org/1.zip'\n";
        assert!(of(kept));
        assert!(!of(&kept.replace("parameter_files", "rivers")));
        assert!(!of(&kept.replace("RELEASE_URL", "DATA_URL")));
        assert!(!of(&format!("{kept}HOME = 'http://example.org'\n")));
    }

    #[test]
    fn a_table_bears_the_name_that_stands_over_it() {
        let at = |text: &str| is_in_table(text, text.find("https").unwrap_or(text.len()));
        assert!(at("PRETRAINED_MODELS = {\n    'brook': {'path': 'https://example.org/brook.tar.gz'},\n}\n"));
        assert!(!at("CORPORA = {\n    'brook': 'https://example.org/brook.tar.gz',\n}\n"));
        assert!(!at("MODELS = {}\ndef fetch():\n    return get('https://example.org/brook.tar.gz')\n"));
    }
}
