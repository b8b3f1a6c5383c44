//! Sentences that give weights the license of the model they were made from.

use crate::evidence::Answer;
use crate::license::Subject;
use crate::license::sentence::Said;
use crate::pattern::Regex;
use std::sync::LazyLock;

/// "Models are released under the license of their respective base models", "the same license as the base model".
static INHERITED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    crate::pattern::ascii(
        r"(?ix)\b(?:models?|weights|checkpoints|adapters?)\b[^.;:]{0,100}?
          \b(?:licen[sc]es?|terms)\s+(?:of|as|from)\s+(?:the\s+|their\s+|its\s+|each\s+)?(?:own\s+)?(?:respective\s+|corresponding\s+)?
          (?:base|original|upstream|underlying|parent|foundation|source)\s+models?\b",
    )
    .ok()
});

/// The name of such terms: they are those of another model, and no text of theirs need be here.
const TERMS: &str = "LicenseRef-License-Of-The-Base-Model";

/// The most such sentences of one file.
const MOST: usize = 8;

/// Every such sentence. What the terms come to, the base model says; here they are unknown.
pub fn said(text: &str) -> Vec<Said> {
    let Some(pattern) = INHERITED.as_ref() else { return Vec::new() };
    pattern
        .find_iter(text)
        .take(MOST)
        .map(|found| Said {
            license: TERMS.into(),
            free: Answer::Unknown,
            subject: Subject::Weights(None),
            offset: found.start(),
            prominent: true,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_license_of_a_base_model_is_a_limit_that_is_not_known_here() {
        let says = |text: &str| !said(text).is_empty();
        assert!(says("Brook models are released under the license of their respective base\nmodels."));
        assert!(says("The weights follow the same license as the base model."));
        assert!(says("Each checkpoint: models are subject to the terms of the original models."));
        assert!(!says("The model is released under the MIT license. The base model is River."));
        assert!(!says("We compare licenses of base models."));
    }
}
