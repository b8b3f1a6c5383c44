//! Front matter of model and data cards, parsed once for everyone who reads it.

use super::{Context, File, Sightings};
use crate::evidence::{Evidence, Location, Strength};
use crate::git::Oid;
use crate::inventory::{Artifact, Kind, Role};
use crate::text::{QUOTE_WIDTH, nests_too_deeply, sanitize};
use std::collections::BTreeMap;

/// The most bytes of front matter that are parsed.
const LONGEST: usize = 256 << 10;

/// The front matter of one card.
#[derive(Debug, Clone)]
pub struct Card {
    /// The card's path.
    pub path: String,
    /// The blob that was read.
    pub blob: Oid,
    /// The place's class.
    pub role: Role,
    /// The front matter as a mapping, with YAML's types.
    pub fields: serde_json::Map<String, serde_json::Value>,
    /// The one-based line of each key at the top level, and the line itself.
    pub lines: BTreeMap<String, (u32, String)>,
}

impl Card {
    /// The value of a key as text, where it is one.
    #[must_use]
    pub fn text(&self, key: &str) -> Option<&str> {
        self.fields.get(key).and_then(serde_json::Value::as_str).map(str::trim).filter(|text| !text.is_empty())
    }

    /// The values of a key that holds a text or a list of texts.
    #[must_use]
    pub fn texts(&self, key: &str) -> Vec<&str> {
        match self.fields.get(key) {
            Some(serde_json::Value::String(one)) => vec![one.trim()],
            Some(serde_json::Value::Array(many)) => many.iter().filter_map(serde_json::Value::as_str).map(str::trim).collect(),
            _ => Vec::new(),
        }
    }

    /// Whether the keys are those of a data card: `None` when they are those of neither kind.
    #[must_use]
    pub fn is_data(&self) -> Option<bool> {
        let has = |keys: &[&str]| keys.iter().any(|key| self.fields.contains_key(*key));
        if has(&[
            "task_categories",
            "task_ids",
            "size_categories",
            "dataset_info",
            "annotations_creators",
            "source_datasets",
            "pretty_name",
        ]) {
            Some(true)
        } else if has(&[
            "base_model",
            "pipeline_tag",
            "library_name",
            "model-index",
            "datasets",
            "license_name",
            "inference",
            "widget",
        ]) {
            Some(false)
        } else {
            None
        }
    }

    /// Evidence that points at a key.
    #[must_use]
    pub fn evidence(&self, signature: &str, strength: Strength, key: &str) -> Evidence {
        let line = self.lines.get(key);
        Evidence {
            signature: signature.into(),
            strength,
            location: Location {
                path: self.path.clone(),
                line: line.map(|(line, _)| *line),
                column: None,
                blob: Some(self.blob),
            },
            quote: line.map(|(_, text)| sanitize(text, QUOTE_WIDTH)).unwrap_or_default(),
            note: None,
        }
    }
}

/// The most bytes worth reading of a card.
#[must_use]
pub fn cap(artifact: &Artifact) -> Option<u64> {
    let name = artifact.lower_name();
    let card = name.starts_with("readme") || name.contains("card");
    (artifact.kind == Kind::Prose && card && matches!(artifact.extension(), "md" | "markdown" | "mdx")).then_some(2 << 20)
}

/// Reads the front matter.
pub fn look(file: &File<'_>, _context: &Context<'_>, seen: &mut Sightings) {
    let Some(front) = front_matter(file.text).filter(|front| nests_too_deeply(front).is_none()) else { return };
    let Ok(serde_json::Value::Object(fields)) = serde_yaml::from_str::<serde_json::Value>(front) else { return };
    let mut lines = BTreeMap::new();
    for (at, line) in front.lines().enumerate() {
        if line.starts_with([' ', '#', '-', '\t']) {
            continue;
        }
        if let Some((key, _)) = line.split_once(':') {
            lines.entry(key.trim_matches(['"', '\'', ' ']).to_string()).or_insert((at as u32 + 2, line.to_string()));
        }
    }
    seen.cards.push(Card {
        path: file.artifact.path().into(),
        blob: file.artifact.oid(),
        role: file.artifact.role,
        fields,
        lines,
    });
}

/// The YAML between the first line and the next line of three dashes.
fn front_matter(text: &str) -> Option<&str> {
    let rest = text.strip_prefix("---")?;
    let rest = rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix('\n'))?;
    let mut at = 0;
    for line in rest.split_inclusive('\n') {
        if line.trim_end() == "---" {
            return rest.get(..at);
        }
        at += line.len();
        if at > LONGEST {
            return None;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_matter_ends_at_the_second_row_of_dashes() {
        assert_eq!(front_matter("---\nlicense: mit\n---\n# Brook\n---\n"), Some("license: mit\n"));
        assert_eq!(front_matter("---\r\na: b\r\n---\r\n"), Some("a: b\r\n"));
        assert_eq!(front_matter("# Brook\n---\nlicense: mit\n---\n"), None);
        assert_eq!(front_matter("---\nnever ends\n"), None);
    }
}
