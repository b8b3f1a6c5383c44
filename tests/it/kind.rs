//! What kind of repository it is: a model, a trainer, a runner, data, or none of them.

use crate::support::Repo;
use serde_json::Value;

const MIT: &str = include_str!("license_texts/MIT.txt");
const ENGINE: (&str, &str) = ("src/main.cpp", "int main() { return search(); }\n");

fn of(readme: &str, more: &[(&str, &str)]) -> (Value, Value) {
    let mut files = vec![("README.md", readme)];
    files.extend_from_slice(more);
    let report = Repo::of(&files).check("HEAD");
    (report.at("/kind"), report.at("/label"))
}

#[test]
fn a_program_about_what_learns_is_code_for_models() {
    for introduction in [
        "# Brook\n\nA chess engine that evaluates with a neural network.\n",
        "# Brook\n\nOpen-source neural machine translation in Rust.\n",
        "# Brook\n\nBrook trains NNUE networks.\n",
        "# Brook\n\nA unified framework for machine learning with time series.\n",
        "# Brook\n\nBrook is an implementation of Conditional Random Fields for labeling sequences.\n",
        "# Brook\n\nBrook is a topic modeling technique for diaries.\n",
    ] {
        assert_eq!(
            of(introduction, &[("LICENSE", MIT), ENGINE]),
            ("inference-only".into(), "open-code".into()),
            "{introduction}"
        );
    }
}

#[test]
fn words_alone_make_no_program_worse() {
    let introduction = "# Brook\n\nA chess engine that evaluates with a neural network.\n";
    assert_eq!(of(introduction, &[ENGINE]), ("software".into(), "software".into()));
    assert_eq!(of(introduction, &[("LICENSE", MIT)]), ("software".into(), "software".into()));
    for other in ["# Brook\n\nA client for the service of models.\n", "# Brook\n\nA tokenizer for use with language models.\n"] {
        assert_eq!(of(other, &[("LICENSE", MIT), ENGINE]), ("software".into(), "software".into()), "{other}");
    }
}

#[test]
fn a_first_line_without_a_verb_may_introduce_data() {
    let rows = "{\"question\": \"how long\"}\n".repeat(10_000);
    for introduction in [
        "# Brook\n\nA large crowd-sourced dataset for parsing questions.\n",
        "List Of River Names\n====\n\nA text file containing over 400k names.\n",
        "# Brook\n\nWe introduce Brook (B1), a dataset of questions.\n",
        "# Brook\n\nThis repository contains a list of world rivers.\n",
        "# Brook\n\n## 语料介绍\n\n100GB.\n",
    ] {
        let files = [("LICENSE", MIT), ("data/rows.jsonl", rows.as_str())];
        assert_eq!(of(introduction, &files), ("dataset".into(), "open-data".into()), "{introduction}");
    }
}

#[test]
fn a_library_of_tables_is_a_library() {
    let rows = "a,b\n".repeat(40_000);
    let files = [
        ("LICENSE", MIT),
        ("brook/data/a.csv", rows.as_str()),
        ("brook/data/b.csv", rows.as_str()),
        ("brook/data/c.csv", rows.as_str()),
        ("brook/map.py", "x = 1\n"),
    ];
    assert_eq!(of("# Brook\n\nA library for writing names in other scripts.\n", &files), ("software".into(), "software".into()));
    assert_eq!(of("# Brook\n\nNames.\n", &files), ("dataset".into(), "open-data".into()));
}

#[test]
fn a_book_about_data_science_is_neither_data_nor_a_model() {
    let introduction = "# Brook Handbook\n\nThis repository contains the entire Data Science Handbook, in the form of (free!) Jupyter notebooks.\n";
    let rows = "a,b\n1,2\n".repeat(40_000);
    let files = [
        ("LICENSE", MIT),
        ("notebooks/data/births.csv", &rows),
        ("notebooks/data/heights.csv", &rows),
        ("notebooks/data/x.csv", &rows),
    ];
    assert_eq!(of(introduction, &files), ("software".into(), "software".into()));
    let book = "# Brook\n\nThis open-source book represents our attempt to make deep learning approachable.\n";
    let training =
        "def fit(net, rows):\n    for x in rows:\n        loss = net(x)\n        loss.backward()\n        optimizer.step()\n";
    assert_eq!(of(book, &[("LICENSE", MIT), ("brook/torch.py", training), ("brook/data/train.csv", &rows)]).1, "open-code");
}

#[test]
fn texts_that_a_recogniser_learns_from_need_no_page_to_be_data() {
    let text = "the heron waited by the brook\n".repeat(9000);
    let files = [
        ("LICENSE", MIT),
        ("eng/eng.training_text", text.as_str()),
        ("deu/deu.training_text", &text),
        ("fra/fra.training_text", &text),
    ];
    assert_eq!(Repo::of(&files).check("HEAD").at("/label"), "open-data");
}

#[test]
fn notebooks_and_opening_books_are_no_books() {
    let program = "def fit(net, rows):\n    for x in rows:\n        net(x).backward()\n        optimizer.step()\n";
    let rows = "the heron waited by the brook\n".repeat(40_000);
    for introduction in [
        "# Brook\n\nThis repository contains Brook, a language model, in Jupyter notebooks.\n",
        "# Brook\n\nBrook is a chess engine. The opening book is in `book/`.\n",
    ] {
        let files = [("LICENSE", MIT), ("train.py", program), ("data/train.txt", rows.as_str())];
        assert_eq!(of(introduction, &files).0, "model", "{introduction}");
    }
}

#[test]
fn what_shows_or_discusses_what_learns_is_ordinary_software() {
    for introduction in [
        "# Brook\n\nBrook is a viewer for neural network models.\n",
        "# Brook\n\nBrook computes scores as the Conference on Machine Translation does.\n",
    ] {
        assert_eq!(of(introduction, &[("LICENSE", MIT), ENGINE]), ("software".into(), "software".into()), "{introduction}");
    }
}
