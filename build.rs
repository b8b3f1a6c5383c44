//! Turns every document of `knowledge/` into JSON inside the program.
//!
//! YAML is for people; JSON parses in a fraction of the time at start-up. A malformed document
//! fails here, in the build, and never in a user's run.

use std::path::{Path, PathBuf};
use std::{env, fs};

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    println!("cargo::rerun-if-changed=knowledge");
    let out = PathBuf::from(env::var("OUT_DIR")?);
    let mut index = String::from("&[\n");
    for path in documents(Path::new("knowledge"))? {
        let text = fs::read_to_string(&path)?;
        let value: serde_json::Value = serde_yaml::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))?;
        let name = path.strip_prefix("knowledge")?.with_extension("").to_string_lossy().replace('\\', "/");
        let file = out.join(format!("{}.json", name.replace('/', "-")));
        fs::write(&file, serde_json::to_string(&value)?)?;
        index.push_str(&format!("({name:?}, include_str!({:?})),\n", file.to_string_lossy()));
    }
    index.push_str("]\n");
    fs::write(out.join("knowledge.rs"), index)?;
    Ok(())
}

/// All YAML files below a folder, sorted, so that the same tree builds the same program.
fn documents(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut found = Vec::new();
    for item in fs::read_dir(folder)? {
        let path = item?.path();
        if path.is_dir() {
            found.extend(documents(&path)?);
        } else if path.extension().is_some_and(|ext| ext == "yaml") {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}
