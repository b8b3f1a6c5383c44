//! What can go wrong, said in one line, with one line of what to do about it.

use std::path::PathBuf;

/// Every way in which a run ends without an answer.
///
/// Each kind has a one-line message (`Display`) and a one-line [`hint`](Error::hint).
/// A refuted claim is not an error: it is an answer.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no git repository at or above the place that was named.
    #[error("{path} is not in a git repository")]
    NoRepository {
        /// Where the search began.
        path: String,
    },
    /// The repository is there and could not be opened or read.
    #[error("the repository cannot be read: {reason}")]
    Repository {
        /// The reason, in the words of the object source.
        reason: String,
    },
    /// The repository belongs to somebody else, and git refuses to open it.
    #[error("{path} belongs to another user")]
    Owner {
        /// The folder, as git names it.
        path: String,
    },
    /// An object that everything else rests on is listed and not here.
    #[error("{what} is not in this repository: a partial or damaged clone")]
    Missing {
        /// What is missing.
        what: String,
    },
    /// The revision does not name a commit, tag or tree of this repository.
    #[error("no revision '{spec}' in this repository")]
    Revision {
        /// What was typed.
        spec: String,
    },
    /// A file of the project's own settings has a mistake.
    #[error("{path}:{line}:{column}: {reason}")]
    Policy {
        /// The path of the file inside the tree.
        path: String,
        /// One-based line, 0 when unknown.
        line: u32,
        /// One-based column, 0 when unknown.
        column: u32,
        /// What is wrong.
        reason: String,
        /// What to write instead.
        hint: String,
    },
    /// What was asked for does not exist or does not fit together.
    #[error("{message}")]
    Usage {
        /// What is wrong.
        message: String,
        /// What to type instead.
        hint: String,
    },
    /// A file outside the repository could not be read or written.
    #[error("{path}: {source}")]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The reader of our output went away. Not a failure.
    #[error("the reader closed the pipe")]
    BrokenPipe,
}

/// The result of everything that can fail.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// What to do next, one line without a full stop, or empty when there is nothing to say.
    #[must_use]
    pub fn hint(&self) -> String {
        match self {
            Self::NoRepository { .. } => {
                "run it inside a repository, name one with `git -C PATH openness`, or check a plain folder with --dir FOLDER"
                    .into()
            }
            Self::Repository { .. } => "`git fsck` tells whether git itself can read it".into(),
            Self::Owner { path } => {
                format!("if you trust it: git config --global --add safe.directory '{path}'")
            }
            Self::Missing { .. } => "fetch it: `--fetch-missing` does, or clone without --filter".into(),
            Self::Revision { .. } => "`git tag` and `git branch -a` list the names that exist".into(),
            Self::Policy { hint, .. } | Self::Usage { hint, .. } => hint.clone(),
            Self::Io { .. } => "check that the path exists and may be read and written".into(),
            Self::BrokenPipe => String::new(),
        }
    }

    /// The error of a failed read or write at `path`; a broken pipe keeps its own kind.
    #[must_use]
    pub fn io(path: impl Into<PathBuf>, source: std::io::Error) -> Self {
        if source.kind() == std::io::ErrorKind::BrokenPipe {
            return Self::BrokenPipe;
        }
        Self::Io { path: path.into(), source }
    }
}
