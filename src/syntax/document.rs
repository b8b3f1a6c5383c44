//! JSON and YAML as values, for readers that know their keys.

use serde_json::Value;

/// The value that a text holds, by the ending of its file's name: YAML for `.yml` and `.yaml`, and for `.dvc`,
/// `.lock` and `.cff`, which are YAML too; JSON for the rest. `Null` when it is no such text.
#[must_use]
pub fn value(name: &str, text: &str) -> Value {
    let yaml = [".yml", ".yaml", ".dvc", ".lock", ".cff"].iter().any(|ending| name.ends_with(ending));
    if !yaml {
        serde_json::from_str(text).unwrap_or_default()
    } else if crate::text::nests_too_deeply(text).is_none() {
        serde_yaml::from_str(text).unwrap_or_default()
    } else {
        Value::Null
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_tells_the_grammar() {
        assert_eq!(value("datapackage.yml", "name: brook\n")["name"], "brook");
        assert_eq!(value("datapackage.json", r#"{"name": "brook"}"#)["name"], "brook");
        assert_eq!(value("datapackage.json", "name: brook\n"), Value::Null);
    }

    #[test]
    fn what_nests_without_end_is_nothing() {
        assert_eq!(value("brook.yml", &"[".repeat(1000)), Value::Null);
    }
}
