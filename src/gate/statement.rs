//! The statement in a tag's message: the label that was carried, and a digest of the evidence.
//!
//! Two trailers, as git's own `interpret-trailers` writes and reads them:
//!
//! ```text
//! Openness: open-weights
//! Openness-Evidence: sha256:… (git-openness 0.1.0, knowledge 2026-11-22)
//! ```

pub use crate::assess::TRAILER as LABEL;
use crate::assess::{Assessment, Tool};
use crate::label::Label;
use sha2::{Digest as _, Sha256};
use std::fmt::Write as _;

/// The trailer that holds the digest.
pub const EVIDENCE: &str = "Openness-Evidence";

/// What a tag's message states.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// The label's id.
    pub label: String,
    /// `sha256:` and 64 hexadecimal digits.
    pub digest: String,
    /// The program and the knowledge that read the evidence.
    pub reader: String,
}

impl Statement {
    /// What can be stated of a checked revision under this label.
    #[must_use]
    pub fn of(assessment: &Assessment, label: Label) -> Self {
        Self { label: label.id().into(), digest: digest(assessment), reader: reader(&assessment.tool) }
    }

    /// The last statement of a message, if it is whole.
    #[must_use]
    pub fn parse(message: &str) -> Option<Self> {
        let value = |key: &str| {
            message.lines().rev().find_map(|line| {
                let (name, value) = line.split_once(':')?;
                name.trim().eq_ignore_ascii_case(key).then(|| value.trim())
            })
        };
        let (digest, reader) = value(EVIDENCE)?.split_once(' ')?;
        let hex = digest.strip_prefix("sha256:")?;
        if hex.len() != 64 || !hex.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let reader = reader.trim().strip_prefix('(')?.strip_suffix(')')?;
        Some(Self { label: value(LABEL)?.into(), digest: digest.to_ascii_lowercase(), reader: reader.into() })
    }

    /// The trailers, one a line of the message.
    #[must_use]
    pub fn trailers(&self) -> [String; 2] {
        [format!("{LABEL}: {}", self.label), format!("{EVIDENCE}: {} ({})", self.digest, self.reader)]
    }
}

/// The program and knowledge of a report, as a statement names them.
#[must_use]
pub fn reader(tool: &Tool) -> String {
    format!("{} {}, knowledge {}", tool.name, tool.version, tool.knowledge)
}

/// The SHA-256 of everything that was found in the tree: what is, not what is said. Claims stay
/// out, because the tag that holds the digest is one.
#[must_use]
pub fn digest(assessment: &Assessment) -> String {
    let evidence = serde_json::json!({
        "version": assessment.version,
        "tree": assessment.revision.tree,
        "kind": assessment.kind,
        "label": assessment.label,
        "modifiers": assessment.modifiers,
        "components": assessment.components,
        "reproducibility": assessment.reproducibility,
        "definitions": assessment.definitions,
        "not_read": assessment.not_read,
    });
    let hash = Sha256::digest(evidence.to_string().as_bytes());
    hash.iter().fold(String::from("sha256:"), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_statement_is_read_as_it_was_written() {
        let statement = Statement {
            label: "open-weights".into(),
            digest: format!("sha256:{}", "ab".repeat(32)),
            reader: "git-openness 0.1.0, knowledge 2026-11-22".into(),
        };
        let message = format!("Brook 1\n\nOpenness: is good\n\n{}\n", statement.trailers().join("\r\n"));
        assert_eq!(Statement::parse(&message), Some(statement));
    }

    #[test]
    fn half_a_statement_is_none() {
        assert_eq!(Statement::parse("Openness: open-weights\n"), None);
        assert_eq!(Statement::parse("Openness: x\nOpenness-Evidence: sha256:12 (a)\n"), None);
    }
}
