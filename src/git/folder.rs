//! A plain folder without git, as it lies before an upload.

use super::disk::{self, Format};
use super::{Contents, Entry, ObjectSource, Revision};
use crate::error::{Error, Result};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// A folder; every file below it counts, but for `.git`.
pub struct Folder {
    root: PathBuf,
    paths: RefCell<BTreeMap<String, PathBuf>>,
}

/// The most paths of one folder.
const MAX_PATHS: usize = 2_000_000;

impl Folder {
    /// Opens a folder.
    ///
    /// # Errors
    /// [`Error::Io`] when it cannot be listed, [`Error::Usage`] when it is no folder.
    pub fn open(root: &Path) -> Result<Self> {
        let meta = fs::metadata(root).map_err(|error| Error::io(root, error))?;
        if !meta.is_dir() {
            return Err(Error::Usage {
                message: format!("{} is not a folder", crate::text::sanitize_path(&root.to_string_lossy())),
                hint: "--dir takes the folder that will be published".into(),
            });
        }
        Ok(Self { root: root.into(), paths: RefCell::default() })
    }
}

impl ObjectSource for Folder {
    fn resolve(&self, _spec: &str) -> Result<Revision> {
        Ok(Revision { spec: "--dir".into(), ..Revision::default() })
    }

    fn entries(&self, _revision: &Revision) -> Result<Vec<Entry>> {
        let mut entries = Vec::new();
        let mut paths = BTreeMap::new();
        let mut folders = vec![(self.root.clone(), String::new())];
        while let Some((folder, prefix)) = folders.pop() {
            for item in fs::read_dir(&folder).map_err(|error| Error::io(&folder, error))? {
                let item = item.map_err(|error| Error::io(&folder, error))?;
                let name = item.file_name();
                let name = String::from_utf8_lossy(name.as_encoded_bytes());
                // `.cache/huggingface` is what the hub's own tools leave behind and never upload.
                if name == ".git" || (prefix == ".cache" && name == "huggingface") {
                    continue;
                }
                let path = if prefix.is_empty() { name.into_owned() } else { format!("{prefix}/{name}") };
                let full = item.path();
                // The type of the item itself: a link to a folder is a link.
                if item.file_type().is_ok_and(|kind| kind.is_dir()) {
                    folders.push((full, path));
                    continue;
                }
                if let Some(entry) = disk::entry(&full, path.clone(), Format::Sha1) {
                    entries.push(entry);
                    paths.insert(path, full);
                }
                if entries.len() + folders.len() > MAX_PATHS {
                    return Err(Error::Repository { reason: format!("the folder holds more than {MAX_PATHS} files") });
                }
            }
        }
        entries.sort_by(|a, b| a.path.as_bytes().cmp(b.path.as_bytes()));
        *self.paths.borrow_mut() = paths;
        Ok(entries)
    }

    fn size(&self, entry: &Entry) -> Option<u64> {
        disk::size(self.paths.borrow().get(&entry.path)?)
    }

    fn read(&self, entry: &Entry, cap: u64) -> Contents {
        self.paths.borrow().get(&entry.path).map_or(Contents::Absent, |path| disk::read(path, entry, cap))
    }
}
