//! What is said, and of what: sentences of the shapes that releases use, all of them made up.

use crate::support::Repo;
use git_openness::detect::claim::grammar::{Setting, classify};
use git_openness::detect::claim::names::Names;
use git_openness::detect::claim::plain;
use git_openness::detect::claim::text::{self, Part};
use git_openness::detect::claim::{About, sentence, words};
use git_openness::evidence::Strength;

/// `label/about` of the plainest phrase of a sentence in the README of the model "Brook".
fn said(sentence: &str) -> String {
    said_in(sentence, &Names::new(&["Brook"], About::Model), Part::Prose, true)
}

fn said_in(sentence: &str, names: &Names, part: Part, primary: bool) -> String {
    let setting = Setting { names, part, primary, foreign: false, intro: false };
    let found = classify(sentence, &setting);
    let worth = |about| match about {
        About::Model | About::Weights => 0,
        About::Code | About::Data => 1,
        About::Negated | About::Planned => 2,
        About::Others => 3,
    };
    found.iter().min_by_key(|spoken| worth(spoken.about)).map_or_else(
        || "nothing".into(),
        |spoken| {
            let about = format!("{:?}", spoken.about).to_lowercase();
            let weak = if spoken.strength == Strength::Weak { "?" } else { "" };
            format!("{}/{about}{weak}", spoken.label)
        },
    )
}

fn all(expected: &str, sentences: &[&str]) {
    let wrong: Vec<String> = sentences
        .iter()
        .map(|sentence| (sentence, said(sentence)))
        .filter(|(_, got)| got != expected)
        .map(|(sentence, got)| format!("{sentence:?} is {got}"))
        .collect();
    assert!(wrong.is_empty(), "expected {expected}:\n{}", wrong.join("\n"));
}

#[test]
fn a_model_is_called_open_source() {
    all(
        "open-source/model",
        &[
            "Brook is a fully open-source large language model trained on river notes.",
            "Brook 2 is the new generation of open-source language models from Acme.",
            "We open-source Brook-7B, a small reasoner.",
            "An open source AI model and interface for rivers.",
            "Introducing Brook, an open-source Vision-Language (VL) model for rivers.",
            "We additionally open-source our 7B model.",
            "We have open-sourced Brook-1B and six dense models distilled from it.",
            "The open source Brook-1B, as well as its service, will help researchers.",
            "The following models are open-sourced",
            "The following models are open-sourced:",
            "Brook is a state-of-the-art open-source text-to-image model.",
            "We announce that our Brook series is now open source!",
            "Brook is an open-source chatbot like OtterChat.",
            "Some open-source models such as Otter, Heron and Brook run on a laptop.",
            "We are pleased to announce the open source release of the Brook models.",
            "Brook has open-sourced an 8-billion parameter chat model.",
            "Brook: An Open-Source Chatbot That Knows Rivers",
            "We present a permissively licensed open source reproduction of Otter LLM.",
            "A pioneering open-source alternative to RiverGPT",
            "We are open-sourcing all the artifacts to train it.",
            "Fully open-source: checkpoints and training codes.",
            "We provide our implementation and pretrained models as open source.",
            "Brook is the first open-source large video generation model.",
            "It achieves the best results among open-source models of its size.",
            "Brook is among the best open-source models.",
            "Brook ranks 1st of the open-source models on the river benchmark.",
            "Compared with the open-source LLM such as Brook, closed ones cost more.",
            "Our open-sourced reward models come in three sizes.",
            "Open-sourced the Brook model and its chat version",
            "Brook is a family of open-source vision models.",
            "Brook is Acme's open-source speech model.",
            "Brook-1B, open sourced on June 30, 2031, reads maps.",
        ],
    );
}

#[test]
fn weights_alone() {
    all(
        "open-source/weights",
        &["We open-source the weights of the encoder.", "All checkpoints are open-sourced.", "The weights are open source."],
    );
    all(
        "open-weights/model",
        &[
            "Brook is a family of open-weights language models.",
            "The world's first open-weight river model, Brook.",
            "We offer two open-weight models.",
        ],
    );
}

#[test]
fn a_tool_with_a_model_in_its_name_is_a_tool() {
    all("open-source/code", &["To tune Brook with our open source library LLM Harbour, see the instructions."]);
    all("open-source/model", &["We release our open-source code LLM Brook.", "Check out our open-source model Brook!"]);
}

#[test]
fn a_line_break_ends_no_cell() {
    let blocks = text::strip_html("<table><tr><td>Other best<br>open-source LLM</td></tr></table>", 0);
    assert!(blocks.iter().all(|block| block.part == Part::Cell), "{blocks:?}");
}

#[test]
fn code_and_data_are_not_the_model() {
    all(
        "open-source/code",
        &[
            "Brook is an open source method for map generation.",
            "The code is open source.",
            "We open-source the training code of Brook.",
            "Brook is one of the strongest open source chess bots.",
            "An open-source implementation of the Otter model in a few lines.",
            "Open-sourced the pre-training and fine-tuning scripts",
            "Our open source implementation of Otter is here.",
            "Brook is released under an open source BSD License.",
            "Brook is an open-source library for reading maps.",
        ],
    );
    all(
        "open-source/data",
        &[
            "We have also open-sourced the data and evaluation scripts.",
            "We release an open-source dataset of rivers.",
            "We open-sourced also the generated pseudo-labels on which we trained our model.",
        ],
    );
}

#[test]
fn others_are_not_this_release() {
    all(
        "open-source/others",
        &[
            "Harnessing an existing open-sourced LLM as the core to process input.",
            "It begins from an established open-source model.",
            "It scores as a comparable open-source model does.",
            "A third-party open-source model reads the pages.",
            "It was shown beside a competing open-source model.",
            "The decoder of Brook relies on Otter version 0 which is an open-source LLM.",
            "Brook outperforms both closed-source and open-source models.",
            "It significantly outperforms other open-source models.",
            "It shows the differences between private LLMs (Otter, Heron, etc.) and open-source LLMs (Seine, etc.).",
            "Brook is fine-tuned based on open-source models.",
            "Brook surpasses the open-source SOTA by two points.",
            "This is 9 points higher than the SOTA open-source LLM.",
            "We thank the open source community.",
            "Acme is pleased to support the open source community.",
            "We evaluated it using the open-source evaluation tool RiverBench.",
            "This promotes the development of open source large language models.",
            "Word vectors (8 million words) come through Otter Lab open source version.",
            "Otter 2 is an open-source LLM released by Acme Labs.",
            "We only evaluate open-source pretrained models in this work.",
            "This project follows Acme's Open Source Community Guidelines.",
            "It is not necessary, but other open-source engines exist.",
            "There are many open-source models on the hub.",
            "Brook takes a substantial advantage over all the open-source models.",
            "All of this rests on great open source software.",
            "We follow the standard dimensions used by many open source models.",
            "Falcon Otter is the current best open-source model developed by Lake.",
            "Check out our open-sourced Large Lake Model!",
            "Its score is above the highest average among strong open-source models.",
            "There is room for improvement, particularly among the best open-source models.",
            "Otter - Open-source AI model for any river",
            "Mar 28, 2023 We open-sourced the Otter LLMs, which can be deployed on a laptop.",
            "We have open-sourced Otterkit, a refactored version of Brook.",
            "There is no need to train the encoder, courtesy to their open-sourcing their model.",
            "If you want to write pages with an open-source LLM like Otter-7B, call it as we called it for Brook.",
            "We have open-sourced the best combinations of tricks for many kinds of models.",
            "[09/2025] Mixed-precision training for the Otter model, open sourced!",
            "The corresponding model is open source.",
        ],
    );
}

#[test]
fn what_is_done_with_the_model_is_not_the_model() {
    all(
        "open-source/others",
        &["Object tracking with MOTRv2 + Brook is now open-sourced!", "Route planning using Brook has been open-sourced."],
    );
    all(
        "open-source/model",
        &["Brook with long context is now open-sourced.", "The chat model with Brook inside is open-sourced."],
    );
}

#[test]
fn denials_and_plans() {
    all(
        "open-source/negated",
        &[
            "The official model weights have not been open-sourced.",
            "The training code is not open-sourced.",
            "There is no open-source model of this kind.",
            "Models in italics are not released open-source.",
            "Brook is a non-open-source model.",
        ],
    );
    all(
        "open-source/planned",
        &[
            "The model will be open-sourced in the near future.",
            "We plan to open-source the weights.",
            "We are on a quest towards fully open source AI.",
            "In our quest for open source AI we go on.",
            "Open-source Plan",
            "Will this model be open source?",
            "Brook: planeamos hacerlo un modelo de código abierto en el futuro.",
        ],
    );
}

#[test]
fn vague_words_are_weak() {
    all("fully-open/model?", &["A fully open reproduction of Otter-R2."]);
    let names = Names::new(&["Brook"], About::Model);
    assert_eq!(said_in("Brook: An Open-Source River Model", &names, Part::Citation, true), "open-source/model?");
    assert_eq!(said_in("Otter: An Open-Source River Model", &names, Part::Citation, true), "open-source/others?");
}

#[test]
fn chinese() {
    all(
        "open-source/model",
        &[
            "Brook 是新一代开源大语言模型。",
            "我们开源了全部的三个模型。",
            "这是一个性能强大的开源多模态大模型。",
            "同尺寸开源模型最佳",
            "我们将继续努力，本项目开源了中文Brook模型。",
            "Brook 已全面开源。",
            "综合性能达到开源模型的领先水平，Brook 系列值得一试。",
        ],
    );
    all("open-source/weights", &["本仓库的代码和权重依照 Apache-2.0 协议开源。", "我们开源了模型权重。"]);
    all("open-source/code", &["我们开源了预训练脚本。", "训练代码已开源。"]);
    all(
        "open-source/data",
        &["完整数据已全部开源。", "我们提供了链接，指向一系列开源的 :arrow_right: 预训练数据 :arrow_left: 。"],
    );
    all(
        "open-source/others",
        &[
            "领先于国内外同等开源模型。",
            "感谢开源社区的支持。",
            "请遵守开源协议。",
            "可将模型集成到商业产品中，无需遵守 AGPL-3.0 的开源义务。",
            "我们使用开源评测工具。",
            "优于其他开源模型。",
            "支持众多开源模型。",
            "我们开源了 FastOtter，一个能迅速编辑大模型的工具包。",
            "2023/3/28 开源了中文Otter&Stoat大模型，可快速部署。",
        ],
    );
    all("open-source/negated", &["官方没有正式开源模型权重。", "该模型尚未开源。"]);
    all("open-source/planned", &["模型即将开源。", "这个项目会开源吗？", "开源计划"]);
    all("open-weights/model", &["Brook 是一个开放权重模型。"]);
}

#[test]
fn plain_forms_of_other_languages() {
    all(
        "open-source/model",
        &[
            "Brook オープンソースモデル",
            "Brook をオープンソース化しました。",
            "Brook는 오픈소스 언어 모델입니다.",
            "Brook est un modèle de langage open source.",
            "Brook est un modèle libre.",
            "Brook ist ein Open-Source-Sprachmodell.",
            "Brook ist ein quelloffenes Modell für die Schule.",
            "Brook es un modelo de lenguaje de código abierto.",
            "Brook é um modelo de linguagem de código aberto.",
            "Brook è un modello di linguaggio open source.",
            "Brook è un modello linguistico a codice aperto.",
            "Brook — это языковая модель с открытым исходным кодом.",
        ],
    );
    all(
        "open-source/others",
        &[
            "Nous collaborons avec des bibliothèques de machine learning open source.",
            "Eine Plattform für Open-Source Machine Learning",
            "Gracias a la comunidad de código abierto.",
            "Grazie alla comunità open source.",
            "オープンソースコミュニティに感謝します。",
            "오픈소스 커뮤니티에 감사드립니다.",
            "他のオープンソースモデルを上回ります。",
            "Brook は同規模でオープンソース化された言語モデル（LLM）を大幅に上回ります。",
            "オープンソースモデルの多くは小さく、Brook は大きいです。",
            "대부분의 오픈 소스 모델은 작고 Brook은 큽니다.",
        ],
    );
    all(
        "open-source/negated",
        &[
            "Brook ist kein Open-Source-Modell.",
            "Brook n'est pas un modèle open source.",
            "Brook non è un modello open source.",
            "Brook はオープンソースモデルではありません。",
        ],
    );
    all("open-source/planned", &["将来はモデルをオープンソース化する可能性があります。"]);
}

#[test]
fn the_accurate_words_for_limits_are_heard_as_such() {
    all(
        "restricted-weights/model",
        &[
            "Brook is a weights-available language model.",
            "We currently offer two weights-available models.",
            "Brook 是新一代权重公开的大语言模型。",
            "Brook est un modèle de langage à poids disponibles sous licence restreinte.",
            "Brook ist ein Weights-Available-Sprachmodell.",
            "Brook es un modelo de lenguaje con pesos disponibles bajo licencia restringida.",
        ],
    );
    all("open-weights/model", &["Brook ist ein Open-Weights-Sprachmodell.", "Brook è un modello di linguaggio con pesi aperti."]);
    all("nothing", &["The weights are available here.", "Weights available: small, large."]);
}

#[test]
fn ordinary_software_speaks_of_its_code() {
    let names = Names::new(&["Pebble"], About::Code);
    for sentence in [
        "Pebble is open source.",
        "Pebble is an open-source static site generator.",
        "Pebble is a free and open-source package manager.",
    ] {
        assert_eq!(said_in(sentence, &names, Part::Prose, true), "open-source/code", "{sentence}");
    }
}

#[test]
fn a_page_that_does_not_speak_for_the_project_needs_its_name() {
    let names = Names::new(&["Brook"], About::Model);
    assert_eq!(said_in("The strongest open-source model is used here.", &names, Part::Prose, false), "open-source/others");
    assert_eq!(said_in("Brook is the strongest open-source model.", &names, Part::Prose, false), "open-source/model");
}

#[test]
fn the_abstract_of_a_paper_on_a_page_below_speaks_of_the_paper() {
    let page = "# Otter\n\n## Abstract\n\n> In this paper, we present Otter, an open-source model of rivers.\n";
    let said = |path: &str| {
        let files = [("README.md", "# Brook\n\nA language model.\n"), (path, page)];
        let claims = Repo::of(&files).check("HEAD").at("/claims");
        claims.as_array().into_iter().flatten().map(|claim| claim["about"].to_string()).collect::<Vec<_>>()
    };
    assert_eq!(said("tasks/rivers/README.md"), ["\"others\""]);
    assert_eq!(said("paper/README.md"), ["\"model\""]);
}

#[test]
fn names_and_addresses_are_not_words() {
    all(
        "nothing",
        &[
            "Run brook-oss:20b at once.",
            "See https://acme.example/open-source/fsdp for more.",
            "Clone open-source-river-forecast first.",
            "OSS-Fuzz runs nightly.",
        ],
    );
}

#[test]
fn markup_is_not_text() {
    let visible = |source: &str| text::markdown(source, 0).into_iter().map(|block| block.text).collect::<Vec<_>>().join("|");
    assert_eq!(visible("An **open-source** [model](https://open-source.example)."), "An open-source model.");
    assert_eq!(visible("[![open source](https://img.example/open-source.svg)](https://opensource.org/licenses/MIT)"), "");
    assert_eq!(visible("```\nopen-source model\n```"), "");
    assert_eq!(visible("<p align=\"open-source\">Brook <!-- open source --> <b>runs</b></p>"), "Brook  runs");
    assert_eq!(
        plain::plain("Brook\n=====\n\n.. image:: open-source.png\n\nOpen `here <https://open-source.example>`_.\n", 0).len(),
        2
    );
}

#[test]
fn every_character_knows_its_place() {
    let source = "# Über Brook\n\nBrook is an **open-source**\nmodel &amp; more. <b>Open source</b>.\n";
    for block in text::markdown(source, 0) {
        for (at, piece) in sentence::split(&block.text) {
            for (start, end, _) in words::reading(piece).1 {
                let place = block.range(at + start, at + end);
                assert_eq!(source[place].to_lowercase().replace('-', " "), "open source");
            }
        }
    }
}

/// What reading a text comes to: the bytes of its blocks and of the sentences that are classified, and
/// the phrases that are placed.
fn work(text: &str) -> (usize, usize, usize) {
    let setting = |part| Setting { names: &HOSTILE, part, primary: true, foreign: false, intro: false };
    let (mut blocks, mut sentences, mut phrases) = (0, 0, 0);
    for block in text::markdown(text, 0) {
        blocks += block.text.len();
        for (_, piece) in sentence::split(&block.text) {
            sentences += piece.len();
            if words::any_in(piece) && phrases < 4000 {
                phrases += classify(piece, &setting(block.part)).len();
            }
        }
    }
    (blocks, sentences, phrases)
}

static HOSTILE: std::sync::LazyLock<Names> = std::sync::LazyLock::new(|| Names::new(&["Brook"], About::Model));

#[test]
fn hostile_texts_come_to_no_more_than_their_length() {
    let texts: [fn(usize) -> String; 9] = [
        |n| "open source ".repeat(n),
        |n| "a.".repeat(6 * n),
        |n| "<".repeat(12 * n),
        |n| "[![".repeat(4 * n),
        |n| format!("open-source {}", "\u{202E}\u{200B}x".repeat(2 * n)),
        |n| "> ".repeat(n) + "open-source model",
        |n| "- ".repeat(n) + "open-source model",
        |n| format!("---\n{}\n---\nopen source model", "a: &a [*a, *a]\n".repeat(n)),
        |n| "开源模型".repeat(n),
    ];
    for text in texts {
        let (small, large) = (text(4_000), text(8_000));
        let shown: String = small.chars().take(20).collect();
        let ((blocks, sentences, phrases), twice) = (work(&small), work(&large));
        // A text is never copied into more than itself, and a sentence yields six phrases at most.
        for (source, (blocks, sentences, _)) in [(&small, (blocks, sentences, phrases)), (&large, twice)] {
            assert!(
                blocks <= 2 * source.len() && sentences <= blocks,
                "{shown:?}…: {blocks} and {sentences} of {}",
                source.len()
            );
        }
        // Twice the text is at most twice the work, and a few bytes more at the edges.
        assert!(twice.0 <= 2 * blocks + 100 && twice.1 <= 2 * sentences + 100, "{shown:?}…: {blocks} → {}", twice.0);
        assert!(twice.2 <= 2 * phrases + 6, "{shown:?}…: {phrases} → {} phrases", twice.2);
    }
}
