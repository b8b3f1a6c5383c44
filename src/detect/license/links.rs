//! Statements that only point: a link to a license text in this tree, or to a known address.

use crate::detect::Sightings;
use crate::evidence::Answer;
use crate::inventory;
use crate::license::expression::{self, Expression};
use crate::license::{LicenseStatus, Statement, terms};

/// What a link says of a license: the license of a known address, or a path of this tree.
pub struct Target {
    /// The license that the address stands for.
    pub license: Option<Expression>,
    /// The path from the top of the tree, if it is a link inside it.
    pub path: Option<String>,
}

/// Reads the target of a link that stands in a file of `folder`.
pub fn read(target: &str, folder: &str) -> Target {
    let target = target.trim().trim_matches(['<', '>']).split([' ', '#', '?']).next().unwrap_or_default();
    if target.contains("://") || target.starts_with("//") {
        let license = expression::url(&target.to_ascii_lowercase()).and_then(|id| expression::parse(&id));
        return Target { license, path: None };
    }
    // On a forge a link that begins with a slash is seen from the top.
    let (folder, target) = target.strip_prefix('/').map_or((folder, target), |rest| ("", rest));
    Target { license: None, path: inventory::seen_from(folder, target) }
}

/// Replaces links by what the texts at their other ends are, once all texts are read. A link that
/// leads to no text that was read says nothing.
pub fn resolve(seen: &mut Sightings) {
    let texts: Vec<Statement> =
        seen.licenses.iter().filter(|s| s.evidence.signature == "license-file" && s.license.is_some()).cloned().collect();
    seen.licenses.retain_mut(|statement| {
        let Some(path) = statement.link.take() else { return true };
        let Some(text) = texts.iter().find(|text| text.evidence.location.path == path) else {
            return statement.license.is_some();
        };
        // An id that is known stands, unless the text allows less than it.
        let known = |id: &str| terms::facts(id).is_some() || (!id.starts_with("LicenseRef-") && expression::parse(id).is_some());
        if !statement.license.as_deref().is_some_and(known) || (text.free == Answer::No && statement.free != Answer::No) {
            statement.license.clone_from(&text.license);
            statement.free = text.free;
            statement.status = LicenseStatus::Text;
        }
        true
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_leads_into_the_tree_or_to_a_known_address() {
        let path = |target: &str| read(target, "models/brook").path;
        assert_eq!(path("LICENSE").as_deref(), Some("models/brook/LICENSE"));
        assert_eq!(path("../../LICENSE.md#terms").as_deref(), Some("LICENSE.md"));
        assert_eq!(path("/LICENSE").as_deref(), Some("LICENSE"));
        assert_eq!(path("../../../LICENSE"), None);
        let license = |target: &str| read(target, "").license.map(|found| found.text);
        assert_eq!(license("https://opensource.org/licenses/MIT").as_deref(), Some("MIT"));
        assert_eq!(license("https://brook.example/LICENSE"), None);
    }
}
