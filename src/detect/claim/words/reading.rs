//! Which language a sentence is in, and which phrases of it stand there.

use super::{LANGUAGES, Language, Spacing, Term};

/// The language that a sentence is in, by its script and its function words.
#[must_use]
pub fn language_of(sentence: &str) -> &'static Language {
    let mut kana = 0;
    let mut han = 0;
    let mut hangul = 0;
    let mut cyrillic = 0;
    let mut letters = 0;
    for c in sentence.chars().filter(|c| c.is_alphabetic()) {
        letters += 1;
        match c {
            '\u{3040}'..='\u{30FF}' => kana += 1,
            '\u{3400}'..='\u{9FFF}' => han += 1,
            '\u{AC00}'..='\u{D7A3}' => hangul += 1,
            '\u{0400}'..='\u{04FF}' => cyrillic += 1,
            _ => {}
        }
    }
    let by_id = |id: &str| LANGUAGES.iter().find(|language| language.id == id).unwrap_or(&LANGUAGES[0]);
    if kana > 0 && kana * 8 >= letters {
        return by_id("ja");
    }
    if hangul * 6 > letters {
        return by_id("ko");
    }
    if han * 6 > letters {
        return by_id("zh");
    }
    if cyrillic * 4 > letters {
        return by_id("ru");
    }
    latin(sentence).next().unwrap_or(&LANGUAGES[0])
}

/// The languages of the Latin script, the likeliest first; English wins a tie.
fn latin(sentence: &str) -> impl Iterator<Item = &'static Language> {
    let words: Vec<String> = sentence.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase).collect();
    let mut scored: Vec<(usize, &Language)> = LANGUAGES
        .iter()
        .filter(|language| language.spacing == Spacing::Words && language.id != "ru")
        .map(|language| (language.hints_in(&words) + usize::from(language.id == "en"), language))
        .collect();
    scored.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    scored.into_iter().map(|(_, language)| language)
}

/// The language of a sentence and the phrases in it: the likeliest language that knows any.
#[must_use]
pub fn reading(sentence: &str) -> (&'static Language, Vec<(usize, usize, &'static Term)>) {
    let first = language_of(sentence);
    let rest = latin(sentence).filter(|language| language.id != first.id);
    std::iter::once(first)
        .chain(rest)
        .map(|language| (language, language.terms_in(sentence)))
        .find(|(_, found)| !found.is_empty())
        .unwrap_or((first, Vec::new()))
}
