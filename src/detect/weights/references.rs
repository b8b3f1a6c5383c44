//! Markdown's reference links: the label stands in the sentence, the address at the foot of the page.

use super::words::regex;
use crate::pattern::Regex;
use std::sync::LazyLock;

static DEFINITION: LazyLock<Regex> =
    LazyLock::new(|| regex(r#"(?m)^ {0,3}\[([^\[\]\n]{1,80})\]:[ \t]*<?((?:https?|gs|s3)://[^ \t\r\n<>"']+)"#));

/// Addresses that stand at the foot of a page and are meant where their labels are.
pub struct References<'t>(Vec<(String, &'t str, usize)>);

/// The most of them in one page.
const MOST_REFERENCES: usize = 200;

impl<'t> References<'t> {
    /// Those of a page that it uses.
    pub fn new(text: &'t str) -> Self {
        if !text.contains("]:") {
            return Self(Vec::new());
        }
        let found = DEFINITION.captures_iter(text).take(MOST_REFERENCES).filter_map(|found| {
            let (label, target) = (found.get(1)?.as_str(), found.get(2)?);
            let used = text.match_indices(&format!("[{label}]")).any(|(at, whole)| !text[at + whole.len()..].starts_with(':'));
            used.then(|| (label.to_string(), target.as_str(), target.start()))
        });
        Self(found.collect())
    }

    /// Whether the address at this offset of the page is only the foot of a link.
    pub fn is_defined_at(&self, offset: usize) -> bool {
        self.0.iter().any(|(.., at)| *at == offset)
    }

    /// Where a block means one: place, address, and that it is no id.
    pub fn used_in<'s>(&'s self, block: &'s str) -> impl Iterator<Item = (std::ops::Range<usize>, &'t str, bool)> + 's {
        self.0.iter().filter(move |_| block.contains('[')).flat_map(move |(label, target, _)| {
            let label = format!("[{label}]");
            let uses: Vec<usize> = block.match_indices(&label).map(|(at, _)| at).take(4).collect();
            let end = label.len();
            uses.into_iter()
                .filter(move |at| !block[at + end..].starts_with([':', '(']))
                .map(move |at| (at..at + end, *target, false))
        })
    }
}
