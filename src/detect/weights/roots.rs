//! Addresses that a program joins from parts: a constant and a name, a repository and its releases, a folder of trained
//! models and what lies below it.

use super::Place;
use super::address::classify;
use super::programs::{MOST, is_archive};
use super::words::{WORDS, ends_in};
use crate::pattern::{Regex, fixed};
use std::sync::LazyLock;

/// A constant that holds an address: `ROOT = "https://…"`, `ROOT = getenv("ROOT", "https://…")`.
static CONSTANT: LazyLock<Regex> = LazyLock::new(|| {
    fixed(
        r#"\b([A-Za-z_][A-Za-z0-9_]*)[ \t]*(?::[ \t]*[a-z]+[ \t]*)?=[ \t]*(?:[A-Za-z_.]+\((?:["'][A-Za-z_]+["'],[ \t]*)?)?f?["']?((?:https?|gs|s3)://[^ \t\r\n"'{}$()]+)"#,
    )
});
/// An address that begins with one: `ROOT + "brook.pt"`, `f"{ROOT}/brook.pt"`, `$ROOT/brook.pt`.
static JOINED: LazyLock<Regex> = LazyLock::new(|| {
    fixed(
        r#"\b([A-Za-z_][A-Za-z0-9_]*)[ \t]*\+[ \t]*f?["']([^ \t\r\n"'{}]+)["']|[{$]([A-Za-z_][A-Za-z0-9_]*)\}?(/?[^ \t\r\n"'{}$]+)"#,
    )
});
/// A folder of releases that a program joins from its parts.
static RELEASES: LazyLock<Regex> = LazyLock::new(|| fixed(r#"["']/?releases/download/?["']"#));
static REPOSITORY: LazyLock<Regex> =
    LazyLock::new(|| fixed(r#"(?i)repo(?:sitory)?[^\r\n"']{0,40}["']([A-Za-z0-9][A-Za-z0-9-]*)/([A-Za-z0-9_.-]+)["']"#));

/// A name below a root that another file sets: `BROOK_URL + "tagger/brook.zip"`, in a folder of trained models.
static BELOW: LazyLock<Regex> =
    LazyLock::new(|| fixed(r#"\b[A-Z][A-Z0-9_]*_(?:URL|ROOT|HOME|BASE)[ \t]*\+[ \t]*f?["']([^ \t\r\n"'{}]{3,200})["']"#));

/// The files that a program of such a folder names.
pub(super) fn below_a_root(text: &str) -> Vec<(usize, String, Place)> {
    let is_file = |name: &str| {
        let lower = name.to_ascii_lowercase();
        (ends_in(&lower, &WORDS.certain) || is_archive(&lower)) && !WORDS.not_weights.is_match(&lower)
    };
    BELOW
        .captures_iter(text)
        .take(MOST)
        .filter_map(|found| found.get(1).filter(|name| is_file(name.as_str())))
        .map(|name| (name.start(), name.as_str().to_string(), Place::File { url: name.as_str().into() }))
        .collect()
}

/// The releases from which a program that is about models fetches by names of its own making.
pub(super) fn releases(text: &str) -> Option<(usize, String, Place)> {
    RELEASES.find(text)?;
    let found = REPOSITORY.captures(text).map(|found| (found[1].to_string(), found[2].to_string()))?;
    let at = text.find(&format!("{}/{}", found.0, found.1)).unwrap_or_default();
    let url = format!("https://github.com/{}/{}/releases/download", found.0, found.1);
    Some((at, url, Place::Release { owner: found.0, repo: found.1, file: true }))
}

/// An address that goes on in the next literal: `("https://github.com/acme/brook/"` over `"releases/download/v1/")`.
static CONTINUED: LazyLock<Regex> = LazyLock::new(|| {
    fixed(r#"["'](https?://[^ \t\r\n"'{}$]{3,200}/)["'][ \t]*\\?\r?\n[ \t]*f?["']([^ \t\r\n"'{}$:]{2,200})["']"#)
});

/// Addresses that a program writes in two literals, one below the other, with the offset of the second.
fn continued(text: &str) -> Vec<(usize, String)> {
    CONTINUED
        .captures_iter(text)
        .take(MOST)
        .filter_map(|found| {
            let (head, rest) = (found.get(1)?, found.get(2)?);
            Some((rest.start(), format!("{}{}", head.as_str(), rest.as_str())))
        })
        .collect()
}

/// Releases whose address goes on in the next literal, where the package bears the name of the repository: it fetches its
/// own. `is_named` says whether the address, or the text up to the name that stands over it (`BASE_WEIGHTS_PATH = (`),
/// speaks of weights.
pub(super) fn own_releases(text: &str, folder: &str, is_named: &dyn Fn(&str, &str) -> bool) -> Vec<(usize, String, Place)> {
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
    let mut out = Vec::new();
    for (at, url) in continued(text) {
        let over = text[..at].trim_end_matches(|c| c != '=').trim_end_matches('=');
        if let Some(Place::Release { owner, repo, .. }) = classify(&url).filter(|_| url.contains("/releases/download/"))
            && is_named(&url, over)
            && letters(folder).contains(&letters(&repo))
        {
            out.push((at, url, Place::Release { owner, repo, file: true }));
        }
    }
    out
}

/// The most constants with an address that are looked for in one file.
const MOST_ROOTS: usize = 16;

/// Addresses that a program joins from a constant and a name, with their places.
pub(super) fn joined(text: &str) -> Vec<(usize, String)> {
    let roots: Vec<(&str, &str)> = CONSTANT
        .captures_iter(text)
        .take(MOST_ROOTS)
        .filter_map(|found| Some((found.get(1)?.as_str(), found.get(2)?.as_str())))
        .collect();
    if roots.is_empty() {
        return Vec::new();
    }
    JOINED
        .captures_iter(text)
        .filter_map(|found| {
            let (name, rest) = (found.get(1).or(found.get(3))?, found.get(2).or(found.get(4))?);
            let (_, root) = roots.iter().find(|(known, _)| *known == name.as_str())?;
            Some((name.start(), format!("{}/{}", root.trim_end_matches('/'), rest.as_str().trim_start_matches('/'))))
        })
        .take(MOST)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_goes_on_in_the_literal_below_it() {
        let text = "BASE = ('https://github.com/acme/brook/'\n        'releases/download/v1/')\n";
        let urls: Vec<String> = continued(text).into_iter().map(|(_, url)| url).collect();
        assert_eq!(urls, ["https://github.com/acme/brook/releases/download/v1/"]);
        assert!(continued("A = ['https://acme.example.net/'\n, 'b']\nC = 'https://acme.example.net/', 'b'\n").is_empty());
    }
}
