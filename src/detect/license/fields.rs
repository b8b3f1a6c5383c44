//! Fields of cards that state a license.

use crate::detect::Card;
use crate::evidence::{Answer, Strength};
use crate::inventory::Role;
use crate::license::{LicenseStatus, Statement, Subject, expression};

/// What a card's front matter states.
pub fn card(card: &Card) -> Option<Statement> {
    if card.role == Role::Vendored || card.role == Role::Test {
        return None;
    }
    let ids = card.texts("license");
    let named = card.text("license_name");
    let stated = match (ids.as_slice(), named) {
        ([], None) => return None,
        ([] | ["other" | "unknown"], Some(name)) => name.to_string(),
        (ids, _) => ids.join(" AND "),
    };
    let known = expression::parse(&stated).or_else(|| card.text("license_link").and_then(expression::parse));
    let key = if ids.is_empty() { "license_name" } else { "license" };
    let subject = match card.is_data() {
        Some(true) => Subject::Data(None),
        Some(false) => Subject::Weights(None),
        None => Subject::Everything,
    };
    Some(Statement {
        license: Some(known.as_ref().map_or_else(|| reference(&stated), |known| known.text.clone())),
        status: LicenseStatus::Declared,
        free: known.map_or(Answer::Unknown, |known| known.free),
        subject,
        scope: card.path.rsplit_once('/').map_or("", |(folder, _)| folder).to_string(),
        evidence: card.evidence("license-card", Strength::Strong, key),
    })
}

/// A `LicenseRef-` for words that no table knows.
fn reference(words: &str) -> String {
    let mut out = String::from("LicenseRef-");
    for c in words.chars().take(60) {
        match c {
            c if c.is_ascii_alphanumeric() || c == '.' => out.push(c),
            _ if !out.ends_with('-') => out.push('-'),
            _ => {}
        }
    }
    out.trim_end_matches('-').to_string()
}
