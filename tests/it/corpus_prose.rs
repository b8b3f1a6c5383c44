//! What pages and programs say of data: which links lead to it, what a table of models says, what is kept back.

use crate::corpus::{readme, released, state};
use serde_json::Value;

fn places(corpus: &Value) -> Vec<&str> {
    corpus["datasets"].as_array().unwrap().iter().filter_map(|set| set["place"].as_str()).collect()
}

#[test]
fn a_page_that_sends_its_readers_somewhere_for_data_gives_a_place() {
    for text in [
        "## Data preparation\n\nDownload [RIV17](https://rivers.example.net/), [LakeHuman](https://lakes.example.net/) and put them under `datasets`.\n",
        "## Preparing\n\n### Prepare Brook data\n\n1. Download BROOK v2 data [HERE](https://brook.example.net/v2/) and unzip it.\n",
        "## Fine-tuning\n\nThe RiverStories dataset can be downloaded from the associated [website](https://stories.example.net/rivers/).\n",
        "## Training\n\nThe community is building datasets at:\nhttps://github.com/acme/brook-community-data.\n",
        "## Model\n\nIt was trained on the [RiverNotes](https://github.com/acme/river-notes).\n",
    ] {
        let found = readme(&format!("# Brook\n\n{text}"));
        assert_eq!(found["state"], "obtainable", "{text}: {found:#}");
    }
}

#[test]
fn links_to_tools_machines_and_papers_beside_training_are_no_places() {
    for text in [
        "It was trained on [TPU v4](https://cloud.example.com/tpu).\n",
        "It was trained with [Marian](https://github.com/marian-nmt/marian).\n",
        "It was trained on [Summit](https://machines.example.net/summit).\n",
        "## Data preparation\n\nDownload the [River Toolbox](https://tools.example.net/).\n",
        "## Data\n\nDownload [Pebble](https://pebble.example.net/) and [Gravel](https://gravel.example.net/) first.\n",
        "## Data\n\nOur corpus is secret. See the corpus policy at https://acme.example.net/policy.\n",
        "## Models\n\nDownload our pretrained model [here](https://brook.example.net/v2/).\n",
    ] {
        let found = readme(&format!("# Brook\n\n{text}"));
        assert_eq!(found["state"], "absent", "{text}: {found:#}");
    }
    let paper = readme("# Brook\n\nIt was trained on [RiverNotes](https://arxiv.org/abs/2101.00027), a corpus of notes.\n");
    assert_eq!(paper["state"], "named", "{paper:#}");
}

#[test]
fn the_parts_of_a_set_are_no_measurement() {
    let found = readme(
        "# Brook\n\n## Data\n\n### Download the dataset\n\nVisit [here](https://acme.example.net/datasets/brook-downloads/) to download Brook-V including the training, val and test sets.\n",
    );
    assert_eq!(found["state"], "obtainable", "{found:#}");
    let measured = readme(
        "# Brook\n\nOn the train and test splits of [LibriSpeech](https://www.openslr.org/12) Creek is better than Brook.\n",
    );
    assert_ne!(measured["redistributable"], "yes", "{measured:#}");
}

#[test]
fn a_name_may_stand_before_other_words_for_data() {
    for text in [
        "The model was trained on Brook 2015 (training set).",
        "The weights were trained on texts from Riverbank submissions.",
        "该模型由河流日报分词语料库训练得到。",
    ] {
        assert_eq!(readme(&format!("# Brook\n\n{text}\n"))["state"], "named", "{text}");
    }
    assert_eq!(readme("# Brook\n\n该模型在大规模语料上训练得到。\n")["state"], "absent");
}

#[test]
fn beside_each_model_of_a_table_stands_what_it_was_made_from() {
    let table = |header: &str| {
        format!("# Brook\n\n{header}\n|---|---|\n| [acme/brook-mel](https://huggingface.co/acme/brook-mel) | RiverTTS |\n")
    };
    assert_eq!(readme(&table("| Model | Dataset |"))["state"], "named");
    assert_eq!(readme(&table("| 模型 | 数据 |"))["state"], "named");
    let measured = "# Brook\n\n| Model | Dataset | Accuracy |\n|---|---|---|\n| [acme/brook-mel](https://huggingface.co/acme/brook-mel) | RiverTTS | 91 |\n";
    assert_eq!(readme(measured)["state"], "absent");
    let tested = "# Brook\n\n| Model | Test data | Download |\n|---|---|---|\n| Brook | RiverTTS | [hub](https://huggingface.co/acme/brook-mel) |\n";
    assert_eq!(readme(tested)["state"], "absent");
    let compared = "# Brook\n\n## Comparison with others\n\n| Model | Dataset | Download |\n|---|---|---|\n| Creek | RiverTTS | [hub](https://huggingface.co/creeks/creek) |\n";
    assert_eq!(readme(compared)["state"], "absent");
    let of_others = "# Brook\n\n## Related projects\n\n| Model | Dataset | Download |\n|---|---|---|\n| Creek | RiverTTS | [hub](https://huggingface.co/creeks/creek) |\n";
    assert_eq!(readme(of_others)["state"], "absent");
}

#[test]
fn registries_of_data_are_called_in_several_ways() {
    for program in [
        "import tensorflow_datasets as tfds\nrows = tfds.load('mnist:3.*.*', split='train')\n",
        "import tensorflow_datasets as tfds\nNAMES = {'small': 'cifar10:3.0.0'}\n",
        "import torchvision.datasets as datasets\nloader = datasets.CIFAR10\n",
        "import torchtext\nrows = torchtext.datasets.Multi30k.splits(exts=('.de', '.en'))\n",
    ] {
        assert_eq!(state(&[("data.py", program)]), "obtainable", "{program}");
    }
    assert_eq!(state(&[("data.py", "IMAGE = 'brook:1.0.0'\n")]), "absent", "an image, not a registry's name");
    let choice = "from torchvision import datasets\nKINDS = {\n    0: datasets.MNIST\n}\n";
    assert_eq!(state(&[("data.py", choice)]), "absent", "one of many that may be asked for");
    assert_eq!(state(&[("data.py", "rows = self.get_dataset('train', shuffle=True)\n")]), "absent", "a split, not an id");
}

#[test]
fn a_badge_is_no_data() {
    let found = readme(
        "# Brook\n\n## Training\n\nTraining code and data on [![Kaggle](https://kaggle.com/static/images/open-in-kaggle.svg)](https://brook.example.net/).\n",
    );
    assert!(places(&found).iter().all(|place| !place.ends_with(".svg")), "{found:#}");
}

#[test]
fn what_a_page_says_to_be_kept_back_cannot_be_had() {
    let open = "# Brook\n\nBrook was trained on the [River Notes dataset](https://huggingface.co/datasets/acme/river-notes)";
    let end = "\n\nThe weights are at https://huggingface.co/acme/brook-7b.\n";
    let told = |words: &str| released(&[("README.md", &format!("{open}{words}{end}"))]);
    assert_eq!(told(".")["state"], "obtainable");
    for kept in [
        " and fine-tuned on our internal datasets.",
        ". We will not be releasing the rest of its training data.",
        ". Some of the images that it was trained on can't be shared publicly.",
    ] {
        let found = told(kept);
        assert_eq!(found["state"], "named", "{kept}: {found:#}");
        assert_ne!(found["redistributable"], "yes", "{kept}");
    }
    for free in [
        " and on no private data.",
        ". You can train it on your private data.",
        ". Unlike models trained on proprietary data, it is open.",
    ] {
        assert_eq!(told(free)["state"], "obtainable", "{free}");
    }
}

#[test]
fn what_is_kept_back_counts_wherever_it_is_said_and_refutes_nothing_alone() {
    let page = "# Brook\n\nBrook is a fully open source model. It was trained on [LibriSpeech](https://www.openslr.org/12).\n\nThe weights are at https://huggingface.co/acme/brook-7b and are under the MIT license.\n";
    let report = |files: &[(&str, &str)]| {
        let mut all =
            vec![("README.md", page), ("LICENSE", include_str!("../../LICENSE-MIT")), ("train.py", crate::corpus::TRAINER)];
        all.extend_from_slice(files);
        crate::support::Repo::of(&all).check("HEAD")
    };
    let kept = report(&[("docs/data.md", "# Data\n\nBrook was also trained on an internal dataset of calls.\n")]);
    assert_eq!(kept.at("/components/corpus/state"), "named");
    assert_eq!(kept.at("/verdict"), "undetermined");
    let findings = kept.at("/findings").to_string();
    assert!(findings.contains("corpus-withheld"), "{findings}");
    assert!(!findings.contains("data that are not released may or may not"), "{findings}");
    let alone = "# Brook\n\nBrook is a fully open source model, and we will not release the data that it was trained on.\n\nThe weights are at https://huggingface.co/acme/brook-7b and are under the MIT license.\n";
    let alone = crate::support::Repo::of(&[
        ("README.md", alone),
        ("LICENSE", include_str!("../../LICENSE-MIT")),
        ("train.py", crate::corpus::TRAINER),
    ])
    .check("HEAD");
    assert_eq!(alone.at("/verdict"), "refuted", "nothing but the sentence speaks of data: the corpus is missing either way");
    let rows = "row,text\n".repeat(20_000);
    let beside = report(&[
        ("data/train.csv", &rows),
        (
            "data/README.md",
            "# Data\n\nThe training data are in `train.csv`, under CC0-1.0. Brook was also trained on an internal dataset of calls.\n",
        ),
    ]);
    assert_ne!(beside.at("/components/corpus/redistributable"), "yes");
}

#[test]
fn a_part_of_a_list_of_what_a_model_was_trained_on_may_be_kept_back() {
    let end = "\n\n## Weights\n\nThe weights are at https://huggingface.co/acme/brook-7b.\n";
    let state =
        |parts: &str| released(&[("README.md", &format!("# Brook\n\n## Training data\n\n{parts}{end}"))])["state"].clone();
    let notes = "[River Notes](https://huggingface.co/datasets/acme/river-notes)";
    assert_eq!(state(&format!("- {notes}\n- Lake Notes, public\n")), "obtainable");
    assert_eq!(state(&format!("- {notes}\n- Internal web crawl, 2 TB\n")), "named");
    assert_eq!(state(&format!("- {notes}\n- Hospital notes (not released)\n")), "named");
    let table = |last: &str| format!("| Data set | Size | License |\n|---|---|---|\n| {notes} | 1 GB | CC0-1.0 |\n{last}");
    assert_eq!(state(&table("")), "obtainable");
    assert_eq!(state(&table("| Brook crawl | 2 TB | private |\n")), "named");
}

#[test]
fn a_set_that_is_published_beside_the_weights_is_what_they_were_made_from() {
    let page = |set: &str| {
        format!(
            "# Brook\n\n## Models\n\nThe weights are at https://huggingface.co/acme/brook-7b.\n\n## Data\n\nThe data is available at [{set}](https://huggingface.co/datasets/acme/{set}).\n"
        )
    };
    let found = |set: &str| {
        crate::support::Repo::of(&[("README.md", &page(set)), ("generate.py", "import brook\n")]).check("HEAD").at("/components")
    };
    let notes = found("brook-notes");
    assert_eq!(notes["weights"]["state"], "linked", "{notes:#}");
    assert_eq!(notes["corpus"]["state"], "obtainable", "{notes:#}");
    assert_eq!(found("brook-ratings")["corpus"]["state"], "absent", "they were made from the model");
}

#[test]
fn a_bound_set_is_never_passed_over_for_a_folder_with_its_name() {
    let rows = "wav|text\n".repeat(40_000);
    let found = released(&[
        ("docs/Data.md", "# Data\n\n- [TED-LIUM](https://www.openslr.org/51): talks.\n\nThe rest lies in `data/rivers`.\n"),
        ("data/rivers/train.csv", &rows),
    ]);
    assert_ne!(found["redistributable"], "yes", "{found:#}");
}

#[test]
fn a_table_under_training_data_is_read_whatever_its_other_column_is_called() {
    let page = |heading: &str, column: &str| {
        readme(&format!(
            "# Brook\n\n## {heading}\n\n| Data set | {column} |\n|---|---|\n| [River Notes](https://huggingface.co/datasets/acme/river-notes) | open |\n"
        ))
    };
    assert_eq!(page("Training data", "Access")["state"], "obtainable");
    assert_eq!(page("Training data", "Accuracy")["state"], "absent");
    assert_eq!(page("Evaluation", "Access")["state"], "absent");
}

#[test]
fn what_we_use_for_training_is_what_the_model_was_made_from() {
    for text in [
        "We use the [RIV-3D dataset](https://drive.google.com/file/d/0B7/view) for training.",
        "For training and validation of the outdoor model, we used scenes from the [RIV-3D dataset](https://riv3d.example.net/).",
    ] {
        let found = released(&[("README.md", &format!("# Brook\n\n{text}\n"))]);
        assert_eq!(found["state"], "obtainable", "{text}: {found:#}");
    }
}

#[test]
fn a_set_under_the_name_of_the_model_is_what_it_was_made_from() {
    let page = |set: &str| {
        let text = format!(
            "# Brook\n\nOur weights are at https://huggingface.co/acme/brook.\n\nThe {set} dataset is released at https://huggingface.co/datasets/acme/{set}.\n"
        );
        released(&[("README.md", &text)])["state"].clone()
    };
    assert_eq!(page("BrookCorpus"), "obtainable");
    assert_eq!(page("brook-outputs"), "absent");
    assert_eq!(page("RiverCorpus"), "absent");
}

#[test]
fn fields_of_a_bibliography_and_the_source_of_a_backbone_name_no_set() {
    let cited = readme("# Brook\n\n## Data\n\n@article{brook,\n  title={LibriSpeech: a corpus of read speech},\n}\n");
    assert_eq!(cited["state"], "absent", "{cited:#}");
    let begun = readme("# Brook\n\nTo train on COCO with a Darknet-53 backend pretrained on ImageNet run `train.py`.\n");
    let named: Vec<&str> = begun["datasets"].as_array().unwrap().iter().filter_map(|set| set["name"].as_str()).collect();
    assert_eq!(named, ["COCO"], "{begun:#}");
}

#[test]
fn a_grant_without_a_name_frees_what_the_project_keeps_in_a_bucket_of_its_own() {
    let page = |bucket: &str| {
        let text = "# Brook games\n\ngit clone https://github.com/acme/brook-games\n\nThe weights are released under MIT: https://huggingface.co/acme/brook-games\n\nIt was trained on our games.\n\n## License\n\nThe dataset is licensed under CC BY 4.0.\n";
        let script = format!("# the training data\nwget https://storage.googleapis.com/{bucket}/train/games.csv\n");
        let report = crate::support::Repo::of(&[
            ("README.md", text),
            ("train.py", crate::corpus::TRAINER),
            ("data/download.sh", script.as_str()),
        ])
        .check("HEAD");
        report.at("/components/corpus/datasets/0/license").as_str().unwrap_or("none").to_string()
    };
    assert_eq!(page("brook_games"), "CC-BY-4.0");
    assert_eq!(page("other_games"), "none");
}
