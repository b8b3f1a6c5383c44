//! The tree, classed by path: names are free, contents are not.

mod role;

use crate::git::{Entry, Oid};
use role::{role_of, vendored_roots};
use std::collections::{BTreeMap, BTreeSet};

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
    /// Whether it is one of very many licenses in one folder: a collection, which states none of them.
    pub collected: bool,
    /// The path in ASCII lower case: every detector asks for it.
    lower: String,
    /// Where the last part of the path begins.
    name: usize,
}

impl Artifact {
    fn new(entry: Entry, vendored: &BTreeSet<String>) -> Self {
        let lower = entry.path.to_ascii_lowercase();
        let name = lower.rfind('/').map_or(0, |slash| slash + 1);
        let (kind, role) = (kind_of(&lower[name..], &entry.path), role_of(&entry, &lower, vendored));
        Self { entry, kind, role, collected: false, lower, name }
    }

    /// The path from the top of the tree.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.entry.path
    }

    /// The path in ASCII lower case.
    #[must_use]
    pub fn lower_path(&self) -> &str {
        &self.lower
    }

    /// The last part of the path.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.entry.path[self.name..]
    }

    /// The last part of the path in ASCII lower case.
    #[must_use]
    pub fn lower_name(&self) -> &str {
        &self.lower[self.name..]
    }

    /// The folder, without a trailing slash; empty at the top.
    #[must_use]
    pub fn folder(&self) -> &str {
        &self.path()[..self.name.saturating_sub(1)]
    }

    /// The extension in lower case, or empty.
    #[must_use]
    pub fn extension(&self) -> &str {
        self.lower_name().rsplit_once('.').map_or("", |(_, ext)| ext)
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

/// A relative path that a file of `folder` names, as a path from the top; `None` when it leaves the tree or is its top.
#[must_use]
pub fn seen_from(folder: &str, target: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    (!parts.is_empty()).then(|| parts.join("/"))
}

impl Inventory {
    /// Classes every entry. `ignored` tells paths that the project's settings leave out.
    #[must_use]
    pub fn new(mut entries: Vec<Entry>, ignored: impl Fn(&str) -> bool) -> Self {
        let vendored = vendored_roots(&entries);
        // Names that were not UTF-8 may stand elsewhere now; every search relies on the order.
        entries.sort_by(|a, b| a.path.as_bytes().cmp(b.path.as_bytes()));
        let kept = entries.into_iter().filter(|entry| !ignored(&entry.path));
        let mut artifacts: Vec<Artifact> = kept.map(|entry| Artifact::new(entry, &vendored)).collect();
        for at in collected(&artifacts) {
            artifacts[at].collected = true;
        }
        Self { artifacts }
    }

    /// The artifact at exactly this path.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&Artifact> {
        self.artifacts.binary_search_by(|a| a.path().as_bytes().cmp(path.as_bytes())).ok().map(|at| &self.artifacts[at])
    }

    /// Everything at or below a folder (without a trailing slash; empty is everything).
    pub fn below<'i>(&'i self, folder: &'i str) -> impl Iterator<Item = &'i Artifact> {
        let all = &self.artifacts;
        let inside = if folder.is_empty() {
            all.as_slice()
        } else {
            // All paths that begin with `folder/` stand together: between `folder/` and `folder0`.
            let start = all.partition_point(|a| compare(a.path(), folder, b'/').is_lt());
            let end = all.partition_point(|a| compare(a.path(), folder, b'/' + 1).is_lt());
            &all[start..end]
        };
        self.get(folder).into_iter().chain(inside)
    }

    /// Whether the path names a file, link, submodule or folder of the tree.
    #[must_use]
    pub fn exists(&self, path: &str) -> bool {
        self.below(path.trim_end_matches('/')).next().is_some()
    }
}

/// How many licenses one folder holds at most for them to be licenses of something here. The texts that a REUSE
/// project keeps in `LICENSES/` are a few; a program that knows licenses brings hundreds.
const COLLECTION: usize = 100;

/// The places of the licenses that are a collection.
fn collected(artifacts: &[Artifact]) -> Vec<usize> {
    let mut folders: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, artifact) in artifacts.iter().enumerate().filter(|(_, artifact)| artifact.kind == Kind::License) {
        folders.entry(artifact.folder()).or_default().push(at);
    }
    folders.into_values().filter(|places| places.len() > COLLECTION).flatten().collect()
}

/// The order of a path and `folder` followed by one more byte.
fn compare(path: &str, folder: &str, last: u8) -> std::cmp::Ordering {
    path.bytes().cmp(folder.bytes().chain(std::iter::once(last)))
}

/// What a file with this lower-case name is.
fn kind_of(name: &str, path: &str) -> Kind {
    let ext = name.rsplit_once('.').map_or("", |(_, ext)| ext);
    if is_license_name(name, path) {
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
        _ => match name {
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
    let plain = matches!(
        ext,
        "" | "txt" | "md" | "rst" | "html" | "pdf" | "mit" | "bsd" | "isc" | "gpl" | "lgpl" | "agpl" | "mpl" | "cc0"
    ) || ext.chars().any(|c| c.is_ascii_digit())
        || ext.len() > 5;
    plain
        && (matches!(name, "copyright" | "copyright.txt" | "notice.license")
            || stem_like.iter().any(|stem| name.contains(stem))
            || path.split('/').any(|part| part == "LICENSES" || part == "licenses"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::git::EntryKind;

    /// An inventory of files by their paths.
    pub(super) fn inventory(paths: &[&str]) -> Inventory {
        let id = |at: usize| Oid::from_hex(&format!("{at:040x}")).unwrap();
        let entries = paths.iter().enumerate().map(|(at, path)| {
            // `=` gives the license at the top the same text as the one of this path.
            let (path, oid) = path.strip_suffix('=').map_or((*path, id(at)), |path| (path, id(999)));
            Entry { path: path.into(), kind: EntryKind::File, oid }
        });
        Inventory::new(entries.collect(), |_| false)
    }

    #[test]
    fn a_relative_path_is_seen_from_its_folder_and_never_leaves_the_tree() {
        assert_eq!(seen_from("models/brook", "../LICENSE").as_deref(), Some("models/LICENSE"));
        assert_eq!(seen_from("", "./data/./rivers.csv").as_deref(), Some("data/rivers.csv"));
        assert_eq!(seen_from("models", "../../etc/passwd"), None);
        assert_eq!(seen_from("models", ".."), None);
    }

    #[test]
    fn a_folder_is_found_among_its_neighbours() {
        let all = inventory(&["a", "a-b/c", "a.txt", "a/b", "a/b/c", "a0", "ab/c", "\u{FFFD}x/y", "z"]);
        let below = |folder| all.below(folder).map(Artifact::path).collect::<Vec<_>>();
        assert_eq!(below("a"), ["a", "a/b", "a/b/c"]);
        assert_eq!(below("a/b"), ["a/b", "a/b/c"]);
        assert_eq!(below("ab"), ["ab/c"]);
        assert_eq!(below("").len(), 9);
        assert!(all.exists("a-b/") && all.exists("\u{FFFD}x") && !all.exists("a-") && !all.exists("b"));
    }
}
