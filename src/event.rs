//! The event file of a forge: what a release calls itself before any tag of it is read.
//!
//! GitHub (and forges that run its workflows) write the event that started a workflow to the file
//! that GITHUB_EVENT_PATH names. The file is foreign text: it is capped, parsed as JSON and only
//! the few strings below are taken from it.

use crate::error::{Error, Result};
use serde_json::Value;
use std::io::Read as _;
use std::path::Path;

/// The most bytes that are read of an event file. A release text alone may have 125,000 characters;
/// the rest is repeated metadata.
pub const CAP: u64 = 16 << 20;

/// What an event says of a release: nothing, or a title and a text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Event {
    /// The tag that is pushed or released, without `refs/tags/`.
    pub tag: Option<String>,
    /// The release's title, or the pull request's.
    pub title: Option<String>,
    /// The release's text, or the pull request's.
    pub text: Option<String>,
    /// What the words stand in, for `path:line`: `release`, `pull request` or `inputs`.
    pub place: &'static str,
}

/// Reads the event file.
///
/// # Errors
/// [`Error::Io`] when the file cannot be read, [`Error::Usage`] when it is too large or not JSON.
pub fn read(path: &Path) -> Result<Event> {
    let value: Value = serde_json::from_slice(&bytes(path)?).map_err(|_| Error::Usage {
        message: "the event file is not JSON".into(),
        hint: "give the file that GITHUB_EVENT_PATH names, or leave --event out".into(),
    })?;
    Ok(parse(&value))
}

/// Reads a release text that was written to a file.
///
/// # Errors
/// As [`read`], but any bytes are a text.
pub fn text(path: &Path) -> Result<String> {
    Ok(String::from_utf8_lossy(&bytes(path)?).into_owned())
}

fn bytes(path: &Path) -> Result<Vec<u8>> {
    let file = std::fs::File::open(path).map_err(|error| Error::io(path, error))?;
    let mut bytes = Vec::new();
    file.take(CAP + 1).read_to_end(&mut bytes).map_err(|error| Error::io(path, error))?;
    if bytes.len() as u64 > CAP {
        return Err(Error::Usage {
            message: format!("{} is larger than 16 MiB", crate::text::sanitize_path(&path.to_string_lossy())),
            hint: "release titles and texts are a few pages at most".into(),
        });
    }
    Ok(bytes)
}

/// Takes what matters from an event of `push`, `release`, `workflow_dispatch` or `pull_request`.
/// Any other event says nothing of a release.
#[must_use]
pub fn parse(event: &Value) -> Event {
    let string =
        |pointer: &str| event.pointer(pointer).and_then(Value::as_str).map(str::to_string).filter(|text| !text.is_empty());
    if event.get("release").is_some_and(Value::is_object) {
        return Event {
            tag: string("/release/tag_name"),
            title: string("/release/name"),
            text: string("/release/body"),
            place: "release",
        };
    }
    if event.get("pull_request").is_some_and(Value::is_object) {
        return Event {
            tag: None,
            title: string("/pull_request/title"),
            text: string("/pull_request/body"),
            place: "pull request",
        };
    }
    if event.get("inputs").is_some_and(Value::is_object) {
        // A dispatch gate asks for the tag, the title and the notes under names of its own choice;
        // these are the ones of our template.
        return Event {
            tag: string("/inputs/tag"),
            title: string("/inputs/title"),
            text: string("/inputs/notes"),
            place: "inputs",
        };
    }
    let tag = string("/ref").and_then(|name| name.strip_prefix("refs/tags/").map(str::to_string));
    Event { tag, title: None, text: None, place: "release" }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_release_event_has_a_title_and_a_text() {
        let event = parse(
            &json!({"action": "published", "release": {"tag_name": "v1", "name": "Brook", "body": "An open source model.\nEnjoy."}}),
        );
        assert_eq!(event.tag.as_deref(), Some("v1"));
        assert_eq!(event.title.as_deref(), Some("Brook"));
        assert_eq!(event.text.as_deref(), Some("An open source model.\nEnjoy."));
    }

    #[test]
    fn a_pushed_tag_has_a_name_and_a_pushed_branch_nothing() {
        assert_eq!(parse(&json!({"ref": "refs/tags/v2"})).tag.as_deref(), Some("v2"));
        assert_eq!(parse(&json!({"ref": "refs/heads/main"})).tag, None);
    }

    #[test]
    fn strange_types_say_nothing() {
        assert_eq!(parse(&json!({"release": [1, 2]})), Event { place: "release", ..Event::default() });
        assert_eq!(parse(&json!({"release": {"name": 7, "body": null}})).text, None);
        assert_eq!(parse(&json!("text")), Event { place: "release", ..Event::default() });
    }
}
