//! The accurate words for a refuted claim, where a rewrite is safe.

use super::{Claim, Edit, Fix};
use crate::detect::claim::{About, Form, Phrase};
use crate::evidence::Location;
use crate::label::Label;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    #[allow(dead_code, reason = "read by people")]
    source: String,
    languages: BTreeMap<String, BTreeMap<String, Forms>>,
    tags: BTreeMap<String, String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Forms {
    adjective: Option<String>,
    predicate: Option<String>,
    active: BTreeMap<String, String>,
    passive: Option<String>,
    with: Option<(String, String)>,
    compound: Option<String>,
}

static WORDS: LazyLock<Document> = LazyLock::new(|| crate::knowledge::document("corrections"));

/// The words that the label which is carried gives a claim of this kind.
fn target(about: About, carried: Label, weights_released: bool) -> Option<&'static str> {
    match (about, carried) {
        _ if !weights_released => None,
        (About::Weights, Label::OpenSource | Label::OpenTrainingCode | Label::OpenWeights) => Some("weights-free"),
        (About::Weights, Label::RestrictedWeights) => Some("weights-restricted"),
        (About::Model, Label::OpenTrainingCode | Label::OpenWeights) => Some("open-weights"),
        (About::Model, Label::RestrictedWeights) => Some("restricted-weights"),
        _ => None,
    }
}

/// The correction of one claim under the label that is carried; `None` where no rewrite is known.
#[must_use]
pub fn correct(claim: &Claim, carried: Label, weights_released: bool) -> Option<Fix> {
    let phrase = claim.phrase.as_ref()?;
    let target = target(claim.about, carried, weights_released)?;
    let description = format!("say \"{}\"", carried.words(weights_released));
    let edit = |place: &Location, old: &str, new: String| {
        (new != old).then(|| Edit {
            path: place.path.clone(),
            line: place.line.unwrap_or(1),
            column: place.column.unwrap_or(1),
            old: old.into(),
            new,
        })
    };
    if phrase.form == Form::Tag {
        let new = WORDS.tags.get(target)?.clone();
        return Some(Fix { description, safe: true, edits: vec![edit(&claim.location, &phrase.raw, new)?] });
    }
    let forms = WORDS.languages.get(phrase.language)?.get(target)?;
    let lower = phrase.raw.to_lowercase();
    let mut edits = Vec::new();
    let new = match phrase.form {
        _ if forms.compound.is_some() => compound(&phrase.raw, forms.compound.as_deref()?)?,
        Form::Adjective | Form::Member => forms.adjective.clone()?,
        Form::Predicate if phrase.before.as_ref().is_some_and(|(_, word)| word == "as" || word == "in") => {
            let (preposition, words) = forms.with.clone()?;
            let (place, word) = phrase.before.as_ref()?;
            edits.extend(edit(place, word, preposition));
            words
        }
        Form::Predicate => forms.predicate.clone()?,
        Form::Active => {
            let inflection =
                ["sourced", "sourcing", "sources"].into_iter().find(|ending| lower.ends_with(ending)).unwrap_or("source");
            forms.active.get(inflection).or_else(|| forms.active.get("source"))?.clone()
        }
        Form::Passive => forms.passive.clone()?,
        Form::Tag | Form::Other => return None,
    };
    let mut new = cased(&phrase.raw, &new, phrase.form);
    // One genitive particle is enough.
    if new.ends_with('的') && phrase.after.starts_with('的') {
        new.pop();
    }
    if phrase.raw.starts_with('的') {
        new.insert(0, '的');
    }
    if let Some((place, word)) = phrase.before.as_ref().filter(|(_, word)| ["a", "an"].contains(&word.to_lowercase().as_str())) {
        edits.extend(edit(place, word, agreed(word, &new)));
    }
    edits.extend(edit(&claim.location, &phrase.raw, new));
    (!edits.is_empty()).then_some(Fix { description, safe: phrase.form != Form::Member, edits })
}

/// Keeps capitals: "Open-Source" becomes "Open-Weights", "OPEN SOURCE" becomes "OPEN-WEIGHTS".
fn cased(old: &str, new: &str, form: Form) -> String {
    let letters: Vec<char> = old.chars().filter(|c| c.is_alphabetic()).collect();
    if letters.len() > 3 && letters.iter().all(|c| c.is_uppercase()) {
        return new.to_uppercase();
    }
    let capital = |word: &str| {
        let mut chars = word.chars();
        chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect::<String>())
    };
    let titled =
        old.split(['-', ' ', '\u{2011}']).filter(|word| !word.is_empty()).all(|word| word.starts_with(char::is_uppercase));
    match (letters.first().is_some_and(|c| c.is_uppercase()), titled && form == Form::Adjective) {
        (true, true) => new.split('-').map(capital).collect::<Vec<_>>().join("-"),
        (true, false) => capital(new),
        _ => new.into(),
    }
}

/// "a" or "an" before these words, with the capital that stood there.
fn agreed(article: &str, next: &str) -> String {
    let vowel = next.to_lowercase().starts_with(['a', 'e', 'i', 'o', 'u']);
    match (article.starts_with(char::is_uppercase), vowel) {
        (true, true) => "An".into(),
        (true, false) => "A".into(),
        (false, true) => "an".into(),
        (false, false) => "a".into(),
    }
}

/// "Open-Source-Sprachmodell" keeps its noun.
fn compound(raw: &str, new: &str) -> Option<String> {
    let lower = raw.to_lowercase();
    let start = lower.find("open-source").or_else(|| lower.find("open source"))?;
    let rest = raw.get(start + "open-source".len()..)?;
    (!rest.is_empty()).then(|| format!("{}{new}{}", &raw[..start], rest))
}

/// The phrase in words, for the list of what a person has to rewrite.
#[must_use]
pub fn proposal(claim: &Claim, carried: Label, weights_released: bool) -> String {
    let raw = claim.phrase.as_ref().map_or(claim.text.as_str(), |phrase: &Phrase| phrase.raw.as_str());
    format!("\"{}\" → \"{}\"", crate::text::sanitize(raw, 60), carried.words(weights_released))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_agree_and_capitals_stay() {
        assert_eq!(agreed("an", "weights-available"), "a");
        assert_eq!(agreed("A", "open-weights"), "An");
        assert_eq!(cased("Open-Source", "open-weights", Form::Adjective), "Open-Weights");
        assert_eq!(cased("OPEN SOURCE", "open-weights", Form::Adjective), "OPEN-WEIGHTS");
        assert_eq!(cased("Open-sourced", "released the weights of", Form::Active), "Released the weights of");
        assert_eq!(compound("Open-Source-Sprachmodell", "Open-Weights").as_deref(), Some("Open-Weights-Sprachmodell"));
        assert_eq!(compound("quelloffen", "Open-Weights"), None);
    }
}
