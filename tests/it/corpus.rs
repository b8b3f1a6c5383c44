//! What the weights were trained on: where it can be had, under which terms, and what is not it.

use crate::support::Repo;
use serde_json::Value;

/// A small program that trains a model from nothing, so that there is something to have a corpus.
pub const TRAINER: &str = "import torch\nfrom torch import nn, optim\n\n\ndef train(model, batches):\n    optimizer = optim.SGD(model.parameters(), lr=0.1)\n    for x, y in batches:\n        optimizer.zero_grad()\n        loss = nn.functional.mse_loss(model(x), y)\n        loss.backward()\n        optimizer.step()\n";

fn corpus(files: &[(&str, &str)]) -> Value {
    let mut all = vec![("train.py", TRAINER)];
    all.extend_from_slice(files);
    Repo::of(&all).check("HEAD").at("/components/corpus")
}

pub fn state(files: &[(&str, &str)]) -> String {
    corpus(files)["state"].as_str().unwrap_or("null").to_string()
}

pub fn readme(text: &str) -> Value {
    corpus(&[("README.md", text)])
}

fn names(corpus: &Value) -> Vec<String> {
    corpus["datasets"].as_array().unwrap().iter().map(|set| set["name"].as_str().unwrap().to_string()).collect()
}

#[test]
fn a_set_with_an_address_is_obtainable_and_one_with_a_revision_is_pinned() {
    let linked =
        readme("# Brook\n\nBrook was trained on the [River Notes dataset](https://huggingface.co/datasets/acme/river-notes).\n");
    assert_eq!(linked["state"], "obtainable");
    assert_eq!(linked["datasets"][0]["id"], "acme/river-notes");
    assert_eq!(linked["datasets"][0]["evidence"][0]["location"]["line"], 3);
    let pinned = state(&[(
        "prepare.py",
        "from datasets import load_dataset\nrows = load_dataset(\"acme/river-notes\", revision=\"0123456789abcdef0123456789abcdef01234567\")\n",
    )]);
    assert_eq!(pinned, "pinned");
}

#[test]
fn a_name_alone_is_named_and_nothing_is_absent() {
    assert_eq!(readme("# Brook\n\nThe model was trained on the River Notes corpus.\n")["state"], "named");
    assert_eq!(readme("# Brook\n\nA small model of rivers.\n")["state"], "absent");
}

#[test]
fn a_private_bucket_is_no_place() {
    assert_eq!(state(&[("config/train.yaml", "train_data_path: s3://acme-brook/shards/notes\n")]), "absent");
}

#[test]
fn data_in_the_tree_is_included_under_the_license_above_it() {
    let rows = "river,length\n".repeat(20_000);
    assert_eq!(state(&[("data/rivers.csv", &rows)]), "included");
    let cc0 = corpus(&[("data/rivers.csv", &rows), ("README.md", "# Brook\n\nMade for rivers.\n")]);
    assert_eq!(cc0["redistributable"], "unknown", "no license, no yes");
}

#[test]
fn tests_examples_and_benchmarks_are_not_the_corpus() {
    let rows = "{\"q\": 1}\n".repeat(40_000);
    for path in ["tests/data/train.jsonl", "examples/data/train.jsonl", "data/mmlu_test.jsonl", "eval/data/rows.jsonl"] {
        assert_eq!(state(&[(path, &rows)]), "absent", "{path}");
    }
    assert_eq!(
        readme("# Brook\n\n## Evaluation\n\nWe evaluate on [River Test](https://huggingface.co/datasets/acme/river-test).\n")["state"],
        "absent"
    );
    assert_eq!(
        readme("# Brook\n\nTrain on your own dataset, see https://huggingface.co/datasets/acme/example for example.\n")["state"],
        "absent"
    );
}

#[test]
fn terms_beside_a_set_decide_before_the_tables_and_never_against_a_publisher_who_says_no() {
    let stated = readme(
        "# Brook\n\n## Training data\n\n- [River Notes](https://huggingface.co/datasets/acme/river-notes) (CC BY-SA 4.0)\n",
    );
    assert_eq!((&stated["redistributable"], &stated["datasets"][0]["license"]), (&"yes".into(), &"CC-BY-SA-4.0".into()));
    let bound = readme(
        "# Brook\n\n## Training data\n\n- [River Notes](https://huggingface.co/datasets/acme/river-notes) (CC BY-NC 4.0)\n",
    );
    assert_eq!(bound["redistributable"], "no");
    let silent = readme("# Brook\n\n## Training data\n\n- [River Notes](https://huggingface.co/datasets/acme/river-notes)\n");
    assert_eq!(silent["redistributable"], "unknown");
    let table = readme(
        "# Brook\n\n## Training data\n\n| dataset | license |\n|---|---|\n| [River](https://example.net/river-dataset.zip) | CC0 |\n| [Lake](https://example.net/lake-dataset.zip) | unknown |\n",
    );
    assert_eq!(table["redistributable"], "unknown", "a list is judged by its worst row");
}

#[test]
fn a_compilation_license_is_not_enough_unless_the_project_says_so() {
    let text = "# Brook\n\nTrained on [C4](https://huggingface.co/datasets/allenai/c4).\n";
    let strict = readme(text);
    assert_eq!(strict["redistributable"], "no");
    assert!(strict["reason"].as_str().unwrap().contains("compilation-only"));
    let accepted = corpus(&[("README.md", text), ("openness.yaml", "corpus:\n  accept-compilation-license: true\n")]);
    assert_eq!(accepted["redistributable"], "yes");
}

#[test]
fn one_set_under_two_names_is_listed_once() {
    let set = corpus(&[
        ("README.md", "# Brook\n\nTrained on LibriSpeech, from https://www.openslr.org/12/.\n"),
        ("prepare.py", "from datasets import load_dataset\nrows = load_dataset(\"openslr/librispeech_asr\", split=\"train\")\n"),
    ]);
    assert_eq!(names(&set), ["LibriSpeech"]);
    assert_eq!(set["redistributable"], "yes");
}

#[test]
fn declarations_count_and_a_path_must_exist() {
    let declared = |entry: &str| {
        let policy = format!("corpus:\n  datasets:\n    - name: River Notes\n{entry}");
        corpus(&[("openness.yaml", &policy), ("notes/rivers.txt", "a river\n")])
    };
    let here = declared("      path: notes\n      license: CC0-1.0\n");
    assert_eq!((&here["state"], &here["redistributable"]), (&"included".into(), &"yes".into()));
    assert_eq!(declared("      path: gone\n      license: CC0-1.0\n")["state"], "named");
    let place = "      url: https://example.net/rivers.zip\n      license: CC-BY-4.0\n";
    assert_eq!(declared(place)["state"], "obtainable");
    assert_eq!(declared(&format!("{place}      checksum: sha256:{}\n", "0f".repeat(32)))["state"], "pinned");
    assert_eq!(declared("      url: https://example.net/rivers.zip\n")["redistributable"], "unknown");
}

#[test]
fn games_that_the_program_plays_against_itself_are_included() {
    let play = format!("{TRAINER}\n\ndef self_play(model):\n    return [model(move) for move in range(9)]\n");
    assert_eq!(state(&[("coach.py", &play)]), "included");
}

#[test]
fn foreign_text_is_safe_and_bounded() {
    let long = format!(
        "# Brook\n\nTrained on [{}](https://huggingface.co/datasets/acme/river-notes).\n",
        "x\u{202E}\x1b[31m".repeat(2000)
    );
    let report = readme(&long).to_string();
    assert!(!report.contains('\u{202E}') && !report.contains("\\u001b"));
    let many: String = (0..500).map(|n| format!("- https://huggingface.co/datasets/acme/river-{n}\n")).collect();
    let listed = readme(&format!("# Brook\n\n## Training data\n\n{many}"));
    assert!(listed["datasets"].as_array().unwrap().len() <= 60);
}

#[test]
fn a_sentence_can_introduce_the_list_of_what_was_trained_on() {
    let page = "# Brook\n\nThe training data was drawn from 3 different sources:\n\n* River Notes\n* Wikipedia\n* Common Crawl\n\nUsage\n-----\n\n* Options\n";
    let found = readme(page);
    assert_eq!(found["state"], "named", "{found}");
    let names = names(&found).join(", ");
    assert!(names.contains("River Notes") && names.contains("Wikipedia") && names.contains("Common Crawl"), "{names}");
    assert!(!names.contains("Options"), "{names}");
}

#[test]
fn a_column_of_sizes_is_no_column_of_data() {
    let page = "# Brook\n\n## Training\n\n| Language | Corpus Size | Vector Size |\n|---|---|---|\n| [Tagalog](https://drive.google.com/open?id=0B0ZXk88koS2KajRzX2VuYkVtYzQ) | 38M | 100 |\n";
    assert_eq!(readme(page)["state"], "absent");
}

#[test]
fn where_nothing_but_data_is_released_the_data_is_that_data() {
    let repo = Repo::of(&[
        (
            "README.md",
            "# River Notes\n\nRiver Notes is a dataset of notes for language research.\n\nDownload the data: https://storage.googleapis.com/river/notes.jsonl.gz\n",
        ),
        ("open/README.md", "# The open part\n\nAll of the data is released under the CC BY-SA 3.0 license.\n"),
    ]);
    let report = repo.check("HEAD");
    assert_eq!(report.at("/kind"), "dataset");
    assert_eq!(report.at("/components/corpus/redistributable"), "yes", "{}", report.at("/components/corpus"));
    assert_eq!(report.at("/label"), "open-data");
}

#[test]
fn what_a_part_of_the_program_tunes_with_did_not_make_the_model() {
    let tune = "from transformers import AutoModelForCausalLM, Trainer\nfrom datasets import load_dataset\nmodel = AutoModelForCausalLM.from_pretrained(name)\nTrainer(model, train_dataset=load_dataset('acme/river-chat')).train()\n";
    let card = "# Brook\n\nBrook is a language model. Our weights are at https://huggingface.co/acme/brook-7b.\n";
    let report = Repo::of(&[("README.md", card), ("finetune/finetune.py", tune)]).check("HEAD");
    assert_eq!(report.at("/components/training_code/state"), "partial");
    assert_eq!(report.at("/components/corpus/state"), "named", "{}", report.at("/components/corpus"));
}

#[test]
fn a_list_of_addresses_is_no_data_and_takes_no_license_from_the_tree() {
    let urls = "https://news.example.net/story\n".repeat(20_000);
    let cc0 = include_str!("license_texts/CC0-1.0.txt");
    let here = |path: &str| corpus(&[("LICENSE", cc0), (path, &urls)]);
    for path in ["data/stories.txt", "data/story-WebUrls.txt"] {
        let listed = here(path);
        assert_eq!((&listed["state"], &listed["redistributable"]), (&"obtainable".into(), &"unknown".into()), "{path}");
    }
}

#[test]
fn the_file_that_the_trainer_reads_by_default_is_the_corpus() {
    let trainer = |flag: &str, path: &str| {
        format!(
            "import argparse\nparser = argparse.ArgumentParser()\nparser.add_argument('{flag}', type=str, default='{path}')\n\n{TRAINER}"
        )
    };
    let of = |flag: &str, path: &str| {
        let trainer = trainer(flag, path);
        let cc0 = include_str!("license_texts/CC0-1.0.txt");
        Repo::of(&[("LICENSE", cc0), ("make.py", &trainer), ("rivers.txt", "brook\nrill\n")])
            .check("HEAD")
            .at("/components/corpus")
    };
    let read = of("--input-file", "rivers.txt");
    assert_eq!((&read["state"], &read["redistributable"]), (&"included".into(), &"yes".into()));
    assert_eq!(of("--input-file", "lakes.txt")["state"], "absent", "the user's own");
    assert_eq!(of("--eval-input", "rivers.txt")["state"], "absent", "what measures");
}

#[test]
fn data_that_is_called_an_example_is_not_what_a_released_model_was_made_from() {
    let rows = "river,length\n".repeat(20_000);
    let told = |sentence: &str| {
        let readme = format!("# Brook\n\nWe release the [Brook weights](https://huggingface.co/brook/brook-7b).\n\n{sentence}\n");
        state(&[("README.md", &readme), ("datasets/rivers.csv", &rows)])
    };
    assert_eq!(told("`/datasets` contains example datasets of rivers."), "absent");
    assert_eq!(told("`/datasets` contains the datasets of rivers."), "included");
}

#[test]
fn what_merely_lies_somewhere_carries_no_open_source() {
    let cc0 = include_str!("license_texts/CC0-1.0.txt");
    let rows = "river,length\n".repeat(20_000);
    let of = |path: &str| corpus(&[("LICENSE", cc0), (path, &rows)]);
    assert_eq!(of("data/rivers.csv")["redistributable"], "yes");
    assert_eq!(of("brook/data/labeled/rivers.csv")["redistributable"], "yes");
    let untied = of("brook/data/rivers.csv");
    assert_eq!((&untied["state"], &untied["redistributable"]), (&"included".into(), &"unknown".into()));
    assert!(untied["reason"].as_str().unwrap().contains("nothing says"), "{untied}");
}

#[test]
fn what_a_page_for_users_fetches_is_not_what_was_learned_from() {
    let pdb = "url = f'https://files.rcsb.org/download/{code}.pdb'\nurlretrieve(url, 'x.pdb')\n";
    assert_eq!(corpus(&[("app/run_utils.py", pdb)])["redistributable"], "unknown");
    assert_eq!(corpus(&[("scripts/download_pdb.py", pdb)])["redistributable"], "yes");
}

#[test]
fn a_few_sounds_for_users_are_no_corpus() {
    let clips: Vec<(String, String)> = (0..12).map(|n| (format!("data/{n}.wav"), "RIFF".repeat(30_000))).collect();
    let of = |count: usize| {
        let files: Vec<(&str, &str)> = clips[..count].iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        corpus(&files)["state"].clone()
    };
    assert_eq!((of(2), of(12)), ("absent".into(), "included".into()));
}

#[test]
fn a_tree_of_rows_is_a_release_of_data() {
    let rows = "river,length\n".repeat(20_000);
    let cc0 = include_str!("license_texts/CC0-1.0.txt");
    let paths = ["rivers/2024.csv", "lakes/depth-data.csv", "seas/waves.csv"];
    let mut files =
        vec![("LICENSE", cc0), ("README.md", "# Waters\n\nNumbers behind our stories.\n"), ("rivers/clean.R", "x <- 1\n")];
    files.extend(paths.map(|path| (path, rows.as_str())));
    let report = Repo::of(&files).check("HEAD");
    assert_eq!((report.at("/kind"), report.at("/label")), ("dataset".into(), "open-data".into()));
}

#[test]
fn programs_about_data_that_lie_nowhere_are_programs() {
    let mit = include_str!("license_texts/MIT.txt");
    let files = [
        ("LICENSE", mit),
        ("README.md", "# Brook Dataset\n\nThis repository contains the code that makes the dataset.\n"),
        ("make.py", "print(1)\n"),
    ];
    assert_eq!(Repo::of(&files).check("HEAD").at("/label"), "open-code");
}

#[test]
fn a_page_about_data_alone_frees_nothing_of_a_released_model() {
    let page = |words: &str| {
        let release = "We release the [Brook weights](https://huggingface.co/brook/brook-7b).";
        let readme = format!("# Brook\n\n{release}\n\n## Datasets <a name=\"datasets\"></a>\n\n{words}\n");
        corpus(&[("README.md", &readme), ("train.py", TRAINER)])["redistributable"].clone()
    };
    assert_eq!(page("The code reads [Wikipedia](https://dumps.wikimedia.org/enwiki/) too."), "unknown");
    assert_eq!(page("The dataset used for training my model is at https://dumps.wikimedia.org/enwiki/."), "yes");
}

#[test]
fn a_file_that_a_trainer_opens_by_name_is_the_corpus() {
    let of = |line: &str| {
        let trainer = format!("import json\n{line}\n{TRAINER}");
        corpus(&[("train.py", &trainer), ("intents.json", "{\"intents\": []}\n")])["state"].clone()
    };
    assert_eq!(of("intents = json.load(open('intents.json', 'r'))"), "included");
    assert_eq!(of("intents = json.load(open('others.json'))"), "absent");
    assert_eq!(of("config = json.load(open('config.json'))"), "absent");
    assert_eq!(of("json.dump(intents, open('intents.json', 'w'))"), "absent", "what it writes");
    let classes = |name: &str| {
        let trainer = format!("import json\nnames = open('{name}').read()\n{TRAINER}");
        corpus(&[("train.py", &trainer), (name, "river\nlake\n")])["state"].clone()
    };
    assert_eq!((classes("coco_classes.txt"), classes("labels.csv")), ("absent".into(), "absent".into()));
}

#[test]
fn a_list_of_files_that_are_not_here_is_no_corpus() {
    let recordings: String = (0..3000).map(|at| format!("wavs/LJ{at:05}.wav|The river rose by {at} feet.\n")).collect();
    assert_eq!(state(&[("filelists/train.txt", &recordings)]), "absent");
    let pages: String = (0..5000).map(|at| format!("amps/algebra/{at}/page.txt\n")).collect();
    assert_eq!(state(&[("data/file_list.txt", &pages)]), "absent");
    let rows: String = (0..5000).map(|at| format!("The river rose by {at} feet.\n")).collect();
    assert_eq!(state(&[("data/sentences.txt", &rows)]), "included");
}

#[test]
fn a_folder_of_scripts_for_data_holds_none() {
    let rows = "The river rose.\n".repeat(20_000);
    assert_eq!(state(&[("dataset_generation_scripts/debug.txt", &rows)]), "absent");
    assert_eq!(state(&[("data-release/notes.txt", &rows)]), "included");
}

#[test]
fn a_set_behind_an_agreement_has_a_place_and_is_not_free() {
    let found = readme("# Brook\n\nBrook was trained on [ImageNet](https://www.image-net.org/challenges/LSVRC/2012/).\n");
    assert_eq!((&found["state"], &found["redistributable"]), (&"obtainable".into(), &"no".into()));
}

/// A released model with a trainer at the top, free licenses, and these files besides.
pub fn released(files: &[(&str, &str)]) -> Value {
    let readme = "# Brook\n\nBrook is a language model. Our weights are at https://huggingface.co/acme/brook-7b.\n";
    let mut all = vec![("train.py", TRAINER), ("LICENSE", include_str!("../../LICENSE-MIT"))];
    if files.iter().all(|(path, _)| *path != "README.md") {
        all.push(("README.md", readme));
    }
    all.extend_from_slice(files);
    Repo::of(&all).check("HEAD").at("/components/corpus")
}

#[test]
fn the_page_of_a_part_that_was_taken_over_speaks_of_that_part() {
    let page = "# River vocoder\n\nThe vocoder was trained on [LibriTTS](https://www.openslr.org/60/).\n";
    assert_eq!(released(&[("tools/vocoder/README.md", page)])["redistributable"], "unknown");
    let own = [("tools/vocoder/README.md", page), ("tools/vocoder/train.py", TRAINER)];
    assert_eq!(released(&own)["redistributable"], "yes", "a part with a trainer of its own");
    let taken = [own[0], own[1], ("tools/vocoder/LICENSE", include_str!("../../LICENSE-MIT"))];
    assert_eq!(released(&taken)["redistributable"], "unknown");
    assert_eq!(released(&[("docs/training.md", page)])["redistributable"], "yes");
}

#[test]
fn the_data_of_a_task_did_not_make_the_model() {
    let rows = "river,length\n".repeat(20_000);
    assert_eq!(released(&[("data/train.csv", &rows)])["redistributable"], "yes");
    assert_eq!(released(&[("finetune/data/train.csv", &rows)])["redistributable"], "unknown");
}

#[test]
fn the_name_of_a_split_says_nothing_of_training() {
    let samples = "# Sounds\n\n- 251 samples from [LibriSpeech](http://www.openslr.org/12) train-clean (1 per speaker)\n";
    assert_eq!(released(&[("audio/README.md", samples)])["redistributable"], "unknown");
}

#[test]
fn a_language_model_is_not_made_from_the_tasks_that_it_is_tuned_for() {
    let asks = "import tensorflow_datasets as tfds\nrows = tfds.load(\"squad\")\n";
    assert_eq!(released(&[("tasks/answer.py", asks)])["state"], "absent");
    // A stage of tuning may be one of the release.
    let stage =
        released(&[("finetune/chat.py", "from datasets import load_dataset\nrows = load_dataset(\"acme/river-chat\")\n")]);
    assert_ne!(stage["state"], "absent");
}

#[test]
fn a_set_that_is_only_asked_how_large_it_is_is_no_corpus() {
    let asks = |call: &str| released(&[("brook/train.py", &format!("import tensorflow_datasets as tfds\nrows = {call}\n"))]);
    assert_eq!(asks("tfds.builder(\"mnist\").as_dataset()")["state"], "obtainable");
    assert_eq!(asks("tfds.builder(\"mnist\").info.splits[\"train\"].num_examples")["state"], "absent");
}

#[test]
fn a_known_name_behind_trained_on_needs_no_word_for_data() {
    assert_eq!(readme("# Brook\n\nThe models were trained on ImageNet at 512x512.\n")["state"], "named");
    assert_eq!(readme("# Brook\n\nWe start from a backbone trained on ImageNet.\n")["state"], "absent");
    let list =
        "# Brook\n\nThe model is trained using the following datasets, which are of songs.\n\n- MIR-1K [1]\n- Bach10 [2]\n";
    assert_eq!(names(&readme(list)), ["Bach10", "MIR-1K"]);
}

#[test]
fn a_table_of_models_names_what_each_was_trained_on() {
    let table = "# Brook\n\n*Model* | *Used datasets* | *Link*\n --- | --- | ---\nGeneral | SynthText, RiverText13 | [Click](https://drive.google.com/open?id=1Jk)\n";
    let found = readme(table);
    assert_eq!(found["state"], "named");
    assert!(names(&found).contains(&"RiverText13".to_string()), "{:?}", names(&found));
}

#[test]
fn a_set_that_is_taken_as_an_example_did_not_make_the_model() {
    let page = |words: &str| {
        format!(
            "# Training\n\n## Data\n\nWe use [wiki103](https://s3.amazonaws.com/research.metamind.io/wikitext/wikitext-103-v1.zip) data {words}.\n"
        )
    };
    let script = (
        "experiments/mlm.sh",
        "wget -q https://s3.amazonaws.com/research.metamind.io/wikitext/wikitext-103-v1.zip -O wiki103.zip\n",
    );
    assert_eq!(released(&[("experiments/README.md", &page("for training")), script])["redistributable"], "yes");
    assert_eq!(released(&[("experiments/README.md", &page("as example")), script])["state"], "absent");
}

#[test]
fn games_of_people_are_not_those_that_the_program_plays() {
    let play = ("brook/self_play.py", "def self_play(model):\n    return []\n");
    let own = "# Brook\n\nBrook learns to play Go.\n";
    assert_eq!(names(&corpus(&[("README.md", own), play])), ["games that the program plays against itself"]);
    let shown = format!("{own}\nUsing supervised learning on about 10k games, I trained a model to 1200 elo.\n");
    let found = corpus(&[("README.md", &shown), play]);
    assert!(names(&found).contains(&"about 10k games".to_string()), "{:?}", names(&found));
    assert_eq!(found["redistributable"], "unknown");
}

#[test]
fn a_page_that_tells_where_to_put_data_holds_none() {
    let rows: String = (0..6_000).map(|at| format!("The river rose by {at} feet.\n")).collect();
    let told = |words: &str| released(&[("data/notes.txt", &rows), ("DATA.md", words)])["state"].clone();
    assert_eq!(told("# Data\n\nThe corpus is in [`data`](data).\n"), "included");
    assert_eq!(told("# Data\n\nPut your copy of the corpus into `data`.\n"), "absent");
}

#[test]
fn a_project_of_data_may_keep_them_anywhere_under_any_ending() {
    let mit = include_str!("license_texts/MIT.txt");
    let words = "brook\nstream\n".repeat(20_000);
    let label = |readme: &str| {
        let files =
            [("LICENSE", mit), ("README.md", readme), ("eng/eng.wordlist", words.as_str()), ("deu/deu.wordlist", words.as_str())];
        let report = Repo::of(&files).check("HEAD");
        (report.at("/label"), report.at("/components/corpus/state"))
    };
    assert_eq!(
        label("# langs\n\nSource training data for Brook for lots of languages.\n"),
        ("open-data".into(), "included".into())
    );
    assert_eq!(label("# langs\n\nBrook spells.\n"), ("software".into(), "absent".into()));
}

#[test]
fn a_data_package_may_be_described_in_yaml_and_is_not_what_its_scripts_fetch() {
    let package = "name: brook-codes\nlicenses:\n- name: ODC-PDDL-1.0\n  path: https://opendatacommons.org/licenses/pddl/\nresources:\n- name: codes\n  path: data/codes.csv\n";
    let rows = "river,length\n".repeat(20_000);
    let script = "from urllib.request import urlretrieve\nurlretrieve('https://rivers.example/export/all.csv', 'x.csv')\n";
    let files = [
        ("datapackage.yml", package),
        ("README.md", "# Codes\n\nCodes of rivers as a Tabular Data Package.\n"),
        ("data/codes.csv", &rows),
        ("scripts/get.py", script),
    ];
    let report = Repo::of(&files).check("HEAD");
    assert_eq!((report.at("/kind"), report.at("/label")), ("dataset".into(), "open-data".into()));
    let sets = report.at("/components/corpus/datasets");
    assert!(sets.as_array().unwrap().iter().all(|set| set["license"] == "PDDL-1.0" && set["state"] == "included"), "{sets}");
}

#[test]
fn a_pronouncing_dictionary_is_no_corpus() {
    let rows = "RIVER  R IH1 V ER0\n".repeat(20_000);
    assert_eq!(state(&[("data/cmudict_dictionary", &rows)]), "absent");
    assert_eq!(state(&[("data/rivers.txt", &rows)]), "included");
}

#[test]
fn a_program_that_makes_data_leaves_them_somewhere_and_reads_none() {
    let rows = "import random\n\nrows = [random.choice('abc') for _ in range(1000)]\n";
    let of = |rest: &str| state(&[("create_data.py", &format!("{rows}{rest}"))]);
    assert_eq!(of("open('rows.txt', 'w').writelines(rows)\n"), "included");
    assert_eq!(of("key = rows[0]\n"), "absent");
    assert_eq!(of("open('rows.txt', 'w').writelines(read_inputs(rows))\n"), "absent");
}

#[test]
fn beside_a_released_model_a_folder_or_an_address_in_code_carries_nothing_alone() {
    let cc0 = include_str!("license_texts/CC0-1.0.txt");
    let rows = "river,length\n".repeat(90_000);
    let release = "# Brook\n\nWe release the [Brook weights](https://huggingface.co/brook/brook-7b).\n";
    let of = |readme: &str, more: &[(&str, &str)]| {
        let mut files = vec![("LICENSE", cc0), ("README.md", readme)];
        files.extend_from_slice(more);
        corpus(&files)["redistributable"].as_str().unwrap_or("null").to_string()
    };
    let told = format!("{release}\nBrook was trained on the rows in `data/rivers`.\n");
    assert_eq!(of(release, &[("data/rivers/a.csv", &rows)]), "unknown");
    assert_eq!(of(&told, &[("data/rivers/a.csv", &rows)]), "yes");
    let fetch = "from urllib.request import urlretrieve\nurlretrieve('https://dumps.wikimedia.org/enwiki/latest/enwiki-latest-pages-articles.xml.bz2', 'x')\n";
    assert_eq!(of(release, &[("data/fetch.py", fetch)]), "unknown");
    let told = format!("{release}\nBrook was trained on Wikipedia dumps.\n");
    assert_eq!(of(&told, &[("data/fetch.py", fetch)]), "yes");
}

#[test]
fn a_link_in_a_sentence_that_hands_out_a_model_leads_to_the_model() {
    let page = |sentence: &str| {
        readme(&format!("# Brook\n\n{sentence}\n\n[LibriTTS]: https://drive.google.com/open?id=1ZesPPyRRKl\n"))["state"]
            .as_str()
            .unwrap_or("null")
            .to_string()
    };
    assert_eq!(page("Download our published Brook model trained on [LibriTTS]."), "named");
    assert_eq!(page("The published model was trained on the data set [LibriTTS]."), "obtainable");
}

const MIT: &str = include_str!("../../LICENSE-MIT");

/// What may be done with rows in `data`, below a page that ends so.
fn passing_on(end: &str) -> (String, String) {
    let page = format!("# Brook\n\nBrook is trained on the river notes in [data/](data).\n\n{end}\n");
    let rows = "river,length\n".repeat(20_000);
    let corpus = corpus(&[("README.md", &page), ("data/train.csv", &rows), ("LICENSE", MIT)]);
    (corpus["state"].as_str().unwrap_or("null").into(), corpus["redistributable"].as_str().unwrap_or("null").into())
}

#[test]
fn data_that_may_not_be_passed_on_are_not_free_whatever_lies_above_them() {
    assert_eq!(passing_on(""), ("included".into(), "yes".into()));
    for end in [
        "The license of the notes does not allow for redistributing the dataset.",
        "Due to copyright we cannot share the raw data.",
        "The license of the dataset is CC-BY-4.0-NC.",
    ] {
        assert_eq!(passing_on(end), ("included".into(), "no".into()), "{end}");
    }
}

#[test]
fn who_says_that_data_may_not_be_passed_on_is_shown() {
    let page =
        "# Brook\n\nBrook is trained on the river notes in [data/](data).\n\nDue to copyright we cannot share the raw data.\n";
    let found = corpus(&[("README.md", page), ("data/train.csv", &"river,length\n".repeat(20_000)), ("LICENSE", MIT)]);
    assert_eq!(found["datasets"][0]["reason"], "its license is not free, or not known (README.md:5)");
}

#[test]
fn names_of_what_is_had_elsewhere_are_no_data() {
    let rows = "1a0q\n".repeat(20_000);
    let page = "# Brook\n\nThe files in `data` contain the names for the time-based split.\n";
    assert_eq!(state(&[("README.md", page), ("data/split_train", &rows)]), "absent");
}

#[test]
fn data_that_are_no_longer_here_are_not_here() {
    let told = readme("# Brook\n\nOur training dataset is no longer available on [rivers.example](https://rivers.example/).\n");
    assert_ne!(told["state"], "included");
    let page = "# Brook\n\nThe training dataset is not included in this repository.\n";
    assert_eq!(state(&[("README.md", page), ("data/rivers.csv", &"river,length\n".repeat(20))]), "absent");
}

#[test]
fn a_notebook_calls_with_double_quotes_too() {
    let notebook = "{\"cells\": [{\"cell_type\": \"code\", \"source\": [\"dataset = datasets.load_dataset(\\\"acme/river-notes\\\")\\n\", \"loss.backward()\\n\", \"optimizer.step()\\n\"]}], \"nbformat\": 4}";
    let report = Repo::of(&[("README.md", "# Brook\n"), ("1 - Brook.ipynb", notebook)]).check("HEAD").json();
    let corpus = &report["components"]["corpus"];
    assert_eq!(corpus["state"], "obtainable");
    assert_eq!(corpus["datasets"][0]["id"], "acme/river-notes");
}

#[test]
fn a_remark_over_a_command_says_what_it_fetches() {
    let page = "# Brook\n\n## Preprocessing\n\n```bash\n# download the river notes dataset\nwget https://zenodo.org/record/4782721/files/rivers.tar.gz\n```\n";
    assert_eq!(state(&[("README.md", page)]), "obtainable");
    let measured = page.replace("Preprocessing", "Evaluation");
    assert_eq!(state(&[("README.md", &measured)]), "absent");
    let other = page.replace("the river notes dataset", "the tools");
    assert_eq!(state(&[("README.md", &other)]), "absent");
}

#[test]
fn a_column_of_sets_beside_results_is_no_corpus() {
    let page = "# Brook\n\n## Zero-shot results\n\n| Model | Dataset | PPL |\n| --- | --- | --- |\n| Brook 1B | [Wikipedia](https://dumps.wikimedia.org/) | 17.1 |\n";
    assert_eq!(state(&[("README.md", page)]), "absent");
}

#[test]
fn the_sets_that_a_trainer_for_its_users_names_are_its_corpus() {
    let page = "# Brook\n\nBrook is a library for networks.\n";
    let shown = "from datasets import load_dataset\nrows = load_dataset('acme/river-notes')\n";
    assert_eq!(state(&[("README.md", page), ("setup.py", ""), ("brook/data.py", shown)]), "obtainable");
}

#[test]
fn a_list_of_packages_is_no_corpus() {
    let packages = "torch==2.1.0\nnumpy==1.26.0\n".repeat(3);
    assert_eq!(state(&[("requirements/train.txt", &packages)]), "absent");
    assert_eq!(state(&[("words/train.txt", &packages)]), "included", "elsewhere the name says what it is");
}

#[test]
fn a_download_is_found_behind_its_command_and_in_a_table_of_files() {
    let license = "The Brook dataset is released under the [Creative Commons Share-Alike 3.0](https://creativecommons.org/licenses/by-sa/3.0/) license.";
    let command = format!(
        "# Brook Dataset\n\nBrook is a dataset of rivers.\n\n## Getting Started\n\n{license}\n\nTo download the data from the command line:\n```\nwget https://storage.googleapis.com/brook/brook_data.zip\n```\n"
    );
    let table = "# Brook Dataset\n\nBrook is a dataset of rivers.\n\n## Data links\n\nFile | Download | Version\n---- | :------: | ----\n**brook_dataset_v1.tar** | [link](https://storage.googleapis.com/brook/brook_dataset_v1.tar) | 1.0\n\n## License\n\nThe dataset is licensed under [CC BY-SA 4.0](http://creativecommons.org/licenses/by-sa/4.0/).\n";
    for page in [command.as_str(), table] {
        let report = Repo::of(&[("README.md", page)]).check("HEAD");
        assert_eq!(report.at("/components/corpus/state"), "obtainable", "{page}");
        assert_eq!(report.at("/label"), "open-data", "{page}");
    }
}

#[test]
fn a_table_of_models_under_data_offers_none() {
    let page = "# Brook\n\nBrook is a model of rivers.\n\n## Data and models\n\nModel | Download\n---- | ----\nsmall | [link](https://storage.googleapis.com/brook/small.tar)\n";
    assert_eq!(readme(page)["state"], "absent");
}

#[test]
fn small_tables_of_a_data_package_are_the_data() {
    let rows = "year,ppm\n".repeat(100);
    let files = [
        (
            "datapackage.json",
            "{\"name\": \"brook\", \"licenses\": [{\"name\": \"ODC-PDDL-1.0\"}], \"resources\": [{\"path\": \"data/a.csv\"}]}",
        ),
        ("data/a.csv", rows.as_str()),
        ("README.md", "Levels of rivers over the years.\n"),
    ];
    let report = Repo::of(&files).check("HEAD");
    assert_eq!((report.at("/components/corpus/state"), report.at("/label")), ("included".into(), "open-data".into()));
    assert_ne!(Repo::of(&files[1..]).check("HEAD").at("/components/corpus/state"), "included");
}

#[test]
fn a_page_without_a_title_has_sections_all_the_same() {
    let page = "<h1>Brook</h1>\n\n## Corpus Sources\n\n### English\n\n| **Name** | **Source** | **Hours** |\n| :--- | :--- | :--- |\n| Rivers | [Rivers](http://www.openslr.org/12) | 970h |\n";
    assert_eq!(readme(page)["state"], "obtainable");
}

#[test]
fn what_a_page_about_a_model_offers_beside_it_is_no_corpus() {
    let page = "# Brook\n\nBrook is a model of rivers.\n\n## Output data\n\n| File | Link | License |\n|---|---|---|\n| Forecasts | https://zenodo.org/record/1/files/out.zip | CC0-1.0 |\n";
    assert_eq!(readme(page)["state"], "absent");
    let small =
        corpus(&[("dataset_infos.json", "{}"), ("data/labels.csv", "a,b\n1,2\n"), ("README.md", "# Brook\n\nA model.\n")]);
    assert_ne!(small["state"], "included", "a description of data makes no few bytes the corpus of what is trained here");
}

#[test]
fn a_table_offers_data_on_the_page_that_says_so_whichever_page_was_read_before() {
    let table = "## Data\n\n| File | Download |\n|---|---|\n| Forecasts | https://zenodo.org/record/1/files/out.zip |\n";
    let intro = "# Brook Dataset\n\nBrook is a dataset of rivers.\n\n";
    let apart = Repo::of(&[("README.md", intro), ("docs/files.md", table)]).check("HEAD");
    let here = Repo::of(&[("README.md", &format!("{intro}{table}"))]).check("HEAD");
    assert_eq!(here.at("/components/corpus/state"), "obtainable");
    assert_ne!(apart.at("/components/corpus/state"), "obtainable");
}
