//! Which paths `.gitattributes` gives to Git LFS.
//!
//! A pointer is a promise only where git would keep it: on any other path the same bytes are a
//! small text that replaces a file which is not there.

use super::{Contents, Entry, EntryKind, ObjectSource};
use globset::{GlobBuilder, GlobMatcher};

/// The name of the file.
const FILE: &str = ".gitattributes";
/// The largest file that is read; git itself ignores files over 100 MB.
const CAP: u64 = 1 << 20;
/// The most rules of all files together, so that a hostile tree cannot make every lookup slow.
const MAX_RULES: usize = 20_000;

/// The rules of all `.gitattributes` of a tree that speak of LFS.
#[derive(Debug, Default)]
pub struct Attributes {
    /// From the least to the most important: the last that matches decides.
    rules: Vec<Rule>,
}

#[derive(Debug)]
struct Rule {
    /// The folder of its file, with a slash at the end, or empty.
    folder: String,
    /// Whether the pattern speaks of the path below the folder, or of the name alone.
    anchored: bool,
    matcher: GlobMatcher,
    lfs: bool,
}

impl Attributes {
    /// Reads every `.gitattributes` of a tree. One that cannot be read promises nothing.
    #[must_use]
    pub fn read(source: &dyn ObjectSource, entries: &[&Entry]) -> Self {
        let mut files: Vec<_> = entries
            .iter()
            .filter(|entry| entry.kind == EntryKind::File)
            .filter_map(|entry| Some((entry.path.strip_suffix(FILE)?, entry)))
            .filter(|(folder, _)| folder.is_empty() || folder.ends_with('/'))
            .collect();
        // A deeper file is more important than the ones above it.
        files.sort_by_key(|(folder, _)| folder.len());
        let mut rules = Vec::new();
        for (folder, entry) in files {
            if let Contents::Bytes(bytes) = source.read(entry, CAP) {
                parse(folder, &String::from_utf8_lossy(&bytes), &mut rules);
            }
        }
        rules.truncate(MAX_RULES);
        Self { rules }
    }

    /// Whether git gives this path to LFS.
    #[must_use]
    pub fn is_lfs(&self, path: &str) -> bool {
        let rule = self.rules.iter().rev().find(|rule| {
            path.strip_prefix(rule.folder.as_str()).is_some_and(|rest| {
                let subject = if rule.anchored { rest } else { rest.rsplit('/').next().unwrap_or_default() };
                rule.matcher.is_match(subject)
            })
        });
        rule.is_some_and(|rule| rule.lfs)
    }
}

fn parse(folder: &str, text: &str, rules: &mut Vec<Rule>) {
    let mut macros = vec!["filter=lfs".to_string()];
    for line in text.trim_start_matches('\u{FEFF}').lines().map(str::trim) {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let Some((pattern, words)) = split(line) else { continue };
        if let Some(name) = pattern.strip_prefix("[attr]") {
            if folder.is_empty() && words.split_whitespace().any(|word| word == "filter=lfs") {
                macros.push(name.into());
            }
            continue;
        }
        // The last word about the filter on a line decides; a line without one says nothing.
        let verdict = words.split_whitespace().rev().find_map(|word| match word {
            word if macros.iter().any(|lfs| lfs == word) => Some(true),
            word if word.starts_with("filter=") || matches!(word, "-filter" | "!filter" | "filter") => Some(false),
            _ => None,
        });
        let Some(lfs) = verdict else { continue };
        if let Some((anchored, matcher)) = matcher(&pattern) {
            rules.push(Rule { folder: folder.into(), anchored, matcher, lfs });
        }
    }
}

/// The pattern of a line and the rest; a pattern in double quotes may hold spaces.
fn split(line: &str) -> Option<(String, &str)> {
    let Some(quoted) = line.strip_prefix('"') else {
        let (pattern, words) = line.split_once(char::is_whitespace)?;
        return Some((pattern.into(), words));
    };
    let mut pattern = String::new();
    let mut chars = quoted.char_indices();
    while let Some((at, c)) = chars.next() {
        match c {
            '"' => return Some((pattern, &quoted[at + 1..])),
            '\\' => pattern.push(chars.next()?.1),
            c => pattern.push(c),
        }
    }
    None
}

/// gitignore's patterns: one without a slash speaks of names, one with a slash of paths from its
/// file's folder; a trailing slash matches no file, and there is no negation.
fn matcher(pattern: &str) -> Option<(bool, GlobMatcher)> {
    if pattern.ends_with('/') || pattern.starts_with('!') {
        return None;
    }
    let anchored = pattern.contains('/');
    let pattern = pattern.strip_prefix('/').unwrap_or(pattern);
    // Braces are alternatives in globset and ordinary characters in git.
    let pattern = pattern.replace('{', "[{]").replace('}', "[}]");
    let glob = GlobBuilder::new(&pattern).literal_separator(true).backslash_escape(true).build().ok()?;
    Some((anchored, glob.compile_matcher()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn attributes(files: &[(&str, &str)]) -> Attributes {
        let mut rules = Vec::new();
        for (folder, text) in files {
            parse(folder, text, &mut rules);
        }
        Attributes { rules }
    }

    #[test]
    fn a_name_matches_at_any_depth_and_a_path_at_its_own() {
        let found =
            attributes(&[("", "*.bin filter=lfs diff=lfs merge=lfs -text\n/data/*.txt filter=lfs\ncorpus/** filter=lfs\n")]);
        for path in ["a.bin", "x/y/a.bin", "data/a.txt", "corpus/x/y/z"] {
            assert!(found.is_lfs(path), "{path}");
        }
        for path in ["a.bin.txt", "x/data/a.txt", "data/x/a.txt", "corpus"] {
            assert!(!found.is_lfs(path), "{path}");
        }
    }

    #[test]
    fn a_later_and_a_deeper_rule_win() {
        let found =
            attributes(&[("", "*.bin filter=lfs\nsmall.bin -filter\n"), ("x/", "*.bin !filter\n"), ("y/", "*.dat filter=lfs")]);
        assert!(found.is_lfs("a.bin") && found.is_lfs("y/a.dat"));
        assert!(!found.is_lfs("small.bin") && !found.is_lfs("x/a.bin") && !found.is_lfs("a.dat"));
    }

    #[test]
    fn macros_quotes_and_comments_are_understood() {
        let found = attributes(&[(
            "",
            "# *.txt filter=lfs\n[attr]large filter=lfs -text\n*.tar large\n\"my data/*.csv\" filter=lfs\n{a}.x filter=lfs\n*.md text\n",
        )]);
        assert!(found.is_lfs("a.tar") && found.is_lfs("my data/a.csv") && found.is_lfs("{a}.x"));
        assert!(!found.is_lfs("a.txt") && !found.is_lfs("a.md") && !found.is_lfs("a.x"));
    }
}
