//! The house: a file may use only what stands above it in this list, and the detectors, reports
//! and exports do not know each other.

use std::fs;
use std::path::{Path, PathBuf};

/// From the data's entry to its exit. Policy and knowledge are side doors, so they stand early.
const ORDER: &[&str] = &[
    "error",
    "pattern",
    "text",
    "prose",
    "layout",
    "progress",
    "git",
    "event",
    "evidence",
    "inventory",
    "knowledge",
    "policy",
    "license",
    "bases",
    "syntax",
    "signature",
    "detect",
    "component",
    "label",
    "definition",
    "assess",
    "waiver",
    "wording",
    "flow",
    "gate",
    "install",
    "fix",
    "history",
    "report",
    "explain",
    "export",
    "cli",
    "commands",
];

/// Rooms whose files must not name each other.
const STRANGERS: &[&str] = &["detect", "report", "export"];

#[test]
fn every_file_uses_only_what_stands_above_it() {
    let mut broken = Vec::new();
    for file in sources(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src"))) {
        let relative =
            file.strip_prefix(concat!(env!("CARGO_MANIFEST_DIR"), "/src")).unwrap().to_string_lossy().replace('\\', "/");
        let room = relative.split(['/', '.']).next().unwrap();
        if matches!(room, "lib" | "main") {
            continue;
        }
        let own =
            ORDER.iter().position(|&known| known == room).unwrap_or_else(|| panic!("{relative}: a room that is not in the plan"));
        for used in used_rooms(&fs::read_to_string(&file).unwrap()) {
            match ORDER.iter().position(|&known| known == used.0) {
                Some(at) if at > own => broken.push(format!("{relative} uses {} from below", used.0)),
                Some(at) if at == own && STRANGERS.contains(&room) => {
                    let me = relative.split('/').nth(1).unwrap_or_default().trim_end_matches(".rs");
                    let other = used.1.as_str();
                    let is_file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("src/{room}/{other}.rs")).exists();
                    if is_file && me != "mod" && me != other {
                        broken.push(format!("{relative} knows its neighbour {other}"));
                    }
                }
                _ => {}
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn git2_is_named_in_one_file_only() {
    let named: Vec<_> = sources(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")))
        .into_iter()
        .filter(|file| fs::read_to_string(file).unwrap().contains("git2::"))
        .filter(|file| !file.ends_with("git/libgit2.rs"))
        .collect();
    assert!(
        named.iter().all(|file| !fs::read_to_string(file)
            .unwrap()
            .lines()
            .any(|line| line.contains(" git2::") || line.contains("(git2::"))),
        "{named:?}"
    );
}

/// `crate::room::next` mentions outside comments and tests, as `(room, next)`.
fn used_rooms(text: &str) -> Vec<(String, String)> {
    let text = text.split("#[cfg(test)]").next().unwrap_or_default();
    let mut used = Vec::new();
    for line in text.lines().filter(|line| !line.trim_start().starts_with("//")) {
        for at in line.match_indices("crate::").map(|(at, _)| at + 7) {
            let mut words = line[at..].split(|c: char| !(c.is_alphanumeric() || c == '_')).filter(|word| !word.is_empty());
            let room = words.next().unwrap_or_default();
            let call = line[at + room.len()..].starts_with('(');
            if !call && room.chars().next().is_some_and(char::is_lowercase) {
                used.push((room.to_string(), words.next().unwrap_or_default().to_string()));
            }
        }
    }
    used
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for item in fs::read_dir(folder).unwrap() {
        let path = item.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|ext| ext == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}
