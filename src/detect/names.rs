//! What the project calls itself: its title, its package, its own address.
//!
//! The tool sees a tree, not a remote. Whose link a link is can only be told by names that the tree
//! itself gives: the first heading, package files, citations, the address in clone commands.

use super::{Context, File, Sightings};
use crate::bases;
use crate::inventory::{Artifact, Kind};
use crate::pattern::Regex;
use crate::prose::{BlockKind, blocks};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A name that the project gives itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Name {
    /// The title of the top README, as it stands.
    Title(String),
    /// A package name.
    Package(String),
    /// Its own address on a forge: owner and repository.
    Address(String, String),
    /// What its page presents as new: the name of a model, perhaps, whose weights are then its own.
    Presented(String),
}

/// The most bytes worth reading of a file that can name the project.
#[must_use]
pub fn cap(artifact: &Artifact) -> Option<u64> {
    (artifact.depth() == 0 && (is_readme(artifact) || is_manifest(artifact.name()))).then_some(1 << 20)
}

fn is_readme(artifact: &Artifact) -> bool {
    artifact.kind == Kind::Prose && artifact.lower_name().starts_with("readme")
}

fn is_manifest(name: &str) -> bool {
    matches!(name, "setup.py" | "setup.cfg" | "pyproject.toml" | "Cargo.toml" | "package.json" | "CITATION.cff" | "DESCRIPTION")
}

#[allow(clippy::unwrap_used, reason = "literal patterns, covered by tests")]
static PACKAGE: LazyLock<Regex> = LazyLock::new(|| {
    crate::pattern::ascii(r#"(?m)^\s*["']?(?:name|title|Package)["']?\s*[=:]\s*["']?([^"'\n,]{2,80})"#).unwrap()
});
#[allow(clippy::unwrap_used, reason = "literal patterns, covered by tests")]
static ADDRESS: LazyLock<Regex> =
    LazyLock::new(|| crate::pattern::ascii(r"git(?:hub|lab)\.com[/:]([A-Za-z0-9_.-]+)/([A-Za-z0-9_.-]+)").unwrap());
#[allow(clippy::unwrap_used, reason = "literal patterns, covered by tests")]
static SUBJECT: LazyLock<Regex> = LazyLock::new(|| {
    crate::pattern::ascii(
        r"^[^A-Za-z]{0,4}([A-Z][A-Za-z0-9_.+-]*(?: [A-Z0-9][A-Za-z0-9_.+-]*){0,2})(?: \([^()]{1,80}\))?,? (?:is|are) (?:an?|the|our) ",
    )
    .unwrap()
});

/// "we introduce **Brook**, a …": what a project presents is its own, whatever its page is titled.
#[allow(clippy::unwrap_used, reason = "literal patterns, covered by tests")]
static PRESENTED: LazyLock<Regex> = LazyLock::new(|| {
    crate::pattern::ascii(
        r"\b[Ww]e (?:introduce|present|propose|release|are releasing|open-source) (?:our )?([A-Z][A-Za-z0-9_.+-]{3,40})(?: \([^()]{1,80}\))?, (?:an?|the|our|which) ",
    )
    .unwrap()
});

#[allow(clippy::unwrap_used, reason = "literal patterns, covered by tests")]
static ALT: LazyLock<Regex> =
    LazyLock::new(|| crate::pattern::ascii(r#"<img[^>]*\balt="([^"]{3,80})"|!\[([^\]]{3,80})\]\("#).unwrap());

/// A title in markup over several lines, of which the Markdown parser makes no heading.
#[allow(clippy::unwrap_used, reason = "literal patterns, covered by tests")]
static HTML_TITLE: LazyLock<Regex> = LazyLock::new(|| crate::pattern::ascii(r"(?s)<h1[^>]{0,80}>(.{3,300}?)</h1>").unwrap());

/// The words of a stretch of markup, on one line.
fn tagless(markup: &str) -> String {
    let words: String = markup
        .split('<')
        .enumerate()
        .map(|(at, part)| if at == 0 { part } else { part.split_once('>').map_or("", |(_, rest)| rest) })
        .collect();
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Reads the names in one file.
pub fn look(file: &File<'_>, context: &Context<'_>, seen: &mut Sightings) {
    let here = |path: &str| context.inventory.exists(path);
    if is_readme(file.artifact) {
        readme(file.text, &here, seen);
    } else {
        if let Some(found) = PACKAGE.captures(file.text) {
            seen.names.push(Name::Package(found[1].trim().to_string()));
        }
        addresses(file.text, 5, &here, seen);
    }
}

fn readme(text: &str, here: &dyn Fn(&str) -> bool, seen: &mut Sightings) {
    let text = without_front_matter(text);
    let found = blocks(text);
    let title = found.iter().take(8).find(|block| block.kind == BlockKind::Heading).map(|block| plain(block.text));
    if let Some(title) = title.filter(|title| !title.is_empty()) {
        seen.names.push(Name::Title(title));
    }
    if let Some(title) = HTML_TITLE.captures(&text[..text.floor_char_boundary(2000)]).map(|found| tagless(&found[1]))
        && title.len() >= 3
        && !seen.names.contains(&Name::Title(title.clone()))
    {
        seen.names.push(Name::Title(title));
    }
    // A banner instead of a title: its description.
    let above = found.iter().find(|block| block.kind == BlockKind::Heading).map_or(text.len(), |block| block.offset);
    if let Some(alt) = ALT
        .captures(&text[..text.floor_char_boundary(above.min(2000))])
        .filter(|alt| !alt[0].contains("shields.io"))
        .and_then(|alt| alt.get(1).or_else(|| alt.get(2)))
    {
        seen.names.push(Name::Title(alt.as_str().to_string()));
    }
    let first = found.iter().filter(|block| block.kind == BlockKind::Paragraph).take(12);
    for block in first {
        if let Some(subject) = SUBJECT.captures(&plain(block.text)) {
            seen.names.push(Name::Title(subject[1].to_string()));
            break;
        }
    }
    let opening = found.iter().filter(|block| block.kind == BlockKind::Paragraph && !is_quoted(block.text)).take(OPENING);
    let presented = |text: String| PRESENTED.captures(&text).map(|found| found[1].to_string());
    if let Some(name) = opening.map(|block| plain(block.text)).find_map(presented).filter(|name| !of_a_known_model(name)) {
        seen.names.push(Name::Presented(name));
    }
    addresses(text, 1, here, seen);
}

/// Whether a paragraph tells what others wrote.
fn is_quoted(text: &str) -> bool {
    let lower = text.to_lowercase();
    ['>', '"', '“', '«'].iter().any(|mark| text.contains(*mark))
        || ["abstract", "authors", "the paper", "write:", "wrote"].iter().any(|word| lower.contains(word))
}

/// Whether a name is that of a well-known model or begins with it.
fn of_a_known_model(name: &str) -> bool {
    name.split(|c: char| !c.is_alphanumeric()).any(bases::is_family) || bases::NAMES.find(name).is_some()
}

/// Within how many paragraphs a page presents what it is about.
const OPENING: usize = 20;

/// What a link to a file counts that lies in this tree too: a little more than one command that clones.
const OF_THIS_TREE: u32 = 6;

/// The most addresses of one text that are counted.
const MOST: usize = 400;

/// How far around an address is looked, in bytes.
const NEAR: usize = 300;

/// The address that a text gives for itself: in links to files that are in this tree, which tell most, in clone and
/// install commands and badges, which count more than a mention.
fn addresses(text: &str, weight: u32, here: &dyn Fn(&str) -> bool, seen: &mut Sightings) {
    let mut votes: BTreeMap<(String, String), u32> = BTreeMap::new();
    for found in ADDRESS.captures_iter(text).take(MOST) {
        let at = found.get(0).map_or(0, |m| m.start());
        let near = &text[text.floor_char_boundary(at.saturating_sub(NEAR))..at];
        let line = near.rsplit('\n').next().unwrap_or_default();
        let own = ["git clone", "git+", "shields.io", "colab.research", "badge", "clone "].iter().any(|mark| line.contains(mark));
        let end = found.get(0).map_or(at, |m| m.end());
        let after = &text[end..text.floor_char_boundary(end + NEAR)];
        let own = own
            || [
                "/actions",
                "/workflows",
                "/stargazers",
                "/graphs/contributors",
                "/blob/main/LICENSE",
                "/blob/master/LICENSE",
                "/issues",
                "/discussions",
            ]
            .iter()
            .any(|mark| after.starts_with(mark));
        let leads_here = file_of(after).is_some_and(here);
        let repo = found[2].trim_end_matches(".git").trim_end_matches('.').to_string();
        *votes.entry((found[1].to_string(), repo)).or_default() += if leads_here {
            OF_THIS_TREE
        } else if own {
            4
        } else {
            weight
        };
    }
    let best = votes.into_iter().max_by_key(|(_, votes)| *votes);
    if let Some(((owner, repo), _)) = best.filter(|(_, votes)| *votes >= 4) {
        seen.names.push(Name::Address(owner, repo));
    }
}

/// The path in "/blob/main/docs/data.md". What many repositories have at their top tells nothing.
fn file_of(after: &str) -> Option<&str> {
    let rest = ["/blob/", "/tree/", "/raw/"].iter().find_map(|kind| after.strip_prefix(kind))?;
    let end =
        rest.find(|c: char| c.is_whitespace() || matches!(c, ')' | '"' | '\'' | '>' | '#' | '?' | ']')).unwrap_or(rest.len());
    let (_, path) = rest[..end].trim_end_matches(['/', '.', ',']).split_once('/')?;
    let lower = path.to_ascii_lowercase();
    let usual = ["src/main", "src/train", "scripts/train", "docs/readme"].iter().any(|name| lower.starts_with(name));
    let telling = path.contains('/') && !usual || lower.starts_with("readme") && lower != "readme.md";
    telling.then_some(path)
}

fn without_front_matter(text: &str) -> &str {
    text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---")).map_or(text, |(_, rest)| rest)
}

/// A heading without marks: link targets, tags and images dropped, their words kept.
fn plain(text: &str) -> String {
    let mut out = String::new();
    let (mut tag, mut target) = (0u32, 0u32);
    let mut before = ' ';
    for c in text.chars() {
        match c {
            '<' => tag += 1,
            '>' if tag > 0 => tag -= 1,
            '(' if before == ']' => target += 1,
            ')' if target > 0 => target -= 1,
            '[' | ']' | '*' | '`' | '!' => {}
            _ if tag == 0 && target == 0 => out.push(c),
            _ => {}
        }
        before = c;
    }
    crate::text::sanitize(&out, 200)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<Name> {
        let mut seen = Sightings::default();
        readme(text, &|path| path == "docs/data.md", &mut seen);
        seen.names
    }

    #[test]
    fn a_readme_names_its_project() {
        let found =
            names("# [Brook](x): a small model\n\n**Brook** is a model.\n\ngit clone https://github.com/acme/brook.git\n");
        assert!(found.contains(&Name::Title("Brook: a small model".into())));
        assert!(found.contains(&Name::Address("acme".into(), "brook".into())));
    }

    #[test]
    fn a_title_in_markup_may_take_several_lines() {
        let found = names("<div align=\"center\">\n    <h1>\n        <a href=\"x\">Brook</a>-8x7B\n    </h1>\n</div>\n");
        assert_eq!(found, [Name::Title("Brook-8x7B".into())]);
    }

    #[test]
    fn a_link_to_a_file_of_this_tree_names_it_before_what_is_cloned() {
        let text = "# Brook\n\nSee https://github.com/acme/brook/blob/main/docs/data.md.\n\n\
                    git clone https://github.com/other/thing\n";
        assert!(names(text).contains(&Name::Address("acme".into(), "brook".into())));
    }

    #[test]
    fn an_address_that_is_only_mentioned_is_not_its_own() {
        assert!(!names("# Brook\n\nSee https://github.com/other/thing.\n").iter().any(|n| matches!(n, Name::Address(..))));
    }
}
