//! Whose notice follows: the name and the address of borrowed work.

use super::words::TERMS;

/// Whether a line is the name and the address of a project and nothing else, as stands over the notice of borrowed work:
/// "Brook DETR (https://github.com/acme/brook-detr)". The name must be the one in the address: other words are terms.
pub(super) fn is_whose(line: &str) -> bool {
    let Some((name, rest)) = line.trim().split_once('(') else { return false };
    let Some(path) = rest.strip_suffix(')').and_then(|url| url.strip_prefix("https://github.com/")) else { return false };
    let letters = |text: &str| -> String { text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect() };
    let Some((owner, repository)) = path.trim_end_matches('/').split_once('/') else { return false };
    let plain = |part: &str| part.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'));
    plain(owner)
        && plain(repository)
        && !letters(name).is_empty()
        && letters(name) == letters(repository)
        && !parts(name).chain(parts(repository)).any(|part| speaks_of_use(&part))
}

/// The words of a name, those run together apart: "NonCommercial-Use".
fn parts(name: &str) -> impl Iterator<Item = String> {
    let mut out: Vec<String> = vec![String::new()];
    let mut small = false;
    for c in name.chars() {
        if !c.is_alphanumeric() || small && c.is_uppercase() {
            out.push(String::new());
        }
        small = c.is_lowercase();
        if c.is_alphanumeric()
            && let Some(last) = out.last_mut()
        {
            last.extend(c.to_lowercase());
        }
    }
    out.into_iter()
}

/// Whether a word may say who may do what with a work, and for what.
fn speaks_of_use(word: &str) -> bool {
    const USE: [&str; 24] = [
        "research",
        "for",
        "use",
        "uses",
        "only",
        "non",
        "not",
        "no",
        "evaluation",
        "academic",
        "personal",
        "private",
        "students",
        "study",
        "teaching",
        "education",
        "educational",
        "internal",
        "free",
        "paid",
        "pay",
        "ask",
        "permission",
        "noncommercial",
    ];
    USE.contains(&word) || TERMS.contains(&word)
}
