//! Tasks that a language model is tuned for, as the names of folders and programs say them.

/// What they are called: entailment, names, answers, sentiment, summaries, and the sets that stand for them.
const WORDS: [&str; 22] = [
    "nli",
    "xnli",
    "ner",
    "pos",
    "qa",
    "squad",
    "glue",
    "superglue",
    "sts",
    "nsmc",
    "mldoc",
    "race",
    "imdb",
    "triviaqa",
    "parsing",
    "chunking",
    "tagging",
    "srl",
    "summarization",
    "task",
    "tasks",
    "downstream",
];

/// Whether a path says that what stands there is about one task.
#[must_use]
pub fn names_one(path: &str) -> bool {
    let lower = path.to_ascii_lowercase();
    lower.contains("sentiment")
        || lower.split(|c: char| !c.is_ascii_alphanumeric()).any(|word| WORDS.contains(&word) || word.starts_with("classif"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_task_is_a_word_of_its_own() {
        for path in ["tasks/ner/run.py", "finetune/run_squad.py", "classifiers/train.py", "src/sentimentanalysis.py"] {
            assert!(names_one(path), "{path}");
        }
        for path in ["train.py", "src/trainer/model.py", "position/encode.py"] {
            assert!(!names_one(path), "{path}");
        }
    }
}
