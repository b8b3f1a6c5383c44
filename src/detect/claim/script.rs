//! The same questions for scripts without spaces between words: Chinese, Japanese and Korean.

use super::grammar::Clause;
use super::text::Part;
use super::words::{Class, Order};
use super::{About, Form};
use crate::evidence::Strength;

const ENDS: [char; 14] = ['。', '；', '！', '？', '\n', '，', ',', '：', ':', ';', '!', '?', '（', '('];

/// What a phrase is said of.
pub fn place(clause: &Clause<'_>) -> Option<(About, Form, Strength)> {
    let language = clause.language;
    let sentence = clause.sentence;
    let all = &sentence[..clause.start];
    let left =
        &all[all.rfind(['。', '；', '！', '？', '\n']).map_or(0, |at| at + all[at..].chars().next().map_or(1, char::len_utf8))..];
    let near_clause = &left[left.rfind(['，', ',']).map_or(0, |at| at + left[at..].chars().next().map_or(1, char::len_utf8))..];
    let rest = &sentence[clause.end..];
    let after_signs = past_signs(rest);
    let mut phrase = &after_signs[..after_signs.find(ENDS).unwrap_or(after_signs.len())];
    let chinese = language.id == "zh";
    let text = &sentence[clause.start..clause.end];
    let verb = if chinese {
        phrase.starts_with('了')
            || language
                .small(Class::Adverb)
                .chain(["我们", "我們", "本项目", "本次", "并"])
                .any(|word| left.trim_end().ends_with(word))
                && !phrase.starts_with('的')
            || near_clause.trim().is_empty() && phrase.starts_with(|c: char| c.is_ascii_alphabetic() || c == '基')
    } else {
        text.ends_with('化') || text.ends_with('로') || phrase.starts_with("として") || phrase.starts_with("で公開")
    };
    for stop in language.small(Class::Stop) {
        if let Some(at) = phrase.find(stop).filter(|&at| at > 0 || !chinese) {
            phrase = &phrase[..at];
        }
    }
    // 开源开放 is an idiom of openness in general.
    if chinese && phrase.starts_with("开放") {
        return Some((About::Others, Form::Other, Strength::Weak));
    }
    let form = match (verb, chinese) {
        (true, true) if !phrase.trim_start_matches('了').trim().is_empty() => Form::Active,
        (true, _) => Form::Passive,
        (false, _) => Form::Adjective,
    };
    let strength = Strength::Strong;
    let mut after = if language.noun == Order::After { language.nouns(phrase) } else { Vec::new() };
    // "开源库 otter 中的模型": the library is open source, and the model is in it.
    if after.first().is_some_and(|noun| noun.start == 0 && phrase[noun.end..].starts_with(' ')) {
        after.truncate(1);
    }
    let named = clause.setting.names.are_in(sentence);
    let first = language.has(Class::First, sentence);
    let about = if let Some(last) = after.last() {
        Some(about_of(last.class))
    } else if clause.setting.names.are_in(phrase) {
        Some(clause.setting.names.about())
    } else {
        list(clause, near_clause).or_else(|| list(clause, left)).or_else(|| {
            let whole = first || named || rest.contains("商用") || !chinese;
            (verb && whole).then(|| clause.setting.names.about())
        })
    };
    let about = match about {
        Some(About::Others) | None => return Some((if plan(phrase) { About::Planned } else { About::Others }, form, strength)),
        Some(about) => about,
    };
    if denied(clause, near_clause, rest) {
        return Some((About::Negated, form, strength));
    }
    if promised(clause, near_clause, rest) {
        return Some((About::Planned, form, strength));
    }
    let own = own(clause, near_clause, left, rest, phrase, form, named || first);
    let member = form == Form::Adjective
        && (language.has(Class::Among, phrase) || phrase.contains("领先") || language.has(Class::Best, phrase));
    let form = if member { Form::Member } else { form };
    Some((if own { about } else { About::Others }, form, strength))
}

/// The text behind signs that are written as words between colons: "开源的 :arrow_right: 预训练数据" speaks of data.
fn past_signs(text: &str) -> &str {
    let begin = text.strip_prefix('的').unwrap_or(text);
    let mut rest = begin.trim_start_matches(' ');
    let mut found = false;
    while let Some(inner) = rest.strip_prefix(':') {
        let Some(end) = inner.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '+' | '-'))) else { break };
        if end == 0 || !inner[end..].starts_with(':') {
            break;
        }
        rest = inner[end + 1..].trim_start_matches(' ');
        found = true;
    }
    if found { rest } else { text }
}

fn plan(phrase: &str) -> bool {
    phrase.starts_with("计划") || phrase.starts_with("計劃") || phrase.starts_with("予定")
}

/// The last noun of every member of a list before the phrase.
fn list(clause: &Clause<'_>, text: &str) -> Option<About> {
    let heads: Vec<About> = text
        .split(['和', '与', '、', '及', 'と', '＋', '+'])
        .filter_map(|item| clause.language.nouns(item).into_iter().rfind(|mark| mark.class != Class::Other))
        .map(|mark| about_of(mark.class))
        .collect();
    let has = |about| heads.contains(&about);
    if has(About::Model) {
        Some(About::Model)
    } else if has(About::Weights) {
        Some(About::Weights)
    } else {
        heads.first().copied()
    }
}

fn denied(clause: &Clause<'_>, left: &str, rest: &str) -> bool {
    if clause.language.id == "zh" {
        let near = last(left, 6).replace("不仅", "").replace("不但", "").replace("非常", "").replace("不断", "");
        clause.language.has(Class::Negated, &near)
    } else {
        clause.language.has(Class::Negated, head(rest, 16))
    }
}

fn promised(clause: &Clause<'_>, left: &str, rest: &str) -> bool {
    let asked = clause.sentence.trim_end().ends_with(['？', '?', '吗']) || head(rest, 4).contains('吗');
    asked
        || if clause.language.id == "zh" {
            clause.language.has(Class::Planned, last(left, 5)) || plan(rest)
        } else {
            clause.language.has(Class::Planned, head(rest, 18))
        }
}

fn own(clause: &Clause<'_>, near: &str, left: &str, rest: &str, phrase: &str, form: Form, anchored: bool) -> bool {
    let language = clause.language;
    let chinese = language.id == "zh";
    let setting = clause.setting;
    if setting.foreign || setting.part == Part::Cell {
        return false;
    }
    let mine = language.small(Class::Own).any(|word| last(left, 6).contains(word))
        || language.has(Class::First, last(near, 8)) && !language.has(Class::Uses, last(near, 6));
    // In Japanese and Korean the verb stands at the end: "…オープンソース化された既存の大規模モデルを上回ります".
    if !chinese && language.has(Class::Compare, object_of(rest, phrase)) {
        return false;
    }
    if form == Form::Active || form == Form::Passive {
        let other = form == Form::Active && chinese && foreign_object(clause, phrase);
        return (mine || !foreign_subject(clause, near)) && !other && (setting.primary || anchored);
    }
    if mine {
        return true;
    }
    let beside = if chinese { near } else { head(rest, 16) };
    if language.has(Class::Compare, beside) || (chinese && language.has(Class::Compare, head(rest, 8))) {
        return false;
    }
    let user = if chinese { last(near, 6) } else { head(rest, 10) };
    if language.has(Class::Uses, user)
        || language.has(Class::Many, last(left, 6))
        || language.has(Class::Many, if chinese { head(phrase, 4) } else { phrase })
    {
        return false;
    }
    let copula = language.small(Class::Copula).any(|word| near.contains(word));
    if copula && chinese && foreign_subject(clause, near) {
        return false;
    }
    let introduced = copula
        || anchored
        || language.has(Class::Best, clause.sentence)
        || language.small(Class::Indefinite).any(|word| near.contains(word))
        || matches!(setting.part, Part::Heading | Part::Description);
    introduced && (setting.primary || anchored)
}

/// What follows where the noun phrase is what a verb acts on: the text behind 「を」 or "을", to the end of the sentence.
fn object_of<'t>(rest: &'t str, phrase: &str) -> &'t str {
    let behind = rest.get(phrase.len()..).unwrap_or("").trim_start();
    let behind = match behind.strip_prefix(['（', '(']) {
        Some(inner) => inner.split_once(['）', ')']).map_or("", |(_, behind)| behind),
        None => behind,
    };
    let behind = ["を", "을", "를"].iter().find_map(|particle| behind.strip_prefix(particle)).unwrap_or("");
    behind.split(['。', '\n']).next().unwrap_or("")
}

/// A Latin name before the verb that is not the project's: "Meta 开源了 …".
fn foreign_subject(clause: &Clause<'_>, text: &str) -> bool {
    let setting = clause.setting;
    if setting.names.are_in(text) || clause.language.has(Class::First, text) || setting.intro {
        return false;
    }
    super::names::words_of(text).any(|(_, word)| word.chars().next().is_some_and(|c| c.is_ascii_uppercase()))
}

/// A Latin name behind the verb that is not the project's: news of another work, "开源了 Otter".
fn foreign_object(clause: &Clause<'_>, phrase: &str) -> bool {
    let setting = clause.setting;
    let is_name = |word: &str| {
        let letters = word.chars().filter(char::is_ascii_alphabetic).count();
        let capitals = word.chars().filter(char::is_ascii_uppercase).count();
        (letters >= 5 && word.starts_with(|c: char| c.is_ascii_uppercase()) || letters == 4 && capitals == 4)
            && word != "SOTA"
            && !super::words::is_generic(&word.to_lowercase())
    };
    // A date begins news, wherever it stands; an address tells whose the work is by its own last word.
    let news = clause.sentence.trim_start().starts_with(|c: char| c.is_ascii_digit());
    let words = clause.sentence.split("http").next().unwrap_or_default();
    (news || !setting.intro) && !setting.names.are_in(words) && super::names::words_of(phrase).any(|(_, word)| is_name(word))
}

fn last(text: &str, count: usize) -> &str {
    let start = text.char_indices().rev().nth(count.saturating_sub(1)).map_or(0, |(at, _)| at);
    &text[start..]
}

fn head(text: &str, count: usize) -> &str {
    &text[..text.char_indices().nth(count).map_or(text.len(), |(at, _)| at)]
}

fn about_of(class: Class) -> About {
    match class {
        Class::Model | Class::Relay => About::Model,
        Class::Weights => About::Weights,
        Class::Code => About::Code,
        Class::Data => About::Data,
        _ => About::Others,
    }
}
