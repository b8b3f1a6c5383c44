//! Upstream models in recipes, commands, configurations and programs.

use super::{BaseSighting, Naming};
use crate::detect::{File, Sightings};
use crate::evidence::{Evidence, Relation, Strength};
use crate::inventory::Kind;
use crate::pattern::{AnyOf, Regex, fixed};
use std::sync::LazyLock;

const HUB_ID: &str = "[A-Za-z0-9][A-Za-z0-9_.-]+/[A-Za-z0-9][A-Za-z0-9_.-]+";

/// Ids that the hub takes without an owner, from the time when it had none.
const BARE_ID: &str =
    "(?-i:(?:bert|roberta|xlm-roberta|distilbert|distilroberta|albert|electra|xlnet|camembert|gpt2|t5)(?:-[a-z0-9]+){1,4})";

/// A key or a flag that says what training begins with.
static BEGIN: LazyLock<Regex> = LazyLock::new(|| {
    fixed(&format!(
        r#"(?i)(base_model_name_or_path|base_model|model_name_or_path|model-name-or-path|pretrained_model_name_or_path|init_from|load_checkpoint_path|llama_model|initial_checkpoint\w*|pretrained_model|pretrained_lm|pretrain_ckpt|plm_name|transformer_name|model_name|model_id|checkpoint)["']?[ \t]*(?:[:=]|[ \t]|,[ \t]*(?:type=str,[ \t]*)?default[ \t]*=)[ \t]*(?:str[ \t]*=[ \t]*)?(?:field\([ \t]*default[ \t]*=[ \t]*)?["']?({HUB_ID}|(?:{BARE_ID}))["']?"#
    ))
});

/// A constant or default that names the base outright.
static NAMED: LazyLock<Regex> = LazyLock::new(|| {
    fixed(&format!(
        r#"(?:DEFAULT_INPUT_MODEL|BASE_MODEL|DEFAULT_BASE_MODEL|DEFAULT_MODEL)[A-Z_]*[ \t]*=[ \t]*["']({HUB_ID})["']"#
    ))
});

/// A model with weights of its own, loaded by its id.
static LOAD: LazyLock<Regex> = LazyLock::new(|| {
    fixed(&format!(
        r#"(?:AutoModel\w*|\w+For\w+|\w+Model|FlaxT5\w*|\w+LMHeadModel)\.from_pretrained\([ \t\r\n]*["']({HUB_ID}|[a-z0-9]+-[a-z0-9-]+)["']"#
    ))
});

/// The same, by a name that holds the id.
static LOAD_BY_NAME: LazyLock<Regex> = LazyLock::new(|| {
    fixed(r#"(?:AutoModel\w*|\w+For\w+|\w+Model|\w+LMHeadModel)\.from_pretrained\([ \t\r\n]*([A-Za-z_]\w*)[ \t\r\n]*[,)]"#)
});
static HOLDS_ID: LazyLock<Regex> =
    LazyLock::new(|| fixed(&format!(r#"(?m)^[ \t]*([A-Za-z_]\w*)[ \t]*(?::[ \t]*str[ \t]*)?=[ \t]*["']({HUB_ID})["']"#)));

/// Weights of torchvision as the start of the model.
static TORCHVISION: LazyLock<Regex> = LazyLock::new(|| {
    fixed(
        r#"IMAGENET1K_V[12]|torchvision\.models\.\w+\([^)\n]*pretrained[ \t]*=[ \t]*(?:True|is_main_process|pretrained)|getattr\(torchvision\.models,[^\n]*\)\([^)]*pretrained[ \t]*=|models\.(?:resnet|resnext|densenet|efficientnet|mobilenet|swin|convnext)\w*\([^)\n]*(?:pretrained[ \t]*=[ \t]*True|weights[ \t]*=[ \t]*["']?[A-Z])|[ \t(,]weights[ \t]*=[ \t]*["']imagenet["'][ \t]*[,)\r\n]"#,
    )
});

/// Networks of the library timm that come with their weights.
static TIMM: LazyLock<Regex> =
    LazyLock::new(|| fixed(r#"timm\.create_model\([ \t\r\n]*["']([a-z0-9_.]+)["'][^)]{0,200}pretrained[ \t]*=[ \t]*True"#));

/// The catalogues of weights that the settings of detectron name, and the files under which networks that were trained on
/// ImageNet are published.
static CATALOG: LazyLock<Regex> = LazyLock::new(|| {
    fixed(
        r#"(?:catalog|detectron2)://(ImageNetPretrained/[A-Za-z0-9_./-]{1,60})|["'/ ]((?:swin_(?:tiny|small|base|large)_patch4_window\d+_\d+\w{0,30}|resnet_v[12]_(?:50|101|152))\.(?:pth|ckpt))"#,
    )
});

/// What stands in every text with weights of torchvision, in every one that names a catalogue, and in every one that
/// loads a model by its id.
static PRETRAINED: LazyLock<AnyOf> = LazyLock::new(|| AnyOf::new(&["IMAGENET1K", "retrained", "weights"]));
static CATALOGUED: LazyLock<AnyOf> = LazyLock::new(|| AnyOf::new(&["://ImageNetPretrained", "_patch4_window", "resnet_v"]));
static LOADS: LazyLock<AnyOf> = LazyLock::new(|| AnyOf::new(&[".from_pretrained("]));

/// Flags of commands that train.
static FLAGS: LazyLock<AnyOf> = LazyLock::new(|| AnyOf::new(&["--do_train", "--num_train_epochs", "--max_train_steps"]));

/// Words of paths: of training, and of what only uses a model.
static TRAINING: LazyLock<Regex> =
    LazyLock::new(|| fixed("train|finetun|fine-tun|fine_tun|sft|recipe|lora|dpo|rlhf|tune|consts"));
static ASIDE: LazyLock<Regex> = LazyLock::new(|| {
    fixed("eval|infer|serve|demo|bench|compar|export|convert|predict|generate|docs/|example|template|docker|reward|judge|teacher")
});

/// Looks for what training begins with.
pub fn look(file: &File<'_>, seen: &mut Sightings) {
    let name = file.artifact.lower_name();
    let path = file.artifact.lower_path();
    if name == "adapter_config.json" {
        if let Some(found) = BEGIN.captures(file.text) {
            push(file, found.get(0).map_or(0, |m| m.start()), &found[2], Relation::Adapter, Naming::Field, seen);
        }
        return;
    }
    if file.artifact.depth() > 5 {
        return;
    }
    // Commands that train say so by their flags, whatever the script is called.
    let commands = file.artifact.kind == Kind::Script && FLAGS.is_in(file.text);
    let training = commands || TRAINING.is_match(path);
    let aside = !commands && ASIDE.is_match(path);
    if !aside && matches!(file.artifact.kind, Kind::Config | Kind::Source | Kind::Script) {
        catalogue(file, seen);
    }
    let kept = file.artifact.folder().split('/').any(|part| matches!(part, "config" | "configs" | "conf"));
    let settings = file.artifact.kind == Kind::Config && (kept || name.contains("config"));
    if !(training || settings) || aside {
        if file.artifact.kind == Kind::Source && !aside {
            backbone(file, path, seen);
            part(file, seen);
        }
        return;
    }
    if file.artifact.kind == Kind::Notebook {
        // In the file itself every quote of a cell is escaped.
        let Some(notebook) = file.notebook() else { return recipe(file, file.text, |at| at, seen) };
        for part in [&notebook.code, &notebook.shell] {
            recipe(file, &part.text, |at| part.place(at), seen);
        }
        return;
    }
    recipe(file, file.text, |at| at, seen);
    if file.artifact.kind == Kind::Source {
        backbone(file, path, seen);
    }
}

/// What one text of a file that trains begins with; `back` leads from an offset in the text to the file's.
fn recipe(file: &File<'_>, text: &str, back: impl Fn(usize) -> usize, seen: &mut Sightings) {
    for found in [
        BEGIN.captures_iter(text).take(20).filter_map(|c| c.get(2)).collect::<Vec<_>>(),
        NAMED.captures_iter(text).take(5).filter_map(|c| c.get(1)).collect(),
        LOAD.captures_iter(text).take(20).filter_map(|c| c.get(1)).collect(),
    ]
    .concat()
    {
        // Settings of tasks name many models of the old kind side by side.
        if is_path(found.as_str()) || !found.as_str().contains('/') && file.artifact.kind == Kind::Config {
            continue;
        }
        let relation = if file.artifact.lower_path().contains("lora") { Relation::Adapter } else { Relation::Finetune };
        push(file, back(found.start()), found.as_str(), relation, Naming::Recipe, seen);
    }
}

/// A part of the model that comes with weights of its own.
fn backbone(file: &File<'_>, path: &str, seen: &mut Sightings) {
    // Losses and measures load such networks too, and are no part of what is released.
    if !PRETRAINED.is_in(file.text)
        || ["loss", "lpips", "fid", "metric", "percept", "hubconf", "classify", "score", "inception"]
            .iter()
            .any(|word| path.contains(word))
    {
        return;
    }
    let part = |found: &crate::pattern::Match<'_>| {
        let from = found.start().saturating_sub(40);
        let near = file.text.get(from..found.end()).unwrap_or(found.as_str()).to_ascii_lowercase();
        !["vgg", "inception", "alexnet", "squeezenet"].iter().any(|other| near.contains(other)) && !is_aside(file.text, found)
    };
    if let Some(found) = TORCHVISION.find_iter(file.text).find(part) {
        push(file, found.start(), "torchvision/imagenet1k", Relation::Finetune, Naming::Backbone, seen);
    }
    if let Some(name) = TIMM.captures(file.text).and_then(|found| found.get(1)) {
        push(file, name.start(), &format!("timm/{}", name.as_str()), Relation::Finetune, Naming::Backbone, seen);
    }
}

/// Whether a naming of ImageNet stands in a comment, in the head of a function, or beside a network that is used to measure.
fn is_aside(text: &str, found: &crate::pattern::Match<'_>) -> bool {
    // A line may be as long as a file, and name it often.
    let from = text.ceil_char_boundary(found.start().saturating_sub(400));
    let start = text[from..found.start()].rfind('\n').map_or(from, |at| from + at + 1);
    let line = text[start..found.end()].trim_start().to_ascii_lowercase();
    found.as_str().contains("imagenet")
        && (line.starts_with('#') || line.starts_with("def ") || ["vgg", "inception"].iter().any(|other| line.contains(other)))
}

/// Weights that settings name in a catalogue, or by the file under which they are published.
fn catalogue(file: &File<'_>, seen: &mut Sightings) {
    if CATALOGUED.is_in(file.text)
        && let Some(found) = CATALOG.captures(file.text)
        && let Some(name) = found.get(1).or_else(|| found.get(2))
    {
        push(file, name.start(), name.as_str(), Relation::Finetune, Naming::Backbone, seen);
    }
}

/// A published model that a program of the tree loads by a fixed id: the release does not work without its weights.
fn part(file: &File<'_>, seen: &mut Sightings) {
    if !LOADS.is_in(file.text) {
        return;
    }
    let by_id = LOAD
        .captures_iter(file.text)
        .filter_map(|found| found.get(1))
        .find(|id| id.as_str().contains('/') && !is_path(id.as_str()));
    let by_name = || {
        let name = LOAD_BY_NAME.captures_iter(file.text).take(20).filter_map(|found| found.get(1));
        let names: Vec<&str> = name.map(|name| name.as_str()).collect();
        HOLDS_ID
            .captures_iter(file.text)
            .take(20)
            .filter(|found| found.get(1).is_some_and(|name| names.contains(&name.as_str())))
            .find_map(|found| found.get(2).filter(|id| !is_path(id.as_str())))
    };
    if let Some(id) = by_id.or_else(by_name) {
        push(file, id.start(), id.as_str(), Relation::Finetune, Naming::Part, seen);
    }
}

/// Whether what looks like a hub id is a path of files.
fn is_path(id: &str) -> bool {
    let owner = id.split('/').next().unwrap_or_default().to_ascii_lowercase();
    let ending = id.rsplit('.').next().unwrap_or_default();
    matches!(
        owner.as_str(),
        "path"
            | "models"
            | "model"
            | "checkpoints"
            | "checkpoint"
            | "data"
            | "output"
            | "outputs"
            | "results"
            | "ckpt"
            | "ckpts"
            | "configs"
            | "weights"
            | "your"
            | "logs"
            | "runs"
            | "pretrained"
            | "experiments"
            | "exp"
            | "save"
            | "saved"
            | "tmp"
            | "train"
            | "work"
            | "home"
    ) || matches!(
        ending,
        "py" | "json"
            | "yaml"
            | "yml"
            | "pt"
            | "pth"
            | "ckpt"
            | "bin"
            | "sh"
            | "txt"
            | "csv"
            | "jsonl"
            | "onnx"
            | "safetensors"
            | "h5"
            | "pkl"
    )
}

fn push(file: &File<'_>, offset: usize, id: &str, relation: Relation, naming: Naming, seen: &mut Sightings) {
    let signature = match naming {
        Naming::Field => "base-model-field",
        Naming::Backbone => "pretrained-backbone",
        Naming::Part => "loads-published-model",
        _ => "trained-from",
    };
    let evidence: Evidence =
        file.evidence(signature, if naming == Naming::Field { Strength::Strong } else { Strength::Medium }, offset);
    seen.bases.push(BaseSighting { id: crate::text::sanitize(id, 120), relation, naming, evidence });
}
