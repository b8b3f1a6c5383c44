//! Training of what? The state of the training program, on small made-up trees.

use crate::support::Repo;
use git_openness::git::{Contents, Entry, EntryKind, ObjectSource, Oid, Revision};
use git_openness::{Question, assess};
use serde_json::Value;

/// A tree in memory: the position of a file is its object id.
struct Tree(Vec<(&'static str, &'static str)>);

fn oid(at: usize) -> Oid {
    Oid::from_hex(&format!("{at:040x}")).unwrap()
}

impl ObjectSource for Tree {
    fn resolve(&self, spec: &str) -> git_openness::error::Result<Revision> {
        Ok(Revision { spec: spec.into(), ..Revision::default() })
    }

    fn entries(&self, _revision: &Revision) -> git_openness::error::Result<Vec<Entry>> {
        let mut entries: Vec<Entry> = self
            .0
            .iter()
            .enumerate()
            .map(|(at, (path, _))| Entry { path: (*path).into(), kind: EntryKind::File, oid: oid(at + 1) })
            .collect();
        entries.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(entries)
    }

    fn read(&self, entry: &Entry, cap: u64) -> Contents {
        let text = self.0.iter().find(|(path, _)| *path == entry.path).unwrap().1;
        if text.len() as u64 > cap {
            return Contents::TooLarge { size: text.len() as u64, head: text.as_bytes()[..cap.min(4096) as usize].to_vec() };
        }
        Contents::Bytes(text.as_bytes().to_vec())
    }

    fn size(&self, entry: &Entry) -> Option<u64> {
        self.0.iter().find(|(path, _)| *path == entry.path).map(|(_, text)| text.len() as u64)
    }
}

fn report(files: &[(&'static str, &'static str)]) -> Value {
    let tree = Tree(files.to_vec());
    let revision = tree.resolve("HEAD").unwrap();
    serde_json::to_value(assess(&tree, &revision, &Question::default()).unwrap()).unwrap()
}

fn training(files: &[(&'static str, &'static str)]) -> (String, String) {
    let report = report(files);
    let part = &report["components"]["training_code"];
    (part["state"].as_str().unwrap().into(), part["reason"].as_str().unwrap().into())
}

const LOOP: &str =
    "for x, y in rows:\n    loss = brook(x, y)\n    optimizer.zero_grad()\n    loss.backward()\n    optimizer.step()\n";
const TUNE: &str = "from transformers import AutoModelForCausalLM, Trainer\nmodel = AutoModelForCausalLM.from_pretrained('acme/base')\ntrainer = Trainer(model=model)\ntrainer.train()\n";

#[test]
fn a_loop_of_ones_own_is_full() {
    assert_eq!(training(&[("train.py", LOOP)]).0, "full");
}

#[test]
fn fine_tuning_of_somebodys_base_is_partial_and_says_where() {
    let (state, reason) = training(&[("tune_it.py", TUNE)]);
    assert_eq!(state, "partial");
    assert!(reason.contains("from_pretrained") && reason.contains("tune_it.py:2"), "{reason}");
    assert_eq!(training(&[("finetune/main.py", LOOP)]).0, "partial");
}

#[test]
fn a_tokenizer_that_was_published_is_no_base() {
    let text = "from transformers import AutoTokenizer, LlamaConfig, Trainer\ntok = AutoTokenizer.from_pretrained('acme/base')\nmodel = Llama(LlamaConfig())\nTrainer(model=model).train()\n";
    assert_eq!(training(&[("train.py", text)]).0, "full");
}

#[test]
fn the_program_that_made_the_base_is_full_although_a_fine_tuning_script_stands_beside_it() {
    assert_eq!(training(&[("main_pretrain.py", LOOP), ("main_finetune.py", LOOP)]).0, "full");
}

#[test]
fn tests_vendored_projects_benchmarks_comments_and_guidance_train_nothing() {
    for files in [
        &[("tests/test_step.py", LOOP)][..],
        &[("third_party/other/train.py", LOOP)][..],
        &[("env/other/train.py", LOOP), ("env/other/setup.py", ""), ("env/other/LICENSE", "MIT License")][..],
        &[("benchmarks/speed.py", LOOP)][..],
        &[("metrics/river_score/river_score.py", LOOP)][..],
        &[(
            "hub.py",
            "def save():\n    \"\"\"Save it.\n\n    optimizer.zero_grad()\n    loss.backward()\n    \"\"\"\n    # optimizer.step()\n",
        )][..],
        &[("sample.py", "grad = logp.sum().backward()\nx = scheduler.step(noise, t, x)\n")][..],
        &[("examples/other_tool/sft.yaml", "stage: sft\nfinetuning_type: lora\n")][..],
    ] {
        assert_eq!(training(files).0, "none", "{files:?}");
    }
}

#[test]
fn a_notebook_is_read_by_its_code_cells_and_not_by_its_outputs() {
    let notebook =
        r##"{"cells": [{"cell_type": "code", "source": ["optimizer.zero_grad()\n", "loss.backward()\n"], "outputs": []}]}"##;
    let report = report(&[("train.ipynb", notebook)]);
    let evidence = &report["components"]["training_code"]["evidence"][0];
    assert_eq!(report["components"]["training_code"]["state"], "full");
    assert_eq!(evidence["signature"], "pytorch-loop");
    let output = r##"{"cells": [{"cell_type": "code", "source": ["log"], "outputs": [{"text": "optimizer.zero_grad() loss.backward()"}]}]}"##;
    assert_eq!(training(&[("train.ipynb", output)]).0, "none");
}

#[test]
fn a_library_without_a_model_of_its_own_is_partial() {
    let files = [("README.md", "# Brook\nBrook is a library for networks.\n"), ("setup.py", ""), ("brook/trainer.py", LOOP)];
    assert_eq!(training(&files).0, "partial");
    assert_eq!(report(&files)["kind"], "training-framework");
}

#[test]
fn a_library_that_builds_its_model_from_data_in_its_tree_has_a_model_of_its_own() {
    let rows: &'static str = Box::leak("<a>brook</a>\n".repeat(20_000).into_boxed_str());
    let setup = "import subprocess\nsubprocess.run([\"parserator\", \"train\", \"training/labeled.xml\", \"brook\"])\n";
    let readme = ("README.md", "# Brook\nBrook is a library for river names.\n");
    assert_eq!(training(&[readme, ("setup.py", setup), ("training/labeled.xml", rows)]).0, "full");
    assert_eq!(training(&[readme, ("setup.py", setup)]).0, "partial");
}

#[test]
fn ordinary_software_stays_software_whatever_its_files_are_called() {
    let report = report(&[
        ("README.md", "# Rails\nA railway simulator.\n"),
        (
            "src/train.c",
            "int train_set_speed(struct train *t, int v);\nvoid move_entry_backward(int i);\nvoid schedule_update(void);\n",
        ),
        ("train.sh", "zstd --train samples/* -o dictionary\n"),
        ("trainer.py", "class Trainer(models.Model):\n    pass\n"),
    ]);
    assert_eq!(report["components"]["training_code"]["state"], "none");
    assert_eq!((&report["kind"], &report["label"]), (&"software".into(), &"software".into()));
}

#[test]
fn a_declared_trainer_elsewhere_counts_when_it_is_pinned() {
    let pinned =
        "trainer:\n  url: https://example.org/trainer.git\n  commit: 0123456789abcdef0123456789abcdef01234567\n  license: MIT\n";
    let report = report(&[("openness.yaml", pinned), ("model.safetensors", "x")]);
    let part = &report["components"]["training_code"];
    assert_eq!((&part["state"], &part["origin"], &part["free"]), (&"full".into(), &"external-pinned".into(), &"yes".into()));
    assert!(report["modifiers"].as_array().unwrap().contains(&"trainer-external-pinned".into()));
    let part = self::report(&[("openness.yaml", "trainer:\n  url: https://example.org/trainer.git\n")]);
    assert_eq!(part["components"]["training_code"]["origin"], "external-unpinned");
    assert_eq!(
        part["components"]["training_code"]["state"], "partial",
        "a branch that moves is not the program of these weights"
    );
    assert_eq!(part["components"]["training_code"]["free"], "unknown");
}

#[test]
fn a_program_that_is_only_called_is_external_and_its_pin_is_found() {
    let run = "git clone https://example.org/fastText && cd fastText\ngit checkout 0123456789abcdef0123456789abcdef01234567\n./fasttext supervised -input rivers.txt -output brook\n";
    let header = r#"{"a":{"dtype":"U8","shape":[2097152],"data_offsets":[0,2097152]}}"#;
    let weights: String = [(header.len() as u8) as char]
        .into_iter()
        .chain(['\0'; 7])
        .chain(header.chars())
        .chain(std::iter::repeat_n('\0', 2 << 20))
        .collect();
    let data = ("model.safetensors", &*weights.leak());
    let part = report(&[("train.sh", run), data])["components"]["training_code"].clone();
    assert_eq!((&part["state"], &part["origin"]), (&"full".into(), &"external-pinned".into()));
    let part =
        report(&[("train.sh", "./fasttext skipgram -input rivers.txt -output brook\n"), data])["components"]["training_code"]
            .clone();
    assert_eq!(part["origin"], "external-unpinned");
}

#[test]
fn a_program_beside_a_release_of_data_makes_no_model_of_its_own() {
    let readme = "# Brook: an open dataset\n\nBrook is an open dataset of rivers.\n";
    let report = Repo::of(&[("README.md", readme), ("tools/classify.py", "loss.backward()\noptimizer.step()\n")]).check("HEAD");
    assert_eq!(report.at("/components/training_code/state"), "partial");
}

#[test]
fn a_trainer_whose_examples_begin_from_others_is_for_its_users() {
    let recipe =
        "base_model: acme/brook-1b\ndatasets:\n  - path: acme/river-chat\n    type: alpaca\nadapter: lora\nmicro_batch_size: 1\n";
    let paths: Vec<String> = (0..12).map(|n| format!("examples/m{n}/lora.yml")).collect();
    let mut files = vec![("src/brook/base.py", "loss.backward()\noptimizer.step()\n")];
    let full = Repo::of(&files).check("HEAD").at("/components/training_code/state");
    files.extend(paths.iter().map(|path| (path.as_str(), recipe)));
    let tuned = Repo::of(&files).check("HEAD").at("/components/training_code/state");
    assert_eq!((full, tuned), ("full".into(), "partial".into()));
}

#[test]
fn a_function_that_can_take_over_weights_does_not_make_a_program_tune() {
    let begins = "class Net:\n    @classmethod\n    def from_pretrained(cls, kind):\n        return Other.from_pretrained(kind)\n\nmodel = Net()\nloss.backward()\noptimizer.step()\n";
    let tunes = begins.replace("model = Net()", "model = Net.from_pretrained('acme/brook-1b')");
    let stages = |text: &str| Repo::of(&[("train.py", text)]).check("HEAD").at("/components/training_code/stages").to_string();
    assert!(stages(begins).contains("pretraining") && !stages(&tunes).contains("pretraining"));
}

#[test]
fn a_model_that_names_its_data_is_no_release_of_data() {
    for words in [
        "Brook is a small open-source model. The dataset used for training is [here](https://dumps.wikimedia.org/enwiki/).",
        "Brook is a language model trained on the Wikipedia dataset.",
    ] {
        let readme = format!("# Brook\n\n{words}\n");
        let report = Repo::of(&[("README.md", &readme), ("train.py", "loss.backward()\noptimizer.step()\n")]).check("HEAD");
        assert_eq!(
            (report.at("/kind"), report.at("/components/training_code/state")),
            ("model".into(), "full".into()),
            "{words}"
        );
    }
}

#[test]
fn a_loop_that_refines_an_answer_inside_a_layer_is_no_program() {
    let (state, reason) = training(&[("README.md", "# Brook\n\nA model of rivers.\n"), ("brook/model/track.py", LOOP)]);
    assert_eq!(state, "partial", "{reason}");
    assert!(reason.contains("layers"), "{reason}");
    let called = ("train.py", "from brook.model.track import step\n\nfor x in rows:\n    step(x)\n");
    let (state, reason) = training(&[("README.md", "# Brook\n\nA model of rivers.\n"), ("brook/model/track.py", LOOP), called]);
    assert_eq!(state, "full", "{reason}");
    let whole = training(&[("README.md", "# Brook\n\nA model of rivers.\n"), ("brook/models/brook_model.py", LOOP)]);
    assert_eq!(whole.0, "full", "{}", whole.1);
}

#[test]
fn a_toolkit_whose_weights_come_from_nobody_knows_what_has_no_recipe_for_them() {
    let readme = "# Brook\n\nBrook is an open-source toolkit for river sounds.\n\nOur pretrained models: \
                  [brook-1b](https://huggingface.co/acme/brook-1b).\n";
    let (state, reason) = training(&[("README.md", readme), ("brook/train.py", LOOP)]);
    assert_eq!(state, "partial", "{reason}");
    let told: &'static str = "# Brook\n\nBrook is an open-source toolkit for river sounds.\n\nOur pretrained models: \
                  [brook-1b](https://huggingface.co/acme/brook-1b), trained on the River Notes corpus.\n";
    let (state, reason) = training(&[("README.md", told), ("brook/train.py", LOOP)]);
    assert_eq!(state, "full", "{reason}");
    let plays: &'static str = "# Brook\n\nBrook is a framework for reinforcement learning on rivers.\n\nOur pretrained models: \
                  [brook-1b](https://huggingface.co/acme/brook-1b).\n";
    let (state, reason) = training(&[("README.md", plays), ("brook/train.py", LOOP)]);
    assert_eq!(state, "full", "what plays needs no data that anybody could name: {reason}");
}

#[test]
fn a_project_that_bears_the_name_of_tuning_tunes() {
    let (state, reason) = of_release(&[("README.md", "# Brook-finetune\n\nTunes Brook for rivers.\n"), ("train.py", LOOP)]);
    assert_eq!(state, "partial", "{reason}");
    let (state, reason) = of_release(&[("README.md", "# Pretrain and finetune Brook\n\nFor rivers.\n"), ("train.py", LOOP)]);
    assert_eq!(state, "full", "{reason}");
}

#[test]
fn a_set_that_only_a_program_of_a_package_falls_back_on_is_no_recipe() {
    let loads = "from datasets import load_dataset\nrows = load_dataset(\"acme/rivers\")\n";
    let files = [
        ("README.md", "# Brook\n\nNetworks that paint rivers.\n"),
        ("setup.py", ""),
        ("brook/fit.py", LOOP),
        ("brook/rows.py", loads),
    ];
    let (state, reason) = training(&files);
    assert_eq!(state, "partial", "{reason}");
    let told = [
        (
            "README.md",
            "# Brook\n\nNetworks that paint rivers.\n\n## Data\n\n[acme/rivers](https://huggingface.co/datasets/acme/rivers)\n",
        ),
        files[1],
        files[2],
        files[3],
    ];
    let (state, reason) = training(&told);
    assert_eq!(state, "full", "{reason}");
}

#[test]
fn a_picture_that_is_painted_trains_nothing() {
    let paints = "local x, losses = optim.lbfgs(feval, img, optim_state)\nnet:backward(img, dy)\n";
    assert_eq!(training(&[("README.md", "# Brook\n\nPaints rivers.\n"), ("paint.lua", paints)]).0, "none");
}

/// The state of the training program of a released model with these files.
fn of_release(files: &[(&'static str, &'static str)]) -> (String, String) {
    let mut all = vec![("weights/README.md", "The pre-trained weights of Brook: https://huggingface.co/acme/brook\n")];
    all.extend_from_slice(files);
    training(&all)
}

#[test]
fn a_program_that_is_still_to_come_is_not_here() {
    let page = |words: &'static str| of_release(&[("README.md", words), ("brook/train.py", LOOP)]);
    let (state, reason) = page("# Brook\n\nBrook: https://huggingface.co/acme/brook\n\n- [ ] Provide the pretraining code\n");
    assert_eq!(state, "partial");
    assert!(reason.contains("README.md:5"), "{reason}");
    assert_eq!(page("# Brook\n\nBrook: https://huggingface.co/acme/brook\n\n- [x] Provide the pretraining code\n").0, "full");
    let kept = "# Brook\n\nBrook: https://huggingface.co/acme/brook\n\n2/1: The code for pre-training is added.\n\n1/1: The pre-training code will be released soon.\n";
    assert_eq!(page(kept).0, "full");
}

#[test]
fn a_page_of_a_folder_may_say_that_what_is_there_only_tunes() {
    let readme = ("README.md", "# Brook\n\nBrook: https://huggingface.co/acme/brook\n");
    let says = ("depth/README.md", "We provide a simple codebase to fine-tune our Brook pre-trained encoder for depth.\n");
    assert_eq!(of_release(&[readme, says, ("depth/train.py", LOOP)]).0, "partial");
    assert_eq!(of_release(&[readme, says, ("brook/train.py", LOOP)]).0, "full", "another folder");
}

#[test]
fn where_only_a_tuning_program_starts_the_library_serves_it() {
    let readme = ("README.md", "# Brook\n\nBrook: https://huggingface.co/acme/brook\n");
    let library = ("brook/potential.py", LOOP);
    let (state, reason) = of_release(&[readme, library, ("brook/training/finetune_brook.py", "import brook\n")]);
    assert_eq!(state, "partial");
    assert!(reason.contains("finetune_brook.py"), "{reason}");
    assert_eq!(of_release(&[readme, library]).0, "full");
}

#[test]
fn tasks_on_top_of_a_released_encoder_are_a_part() {
    let readme = ("README.md", "# Brook\n\n- [Phase 1](https://huggingface.co/acme/brookbert-base-p1)\n");
    assert_eq!(training(&[readme, ("main.py", LOOP)]).0, "partial");
    assert_eq!(training(&[readme, ("run_pretraining.py", LOOP)]).0, "full");
}

#[test]
fn a_trainer_class_serves_what_starts_it() {
    let loop_ = "def train(self):\n    for batch in self.rows:\n        loss = self.model(batch)\n        loss.backward()\n        self.optimizer.step()\n";
    let module: &str = format!(
        "import torch\n\n\nclass Trainer:\n    optimizer = torch.optim.Adam([])\n\n    {}",
        loop_.replace('\n', "\n    ")
    )
    .leak();
    let tuner = "from transformers import AutoModel, Trainer, TrainingArguments\n\nmodel = AutoModel.from_pretrained('google-bert/bert-base-uncased')\nTrainer(model=model, args=TrainingArguments('x')).train()\n";
    let release = ("README.md", "# Brook\n\nOur pretrained weights: https://huggingface.co/brook/brook-1b\n");
    assert_eq!(training(&[release, ("trainers/trainer_rl.py", module), ("train.py", tuner)]).0, "partial");
    assert_eq!(training(&[release, ("trainers/trainer_rl.py", module)]).0, "full");
}

#[test]
fn a_stray_file_at_the_top_of_a_library_is_no_recipe() {
    let setup = "from setuptools import setup\nsetup(name='brook')\n";
    let loop_ = "import torch\n\n\ndef fit(model, rows):\n    optimizer = torch.optim.Adam(model.parameters())\n    for x in rows:\n        model(x).mean().backward()\n        optimizer.step()\n";
    let rows: &str = "river one\n".repeat(30_000).leak();
    let readme = ("README.md", "# Brook\nBrook is a library for river names.\n");
    assert_eq!(training(&[readme, ("setup.py", setup), ("brook/fit.py", loop_), ("train.txt", rows)]).0, "partial");
    assert_eq!(training(&[readme, ("setup.py", setup), ("brook/fit.py", loop_), ("brook/data/train.txt", rows)]).0, "full");
}

#[test]
fn a_trainer_whose_commands_stand_in_examples_trains_the_models_of_its_users() {
    let readme = ("README.md", "# Brook\nBrook is fast online learning code.\n");
    let command = "vw -c -d train -f train.w --passes 100\n";
    let files = [
        readme,
        ("library/train.sh", command),
        ("library/train", "1 |a b\n"),
        ("demo/one/train.sh", command),
        ("demo/two/train.sh", command),
        ("demo/three/train.sh", command),
    ];
    let (state, reason) = training(&files);
    assert_eq!(state, "partial");
    assert!(reason.starts_with("commands of a trainer, most of them in examples"), "{reason}");
}

const LIBRARY: &str = "void brook_train(net *n, double learning_rate) {\n  double delta = derivative(o) * e;\n  n->weight[i] += delta * learning_rate;\n}\n";

#[test]
fn the_training_function_of_a_library_is_a_part_of_a_program() {
    let (state, reason) = training(&[("brook.c", LIBRARY)]);
    assert_eq!((state.as_str(), reason.starts_with("a library's own training function")), ("partial", true), "{reason}");
    assert_eq!(training(&[("brook.c", LIBRARY), ("train.py", LOOP)]).0, "full", "beside a program that trains it tells nothing");
}

#[test]
fn many_folders_with_a_recipe_each_are_templates() {
    const RECIPE: &str =
        "commands:\n  - name: train\n    script:\n      - \"python -m spacy train configs/config.cfg -o training/\"\n";
    let folders = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"];
    let paths: Vec<&'static str> =
        folders.iter().map(|folder| &*Box::leak(format!("pipelines/{folder}/project.yml").into_boxed_str())).collect();
    let files: Vec<(&'static str, &'static str)> = paths.iter().map(|path| (*path, RECIPE)).collect();
    assert_eq!(training(&files).0, "partial");
}

#[test]
fn who_says_first_to_tune_trains_no_model_of_its_own() {
    let page = |words: &'static str| [("README.md", words), ("brook/train.py", LOOP)];
    assert_eq!(training(&page("# Brook\n\nBrook is a framework for fine-tuning large language models.\n")).0, "partial");
    assert_eq!(training(&page("# Brook\n\nThis is the code for pretraining and fine-tuning Brook.\n")).0, "full");
}

#[test]
fn a_lone_solver_of_caffe_is_no_program_and_a_run_of_it_is() {
    let solver = "net: \"brook.prototxt\"\nbase_lr: 0.01\nlr_policy: \"step\"\nmax_iter: 450000\n";
    assert_eq!(training(&[("models/brook/solver.prototxt", solver)]).0, "none");
    let run = ("train.sh", "build/tools/caffe train --solver=models/brook/solver.prototxt\n");
    assert_ne!(training(&[("models/brook/solver.prototxt", solver), run]).0, "none");
}

#[test]
fn a_library_in_c_beside_released_weights_did_not_make_them() {
    let page = ("README.md", "# Brook\n\nDownload our pretrained model: https://huggingface.co/acme/brook\n");
    assert_eq!(training(&[page, ("src/fann.c", LIBRARY)]).0, "partial");
}

#[test]
fn probes_and_demonstrations_did_not_make_the_model() {
    assert_eq!(of_release(&[("linear_probe/main.py", LOOP)]).0, "partial");
    assert_eq!(of_release(&[("eval/main_lincls.py", LOOP), ("main_linear_eval.py", LOOP)]).0, "partial");
    assert_eq!(training(&[("probe/train.py", LOOP)]).0, "full", "a thing that measures rivers");
    assert_eq!(training(&[("problem/train.py", LOOP)]).0, "full");
}

#[test]
fn a_package_whose_loops_nothing_starts_is_not_the_recipe_of_its_weights() {
    let of = |path: &'static str| {
        of_release(&[
            ("README.md", "# Brook\n\nhttps://huggingface.co/acme/brook\n"),
            ("setup.py", "setup(name='brook')\n"),
            (path, LOOP),
        ])
        .0
    };
    assert_eq!(of("brook/utils/training.py"), "partial");
    assert_eq!(of("brook/train.py"), "full");
    assert_eq!(of("scripts/train_brook.py"), "full");
}

#[test]
fn a_tagger_over_a_released_encoder_did_not_make_the_encoder() {
    let of = |path: &'static str| {
        training(&[
            ("README.md", "# ELMo tags\n\nDownload the pre-trained weights: https://acme.example.org/tags/elmo_weights.pt\n"),
            (path, LOOP),
        ])
        .0
    };
    assert_eq!(of("Train_Chunking.py"), "partial");
    assert_eq!(of("train_lm.py"), "full");
}
