//! `git openness demo`: three small model repositories, made, checked and compared on the spot.

use crate::Question;
use crate::assess::Assessment;
use crate::error::{Error, Result};
use crate::git::libgit2::{Draft, Libgit2};
use crate::git::{EntryKind, ObjectSource as _, Repository};
use crate::layout::{bold, columns, dim};
use crate::report::beside::{self, Column};
use crate::report::text::{self, Look};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// A file of a repository to be made.
type File = (&'static str, &'static str);

macro_rules! tree {
    ($name:literal: $($path:literal),+ $(; $($target:literal = $source:literal),+)?) => {
        &[
            $(($path, include_str!(concat!("../../demo/", $name, "/", $path))),)+
            $($(($target, include_str!(concat!("../../demo/", $source))),)+)?
        ]
    };
}

/// The three, with one line about each. Weights are pointers of Git LFS, as hubs keep them.
const REPOSITORIES: [(&str, &str, &[File]); 3] = [
    (
        "brook",
        "program, corpus and weights, all of it free",
        tree!("brook": "README.md", "train.py", "configs/brook.yaml", "data/corpus.txt", "requirements.txt";
            "LICENSE" = "licenses/MIT.txt", "data/LICENSE" = "licenses/CC0-1.0.txt",
            ".gitattributes" = "gitattributes", "model.safetensors" = "pointer"),
    ),
    (
        "stone",
        "free weights, nothing that made them",
        tree!("stone": "README.md", "generate.py", "config.json";
            "LICENSE" = "licenses/Apache-2.0.txt", ".gitattributes" = "gitattributes", "model.safetensors" = "pointer"),
    ),
    (
        "cloud",
        "says more than it carries",
        tree!("cloud": "README.md", "finetune.py", "configs/cloud.yaml";
            "LICENSE" = "licenses/CC-BY-NC-4.0.txt", ".gitattributes" = "gitattributes", "model.safetensors" = "pointer"),
    ),
];

/// Makes, checks and compares.
///
/// # Errors
/// When the temporary folder cannot be made or written.
pub fn run() -> Result<ExitCode> {
    let home = Temporary::new()?;
    let mut assessed: Vec<(&str, Assessment)> = Vec::new();
    for (name, _, files) in REPOSITORIES {
        assessed.push((name, assess(&home.path.join(name), files)?));
    }
    super::print(&show(&assessed, columns()))?;
    Ok(ExitCode::SUCCESS)
}

fn assess(path: &Path, files: &[File]) -> Result<Assessment> {
    let drafts: Vec<Draft> = files
        .iter()
        .map(|(path, text)| Draft { path: (*path).into(), kind: EntryKind::File, bytes: text.as_bytes().to_vec() })
        .collect();
    let source = Repository::just_made(Libgit2::create(path, &drafts, "First release\n", Some(("v1.0", "")))?);
    let revision = source.resolve("v1.0")?;
    crate::assess(&source, &revision, &Question::default())
}

fn show(assessed: &[(&str, Assessment)], wide: usize) -> String {
    let mut out = bold("Three model repositories, one question: does the release carry the label that it claims?") + "\n";
    for (name, about, files) in REPOSITORIES {
        out.push_str(&dim(&format!("  {name}  {about} ({} files, made just now, tag v1.0)", files.len())));
        out.push('\n');
    }
    out.push('\n');
    let columns: Vec<Column<'_>> =
        assessed.iter().map(|(name, assessment)| Column { name, assessment, code: super::check::code(assessment) }).collect();
    out.push_str(&beside::render(&columns, wide));
    if let Some((name, last)) = assessed.last() {
        out.push_str(&format!("\n{}\n\n", bold(&format!("The whole report of {name}, as `git openness check v1.0` prints it:"))));
        for line in text::render(last, Look { verbose: false, columns: wide - 4 }).lines() {
            out.push_str(&format!("  {}{line}\n", dim("│ ")));
        }
    }
    out.push_str(&format!("\n{}\n", bold("Next")));
    for line in [
        "git openness             check HEAD of the repository that you are in",
        "git openness explain     every label, finding and definition in plain words",
        "git openness -h          everything else",
    ] {
        out.push_str(&format!("  {line}\n"));
    }
    out
}

/// A folder that goes when it is dropped.
struct Temporary {
    path: PathBuf,
}

impl Temporary {
    /// A folder with a name of its own, readable by its owner alone where the system can say so.
    fn new() -> Result<Self> {
        let base = std::env::temp_dir();
        let seed = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).map_or(0, |age| age.as_nanos());
        for attempt in 0..64 {
            let path = base.join(format!("git-openness-demo-{}-{:x}", std::process::id(), seed + attempt));
            let mut builder = std::fs::DirBuilder::new();
            #[cfg(unix)]
            std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
            match builder.create(&path) {
                Ok(()) => return Ok(Self { path }),
                Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(Error::io(path, error)),
            }
        }
        Err(Error::io(base, std::io::Error::from(std::io::ErrorKind::AlreadyExists)))
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.path);
    }
}
