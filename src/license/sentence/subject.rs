//! What a stretch of a sentence speaks of: the code, the weights, the data, the whole.

use super::patterns::{CODE, DATA, DOCS, WEIGHTS, WHOLE};
use crate::license::Subject;
use std::ops::Range;

/// The things that a stretch of a sentence speaks of.
pub fn subjects(sentence: &str, range: Range<usize>) -> Vec<Subject> {
    let Some(part) = sentence.get(range) else { return Vec::new() };
    let mut out = Vec::new();
    // A "data package" is data.
    let code = CODE.find_iter(part).any(|found| !part[..found.start()].to_lowercase().ends_with("data "));
    if code {
        out.push(Subject::Code);
    }
    // "pytorch-image-models" is a name.
    if WEIGHTS.find_iter(part).any(|found| !part[..found.start()].ends_with(['-', '_', '/'])) {
        out.push(Subject::Weights(None));
    }
    if DATA.is_match(part) {
        out.push(Subject::Data(None));
    }
    if DOCS.is_match(part) && out.is_empty() {
        out.push(Subject::Docs);
    }
    if out.is_empty() && WHOLE.is_match(part) {
        out.push(Subject::Everything);
    }
    out
}

/// What a section speaks of as a whole, by its heading: "Model License", "License (code)".
pub fn of_heading(heading: &str) -> Subject {
    match subjects(heading, 0..heading.len()).as_slice() {
        [one] => one.clone(),
        _ => Subject::Everything,
    }
}

/// "MIT for the code": what stands after the name.
pub fn after(sentence: &str, end: usize) -> Vec<Subject> {
    let rest = sentence[end..].trim_start_matches([')', ']', '*', ' ']);
    let rest = rest.strip_prefix("License").or_else(|| rest.strip_prefix("license")).unwrap_or(rest).trim_start();
    let speaks = ["for ", "(for ", "(code", "(weights", "(model"].iter().any(|opening| rest.starts_with(opening));
    if !speaks {
        return Vec::new();
    }
    let start = sentence.len() - rest.len();
    subjects(sentence, start..follow(sentence, start))
}

/// The end of what follows a name: the next comma, or forty bytes.
pub fn follow(sentence: &str, from: usize) -> usize {
    let rest = &sentence[from..];
    let end = rest.find([',', ';']).unwrap_or(rest.len()).min(40);
    sentence.ceil_char_boundary(from + end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Vec<Subject> {
        subjects(text, 0..text.len())
    }

    #[test]
    fn a_stretch_names_what_it_speaks_of() {
        assert_eq!(of("The code and the model weights"), [Subject::Code, Subject::Weights(None)]);
        assert_eq!(of("This data package"), [Subject::Data(None)]);
        assert_eq!(of("This repository"), [Subject::Everything]);
        assert_eq!(of("模型权重"), [Subject::Weights(None)]);
        assert_eq!(of("Rivers"), []);
        assert_eq!(of("SlowFast and brook-models"), []);
        assert_eq!(of("学習済みモデルは"), [Subject::Weights(None)]);
    }

    #[test]
    fn what_follows_a_name_ends_at_the_comma() {
        let text = "MIT for the code, CC0 for the data";
        assert_eq!(after(text, 3), [Subject::Code]);
        assert_eq!(after("MIT and more", 3), []);
        assert_eq!(of_heading("Model License"), Subject::Everything, "\"model\" alone is no word for weights");
    }
}
