//! The tree, classed by path: names are free, contents are not.

use crate::git::{Entry, EntryKind, Oid};
use std::collections::BTreeSet;

/// What a path is for, judged by where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// The project's own.
    Main,
    /// Under a test folder, or named as a test.
    Test,
    /// Documentation.
    Docs,
    /// An example or a demonstration.
    Example,
    /// Somebody else's project, carried along.
    Vendored,
}

/// What a file is, judged by its name alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A program text in a language that training programs are written in.
    Source,
    /// A Jupyter notebook.
    Notebook,
    /// YAML, JSON, TOML, INI and the like.
    Config,
    /// Shell, Make and other build or pipeline text.
    Script,
    /// Prose: Markdown, reStructuredText, plain text.
    Prose,
    /// A license, notice or terms file.
    License,
    /// A file whose name is one that weights bear.
    Weights,
    /// A file whose name is one that data bear.
    Data,
    /// Anything else.
    Other,
}

/// One path with its class.
#[derive(Debug, Clone)]
pub struct Artifact {
    /// The tree's entry.
    pub entry: Entry,
    /// What the name says it is.
    pub kind: Kind,
    /// What the place says it is for.
    pub role: Role,
}

impl Artifact {
    /// The path from the top of the tree.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.entry.path
    }

    /// The last part of the path.
    #[must_use]
    pub fn name(&self) -> &str {
        self.path().rsplit('/').next().unwrap_or_default()
    }

    /// The folder, without a trailing slash; empty at the top.
    #[must_use]
    pub fn folder(&self) -> &str {
        self.path().rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// The extension in lower case, or empty.
    #[must_use]
    pub fn extension(&self) -> String {
        self.name().rsplit_once('.').map(|(_, ext)| ext.to_ascii_lowercase()).unwrap_or_default()
    }

    /// How many folders deep; 0 at the top.
    #[must_use]
    pub fn depth(&self) -> usize {
        self.path().matches('/').count()
    }

    /// The blob's id.
    #[must_use]
    pub fn oid(&self) -> Oid {
        self.entry.oid
    }
}

/// All paths of a revision, sorted, with their classes.
#[derive(Debug, Default)]
pub struct Inventory {
    /// Sorted by path.
    pub artifacts: Vec<Artifact>,
}

impl Inventory {
    /// Classes every entry. `ignored` tells paths that the project's settings leave out.
    #[must_use]
    pub fn new(entries: Vec<Entry>, ignored: impl Fn(&str) -> bool) -> Self {
        let vendored = vendored_roots(&entries);
        let artifacts = entries
            .into_iter()
            .filter(|entry| !ignored(&entry.path))
            .map(|entry| Artifact { kind: kind_of(&entry), role: role_of(&entry, &vendored), entry })
            .collect();
        Self { artifacts }
    }

    /// The artifact at exactly this path.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&Artifact> {
        self.artifacts.binary_search_by(|a| a.path().as_bytes().cmp(path.as_bytes())).ok().map(|at| &self.artifacts[at])
    }

    /// Everything at or below a folder (without a trailing slash; empty is everything).
    pub fn below<'i>(&'i self, folder: &'i str) -> impl Iterator<Item = &'i Artifact> {
        self.artifacts.iter().filter(move |a| {
            folder.is_empty()
                || a.path() == folder
                || (a.path().starts_with(folder) && a.path().as_bytes().get(folder.len()) == Some(&b'/'))
        })
    }

    /// Whether the path names a file, link, submodule or folder of the tree.
    #[must_use]
    pub fn exists(&self, path: &str) -> bool {
        self.below(path.trim_end_matches('/')).next().is_some()
    }
}

fn kind_of(entry: &Entry) -> Kind {
    let name = entry.path.rsplit('/').next().unwrap_or_default().to_ascii_lowercase();
    let ext = name.rsplit_once('.').map_or("", |(_, ext)| ext);
    if is_license_name(&name, &entry.path) {
        return Kind::License;
    }
    match ext {
        "py" | "pyx" | "c" | "cc" | "cpp" | "cxx" | "cu" | "cuh" | "h" | "hpp" | "rs" | "jl" | "r" | "lua" | "go" | "java"
        | "kt" | "scala" | "swift" | "m" | "js" | "ts" | "rb" | "pl" | "cs" => Kind::Source,
        "ipynb" => Kind::Notebook,
        "yaml" | "yml" | "json" | "jsonl" | "jsonc" | "toml" | "cfg" | "ini" | "conf" | "gin" | "libsonnet" | "jsonnet"
        | "cff" | "dvc" | "lock" | "data" | "prototxt" => Kind::Config,
        "sh" | "bash" | "zsh" | "slurm" | "sbatch" | "mk" | "cmake" | "smk" | "bat" | "ps1" => Kind::Script,
        "md" | "markdown" | "mdx" | "rst" | "txt" | "adoc" | "org" | "qmd" => Kind::Prose,
        "safetensors" | "gguf" | "ggml" | "pt" | "pth" | "ckpt" | "h5" | "hdf5" | "keras" | "onnx" | "tflite" | "pb" | "npz"
        | "npy" | "msgpack" | "mlmodel" | "nnue" | "caffemodel" | "pkl" | "joblib" | "traineddata" | "weights" | "params"
        | "pdparams" | "nemo" | "mar" | "t7" | "bin" | "model" | "th" | "crfsuite" | "udpipe" | "mod" => Kind::Weights,
        "csv" | "tsv" | "parquet" | "arrow" | "gz" | "bz2" | "xz" | "zst" | "zip" | "tar" | "tfrecord" | "feather" | "wav"
        | "flac" => Kind::Data,
        _ => match name.as_str() {
            "makefile" | "gnumakefile" | "rakefile" | "snakefile" | "dockerfile" | "containerfile" => Kind::Script,
            _ if name.starts_with("readme") => Kind::Prose,
            _ => Kind::Other,
        },
    }
}

/// Whether a lower-case file name is one that licenses, notices and terms bear.
fn is_license_name(name: &str, path: &str) -> bool {
    let stem_like = ["license", "licence", "copying", "unlicense", "use_policy", "terms_of_use", "patents"];
    let ext = name.rsplit_once('.').map_or("", |(_, ext)| ext);
    let plain =
        matches!(ext, "" | "txt" | "md" | "rst" | "html" | "pdf") || ext.chars().any(|c| c.is_ascii_digit()) || ext.len() > 5;
    plain
        && (matches!(name, "copyright" | "copyright.txt" | "notice.license")
            || stem_like.iter().any(|stem| name.contains(stem))
            || path.split('/').any(|part| part == "LICENSES" || part == "licenses"))
}

fn role_of(entry: &Entry, vendored: &BTreeSet<String>) -> Role {
    if entry.kind == EntryKind::Submodule || vendored.iter().any(|root| is_below(&entry.path, root)) {
        return Role::Vendored;
    }
    let lower = entry.path.to_ascii_lowercase();
    let (folders, name) = lower.rsplit_once('/').unwrap_or(("", &lower));
    let mut role = Role::Main;
    for part in folders.split('/') {
        role = match part {
            "vendor" | "third_party" | "thirdparty" | "3rdparty" | "external" | "externals" | "node_modules"
            | "site-packages" => return Role::Vendored,
            "test" | "tests" | "testing" | "unittests" | "unit_tests" | "test_fixtures" | "testdata" | "fixtures"
            | "__tests__" => Role::Test,
            "doc" | "docs" | "documentation" | "website" if role == Role::Main => Role::Docs,
            "example" | "examples" | "demo" | "demos" | "tutorial" | "tutorials" | "samples" if role == Role::Main => {
                Role::Example
            }
            _ => role,
        };
    }
    if role == Role::Main && (name.starts_with("test_") || name.ends_with("_test.py") || name == "conftest.py") {
        role = Role::Test;
    }
    role
}

fn is_below(path: &str, root: &str) -> bool {
    path.strip_prefix(root).is_some_and(|rest| rest.starts_with('/'))
}

/// Code folders below the top that carry both a package manifest and a license of their own.
fn vendored_roots(entries: &[Entry]) -> BTreeSet<String> {
    let mut manifests = BTreeSet::new();
    let mut licenses = BTreeSet::new();
    for entry in entries {
        let Some((folder, name)) = entry.path.rsplit_once('/') else { continue };
        let lower = name.to_ascii_lowercase();
        if matches!(lower.as_str(), "setup.py" | "pyproject.toml" | "package.json" | "cargo.toml" | "setup.cfg") {
            manifests.insert(folder);
        }
        if lower.starts_with("license") || lower.starts_with("licence") || lower.starts_with("copying") {
            licenses.insert(folder);
        }
    }
    manifests.intersection(&licenses).map(|folder| (*folder).to_string()).collect()
}
