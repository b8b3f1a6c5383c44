//! License ids and expressions as people write them, folded to the spelling of SPDX.

mod id;
mod url;

use super::terms;
use crate::evidence::Answer;
pub use id::id;
pub use url::url;

/// An expression in SPDX spelling, and whether it is free.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expression {
    /// The expression.
    pub text: String,
    /// Free by choice where `OR` stands, only all together where `AND` does.
    pub free: Answer,
    /// Whether the words name no exact license ("BSD", "GPL", "CC").
    pub imprecise: bool,
}

/// An expression as people write it: `MIT OR Apache-2.0`, `MIT/Apache-2.0`, `apache-2.0`, a name.
///
/// `None` when no license can be made out of it; then nothing is known, which is never free.
#[must_use]
pub fn parse(words: &str) -> Option<Expression> {
    if let Some(id) = id(words) {
        return Some(single(id));
    }
    let spaced = words.replace(['(', ')'], " ");
    let dual = spaced
        .replace(" or ", " OR ")
        .replace(" and ", " AND ")
        .replace(" with ", " WITH ")
        .replace('/', " OR ")
        .replace(" | ", " OR ");
    let alternatives: Vec<&str> = dual.split(" OR ").collect();
    if words.contains('(') && dual.contains(" AND ") && dual.contains(" OR ") {
        return nested(words);
    }
    let mut free = Answer::No;
    let mut texts = Vec::new();
    for alternative in alternatives {
        let mut all = Answer::Yes;
        let mut ids = Vec::new();
        for part in alternative.split(" AND ") {
            let one = match part.split_once(" WITH ") {
                // An exception only adds permissions.
                Some((base, exception)) if spdx::exception_id(exception.trim()).is_some() => {
                    let base = id(base)?;
                    all = all.and(terms::free(&base));
                    ids.push(format!("{base} WITH {}", exception.trim()));
                    continue;
                }
                _ => id(part)?,
            };
            all = all.and(terms::free(&one));
            ids.push(one);
        }
        texts.push(ids.join(" AND "));
        free = either(free, all);
    }
    let text = texts.join(" OR ");
    Some(Expression { imprecise: text.contains("LicenseRef-hf-"), text, free })
}

/// An expression with brackets, in strict SPDX syntax after mapping the case of its ids.
fn nested(words: &str) -> Option<Expression> {
    let mut mapped = String::new();
    for part in words.replace('(', " ( ").replace(')', " ) ").split_whitespace() {
        let known = match part {
            "(" | ")" | "AND" | "OR" | "WITH" => part.to_string(),
            "and" | "or" | "with" => part.to_uppercase(),
            other => id(other).unwrap_or_else(|| other.to_string()),
        };
        mapped.push_str(&known);
        mapped.push(' ');
    }
    let parsed = spdx::Expression::parse_mode(mapped.trim(), spdx::ParseMode::STRICT).ok()?;
    let asks = |wanted: Answer| {
        parsed.evaluate(|req| {
            let free = terms::free(&req.license.to_string());
            free == Answer::Yes || (wanted == Answer::Unknown && free == Answer::Unknown)
        })
    };
    let free = if asks(Answer::Yes) {
        Answer::Yes
    } else if asks(Answer::Unknown) {
        Answer::Unknown
    } else {
        Answer::No
    };
    Some(Expression { text: parsed.to_string(), free, imprecise: mapped.contains("LicenseRef-hf-") })
}

fn single(id: String) -> Expression {
    Expression { free: terms::free(&id), imprecise: id.starts_with("LicenseRef-hf-"), text: id }
}

/// The better of two: a choice is as free as its freest alternative.
#[must_use]
pub fn either(one: Answer, other: Answer) -> Answer {
    match (one, other) {
        (Answer::Yes, _) | (_, Answer::Yes) => Answer::Yes,
        (Answer::Unknown, _) | (_, Answer::Unknown) => Answer::Unknown,
        _ => Answer::No,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(words: &str) -> Option<(String, Answer)> {
        parse(words).map(|found| (found.text, found.free))
    }

    #[test]
    fn a_choice_is_as_free_as_its_freest_and_a_sum_as_its_strictest() {
        let some = |text: &str, free| Some((text.to_string(), free));
        assert_eq!(of("MIT OR CC-BY-NC-4.0"), some("MIT OR CC-BY-NC-4.0", Answer::Yes));
        assert_eq!(of("MIT/Apache-2.0"), some("MIT OR Apache-2.0", Answer::Yes));
        assert_eq!(of("mit and cc-by-nc-4.0"), some("MIT AND CC-BY-NC-4.0", Answer::No));
        assert_eq!(of("(MIT OR Apache-2.0) AND CC-BY-4.0").map(|found| found.1), Some(Answer::Yes));
        assert_eq!(of("(MIT OR Apache-2.0) AND CC-BY-NC-4.0").map(|found| found.1), Some(Answer::No));
        assert_eq!(of("Brook OR Stone"), None);
    }

    #[test]
    fn an_exception_only_widens() {
        let text = "Apache-2.0 WITH LLVM-exception";
        assert_eq!(of(text), Some((text.to_string(), Answer::Yes)));
        assert_eq!(of("apache-2.0 with LLVM-exception"), Some((text.to_string(), Answer::Yes)));
        assert_eq!(of("MIT WITH Brook-exception"), None);
    }

    #[test]
    fn a_family_is_no_exact_license() {
        for words in ["BSD", "GPL", "LGPL", "MIT OR GPL"] {
            assert!(parse(words).is_some_and(|found| found.imprecise), "{words}");
        }
        assert!(parse("MIT").is_some_and(|found| !found.imprecise));
    }
}
