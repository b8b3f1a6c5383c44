//! Recipes of trainers: the keys that name a training set, in YAML, JSON and the like.

use super::Use;
use crate::detect::{File, Sightings};
use crate::pattern::{Regex, fixed};
use std::sync::LazyLock;

static KEY: LazyLock<Regex> = LazyLock::new(|| {
    fixed(
        r#"(?im)^[ \t]*-?[ \t]*["']?((?:train(?:ing)?_?|hf_|sft_|pretrain_?)?(?:data_?sets?|corpus|data)(?:_?(?:name|names|id|path|paths|mixer|repo|hub|list))?|hf_path|hf_hub_url|repo_id|path|id|dataset_name_or_path)["']?[ \t]*:[ \t]*\[?["']?([A-Za-z0-9][\w.-]*/[A-Za-z0-9][\w.-]*)["']?\]?[ \t]*(?:[,:#][^\n]*)?$"#,
    )
});
static LIST: LazyLock<Regex> = LazyLock::new(|| {
    fixed(r#"(?m)^[ \t]*-?[ \t]*["']?([A-Za-z0-9][\w.-]*/[A-Za-z0-9][\w.-]*)["']?[ \t]*(?::[ \t]*[\d.]+|,)?[ \t]*(?:#[^\n]*)?$"#)
});
static SECTION: LazyLock<Regex> = LazyLock::new(|| {
    fixed(
        r#"(?i)^[ \t]*["']?(?:\w*data_?sets?|\w*dataset_mixer|\w*data_mix\w*|corpora|corpus|train_data|data_files)["']?[ \t]*:[ \t]*[\[{]?[ \t]*$"#,
    )
});
static PRIVATE: LazyLock<Regex> = LazyLock::new(|| {
    fixed(
        r#"(?im)^[^#\n]*["']?(?:train[_-]?data[_-]?paths?|train[_-]?data[_-]?prefix|data[_-]?paths?|data[_-]?prefix|train_file|train_manifest)["']?[ \t]*[:=][ \t]*\[?["']?((?:/|s3://|gs://)[\w./-]+)"#,
    )
});

/// Looks at one recipe.
pub fn look(file: &File<'_>, seen: &mut Sightings) {
    let path = file.artifact.path();
    if !super::fetch::is_about_data(path)
        || !["data", "corpus", "path:"].iter().any(|word| memchr::memmem::find(file.text.as_bytes(), word.as_bytes()).is_some())
    {
        return;
    }
    let names_data = |at: usize| {
        // Under `datasets:` a bare `path:` names a set; elsewhere it may name anything.
        file.text[..at].lines().rev().take(12).any(|line| SECTION.is_match(line))
    };
    for found in KEY.captures_iter(file.text).take(60) {
        let (Some(key), Some(id)) = (found.get(1), found.get(2)) else { continue };
        let bare = matches!(key.as_str().to_ascii_lowercase().as_str(), "path" | "id" | "repo_id");
        if !super::looks_like_hub_id(id.as_str()) || bare && !names_data(key.start()) {
            continue;
        }
        super::push_hub(file, id.start(), id.as_str(), None, Use::Recipe, seen);
    }
    let mut in_section: Option<usize> = None;
    let mut at = 0;
    for line in file.text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let indent = line.len() - line.trim_start().len();
        if SECTION.is_match(line.trim_end()) {
            in_section = Some(indent);
        } else if let Some(depth) = in_section {
            if !line.trim().is_empty() && indent <= depth && !line.trim_start().starts_with(['-', '#', ']', '}']) {
                in_section = None;
            } else if let Some(id) = LIST.captures(line.trim_end_matches('\n')).and_then(|found| found.get(1))
                && super::looks_like_hub_id(id.as_str())
            {
                super::push_hub(file, start + id.start(), id.as_str(), None, Use::Recipe, seen);
            }
        }
    }
    for found in PRIVATE.captures_iter(file.text).take(3) {
        if let Some(private) = found.get(1) {
            super::push_private(file, private.start(), private.as_str(), seen);
        }
    }
}
