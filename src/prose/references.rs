//! Markdown's reference links: the label stands in the sentence, the address at the foot of the page.

use crate::pattern::{Regex, fixed};
use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

static DEFINITION: LazyLock<Regex> =
    LazyLock::new(|| fixed(r#"(?m)^ {0,3}\[([^\[\]\n]{1,80})\]:[ \t]*<?((?:https?|gs|s3)://[^\s<>"']+)"#));
static REFERENCE: LazyLock<Regex> = LazyLock::new(|| fixed(r"\[([^\[\]]{1,200})\](?:\[([^\[\]\n]{0,80})\])?"));

/// The most labels of one page.
const MOST: usize = 2000;

/// The labels of a page, in lower case, with their addresses and where those stand.
#[derive(Debug)]
pub struct References<'t> {
    page: &'t str,
    labels: HashMap<String, (&'t str, usize)>,
    meant: OnceCell<HashSet<usize>>,
}

/// A place where a label is meant: `[words][label]` or `[label]`.
#[derive(Debug)]
pub struct Reference<'s, 't> {
    /// Its bytes in the text that was asked.
    pub range: Range<usize>,
    /// The words that are shown.
    pub words: &'s str,
    /// The address behind the label.
    pub url: &'t str,
    at: usize,
}

impl<'t> References<'t> {
    /// Those of a page.
    #[must_use]
    pub fn new(page: &'t str) -> Self {
        let defined = if page.contains("]:") { page } else { "" };
        let label = |found: crate::pattern::Captures<'t>| {
            let target = found.get(2)?;
            Some((found.get(1)?.as_str().to_lowercase(), (target.as_str(), target.start())))
        };
        let labels = DEFINITION.captures_iter(defined).filter_map(label).take(MOST).collect();
        Self { page, labels, meant: OnceCell::new() }
    }

    /// Where a part of the page means one.
    pub fn used_in<'s>(&'s self, text: &'s str) -> impl Iterator<Item = Reference<'s, 't>> {
        let asked = if self.labels.is_empty() { "" } else { text };
        REFERENCE.captures_iter(asked).filter_map(|used| {
            let (all, words) = (used.get(0)?, used.get(1)?);
            let name = used.get(2).filter(|name| !name.is_empty()).unwrap_or(words);
            let &(url, at) = self.labels.get(&name.as_str().to_lowercase())?;
            Some(Reference { range: all.range(), words: words.as_str(), url, at })
        })
    }

    /// As [`References::used_in`], without definitions and without links that bring their own address.
    pub fn meant_in<'s>(&'s self, text: &'s str) -> impl Iterator<Item = Reference<'s, 't>> {
        self.used_in(text).filter(|used| !text[used.range.end..].starts_with([':', '(']))
    }

    /// Whether the address at this offset of the page is only the foot of a link that stands elsewhere.
    #[must_use]
    pub fn is_foot(&self, offset: usize) -> bool {
        self.meant.get_or_init(|| self.meant_in(self.page).map(|used| used.at).collect()).contains(&offset)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_leads_to_its_address_wherever_it_is_meant() {
        let page = "See [the Brook][b], [B] and [c].\n\n[b]: https://brook.example\n[d]: <https://idle.example>\n";
        let references = References::new(page);
        let used: Vec<_> = references.meant_in(page).map(|used| (used.words, used.url)).collect();
        assert_eq!(used, [("the Brook", "https://brook.example"), ("B", "https://brook.example")]);
        let foot = |url: &str| references.is_foot(page.find(url).unwrap());
        assert!(foot("https://brook.example") && !foot("https://idle.example"));
    }
}
