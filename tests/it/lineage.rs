//! What the weights were trained from. A name taken for its code, its tokenizer or a comparison is no
//! base; a base that nobody knows is unknown, not free.

use crate::support::Repo;
use serde_json::Value;

const LINK: &str = "The weights are [here](https://huggingface.co/acme/brook-7b).\n";

fn base(files: &[(&str, &str)]) -> Value {
    Repo::of(files).check("HEAD").at("/components/base_model")
}

fn of_readme(text: &str) -> Value {
    base(&[("README.md", &format!("# Brook\n\n{LINK}\n{text}\n"))])
}

#[test]
fn a_sentence_can_name_the_base() {
    let found = of_readme("Brook is fine-tuned from Llama 2 on river stories.");
    assert_eq!((found["label"].as_str(), found["free"].as_str()), (Some("restricted-weights"), Some("no")));
    let found = of_readme("We apply the delta of Brook to the original LLaMA-7B weights.");
    assert_eq!(found["relation"], "adapter");
}

#[test]
fn a_column_of_a_table_can_name_it() {
    let table = "| Model | Base model | Download |\n|---|---|---|\n\
                 | Brook-7B | [Pythia](https://huggingface.co/EleutherAI/pythia-6.9b) | [hub](https://huggingface.co/acme/brook-7b) |\n";
    let found = of_readme(table);
    assert_eq!((found["id"].as_str(), found["label"].as_str()), (Some("EleutherAI/pythia-6.9b"), Some("open-training-code")));
}

#[test]
fn a_card_and_an_adapter_configuration_name_it() {
    let card = "---\nlicense: mit\nbase_model: other-lab/river-8b\n---\n# Brook\n";
    let found = base(&[("README.md", card)]);
    assert_eq!((found["id"].as_str(), found["label"].as_str()), (Some("other-lab/river-8b"), None));
    assert_eq!(found["free"], "unknown", "an unknown base is not free");
    let adapter = "{\"peft_type\": \"LORA\", \"base_model_name_or_path\": \"mistralai/Mistral-7B-v0.1\"}\n";
    let found = base(&[("README.md", &format!("# Brook\n\n{LINK}")), ("adapter_config.json", adapter)]);
    assert_eq!((found["id"].as_str(), found["relation"].as_str()), (Some("mistralai/Mistral-7B-v0.1"), Some("adapter")));
}

#[test]
fn the_base_that_limits_most_decides() {
    let found = of_readme("- Brook-3B is fine-tuned from Pythia-2.8b.\n- Brook-7B is fine-tuned from Llama 2.\n");
    assert_eq!(found["label"], "restricted-weights");
}

#[test]
fn a_command_that_is_kept_at_the_top_begins_from_its_base_though_the_program_may_begin_anew() {
    let program = "import torch\nfrom transformers import AutoConfig, AutoModel, Trainer\n\nconfig = AutoConfig.from_pretrained(args.config)\nif args.model_name_or_path:\n    model = AutoModel.from_pretrained(args.model_name_or_path)\nelse:\n    model = AutoModel.from_config(config)\nTrainer(model=model).train()\n";
    let command =
        |from: &str| format!("python train.py --do_train \\\n    --model_name_or_path {from} \\\n    --num_train_epochs 3\n");
    let readme = format!("# Brook\n\n{LINK}");
    let of = |path: &str, from: &str| base(&[("README.md", readme.as_str()), ("train.py", program), (path, &command(from))]);
    assert_eq!(of("run_brook.sh", "bert-base-uncased")["id"], "bert-base-uncased");
    assert!(of("lib/jobs/old/run_brook.sh", "bert-base-uncased").is_null());
}

#[test]
fn a_command_of_the_first_page_may_begin_from_the_public_store_of_t5() {
    let command =
        "```\nt5_mesh_transformer --gin_param=\"init_checkpoint = 'gs://t5-data/pretrained_models/base/model.ckpt-999900'\"\n```";
    assert_eq!(of_readme(command)["id"], "t5-data/pretrained_models/base");
    assert!(of_readme(&command.replace("init_checkpoint", "vocabulary")).is_null());
    assert!(of_readme(&format!("Baseline for comparison:\n\n{command}")).is_null());
}

#[test]
fn networks_of_keras_that_begin_from_imagenet_descend_from_it() {
    let train = "import torch\nfor x in data:\n    loss = model(x)\n    loss.backward()\n    optimizer.step()\n    optimizer.zero_grad()\n";
    let readme = format!("# Brook\n\n{LINK}");
    let of = |text: &str| base(&[("README.md", readme.as_str()), ("brook/model.py", text), ("train.py", train)]);
    let model =
        |line: &str| format!("from tensorflow.keras.applications import DenseNet169\n\n{line}\nhead = Dense(10)(base.output)\n");
    assert_eq!(of(&model("base = DenseNet169(weights='imagenet', include_top=False)"))["id"], "torchvision/imagenet1k");
    for none in [
        "base = DenseNet169(weights=None, include_top=False)",
        "# like DenseNet169(weights='imagenet'), but smaller",
        "def build(size, weights='imagenet'):",
        "score = InceptionV3(include_top=False, pooling='avg', classes=1000, weights='imagenet')",
    ] {
        assert!(of(&model(none)).is_null(), "{none}");
    }
}

#[test]
fn weights_of_a_backbone_are_a_base() {
    let model = "import torchvision\n\ndef backbone():\n    return torchvision.models.resnet50(weights=\"IMAGENET1K_V1\")\n";
    let train = "import torch\nfor x in data:\n    loss = model(x)\n    loss.backward()\n    optimizer.step()\n    optimizer.zero_grad()\n";
    let readme = format!("# Brook\n\n{LINK}");
    let found = base(&[("README.md", readme.as_str()), ("brook/model.py", model), ("train.py", train)]);
    assert_eq!(found["id"], "torchvision/imagenet1k");
    let found = base(&[("README.md", readme.as_str()), ("brook/loss.py", model), ("train.py", train)]);
    assert!(found.is_null(), "a loss is no part of the model: {found}");
}

#[test]
fn names_for_other_reasons_are_no_bases() {
    for text in [
        "Brook is based on the LLaMA architecture.",
        "Brook outperforms models fine-tuned from Llama 2.",
        "Brook is trained from scratch. You can also start from Llama 2.",
        "## Acknowledgements\n\nThis code is based on Llama 2.",
        "These files are converted from Llama 2 to another format; they were created by finetuning nothing.",
    ] {
        assert!(of_readme(text).is_null(), "{text}: {}", of_readme(text));
    }
}

#[test]
fn a_conversion_is_the_same_model() {
    let card = "---\nbase_model: acme/brook-7b\nbase_model_relation: quantized\n---\n# Brook, 4 bits\n";
    assert!(base(&[("README.md", card)]).is_null());
}

#[test]
fn the_project_can_declare_it() {
    let found =
        base(&[("README.md", "# Brook\n"), ("openness.yaml", "base-model: https://huggingface.co/EleutherAI/pythia-12b\n")]);
    assert_eq!((found["id"].as_str(), found["free"].as_str()), (Some("EleutherAI/pythia-12b"), Some("yes")));
}

#[test]
fn a_tool_without_a_release_has_no_base() {
    let recipe = "base_model: meta-llama/Llama-2-7b-hf\nlearning_rate: 1e-5\n";
    assert!(base(&[("README.md", "# Weir\n\nA trainer.\n"), ("recipes/train.yaml", recipe)]).is_null());
}

#[test]
fn a_toolkit_descends_from_no_single_recipe() {
    let card = "# Brook\n\nOur pretrained models are at https://huggingface.co/acme/brook-small.\n";
    let recipe = ("recipes/birds/train.yaml", "pretrained_model_name_or_path: meta-llama/Llama-2-7b-hf\n");
    let step =
        "def step(batch):\n    loss = model(batch)\n    loss.backward()\n    optimizer.step()\n    optimizer.zero_grad()\n";
    let places: Vec<String> = (0..16).map(|at| format!("recipes/river{at}/train.py")).collect();
    let mut few = vec![("README.md", card), recipe, ("recipes/birds/train.py", step)];
    assert_eq!(base(&few)["id"], "meta-llama/Llama-2-7b-hf");
    few.extend(places.iter().map(|path| (path.as_str(), step)));
    assert!(base(&few).is_null(), "{}", base(&few));
}

#[test]
fn a_release_that_reads_what_anothers_model_makes_is_source_as_far_as_that_one_is() {
    let rows = "river,length\n".repeat(20_000);
    let trainer = "from torch import optim\n\n\ndef train(model, batches):\n    optimizer = optim.SGD(model.parameters(), lr=0.1)\n    \
                   for x in batches:\n        optimizer.zero_grad()\n        model(x).backward()\n        optimizer.step()\n";
    let label = |embed: &str| {
        let readme = format!("# Brook\n\n{LINK}\nBrook was trained on the data in `data`.\n");
        let license = include_str!("license_texts/CC0-1.0.txt");
        let files = [
            ("README.md", readme.as_str()),
            ("LICENSE", license),
            ("train.py", trainer),
            ("data/rivers.csv", &rows),
            ("embed.py", embed),
        ];
        Repo::of(&files).check("HEAD").at("/label")
    };
    assert_eq!(label("print('brook')\n"), "open-source");
    assert_eq!(label("name = 'acme/brook-7b'\nmodel = AutoModel.from_pretrained(name)\n"), "open-source", "its own");
    assert_eq!(label("name = 'other-lab/river-8b'\nmodel = T5EncoderModel.from_pretrained(name)\n"), "open-training-code");
    assert_eq!(label("name = 'other-lab/river-8b'\ntokens = AutoTokenizer.from_pretrained(name)\n"), "open-source");
}

#[test]
fn what_another_model_starts_as_is_a_base() {
    let readme = |words: &str| format!("# Brook-VL\n\nBrook-VL is a model: https://huggingface.co/acme/brook-vl\n\n{words}\n");
    for words in [
        "Brook-VL uses Qwen-7B as the initialization of its language part.",
        "Brook-VL takes the weights of Whisper-large-v2 as the starting point.",
    ] {
        assert!(of_readme(&readme(words))["id"].is_string(), "{words}");
    }
    assert!(of_readme(&readme("Brook-VL is better than Qwen-7B as the base model of others."))["id"].is_null());
}

#[test]
fn settings_name_a_backbone_in_a_catalogue_and_programs_one_of_timm() {
    let readme = ("README.md", "# Brook\n\nOur weights: https://huggingface.co/acme/brook\n");
    let trainer = (
        "train.py",
        "import torch\n\n\ndef train(model, rows):\n    opt = torch.optim.SGD(model.parameters(), lr=0.1)\n    for x in rows:\n        model(x).mean().backward()\n        opt.step()\n",
    );
    let settings = ("configs/rivers.yaml", "MODEL:\n  WEIGHT: \"catalog://ImageNetPretrained/MSRA/R-50\"\n");
    assert_eq!(base(&[readme, trainer, settings])["id"], "ImageNetPretrained/MSRA/R-50");
    let network = ("brook/net.py", "import timm\n\nbody = timm.create_model(\"swin_base_patch4\", pretrained=True)\n");
    assert_eq!(base(&[readme, trainer, network])["id"], "timm/swin_base_patch4");
    let bare = ("brook/net.py", "import timm\n\nbody = timm.create_model(\"swin_base_patch4\", pretrained=False)\n");
    assert!(base(&[readme, trainer, bare])["id"].is_null());
}

#[test]
fn a_recipe_in_a_folder_named_for_the_model_it_tunes_is_an_example_of_it() {
    let trainer = "from transformers import AutoModel, Trainer\nmodel = AutoModel.from_pretrained(args.model)\nTrainer(model=model).train()\n";
    let run = "python train.py --model_name_or_path meta-llama/Meta-Llama-3.1-405B\n";
    let page = format!("# Brook\n\n{LINK}");
    let tree = |folder: &str| -> Vec<(String, String)> {
        vec![
            ("README.md".into(), page.clone()),
            ("training/brook/train.py".into(), trainer.into()),
            (format!("training/{folder}/train.py"), trainer.into()),
            (format!("training/{folder}/run.sh"), run.into()),
        ]
    };
    let of = |folder: &str| {
        let files = tree(folder);
        base(&files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect::<Vec<_>>())
    };
    assert_eq!(of("llama3.1"), Value::Null);
    assert_eq!(of("second")["id"], "meta-llama/Meta-Llama-3.1-405B");
}

#[test]
fn a_notebook_that_tunes_names_its_base_in_double_quotes() {
    let cell = "model = AutoModelForCausalLM.from_pretrained(\\\"mistralai/Mistral-7B-v0.1\\\")\\n";
    let notebook = format!(
        "{{\"cells\": [{{\"cell_type\": \"code\", \"source\": [\"from transformers import AutoModelForCausalLM, Trainer\\n\", \"{cell}\", \"trainer = Trainer(model=model)\\n\", \"trainer.train()\\n\"]}}], \"nbformat\": 4}}"
    );
    assert_eq!(base(&[("README.md", LINK), ("finetune.ipynb", &notebook)])["id"], "mistralai/Mistral-7B-v0.1");
}

#[test]
fn a_notebook_that_calls_a_trainer_in_a_shell_names_its_base() {
    let line = "!python train.py --model_name_or_path mistralai/Mistral-7B-v0.1\\n";
    let code = "loss.backward()\\n\", \"optimizer.step()\\n";
    let notebook = format!("{{\"cells\": [{{\"cell_type\": \"code\", \"source\": [\"{line}\", \"{code}\"]}}], \"nbformat\": 4}}");
    let found = |text: &str| base(&[("README.md", LINK), ("train.ipynb", text)])["id"].clone();
    assert_eq!(found(&notebook), "mistralai/Mistral-7B-v0.1");
    // What no reader of notebooks takes is read as it stands.
    let program = ("train.py", "loss.backward()\noptimizer.step()\n");
    let broken = notebook.replace("\"nbformat\": 4", "\"nbformat\": NaN");
    assert_eq!(base(&[("README.md", LINK), ("train.ipynb", &broken), program])["id"], "mistralai/Mistral-7B-v0.1");
}

#[test]
fn a_command_may_begin_from_a_published_file() {
    let readme = |command: &str| format!("# Brook\n\n{LINK}\n```bash\n{command}\n```\n");
    let of = |command: &str| base(&[("README.md", &readme(command)), ("train.py", crate::corpus::TRAINER)]);
    assert_eq!(of("python train.py --data rivers.yaml \\\n  --weights weights/darknet53.conv.74")["id"], "darknet53.conv.74");
    assert!(of("python detect.py --weights yolov5s.pt").is_null());
    assert!(of("python train.py --weights ''").is_null());
}

#[test]
fn chinese_and_korean_sentences_name_a_base() {
    for text in ["我们选择了 ChatGLM-6B 作为初始化模型，进行了微调。", "Brook은 LLaMA-2를 기반으로 학습되었습니다."]
    {
        assert!(!of_readme(text).is_null(), "{text}");
    }
}
