//! Turns every document of `knowledge/` into JSON inside the program, and the texts of the SPDX
//! list into tables that need no loading.
//!
//! YAML is for people; JSON parses in a fraction of the time at start-up. A malformed document
//! fails here, in the build, and never in a user's run.

#[path = "src/license/notice/mod.rs"]
#[allow(dead_code, reason = "shared with the program, which uses all of it")]
mod notice;
#[path = "src/license/words.rs"]
#[allow(dead_code, reason = "shared with the program, which uses all of it")]
mod words;

use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::{env, fs};

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    println!("cargo::rerun-if-changed=knowledge");
    println!("cargo::rerun-if-changed=src/license/words.rs");
    println!("cargo::rerun-if-changed=src/license/notice");
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
    // Most changes are to other documents; the tables below take seconds and depend on none of them.
    let stamp = stamp()?;
    if fs::read(out.join("texts.stamp")).is_ok_and(|known| known == stamp) {
        return Ok(());
    }
    license_texts(&out)?;
    fs::write(out.join("texts.stamp"), stamp)?;
    Ok(())
}

/// A digest of everything that the tables of license texts are made from.
fn stamp() -> Result<Vec<u8>, Failure> {
    let mut digest = Sha256::new();
    for file in ["build.rs", "Cargo.lock", "src/license/words.rs", "src/license/notice/mod.rs", "src/license/notice/words.rs"] {
        digest.update(fs::read(file)?);
    }
    let folder = Path::new("knowledge/texts");
    if folder.exists() {
        let mut paths = fs::read_dir(folder)?.map(|item| item.map(|item| item.path())).collect::<Result<Vec<_>, _>>()?;
        paths.sort();
        for path in paths {
            digest.update(path.to_string_lossy().as_bytes());
            digest.update(fs::read(path)?);
        }
    }
    Ok(digest.finalize().to_vec())
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

/// Writes the canonical texts as word numbers, a table of hashes of whole texts, and an index of
/// shingles for finding candidates.
fn license_texts(out: &Path) -> Result<(), Failure> {
    let mut texts: BTreeMap<Vec<String>, (u32, String)> = BTreeMap::new();
    let mut hashes: BTreeMap<[u8; 16], String> = BTreeMap::new();
    for (id, text) in sources()? {
        // Another printing of the same text under a name that is no longer in use.
        let id = match id.as_str() {
            // The sentence on views and conclusions, and two old names, limit nothing.
            "BSD-2-Clause-Views" | "BSD-2-Clause-FreeBSD" | "BSD-2-Clause-NetBSD" => "BSD-2-Clause".to_string(),
            other => other.strip_suffix('+').map_or(id.clone(), |base| format!("{base}-only")),
        };
        let list = compared(&text);
        let rank = rank(&id);
        let known = texts.entry(list).or_insert((rank, id.clone()));
        if rank < known.0 {
            *known = (rank, id.clone());
        }
    }
    let mut sorted: Vec<(String, Vec<String>)> = texts.into_iter().map(|(list, (_, id))| (id, list)).collect();
    sorted.sort();
    for (id, list) in &sorted {
        for variant in variants(list) {
            hashes.entry(digest(variant)).or_insert_with(|| id.clone());
        }
    }
    let vocabulary: BTreeSet<&String> = sorted.iter().flat_map(|(_, list)| list).collect();
    let number: BTreeMap<&String, u16> =
        vocabulary.iter().enumerate().map(|(at, word)| u16::try_from(at).map(|at| (*word, at))).collect::<Result<_, _>>()?;
    let mut stream = Vec::new();
    let mut table = String::from("&[\n");
    let mut shingles: BTreeSet<(u32, u16)> = BTreeSet::new();
    for (at, (id, list)) in sorted.iter().enumerate() {
        let start = stream.len() / 2;
        for word in list {
            stream.extend(number[word].to_le_bytes());
        }
        let own: BTreeSet<u32> = list
            .windows(words::SHINGLE)
            .map(|window| words::shingle(window.iter().map(String::as_str)))
            .filter(|hash| list.len() <= 400 || hash % 8 == 0)
            .collect();
        table.push_str(&format!("Text {{ id: {id:?}, start: {start}, len: {}, shingles: {} }},\n", list.len(), own.len()));
        let at = u16::try_from(at)?;
        shingles.extend(own.into_iter().map(|hash| (hash, at)));
    }
    table.push_str("]\n");
    fs::write(out.join("texts.rs"), table)?;
    fs::write(out.join("words.bin"), stream)?;
    fs::write(out.join("vocabulary.txt"), vocabulary.into_iter().cloned().collect::<Vec<_>>().join("\n"))?;
    let shingles: Vec<u8> =
        shingles.into_iter().flat_map(|(hash, at)| hash.to_le_bytes().into_iter().chain(at.to_le_bytes())).collect();
    fs::write(out.join("shingles.bin"), shingles)?;
    let places: BTreeMap<&String, u16> =
        sorted.iter().enumerate().map(|(at, (id, _))| u16::try_from(at).map(|at| (id, at))).collect::<Result<_, _>>()?;
    let hashes: Vec<u8> = hashes.into_iter().flat_map(|(hash, id)| hash.into_iter().chain(places[&id].to_le_bytes())).collect();
    fs::write(out.join("hashes.bin"), hashes)?;
    Ok(())
}

/// The SPDX list, and our own additions under `knowledge/texts/`, by id.
fn sources() -> Result<Vec<(String, String)>, Failure> {
    let mut all: Vec<(String, String)> =
        spdx::text::LICENSE_TEXTS.iter().map(|(id, text)| ((*id).to_string(), (*text).to_string())).collect();
    // Exceptions stand after the license that they widen; the program puts the two together.
    let exceptions = spdx::text::EXCEPTION_TEXTS.iter().filter(|(id, _)| spdx::exception_id(id).is_some());
    all.extend(exceptions.map(|(id, text)| ((*id).to_string(), (*text).to_string())));
    let folder = Path::new("knowledge/texts");
    if folder.exists() {
        for item in fs::read_dir(folder)? {
            let path = item?.path();
            let id = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            all.push((id, fs::read_to_string(&path)?));
        }
    }
    all.sort();
    Ok(all)
}

/// Which of several names of one text is used: a current id before a deprecated one, `-only`
/// before `-or-later`, which no text can tell apart.
fn rank(id: &str) -> u32 {
    let deprecated = spdx::license_id(id).is_some_and(|known| known.is_deprecated());
    u32::from(deprecated) * 100 + u32::from(id.ends_with("-or-later")) * 10 + u32::from(id.contains("invariants"))
}

/// The words of a canonical text without its notice.
fn compared(text: &str) -> Vec<String> {
    let notices = notice::notices(text);
    words::words(text)
        .into_iter()
        .filter(|word| !notices.iter().any(|range| range.contains(&word.start)))
        .map(|word| word.text)
        .collect()
}

/// The whole text, and the text up to the end of its terms.
fn variants(list: &[String]) -> Vec<&[String]> {
    let end = ["end", "of", "terms", "and", "conditions"];
    let mut out = vec![list];
    if let Some(at) = list.windows(5).position(|window| window.iter().zip(end).all(|(word, wanted)| word == wanted)) {
        out.push(&list[..at + 5]);
        out.push(&list[..at]);
    }
    out
}

fn digest(list: &[String]) -> [u8; 16] {
    let full = Sha256::digest(words::joined(list.iter().map(String::as_str)));
    let mut out = [0; 16];
    out.copy_from_slice(&full[..16]);
    out
}
