//! Badges of licenses, by what they lead to: the picture and its caption promise nothing.

use super::links;
use crate::detect::File;
use crate::evidence::{Answer, Strength};
use crate::license::{LicenseStatus, Statement, Subject};

/// The most badges of one file.
const MOST: usize = 60;

/// How far a picture may stand from the link around it, and how long a badge may be, in bytes.
const LONGEST: usize = 800;

/// A picture inside a link: caption and picture, the target, and where the target stands.
struct Badge<'t> {
    caption: &'t str,
    /// Whether the link says by itself that it leads to the license: `rel="license"`.
    is_license: bool,
    target: &'t str,
    offset: usize,
}

/// The badges of a text: Markdown's `[![caption](picture)](target)`, then HTML's `<a href><img>`.
fn badges(text: &str) -> impl Iterator<Item = Badge<'_>> {
    let markdown = text.match_indices("[![").filter_map(|(at, _)| markdown(text, at));
    markdown.chain(text.match_indices("<img").filter_map(|(at, _)| html(text, at)))
}

fn markdown(text: &str, at: usize) -> Option<Badge<'_>> {
    let line = text[at..].lines().next()?;
    let (inner, _) = line.split_once("](").and_then(|(alt, rest)| Some((alt.len() + 2 + rest.find(')')?, rest)))?;
    let rest = line.get(inner + 1..)?.trim_start().strip_prefix("](")?;
    let target = &rest[..rest.find(')')?];
    let offset = at + line.len() - rest.len();
    (offset - at <= LONGEST).then_some(Badge { caption: &line[..inner], is_license: false, target, offset })
}

fn html(text: &str, at: usize) -> Option<Badge<'_>> {
    let caption = &text[at..at + text[at..].bytes().take(LONGEST).position(|b| b == b'>')?];
    let before = &text[text.ceil_char_boundary(at.saturating_sub(LONGEST))..at];
    let link = &before[before.rfind("<a ")?..];
    let begin = link.find("href=\"")? + "href=\"".len();
    let target = &link[begin..begin + link[begin..].find('"')?];
    let is_license = link[..begin].contains("rel=\"license\"") || link[begin..].contains("rel=\"license\"");
    (!link.contains("</a")).then_some(Badge { caption, is_license, target, offset: at - link.len() + begin })
}

/// What the badges of a README state.
pub fn look(file: &File<'_>, scope: &str) -> Vec<Statement> {
    let mut out: Vec<Statement> = Vec::new();
    for badge in badges(file.text).take(MOST) {
        let caption = badge.caption.to_lowercase();
        if !caption.contains("licen") && !badge.is_license {
            continue;
        }
        let led = links::read(badge.target, file.artifact.folder());
        if led.license.is_none() && led.path.is_none() {
            continue;
        }
        out.push(Statement {
            free: led.license.as_ref().map_or(Answer::Unknown, |license| license.free),
            license: led.license.map(|license| license.text),
            status: LicenseStatus::Declared,
            subject: subject(&caption),
            scope: scope.to_string(),
            link: led.path,
            evidence: file.evidence("license-badge", Strength::Medium, badge.offset),
        });
    }
    out
}

/// "Code License", "Model Weight License", "Data License".
fn subject(caption: &str) -> Subject {
    let words: Vec<&str> = caption.split(|c: char| !c.is_alphanumeric()).collect();
    let has = |wanted: &[&str]| words.iter().any(|word| wanted.contains(word));
    if has(&["model", "models", "weight", "weights", "checkpoint"]) {
        Subject::Weights(None)
    } else if has(&["data", "dataset", "20data"]) {
        Subject::Data(None)
    } else if has(&["code", "20code"]) {
        Subject::Code
    } else {
        Subject::Everything
    }
}

#[cfg(test)]
mod tests {
    use super::super::artifact;
    use super::*;

    fn of(text: &str) -> Vec<(Option<String>, Option<String>, Subject)> {
        let artifact = artifact("README.md");
        look(&File::new(&artifact, text), "").into_iter().map(|s| (s.license, s.link, s.subject)).collect()
    }

    #[test]
    fn a_badge_says_what_it_leads_to() {
        let badge = "[![License: MIT](https://img.example/license-MIT-green)](https://creativecommons.org/licenses/by-nc/4.0/)";
        assert_eq!(of(badge), [(Some("CC-BY-NC-4.0".into()), None, Subject::Everything)]);
        let code = "[![Code License](https://img.example/Apache.svg)](LICENSE-CODE)";
        assert_eq!(of(code), [(None, Some("LICENSE-CODE".into()), Subject::Code)]);
        let html = "<a href=\"https://opensource.org/licenses/MIT\"><img alt=\"Model License\" src=\"x.svg\"></a>";
        assert_eq!(of(html), [(Some("MIT".into()), None, Subject::Weights(None))]);
        let commons =
            "<a rel=\"license\"\n href=\"http://creativecommons.org/publicdomain/zero/1.0/\"><img alt=\"CC0\" src=\"x.png\"></a>";
        assert_eq!(of(commons), [(Some("CC0-1.0".into()), None, Subject::Everything)]);
    }

    #[test]
    fn a_caption_alone_says_nothing() {
        assert_eq!(of("[![License: MIT](https://img.example/MIT.svg)](https://brook.example/LICENSE)"), []);
        assert_eq!(of("![License: MIT](https://img.example/MIT.svg)"), []);
        assert_eq!(of("[![Build](https://img.example/ok.svg)](https://opensource.org/licenses/MIT)"), []);
    }
}
