//! The wording patch: it applies, it reads well, and after it nothing that it mended is refuted.

use crate::support::{Repo, Run};
use std::fs;

const POINTER: &str = "version https://git-lfs.github.com/spec/v1\noid sha256:00000000000000000000000000000000000000000000000000000000000000ab\nsize 4200000000\n";

/// A release of weights under a license, without program or corpus.
fn release(license: &str, files: &[(&str, &str)]) -> Repo {
    let repo = Repo::new();
    let front =
        format!("---\nlicense: {license}\n---\n# Brook\n\nA language model by Acme. The weights are in model.safetensors.\n");
    repo.files(&[
        (".gitattributes", "*.safetensors filter=lfs diff=lfs merge=lfs -text\n"),
        ("model.safetensors", POINTER),
        ("config.json", "{\"model_type\": \"llama\", \"architectures\": [\"LlamaForCausalLM\"], \"hidden_size\": 64}\n"),
        ("README.md", &front),
    ]);
    repo.files(files);
    repo.commit("release");
    repo
}

/// The front matter and first lines that [`release`] writes, for cases that replace the README.
fn card(license: &str, text: &str) -> String {
    format!("---\nlicense: {license}\n---\n# Brook\n\nA language model. The weights are in model.safetensors.\n\n{text}\n")
}

fn refuted(run: &Run) -> Vec<String> {
    let json = run.json();
    let claims = json["claims"].as_array().unwrap();
    claims.iter().filter(|claim| claim["verdict"] == "refuted").map(|claim| claim["text"].to_string()).collect()
}

/// Prints the patch, applies it with git, commits, and checks again: the corrected text.
fn mended(repo: &Repo, path: &str) -> String {
    let before = repo.check("HEAD");
    assert!(!refuted(&before).is_empty(), "nothing is refuted: {}", before.stdout);
    let fix = repo.openness(&["fix"]);
    assert_eq!(fix.code, 0, "{}{}", fix.stdout, fix.stderr);
    repo.git_with_input(&["apply", "--whitespace=nowarn", "-"], fix.stdout.as_bytes());
    repo.commit("wording");
    let after = repo.check("HEAD");
    assert_eq!(refuted(&after), Vec::<String>::new(), "{}", fix.stdout);
    assert_eq!(after.code, 0, "{}", after.stdout);
    fs::read_to_string(repo.path().join(path)).unwrap()
}

#[test]
fn sentences_keep_their_language_and_grammar() {
    let cases = [
        ("apache-2.0", "Brook is a fully open-source LLM for rivers.", "Brook is an open-weights LLM for rivers."),
        ("cc-by-nc-4.0", "Brook is an open-source LLM for rivers.", "Brook is a weights-available LLM for rivers."),
        ("apache-2.0", "Brook: **An Open-Source Chatbot**", "Brook: **An Open-Weights Chatbot**"),
        ("apache-2.0", "We have open-sourced Brook-1B and Brook-7B.", "We have released the weights of Brook-1B and Brook-7B."),
        ("apache-2.0", "We open-source the Brook series.", "We release the weights of the Brook series."),
        ("apache-2.0", "Our Brook models are now open source!", "Our Brook models are now open-weights!"),
        ("apache-2.0", "All Brook models are open-sourced.", "All Brook models are released with open weights."),
        ("apache-2.0", "We provide our pretrained models as open source.", "We provide our pretrained models with open weights."),
        ("cc-by-nc-4.0", "We open-source the weights of Brook.", "We release the weights of Brook."),
        ("cc-by-nc-4.0", "Brook is an open-weight model.", "Brook is a weights-available model."),
        ("apache-2.0", "Brook 是新一代开源大语言模型。", "Brook 是新一代开放权重大语言模型。"),
        ("apache-2.0", "我们开源了全部的三个模型。", "我们以开放权重形式发布了全部的三个模型。"),
        ("cc-by-nc-4.0", "Brook 是一个开源的语言模型。", "Brook 是一个权重公开的语言模型。"),
        ("apache-2.0", "Brook は オープンソースモデル", "Brook は オープンウェイトモデル"),
        ("apache-2.0", "Brook est un modèle de langage open source.", "Brook est un modèle de langage à poids ouverts."),
        ("apache-2.0", "Brook ist ein Open-Source-Sprachmodell.", "Brook ist ein Open-Weights-Sprachmodell."),
        ("apache-2.0", "Brook es un modelo de lenguaje de código abierto.", "Brook es un modelo de lenguaje de pesos abiertos."),
        ("apache-2.0", "Brook é um modelo de linguagem de código aberto.", "Brook é um modelo de linguagem de pesos abertos."),
        ("apache-2.0", "Brook è un modello di linguaggio open source.", "Brook è un modello di linguaggio con pesi aperti."),
        (
            "cc-by-nc-4.0",
            "Brook est un modèle de langage open source.",
            "Brook est un modèle de langage à poids disponibles sous licence restreinte.",
        ),
        ("cc-by-nc-4.0", "Brook ist ein Open-Source-Sprachmodell.", "Brook ist ein Weights-Available-Sprachmodell."),
        (
            "apache-2.0",
            "我们在河流数据上训练，并开源更好的对话模型。",
            "我们在河流数据上训练，并以开放权重形式发布更好的对话模型。",
        ),
    ];
    for (license, said, wanted) in cases {
        let repo = release(license, &[("README.md", &card(license, said))]);
        assert_eq!(mended(&repo, "README.md"), card(license, wanted), "{said}");
    }
}

#[test]
fn line_ends_byte_order_marks_and_missing_ends_survive() {
    let said = card("apache-2.0", "Brook is an open-source LLM.").replace('\n', "\r\n");
    let text = said.trim_end().to_string();
    let repo = release("apache-2.0", &[("README.md", &text)]);
    assert_eq!(mended(&repo, "README.md"), text.replace("an open-source", "an open-weights"));
}

#[test]
fn a_path_that_git_quotes_is_quoted() {
    let repo = release("apache-2.0", &[("说明/README 一.md", "# Brook\n\nBrook is an open-source language model.\n")]);
    assert_eq!(mended(&repo, "说明/README 一.md"), "# Brook\n\nBrook is an open-weights language model.\n");
}

#[test]
fn tags_keywords_and_descriptions_are_corrected_too() {
    let card = "---\nlicense: apache-2.0\ntags:\n- river\n- open-source-llm\n---\n# Brook\n\nA language model, weights in model.safetensors.\n";
    let package = "[project]\nname = \"brook\"\ndescription = \"An open-source language model of rivers\"\nkeywords = [\"river\", \"open-source-llm\"]\n";
    let repo = release("apache-2.0", &[("README.md", card), ("pyproject.toml", package)]);
    assert_eq!(mended(&repo, "README.md"), card.replace("open-source-llm", "open-weights"));
    let wanted = package.replace("open-source-llm", "open-weights").replace("An open-source", "An open-weights");
    assert_eq!(fs::read_to_string(repo.path().join("pyproject.toml")).unwrap(), wanted);
}

#[test]
fn every_package_file_is_corrected_and_still_parses() {
    let package = "{\n  \"name\": \"brook\",\n  \"description\": \"An open-source language model\",\n  \"keywords\": [\"river\", \"open-source-llm\"]\n}\n";
    let cargo = "[package]\nname = \"brook\"\nversion = \"0.1.0\"\nkeywords = [\"open-source-model\", \"llm\"]\n";
    let citation = "cff-version: 1.2.0\ntitle: Brook\nkeywords:\n  - open-source-ai\n  - rivers\n";
    let repo = release("apache-2.0", &[("package.json", package), ("Cargo.toml", cargo), ("CITATION.cff", citation)]);
    let text = mended(&repo, "package.json");
    let parsed: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(
        (&parsed["description"], &parsed["keywords"][1]),
        (&"An open-weights language model".into(), &"open-weights".into())
    );
    let read = |path: &str| fs::read_to_string(repo.path().join(path)).unwrap();
    assert_eq!(read("Cargo.toml"), cargo.replace("open-source-model", "open-weights"));
    assert_eq!(read("CITATION.cff"), citation.replace("open-source-ai", "open-weights"));
}

#[test]
fn write_spares_changes_and_links() {
    let said = card("apache-2.0", "Brook is an open-source LLM.");
    let repo = release("apache-2.0", &[("README.md", &said)]);
    repo.file("README.md", format!("{said}\nmy own line\n"));
    let stopped = repo.openness(&["fix", "--write"]);
    assert_eq!(stopped.code, 2, "{}", stopped.stdout);
    assert!(stopped.stderr.contains("not committed") && stopped.stderr.contains("--force"), "{}", stopped.stderr);
    let forced = repo.openness(&["fix", "--write", "--force"]);
    assert_eq!(forced.code, 0, "{}", forced.stderr);
    let text = fs::read_to_string(repo.path().join("README.md")).unwrap();
    assert!(text.contains("an open-weights LLM") && text.ends_with("my own line\n"), "{text}");
    #[cfg(unix)]
    {
        let outside = repo.beside("outside.md");
        fs::write(&outside, &said).unwrap();
        fs::remove_file(repo.path().join("README.md")).unwrap();
        std::os::unix::fs::symlink(&outside, repo.path().join("README.md")).unwrap();
        let run = repo.openness(&["fix", "--write", "--force"]);
        assert_eq!(run.code, 2, "{}", run.stdout);
        assert_eq!(fs::read_to_string(&outside).unwrap(), said);
    }
}

#[test]
fn what_needs_a_persons_eye_is_listed_and_made_only_when_asked() {
    let repo = release("apache-2.0", &[("README.md", &card("apache-2.0", "Brook is the best among open-source models."))]);
    let plain = repo.openness(&["fix"]);
    assert_eq!((plain.code, plain.stdout.as_str()), (1, ""), "{}", plain.stderr);
    assert!(plain.stderr.contains("README.md:8") && plain.stderr.contains("open weights"), "{}", plain.stderr);
    let all = repo.openness(&["fix", "--unsafe"]);
    assert!(all.stdout.contains("+Brook is the best among open-weights models."), "{}", all.stdout);
    assert!(all.stderr.contains("person's eye"), "{}", all.stderr);
}

#[test]
fn the_openness_section_says_what_the_check_says() {
    let repo = release("apache-2.0", &[("README.md", &card("apache-2.0", "Brook is an open-source LLM."))]);
    let run = repo.openness(&["fix", "--section"]);
    repo.git_with_input(&["apply", "-"], run.stdout.as_bytes());
    repo.commit("section");
    let text = fs::read_to_string(repo.path().join("README.md")).unwrap();
    assert!(text.contains("## Openness\n\nThis release is: **open weights**."), "{text}");
    assert_eq!(refuted(&repo.check("HEAD")), Vec::<String>::new());
}

#[test]
fn the_same_edits_stand_in_the_report() {
    let repo = release("apache-2.0", &[("README.md", &card("apache-2.0", "Brook is a fully open-source LLM."))]);
    let json = repo.check("HEAD").json();
    let finding = json["findings"].as_array().unwrap().iter().find(|finding| finding["id"] == "claim-refuted").unwrap();
    let edits = finding["fix"]["edits"].as_array().unwrap();
    assert_eq!((edits[0]["old"].as_str(), edits[0]["new"].as_str()), (Some("a"), Some("an")));
    assert_eq!((edits[1]["old"].as_str(), edits[1]["new"].as_str()), (Some("fully open-source"), Some("open-weights")));
    assert_eq!((edits[1]["line"].as_u64(), edits[1]["column"].as_u64()), (Some(8), Some(12)));
}

#[test]
fn hostile_text_reaches_no_output() {
    let text = card("apache-2.0", "Brook is an open-source \u{202E}\u{1B}[31m LLM\u{200B} model.");
    let repo = release("apache-2.0", &[("README.md", &text)]);
    for args in [&["fix"][..], &["fix", "--unsafe", "--section"], &["check"], &["check", "--format", "json"]] {
        let run = repo.openness(args);
        let hidden = |c: char| matches!(c, '\u{1B}' | '\u{202E}' | '\u{200B}');
        assert!(!run.stdout.contains(hidden) && !run.stderr.contains(hidden), "{args:?}: {}{}", run.stdout, run.stderr);
    }
}

#[test]
fn prose_of_ordinary_software_is_never_refuted() {
    let repo = Repo::of(&[
        (
            "README.md",
            "# Pebble\n\nPebble is open source. It outperforms open-source models and is the best open-source language model viewer.\n",
        ),
        ("src/main.c", "int main(void) { return 0; }\n"),
    ]);
    let run = repo.check("HEAD");
    assert_eq!(run.code, 0, "{}", run.stdout);
    assert!(run.json()["claims"].as_array().unwrap().iter().all(|claim| claim["verdict"] == "no-claim"), "{}", run.stdout);
}

#[test]
fn release_notes_and_the_event_of_a_forge_are_heard() {
    let repo = release("apache-2.0", &[]);
    assert_eq!(repo.check("HEAD").code, 0);
    let notes = repo.beside("notes.md");
    fs::write(&notes, "## Brook 2\n\nBrook 2 is our new open-source language model.\n").unwrap();
    let run = repo.openness(&["check", "HEAD", "--format", "json", "--release-notes", notes.to_str().unwrap()]);
    assert_eq!(run.code, 1, "{}", run.stdout);
    let event = repo.beside("event.json");
    fs::write(
        &event,
        r#"{"release": {"tag_name": "v2", "name": "Brook 2", "body": "We open-source Brook 2, a language model."}}"#,
    )
    .unwrap();
    let run = repo.openness(&["check", "HEAD", "--format", "json", "--event", event.to_str().unwrap()]);
    assert_eq!(run.code, 1, "{}", run.stdout);
    assert_eq!(run.json()["claims"][0]["location"]["path"], "release text");
}

#[test]
fn the_words_of_an_annotated_tag_are_heard() {
    let repo = release("apache-2.0", &[]);
    repo.tag("v1", "Brook 1: our first open-source language model");
    let run = repo.check("v1");
    assert_eq!((run.code, run.json()["claims"][0]["location"]["path"].as_str()), (1, Some("refs/tags/v1")), "{}", run.stdout);
}
