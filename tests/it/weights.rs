//! Where weights are: in the tree, at a place that the project gives, or nowhere. A link to
//! somebody else's model is not a release.

use crate::support::Repo;

fn state(files: &[(&str, &str)]) -> String {
    Repo::of(files).check("HEAD").at("/components/weights/state").as_str().unwrap_or("null").to_string()
}

fn of_readme(text: &str) -> String {
    state(&[("README.md", text)])
}

fn state_with(path: &str, bytes: &[u8]) -> String {
    let repo = Repo::new();
    repo.file("README.md", "# Brook\n\nA river model.\n").file(path, bytes).commit("files");
    repo.check("HEAD").at("/components/weights/state").as_str().unwrap_or("null").to_string()
}

fn blob(magic: &[u8], size: usize) -> Vec<u8> {
    let mut bytes = magic.to_vec();
    bytes.resize(size, 7);
    bytes
}

/// A program that trains.
const TRAINER: &str = "import torch\n\n\ndef train(model, rows):\n    opt = torch.optim.Adam(model.parameters())\n    for x in rows:\n        model(x).mean().backward()\n        opt.step()\n";

#[test]
fn a_file_of_weights_in_the_tree_is_included() {
    assert_eq!(state_with("model.gguf", &blob(b"GGUF\x03\0\0\0", 100_000)), "included");
    assert_eq!(state_with("models/brook.bin", &blob(b"\xba\x16\x4f\x2f", 100_000)), "included");
    assert_eq!(state_with("trained_models/brook", &blob(b"\x80\x02}q\0", 200_000)), "included");
    assert_eq!(state_with("brook/weights/net.lz4", &blob(b"\x04\x22\x4d\x18", 300_000)), "included");
}

#[test]
fn formats_of_engines_and_steps_of_training_are_weights() {
    const BYTES: &[u8] = b"\x90\x01\x02";
    const PICKLE: &[u8] = b"\x80\x02}q\0";
    for (path, magic, size, expected) in [
        ("resources/models/brook.umdl", BYTES, 100_000, "included"),
        ("networks/ANN-C.nnf-l1.wparam", BYTES, 100_000, "included"),
        ("brook/model.iter-400000", PICKLE, 200_000, "included"),
        ("brook/weights/v1/head.pth", PICKLE, 6_000, "included"),
        ("src/weights/brook.net", BYTES, 200_000, "included"),
        // Lists of wires have the same ending as networks of an engine.
        ("boards/model/brook.net", BYTES, 200_000, "absent"),
        // What a simulation saves bears a number, too.
        ("export/field.step_100", BYTES, 200_000, "absent"),
        // A profile of a program, at the top.
        ("cpu.pb.gz", b"\x1f\x8b\x08", 9_000, "absent"),
    ] {
        assert_eq!(state_with(path, &blob(magic, size)), expected, "{path}");
    }
}

#[test]
fn a_constant_that_is_named_for_models_says_what_its_address_leads_to() {
    let table = "PRETRAINED_MODELS = {\n    'is': {'path': 'https://data.example.org/is-v6.tar.gz'},\n    'en': {'path': 'https://data.example.org/en-v6.tar.gz'},\n    'fo': {'path': 'https://data.example.org/fo-v6.tar.gz'},\n}\n";
    let readme = ("README.md", "# Brook\n\nParses sentences.\n");
    assert_eq!(state(&[readme, ("brook/hub.py", table)]), "linked");
    assert_eq!(state(&[readme, ("brook/hub.py", &table.replace("PRETRAINED_MODELS", "CORPORA"))]), "absent");
    // One address may be that of somebody's model, to begin from.
    let start = "MODEL_URL = 'https://storage.googleapis.com/lakes/uncased.zip'\n";
    assert_eq!(state(&[readme, ("train.py", TRAINER), ("brook/paths.py", start)]), "absent");
}

#[test]
fn a_script_says_by_the_lines_around_an_address_of_its_own_what_it_fetches() {
    let readme = ("README.md", "# Brook\n\nTurns rivers into lakes.\n");
    let state_of = |script: &str| state(&[readme, ("train.py", TRAINER), ("setup.sh", script)]);
    let own = "echo \"Downloading latest model\"\nwget https://media.example.org/brook/brook_data-0e434ab.tar.gz\n";
    assert_eq!(state_of(own), "linked");
    assert_eq!(state_of(&own.replace("latest model", "the rivers")), "absent");
    assert_eq!(state_of("# pretrained word vectors\nwget https://dl.fbaipublicfiles.com/vectors/lake.zip\n"), "absent");
    assert_eq!(state_of("wget https://zenodo.org/record/1/files/rivers.tar.gz\npython train.py --class-weights 1,2\n"), "absent");
}

#[test]
fn a_sentence_that_names_files_of_weights_leads_to_them_wherever_the_page_lies() {
    let says = |what: &str| {
        format!(
            "# Brook\n\nPre-trained weights {what} are provided by an author [here](https://github.com/a-acme/Brook#results).\n"
        )
    };
    assert_eq!(of_readme(&says("`brook_30e-879422e0.pth`")), "linked");
    assert_eq!(of_readme(&says("of others")), "absent");
    let none = "# Brook\n\nWe do not release `brook.pth`; the code is [here](https://github.com/brook/brook).\n";
    assert_eq!(of_readme(none), "absent");
}

#[test]
fn a_pointer_to_weights_is_included() {
    let pointer = format!("version https://git-lfs.github.com/spec/v1\noid sha256:{}\nsize 4200000\n", "0a".repeat(32));
    assert_eq!(state_with("brook.safetensors", pointer.as_bytes()), "included");
}

#[test]
fn numbers_written_out_in_a_program_are_weights() {
    let numbers = "0.125, -3.5, 17.25, 0.0625,\n".repeat(4000);
    let source = format!("pub static WEIGHTS: [f32; 16000] = [\n{numbers}];\n");
    assert_eq!(state_with("src/weights.rs", source.as_bytes()), "included");
    let packed = format!("model = b\"\"\"\n{}\n\"\"\"\n", "QnJvb2s1".repeat(10_000));
    assert_eq!(state_with("brook.py", packed.as_bytes()), "included");
}

#[test]
fn tokenizers_fixtures_prompts_and_tables_are_not_weights() {
    for (path, bytes) in [
        ("tokenizer.model", blob(b"\x0a\x0e\x0a\x05<unk>\x15", 500_000)),
        ("tests/models/brook.pt", blob(b"PK\x03\x04 archive/data.pkl", 2_000_000)),
        ("examples/adjacency.pt", blob(b"PK\x03\x04 archive/data.pkl", 130_000)),
        ("brook/assets/prompts/voice_1.npz", blob(b"PK\x03\x04", 300_000)),
        ("brook/mel_filters.npz", blob(b"PK\x03\x04", 300_000)),
        ("go.mod", blob(b"module brook\n", 300_000)),
        ("assets/themes.bin", blob(b"\x01\x02", 900_000)),
        ("model.pt", b"404: Not Found".to_vec()),
        ("brook/one-shot-classification/all_runs.zip", blob(b"PK\x03\x04", 400_000)),
    ] {
        assert_eq!(state_with(path, &bytes), "absent", "{path}");
    }
}

#[test]
fn a_link_to_the_projects_own_model_is_a_release() {
    assert_eq!(of_readme("# Brook\n\nThe model is at [the hub](https://huggingface.co/acme/brook-1b).\n"), "linked");
    assert_eq!(
        of_readme("# Brook\n\n```python\nmodel = AutoModel.from_pretrained(\"acme/brook-1b\")\n```\n"),
        "linked",
        "named like the project"
    );
    let by_address = "# Rivers\n\n    git clone https://github.com/acme-ai/rivers.git\n\n\
                      We release [the weights](https://huggingface.co/acme-ai/stream-7b).\n";
    assert_eq!(of_readme(by_address), "linked", "the account that the clone command gives");
}

#[test]
fn storage_is_a_release_where_the_words_say_so() {
    let drive = "https://drive.google.com/drive/folders/0123456789abcdef";
    assert_eq!(of_readme(&format!("# Brook\n\n## Pretrained models\n\n[Download pretrained models]({drive})\n")), "linked");
    assert_eq!(of_readme(&format!("# Brook\n\n## Data\n\nDownload the data set [here]({drive}).\n")), "absent");
}

#[test]
fn another_projects_model_is_not_a_release() {
    for text in [
        "# Weir\n\nA server for language models.\n\n```python\nmodel = load_model(\"other-lab/river-8b\")\n```\n",
        "# Weir\n\n## Supported models\n\n| Model | Author |\n|---|---|\n| [River](https://huggingface.co/other-lab/river-8b) | Other Lab |\n",
        "# Weir\n\nThanks to [River](https://huggingface.co/other-lab/river-8b).\n",
        "# Weir\n\nDownload the [river data](https://huggingface.co/datasets/acme/river-notes).\n",
    ] {
        assert_eq!(of_readme(text), "absent", "{text}");
    }
}

#[test]
fn ordinary_software_has_none() {
    let text = "# Weir\n\nA tool for rivers.\n\nDownload [the latest release](https://github.com/acme/weir/releases/latest) or\n\
                `curl -LO https://github.com/acme/weir/releases/download/1.0/weir-1.0.tar.gz`.\n";
    assert_eq!(of_readme(text), "absent");
}

#[test]
fn a_table_of_addresses_in_the_program_is_a_release() {
    let table = "_MODELS = {\n    \"small\": \"https://cdn.example.org/w/small.pt\",\n    \"base\": \"https://cdn.example.org/w/base.pt\",\n    \
                 \"large\": \"https://cdn.example.org/w/large.pt\",\n}\n";
    assert_eq!(state(&[("README.md", "# Brook\n"), ("brook/load.py", table)]), "linked");
    let helper = "URL = \"https://download.example.org/models/vgg16.pth\"\n";
    assert_eq!(state(&[("README.md", "# Weir\n"), ("weir/loss.py", helper)]), "absent", "a part of a loss");
}

#[test]
fn a_linked_model_is_under_its_publishers_terms_where_the_tree_is_silent() {
    let of = |text: &str| {
        let repo = Repo::of(&[
            ("pyproject.toml", "[project]\nname = \"brook\"\nlicense = \"MIT\"\n"),
            ("README.md", text),
            ("sample.py", "def sample():\n    return 1\n"),
        ]);
        repo.check("HEAD").at("/components/weights")
    };
    let page =
        "# Gemma in JAX\n\nOur models: download the weights of [Gemma 3](https://www.kaggle.com/models/google/gemma-3/).\n";
    let linked = of(page);
    assert_eq!((linked["free"].as_str(), linked["license_status"].as_str()), (Some("no"), Some("known")), "{linked}");
    let code = Repo::of(&[(
        "README.md",
        "# Brook\n\nOur model is at https://huggingface.co/acme/brook-1b.\n\nThe code is released under the MIT License.\n",
    )]);
    assert_eq!(code.check("HEAD").at("/components/weights/license_status"), "none", "a word on the code is none on the weights");
    let stated = of(&format!("{page}\nThe weights are released under the MIT License.\n"));
    assert_eq!(stated["license"], "MIT", "what the project itself says of its weights is heard first");
}

#[test]
fn what_an_engine_measures_with_or_begins_its_guides_with_is_no_release() {
    let readme = "# Weir\n\nWeir is a library for efficient inference with river networks.\n";
    let fetch = "wget https://s3.amazonaws.com/weir-models/weir-base-model.tar.gz\n";
    let guide = format!("# Quickstart\n\n```bash\n{fetch}```\n");
    assert_eq!(state(&[("README.md", readme), ("tools/benchmark/fetch.sh", fetch)]), "absent");
    assert_eq!(state(&[("README.md", readme), ("docs/quickstart.md", &guide)]), "absent");
    let results = "# Results\n\nWe release results of the [weir models](https://huggingface.co/weir/weir-7b) here.\n";
    assert_eq!(state(&[("README.md", readme), ("weir_eval/tasks/README.md", results)]), "absent");
    assert_eq!(state(&[("README.md", "# Weir\n\nWeir is a river model.\n"), ("docs/quickstart.md", &guide)]), "linked");
}

#[test]
fn an_address_may_be_joined_from_a_constant() {
    let readme = ("README.md", "# Brook\n\nA river model.\n");
    let of = |path: &str, text: &str| state(&[readme, (path, text)]);
    let joined = "ROOT = 'https://cdn.example.org/'\nbrook = dict(restore=ROOT + 'brook/models/brook.pth.tar')\n";
    assert_eq!(of("brook/settings.py", joined), "linked");
    assert_eq!(of("get.sh", "ROOT=https://cdn.example.org/brook\ncurl -O $ROOT/brook.safetensors\n"), "linked");
    assert_eq!(of("brook/settings.py", &joined.replace("brook.pth.tar", "brook.json")), "absent");
    let root = "ROOT_URL = \"https://dl.fbaipublicfiles.com/brook/\"\n";
    assert_eq!(of("brook/pretrained.py", root), "linked");
    assert_eq!(of("brook/paths.py", root), "absent");
}

#[test]
fn a_survey_of_other_peoples_models_hides_none_that_is_said_to_be_ones_own() {
    let others: String = (0..24).map(|n| format!("- [river {n}](https://huggingface.co/lab-{n}/river-{n})\n")).collect();
    let own = "We publish the resulting [Brook weights](https://huggingface.co/ada/brook-7b).";
    assert_eq!(of_readme(&format!("# Brook\n\n{own}\n\n## Pretrained models\n\n{others}")), "linked");
    assert_eq!(of_readme(&format!("# Brook\n\nA list.\n\n## Pretrained models\n\n{others}")), "absent");
}

#[test]
fn a_link_may_have_its_address_at_the_foot_of_the_page() {
    let page =
        |words: &str| format!("# Brook\n\n{words}\n\n## Notes\n\nText.\n\n[brook]: https://drive.google.com/file/d/1abc/view\n");
    assert_eq!(of_readme(&page("1. Download our published [brook] model.")), "linked");
    assert_eq!(of_readme(&page("1. Download the [brook] dataset.")), "absent");
    assert_eq!(of_readme(&page("Nothing to be had.")), "absent", "nobody uses it");
}

#[test]
fn a_table_of_storage_links_under_a_heading_about_vectors_is_a_release() {
    let row = "<tr><td>News</td><td><a href=\"https://pan.baidu.com/s/1Rn7LtT\">300d</a></td></tr>\n";
    let page = |heading: &str| format!("# Brook\n\nWords.\n\n## {heading}\n\n### Domains\n\n<table>\n{row}</table>\n");
    assert_eq!(of_readme(&page("Pre-trained word vectors")), "linked");
    assert_eq!(of_readme(&page("Press")), "absent");
}

#[test]
fn a_program_that_joins_names_to_a_folder_of_models_fetches_a_release() {
    let fetch = |root: &str| format!("base = '{root}'\nfor name in names:\n    urlretrieve(base + name, name)\n");
    let of = |name: &str, root: &str| state(&[("README.md", "# Brook\n\nA pitch tracker.\n"), (name, &fetch(root))]);
    assert_eq!(of("setup.py", "https://github.com/acme/brook/raw/models/"), "linked");
    assert_eq!(of("download_model.py", "https://store.blob.core.windows.net/brook/"), "linked");
    assert_eq!(of("download_pages.py", "https://store.blob.core.windows.net/brook/"), "absent");
    assert_eq!(of("setup.py", "https://github.com/acme/brook/raw/images/"), "absent");
}

#[test]
fn commands_that_convert_what_they_fetch_release_nothing() {
    let page =
        |last: &str| format!("# Brook\n\n## Quick start\n\n```\nwget https://darkhost.example/files/net.weights\n{last}\n```\n");
    assert_eq!(of_readme(&page("python convert.py net.cfg net.weights net.h5")), "absent");
}

#[test]
fn pages_of_documentation_are_no_weights() {
    assert_eq!(
        of_readme("# Brook\n\nOur pre-trained models use [layers](https://brook.example/stable/models/layers/).\n"),
        "absent"
    );
}

#[test]
fn a_form_before_the_weights_is_a_way_to_them() {
    let form = "https://docs.google.com/forms/d/e/1FAIpQLS/viewform";
    assert_eq!(
        of_readme(&format!("# Brook\n\n## Model weights\n\nDownload the checkpoint of our model from [here]({form}).\n")),
        "linked"
    );
    assert_eq!(of_readme(&format!("# Brook\n\nTell us what you think in [this form]({form}).\n")), "absent");
}

#[test]
fn words_of_the_link_outweigh_those_of_the_heading() {
    let text = "# Brooktalk\n\n## I just want to caption images\n\nThe network can be downloaded here: \
                [pretrained checkpoint](http://river.example.net/brooktalk/checkpoint_v1.zip).\n";
    assert_eq!(of_readme(text), "linked");
}

#[test]
fn a_readme_without_a_title_is_named_by_its_first_sentence() {
    let text = "<p><a href=\"https://huggingface.co/acme/Brook-Audio\">🤗</a></p>\n\n\
                **Brook-Audio** (Brook Large Audio Model) is the audio version of the Brook series.\n";
    assert_eq!(of_readme(text), "linked");
}

#[test]
fn the_downloads_of_ones_own_releases_may_be_put_together_in_a_program() {
    let program = "BASE = \"https://github.com/acme/brook/releases/download\"\nfiles = [\"config.json\", \"pytorch_model.bin\"]\n\
                   for file in files:\n    fetch(f\"{BASE}/{tag}/{file}\")\n";
    assert_eq!(state(&[("README.md", "# Brook\n\nA model of rivers.\n"), ("brook/checkpoint.py", program)]), "linked");
}

#[test]
fn a_form_before_the_download_is_no_license_at_the_top() {
    let license = ("LICENSE", include_str!("../../LICENSE-MIT"));
    let label = |text: &str| Repo::of(&[("README.md", text), license]).check("HEAD").at("/label");
    let model = "# Brook\n\nOur pretrained models are at https://huggingface.co/acme/brook-1b.\n";
    assert_eq!(label(model), "open-weights");
    assert_eq!(
        label(&format!("{model}\nTo download our models, fill in the form to get access to the weights.\n")),
        "restricted-weights"
    );
}

#[test]
fn a_link_that_is_named_for_weights_leads_to_them() {
    let bar =
        |label: &str| format!("# Brook\n\n| [Paper](https://arxiv.org/abs/1) | [{label}](https://huggingface.co/somebody) |\n");
    assert_eq!(of_readme(&bar("Adapter Weights")), "linked");
    assert_eq!(of_readme(&bar("Somebody")), "absent");
}

#[test]
fn files_side_by_side_on_one_server_are_a_release_of_what_trains_here() {
    let line =
        |size: u32| format!("Unconditional {size} pixels [checkpoint](https://files.example.org/march/p{size}_uncond.pt):\n\n");
    let readme = format!("# Pictures\n\n{}{}{}", line(32), line(64), line(256));
    assert_eq!(state(&[("README.md", &readme), ("train.py", TRAINER)]), "linked");
    let one = format!("# Pictures\n\n{}", line(32));
    assert_eq!(state(&[("README.md", &one), ("train.py", TRAINER)]), "absent");
}

#[test]
fn ids_in_a_dictionary_of_a_page_speak_each_for_itself() {
    let readme = "# Brook\n\nBrook is a series of language models.\n\n```python\nnames = {\n    \"base\": {\n        \"tokenizer\": \"acme/brook-tokenizer\",\n        \"model\": \"acme/brook-base\",\n    },\n}\n```\n";
    assert_eq!(of_readme(readme), "linked");
}

#[test]
fn the_page_of_a_folder_of_weights_says_where_they_are() {
    let page = "This folder keeps the official pre-trained models. You can download them from this [link](https://drive.google.com/drive/folders/1umY).\n";
    assert_eq!(state(&[("README.md", "# Brook\n\nA river model.\n"), ("pretrained/README.md", page)]), "linked");
    assert_eq!(state(&[("README.md", "# Brook\n\nA river model.\n"), ("notes/README.md", page)]), "absent");
}

#[test]
fn a_program_puts_the_address_of_a_release_together() {
    let provider = "class Provider:\n    HOST = \"https://github.com\"\n    REPOSITORY: str = \"acme/brook\"\n    PATH: str = \"releases/download\"\n";
    let readme = "# Brook\n\nSee https://github.com/acme/brook/blob/main/brook/model/provider.py.\n";
    assert_eq!(state(&[("README.md", readme), ("brook/model/provider.py", provider)]), "linked");
    assert_eq!(state(&[("README.md", readme), ("brook/plugins/provider.py", provider)]), "absent");
    let names = "from brook.constant import BROOK_URL\n\nSMALL = BROOK_URL + 'tok/small.zip'\nLARGE = BROOK_URL + 'tok/large.zip'\nHUGE = BROOK_URL + 'tok/huge.zip'\n";
    assert_eq!(state(&[("README.md", "# Brook\n\nA tagger.\n"), ("brook/pretrained/tok.py", names)]), "linked");
}

#[test]
fn a_notebook_fetches_the_projects_own_weights_and_those_of_others() {
    let notebook = |command: &str| {
        format!(
            "{{\"cells\":[{{\"cell_type\":\"code\",\"metadata\":{{}},\"outputs\":[],\"source\":[\"{command}\"]}}],\"metadata\":{{}},\"nbformat\":4,\"nbformat_minor\":2}}"
        )
    };
    let readme = ("README.md", "# Brook\n\nBrook transcribes the sound of rivers.\n");
    let own = notebook("!gsutil -m cp -r gs://brook/checkpoints .");
    assert_eq!(state(&[readme, ("brook/transcribe.ipynb", &own)]), "linked");
    let other = notebook("!wget https://dl.example.org/otter/otter_vit_h.pth");
    assert_eq!(state(&[readme, ("brook/transcribe.ipynb", &other)]), "absent");
}

#[test]
fn a_corpus_that_a_script_fetches_is_no_model() {
    let script = "wget http://www.statmt.org/lm-benchmark/1-billion-word-language-modeling-benchmark-r13output.tar.gz\nwget http://www.statmt.org/wmt14/news.2012.en.shuffled.gz\nwget http://www.statmt.org/wmt14/news.2013.en.shuffled.gz\n";
    assert_eq!(state(&[("README.md", "# Brook\n\nWord vectors in C.\n"), ("train-big-model.sh", script)]), "absent");
}

#[test]
fn two_kinds_of_one_model_under_one_account_are_the_projects() {
    let line = |second: &str| {
        format!(
            "Brook2-Audio-7B <a href=\"https://modelscope.cn/models/acme/Brook2-Audio-7B\">M</a> | <a href=\"https://huggingface.co/Acme/Brook2-Audio-7B\">H</a> | models <a href=\"https://huggingface.co/Acme/{second}\">H</a>\n"
        )
    };
    assert_eq!(of_readme(&line("Brook2-Audio-7B-Instruct")), "linked");
    assert_eq!(of_readme(&line("Otter-small")), "absent");
}

#[test]
fn what_stands_right_before_a_link_outweighs_what_is_near() {
    let page = |words: &str| {
        format!(
            "# Brook\n\nBrook draws rivers.\n\nOnce the dataset and the images are ready, {words} [Drive](https://drive.google.com/file/d/12gv/view).\n"
        )
    };
    let own = page("download the pretrained models from the");
    assert_eq!(state(&[("README.md", &own), ("train.py", TRAINER)]), "linked");
    let thanks = page("thanks to Otter for the pretrained models from the");
    assert_eq!(state(&[("README.md", &thanks), ("train.py", TRAINER)]), "absent");
}

#[test]
fn pages_that_are_named_for_models_hand_them_out() {
    let own = "# Brook\n\n[![CI](https://github.com/acme/brook/actions/workflows/ci.yml/badge.svg)](https://github.com/acme/brook/actions)\n\n";
    let linked = |text: &str| state(&[("train.py", TRAINER), ("README.md", &format!("{own}{text}"))]);
    assert_eq!(
        linked(
            "Our pre-trained models and their download links are in the [modelzoo](https://github.com/acme/brook/wiki/Modelzoo).\n"
        ),
        "linked"
    );
    assert_eq!(
        linked("All networks can be found in the releases of [brook-nets](https://github.com/acme/brook-nets).\n"),
        "linked"
    );
    assert_eq!(
        linked("The models that we publish [can be found here](https://github.com/acme/brook-data/tree/models).\n"),
        "linked"
    );
    // A package of programs is called "models" as often.
    assert_eq!(
        linked("Most code can be found in the releases of [brook-models](https://github.com/acme/brook-models).\n"),
        "absent"
    );
    assert_eq!(linked("How to build is in the [wiki](https://github.com/acme/brook/wiki/Building).\n"), "absent");
}

#[test]
fn a_release_page_beside_the_name_of_a_packed_model_is_a_release() {
    let page = |text: &str| {
        state(&[
            ("README.md", "# Brook\n\nSee https://github.com/acme/brook/blob/main/train.py.\n"),
            ("train.py", TRAINER),
            ("android/README.md", text),
        ])
    };
    let releases = "https://github.com/acme/brook/releases/";
    assert_eq!(page(&format!("# Android\n\nDownload `models_android.zip` from the [release page]({releases}).\n")), "linked");
    assert_eq!(page(&format!("# Android\n\nDownload `libbrook_android.zip` from the [release page]({releases}).\n")), "absent");
}

#[test]
fn a_program_that_fetches_from_a_folder_of_models_names_a_release() {
    let program = |constant: &str| {
        let text = format!(
            "import requests\n\n{constant} = \"https://brook.example/models/\"\n\n\ndef fetch(name):\n    return requests.get({constant} + name)\n"
        );
        state(&[("README.md", "# Brook\n\nBrook recognises rivers.\n"), ("brook/__init__.py", &text)])
    };
    assert_eq!(program("MODEL_URL"), "linked");
    assert_eq!(program("HOME_PAGE"), "absent");
}

#[test]
fn what_a_call_says_to_be_data_or_a_page_is_no_model() {
    let call = |kind: &str| {
        let text = format!(
            "from huggingface_hub import hf_hub_download\n\nweights = hf_hub_download(repo_id=\"brook/river\", repo_type=\"{kind}\")\n"
        );
        state(&[("README.md", "# Brook\n\nBrook draws rivers.\n"), ("brook/models.py", &text)])
    };
    assert_eq!(call("dataset"), "absent");
    assert_eq!(call("space"), "absent");
    assert_eq!(call("model"), "linked");
}

#[test]
fn the_samples_of_a_viewer_are_no_release() {
    let page = |purpose: &str| {
        of_readme(&format!(
            "# Brook\n\nBrook is a {purpose}.\n\n## Models\n\nDownload pretrained models:\n\n- [squeeze](https://models.example/squeeze.onnx)\n- [otter](https://models.example/otter.pt)\n"
        ))
    };
    assert_eq!(page("viewer for networks"), "absent");
    assert_eq!(page("model of rivers"), "linked");
}

#[test]
fn packed_data_beside_words_about_models_are_data() {
    let page = |name: &str| {
        state(&[
            ("train.py", TRAINER),
            (
                "README.md",
                &format!(
                    "# Brook\n\nTo see how pretrained models handle it, download https://dl.fbaipublicfiles.com/brook/{name}\n"
                ),
            ),
        ])
    };
    assert_eq!(page("negated_data.tar.gz"), "absent");
    assert_eq!(page("brook_model.tar.gz"), "linked");
}

#[test]
fn a_script_that_fetches_a_named_checkpoint_from_a_drive_is_a_release() {
    let script = |name: &str| {
        state(&[
            ("README.md", "# Brook\n\nBrook proves things about rivers.\n"),
            ("download.sh", &format!("gdown --folder https://bit.ly/brook\nexport DATA={name}\n")),
        ])
    };
    assert_eq!(script("brook_ckpt"), "linked");
    assert_eq!(script("brook_rows"), "absent");
}

#[test]
fn what_a_notebook_once_printed_is_no_link() {
    let cell = |source: &str, output: &str| {
        serde_json::json!({"cells": [{"cell_type": "code", "source": [source], "outputs": [{"text": [output]}]}]}).to_string()
    };
    let fetch = "!wget https://brook.example/brook.pt -O model.pt";
    let of = |text: &str| state(&[("README.md", "# Brook\n\nA river model.\n"), ("train.py", TRAINER), ("models.ipynb", text)]);
    assert_eq!(of(&cell("print(1)", fetch)), "absent");
    assert_eq!(of(&cell(fetch, "done")), "linked");
}

#[test]
fn what_a_script_fetches_beside_a_trainer_is_the_projects() {
    let script = |name: &str, url: &str| {
        let text = format!("#!/bin/sh\nwget -O checkpoint {url}\n");
        state(&[("README.md", "# Brook\n\nA flow of rivers.\n"), ("train.py", TRAINER), (name, &text)])
    };
    assert_eq!(script("download_models.sh", "https://dl.dropboxusercontent.com/s/4j4z58wuv8o/models.zip"), "linked");
    assert_eq!(script("run.sh", "https://zenodo.example/files/flow_best.pth?download=1"), "linked");
    assert_eq!(script("download_rows.sh", "https://dl.dropboxusercontent.com/s/4j4z58wuv8o/rows.zip"), "absent");
    assert_eq!(script("run.sh", "https://download.pytorch.org/models/resnet50.pth"), "absent");
}

#[test]
fn the_one_account_whose_models_the_top_page_loads_is_the_projects_where_it_trains() {
    let page = |program: (&str, &str), ids: &[&str]| {
        let calls: String = ids.iter().map(|id| format!("model = AutoModel.from_pretrained(\"{id}\")\n")).collect();
        let text = format!("# Brook\n\n## Pretrained model\n\n```python\n{calls}```\n");
        state(&[("README.md", &text), program])
    };
    let trains = ("train.py", TRAINER);
    assert_eq!(page(trains, &["somelab/river-base-v1"]), "linked");
    assert_eq!(page(trains, &["somelab/river-base-v1", "others/lake-v2"]), "absent");
    assert_eq!(page(trains, &["google-bert/bert-base-uncased"]), "absent");
    assert_eq!(page(("run.py", "print(1)\n"), &["somelab/river-base-v1"]), "absent");
}

#[test]
fn a_projects_name_that_holds_a_well_known_models_name_makes_none_of_its_family_its_own() {
    let page = |id: &str| {
        of_readme(&format!(
            "# whisper-riverside\n\nTimestamps of rivers.\n\nYou can use a model from the hub: https://huggingface.co/{id}\n"
        ))
    };
    assert_eq!(page("NbAiLab/whisper-large-v2-nob"), "absent");
    assert_eq!(page("somebody/riverside-large"), "linked");
}

#[test]
fn a_folder_of_somebody_elses_repository_is_theirs() {
    let program = |owner: &str| {
        let text = format!("url = ('https://github.com/{owner}/dime/raw/master/pretrained/'\n       'dime')\nurlretrieve(url)\n");
        state(&[
            ("README.md", "# Brook\n\nLayers.\n\n[CI](https://github.com/acme/brook/actions)\n"),
            ("brook/models/dime_model.py", &text),
        ])
    };
    assert_eq!(program("somebody"), "absent");
}

#[test]
fn an_engine_that_shows_many_models_still_has_its_own_releases() {
    let shown: String =
        (0..24).map(|at| format!("- [river-{at}](https://huggingface.co/lab-{at}/river-{at}): runs in Brook\n")).collect();
    let page = format!("# Brook\n\nhttps://github.com/acme/brook runs models.\n\n{shown}");
    let fetch = "curl -LO https://github.com/acme/brook/releases/download/asr-models/stone.onnx\n";
    assert_eq!(state(&[("README.md", &page)]), "absent");
    assert_eq!(state(&[("README.md", &page), ("examples.sh", fetch)]), "linked");
}

#[test]
fn tables_of_numbers_that_a_program_about_data_fetches_are_data() {
    let program = "BASE = 'https://files.example.org/brook/'\nRIVERS = {'2019': BASE + 'rivers_2019.h5'}\n";
    assert_eq!(state(&[("README.md", "# Brook\n\nTools for rivers.\n"), ("brook/river_data.py", program)]), "absent");
}

#[test]
fn a_page_that_presents_a_model_hands_out_its_own() {
    let page = |first: &str| {
        format!(
            "# Brook\n\n{first}\n\n## Usage\n\nDownload the pretrained models from [Google Drive](https://drive.google.com/drive/u/0/folders/17VYV_SoZ).\n"
        )
    };
    assert_eq!(of_readme(&page("Brook is a model of river levels.")), "linked");
    assert_eq!(of_readme(&page("Brook is a desktop application.")), "absent");
}

#[test]
fn a_build_fetches_its_network_from_a_repository_of_networks() {
    let makefile = "download-net:\n\tcurl -sOL https://github.com/acme/brook-nets/releases/download/nets/$(EVALFILE)\n";
    let page = "# Brook\n\nA chess engine.\n\n    git clone https://github.com/acme/brook\n";
    assert_eq!(state(&[("README.md", page), ("Makefile", makefile)]), "linked");
}

#[test]
fn rows_of_a_library_link_what_it_supports() {
    let rows = "| Model | Sizes |\n| --- | --- |\n| [Heron](https://huggingface.co/heron) | 7B [[models](brook/heron.py)] |\n";
    let supported = format!("# Brook\n\nBrook is a library for tuning language models.\n\n## Models\n\n{rows}");
    assert_eq!(of_readme(&supported), "absent");
}

#[test]
fn data_that_a_program_joins_to_a_root_are_no_weights() {
    let program = "DATA_URL = 'http://brook.example/'\nHUB['airfoil'] = (DATA_URL + 'airfoil_noise.dat', '76e5be')\n";
    assert_eq!(state(&[("README.md", "# Brook\n\nA book.\n"), ("brook/mxnet.py", program)]), "absent");
}

#[test]
fn files_that_a_program_joins_to_a_root_are_weights_whatever_the_root_is_called() {
    let program = "ROOT_URL = \"https://files.brook.example/release/\"\nHUB = {\n    \"s\": ROOT_URL + \"brook-small.bin\",\n    \"l\": ROOT_URL + \"brook-large.bin\",\n    \"x\": ROOT_URL + \"brook-xl.bin\",\n}\n";
    assert_eq!(
        state(&[("README.md", "# Brook\n\nBrook is a language model.\n"), ("brook/hub.py", program), ("train.py", TRAINER)]),
        "linked"
    );
}

#[test]
fn networks_of_others_among_ones_own_releases_are_given_away() {
    let at = "https://github.com/acme/brook/releases/download/0.1";
    let table = format!(
        "WEIGHTS = [\n    {{'url': '{at}/resnet18.h5'}},\n    {{'url': '{at}/resnet34.h5'}},\n    {{'url': '{at}/vgg16.h5'}},\n]\n"
    );
    let page = "# Brook\n\nClassification networks.\n\n    git clone https://github.com/acme/brook\n";
    assert_eq!(state(&[("README.md", page), ("brook/weights.py", &table)]), "linked");
    let theirs = table.replace("acme/brook", "heron/river");
    assert_eq!(state(&[("README.md", page), ("brook/weights.py", &theirs)]), "absent");
}

#[test]
fn a_submodule_of_networks_is_a_release_of_the_same_account() {
    let page = "# Brook\n\nA chess engine. `git clone https://github.com/acme/brook`\n";
    let list = |owner: &str| {
        format!("[submodule \"networks\"]\n\tpath = networks\n\turl = https://github.com/{owner}/BrookNetworks.git\n")
    };
    assert_eq!(state(&[("README.md", page), (".gitmodules", &list("acme"))]), "linked");
    assert_eq!(state(&[("README.md", page), (".gitmodules", &list("somebody"))]), "absent");
}

#[test]
fn an_id_of_the_own_account_that_a_program_loads_is_a_release() {
    let page = "# Brook\n\nReads rivers. `git clone https://github.com/acme/brook`\n";
    let program = |id: &str| {
        format!("def read(path, pretrained_model_name_or_path=\"{id}\"):\n    return load(pretrained_model_name_or_path)(path)\n")
    };
    assert_eq!(state(&[("README.md", page), ("brook/read.py", &program("acme/brook-base"))]), "linked");
    assert_eq!(state(&[("README.md", page), ("brook/read.py", &program("somebody/brook-base"))]), "absent");
    assert_eq!(state(&[("README.md", page), ("brook/read.py", "t = AutoTokenizer.from_pretrained(\"acme/brook\")\n")]), "absent");
}

#[test]
fn who_says_which_license_of_works_the_weights_have_hands_them_out() {
    let of = |sentence: &str| of_readme(&format!("# Brook\n\nConverts pages.\n\n## License\n\n{sentence}\n"));
    assert_eq!(of("The weights for the models are licensed CC-BY-NC-SA-4.0."), "linked");
    let taggers = "# Brook\n\nBrook is distributed as a library, along with trained linguistic models.\n\nThe linguistic models\nare free for non-commercial use and distributed under CC BY-NC-SA\n";
    assert_eq!(of_readme(taggers), "linked", "the line of the license need not name the models again");
    assert_eq!(of("Some models may be licensed under CC-BY-NC-SA-4.0."), "absent");
    assert_eq!(of("The models are licensed under the Llama 3 license."), "absent");
}

#[test]
fn an_item_stands_under_the_item_above_it() {
    let page = "# Brook\n\n## Run\n\n* Download one of the pretrained models\n  * [Model trained on words](https://www.dropbox.com/s/a1b2c3d4e5/words.zip?dl=1)\n";
    assert_eq!(state(&[("README.md", page), ("train.py", TRAINER)]), "linked");
}

#[test]
fn a_badge_over_the_releases_is_no_release_of_weights() {
    let page = "# BrookModel\n\nA framework that trains models: https://github.com/acme/brook\n\n<a href=\"https://github.com/acme/brook/releases\">\n    <img alt=\"release of models\" src=\"https://img.shields.io/github/v/release/acme/brook\">\n</a>\n";
    assert_eq!(of_readme(page), "absent");
}

#[test]
fn a_program_may_put_a_networks_name_behind_the_releases_of_networks() {
    let page = "# Brook\n\nA chess engine with an NNUE. `git clone https://github.com/acme/brook`\n";
    let build = "const BASE_URL: &str = \"https://github.com/acme/BrookNetworks/releases/download/networks\";\nconst NETWORK_NAME: &str = \"v60-7f587dfb.nnue\";\n";
    assert_eq!(state(&[("README.md", page), ("build/build.rs", build)]), "linked");
    assert_eq!(state(&[("README.md", page), ("build/build.rs", &build.replace("BrookNetworks", "brook"))]), "absent");
}

#[test]
fn an_address_of_weights_may_go_on_in_the_literal_below_it() {
    let page = "# Brook\n\nNetworks for pictures: https://github.com/acme/brook\n";
    let program = |name: &str| {
        format!(
            "{name} = (\n    'https://github.com/acme/brook/'\n    'releases/download/nets/')\n\n\ndef brook(file_name):\n    return get_file(file_name, {name} + file_name)\n"
        )
    };
    assert_eq!(state(&[("README.md", page), ("brook/nets.py", &program("BASE_WEIGHTS_PATH"))]), "linked");
    assert_eq!(state(&[("README.md", page), ("brook/wheels.py", &program("BASE_WHEEL_PATH"))]), "absent");
}

#[test]
fn models_of_other_things_and_names_of_services_are_no_weights() {
    let of = |readme: &str, more: &[(&str, &str)]| {
        let mut files = vec![("README.md", readme), ("package.json", "{\"repository\": \"https://github.com/acme/brook\"}")];
        files.extend_from_slice(more);
        state(&files)
    };
    assert_eq!(
        of("# Brook\n\nAn open source game.\n\n## License\n\nThe 3D models are licensed under CC BY-NC 4.0.\n", &[]),
        "absent"
    );
    assert_eq!(
        of("# Brook\n\nA client.\n", &[("cli.py", "model_id = \"acme/TS0121\"\nDEFAULT_MODEL = \"acme/chat-4\"\n")]),
        "absent"
    );
    let nets = "[submodule \"n\"]\n\tpath = petri-nets\n\turl = https://github.com/acme/petri-nets.git\n";
    assert_eq!(of("# Brook\n\nA simulator.\n", &[(".gitmodules", nets)]), "absent");
}

#[test]
fn keys_of_a_bucket_lead_to_weights_and_other_keys_do_not() {
    let program = |line: &str| {
        state(&[("README.md", "# Brook\n\nTags rivers.\n"), ("src/brook/resources.py", &format!("PREFIX = 'brook/'\n{line}\n"))])
    };
    assert_eq!(program("MODEL = {'s3_key': PREFIX + 'v1/model.pt'}"), "linked");
    assert_eq!(program("MODEL_KEY = 'models/Brook-9.tar.gz'"), "linked");
    assert_eq!(program("LOG = {'s3_key': PREFIX + 'v1/river.json'}"), "absent");
    assert_eq!(program("MODEL_KEY = 'exports/customers.zip'"), "absent");
}

#[test]
fn a_page_that_asks_to_fetch_a_checkpoint_hands_it_out() {
    let asked = |what: &str| {
        of_readme(&format!(
            "# Brook\n\nTags rivers by a neural network.\n\nThen, download {what} from\n[here](https://drive.google.com/open?id=1a).\n"
        ))
    };
    assert_eq!(asked("the detections and the checkpoint file"), "linked");
    assert_eq!(asked("the ImageNet weights"), "absent");
    assert_eq!(asked("the detections"), "absent");
}

#[test]
fn a_place_where_experiments_are_logged_is_no_release() {
    assert_eq!(
        of_readme("# Brook\n\nWeights & Biases is [available](https://storage.googleapis.com/acme/brook.zip) in the cloud.\n"),
        "absent"
    );
    assert_eq!(
        of_readme(
            "# Brook\n\nThe weights are [available](https://storage.googleapis.com/acme/brook.zip) for download, our models.\n"
        ),
        "linked"
    );
}

#[test]
fn an_example_of_an_address_leads_nowhere() {
    assert_eq!(of_readme("# Brook\n\nDownload our pretrained model: https://example.com/model.bin\n"), "absent");
    assert_eq!(of_readme("# Brook\n\nDownload our pretrained model: https://brook.example.net/model.bin\n"), "linked");
}

#[test]
fn a_title_in_markup_over_several_lines_tells_whose_a_model_is() {
    let page = "<div align=\"center\">\n    <h1>\n        Brook-8x7B\n    </h1>\n</div>\n\n## 模型下载\n\n| 名称 | 下载地址 |\n|---|---|\n| Brook-8x7B | [hub](https://huggingface.co/acme/Brook-8x7B) |\n";
    assert_eq!(of_readme(page), "linked");
}
