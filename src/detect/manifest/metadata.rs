//! Manifests with a format of their own: DVC, Frictionless, Croissant, dataset_info, Zenodo, CITATION, SPDX, CycloneDX, spaCy.

use super::terms;
use super::{DatasetSighting, Use};
use crate::detect::{File, Sightings};
use crate::evidence::{CorpusState, Strength};
use crate::knowledge::datasets;
use crate::syntax::document;
use serde_json::Value;

/// One entry of a manifest.
#[derive(Debug, Default)]
struct Entry<'v> {
    name: &'v str,
    id: Option<&'v str>,
    place: Option<&'v str>,
    pin: Option<String>,
    size: Option<u64>,
    license: Option<&'v str>,
}

/// Looks at a file whose name says that it is a manifest; says whether it was one.
pub fn look(file: &File<'_>, seen: &mut Sightings) -> bool {
    let name = file.artifact.lower_name();
    let value = || document::value(name, file.text);
    if name.ends_with(".dvc") || name == "dvc.lock" {
        dvc(file, &value(), seen);
    } else if matches!(name, "datapackage.json" | "datapackage.yaml" | "datapackage.yml") {
        frictionless(file, &value(), seen);
    } else if name == "dataset_info.json" || name == "dataset_infos.json" {
        dataset_info(file, &value(), seen);
    } else if name == ".zenodo.json" {
        zenodo(file, &value(), seen);
    } else if name == "citation.cff" {
        citation(file, &value(), seen);
    } else if name.contains("croissant") && name.contains(".json") {
        croissant(file, &value(), seen);
    } else if name.contains(".spdx") && name.contains("json") {
        spdx(file, &value(), seen);
    } else if name == "bom.json" || name.ends_with(".cdx.json") {
        cyclonedx(file, &value(), seen);
    } else if matches!(name, "project.yml" | "project.yaml") {
        spacy(file, &value(), seen);
    } else {
        return false;
    }
    true
}

fn text<'v>(value: &'v Value, key: &str) -> Option<&'v str> {
    value.get(key).and_then(Value::as_str).filter(|text| !text.is_empty())
}

fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value.get(key).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

fn is_remote(place: &str) -> bool {
    place.starts_with("http://") || place.starts_with("https://") || place.starts_with("ftp://")
}

fn push(file: &File<'_>, signature: &str, entry: Entry<'_>, usage: Use, seen: &mut Sightings) {
    let known = entry
        .id
        .and_then(datasets::named)
        .or_else(|| entry.place.and_then(datasets::served_at))
        .or_else(|| datasets::named(entry.name));
    let state = match (entry.place.is_some() || entry.id.is_some(), &entry.pin) {
        (true, Some(_)) => CorpusState::Pinned,
        (true, None) => CorpusState::Obtainable,
        (false, _) => CorpusState::Named,
    };
    let at = file.text.find(entry.name).unwrap_or(0);
    seen.datasets.push(DatasetSighting {
        name: crate::text::sanitize(known.map_or(entry.name, |facts| &facts.name), 80),
        id: entry.id.map(|id| crate::text::sanitize(id, 120)),
        known: known.map(|facts| facts.name.as_str()),
        state,
        place: entry.place.or(entry.id).map(|place| crate::text::sanitize(place, 200)),
        pin: entry.pin.map(|pin| crate::text::sanitize(&pin, 120)),
        size: entry.size,
        terms: entry.license.and_then(terms::declared),
        stage: None,
        role: file.artifact.role,
        usage,
        evidence: file.evidence(signature, Strength::Strong, at),
    });
}

/// `outs:` of a `.dvc` file, `stages.*.deps` of a lock: a path and a digest, fetched from the project's remote.
fn dvc(file: &File<'_>, value: &Value, seen: &mut Sightings) {
    let folder = file.artifact.folder();
    for out in list(value, "outs").iter().take(50) {
        let (Some(path), Some(md5)) = (text(out, "path"), text(out, "md5")) else { continue };
        let place = if folder.is_empty() { path.to_string() } else { format!("{folder}/{path}") };
        if is_model(&place) {
            continue;
        }
        let size = out.get("size").and_then(Value::as_u64);
        push(
            file,
            "dvc-out",
            Entry { name: path, place: Some(&place), pin: Some(format!("md5:{md5}")), size, ..Entry::default() },
            Use::Listed,
            seen,
        );
    }
}

fn is_model(path: &str) -> bool {
    let path = path.to_ascii_lowercase();
    ["model", "checkpoint", "weights", ".pt", ".onnx", "metrics", "plots", "eval", "results"]
        .iter()
        .any(|word| path.contains(word))
}

fn frictionless(file: &File<'_>, value: &Value, seen: &mut Sightings) {
    let license = list(value, "licenses").first().or_else(|| value.get("license"));
    let license =
        license.and_then(|l| l.as_str().or_else(|| text(l, "name")).or_else(|| text(l, "title")).or_else(|| text(l, "path")));
    for resource in list(value, "resources").iter().take(50) {
        let Some(path) = text(resource, "path") else { continue };
        let name = text(resource, "name").unwrap_or(path);
        let pin = text(resource, "hash").map(str::to_string);
        let size = resource.get("bytes").and_then(Value::as_u64);
        let usage = if is_remote(path) { Use::Listed } else { Use::Local };
        push(
            file,
            "frictionless-resource",
            Entry { name, place: Some(path), pin, size, license, ..Entry::default() },
            usage,
            seen,
        );
    }
}

/// Data sets by key with a hub id or an address of a file (LLaMA-Factory), or infos with checksums (hub).
fn dataset_info(file: &File<'_>, value: &Value, seen: &mut Sightings) {
    let Some(map) = value.as_object() else { return };
    for (name, info) in map.iter().take(80) {
        let id = text(info, "hf_hub_url").or_else(|| text(info, "ms_hub_url"));
        let url = text(info, "script_url").filter(|url| is_remote(url));
        let checksum = info
            .get("download_checksums")
            .and_then(Value::as_object)
            .and_then(|sums| sums.iter().next())
            .map(|(url, sum)| (url.as_str(), text(sum, "checksum").map(str::to_string)));
        let (place, pin) = match checksum {
            Some((url, sum)) => (Some(url), sum),
            None => (url, text(info, "file_sha1").map(str::to_string)),
        };
        if id.is_some() || place.is_some() {
            push(
                file,
                "dataset-info",
                Entry { name, id, place, pin, license: text(info, "license"), ..Entry::default() },
                Use::Registry,
                seen,
            );
        }
    }
}

fn zenodo(file: &File<'_>, value: &Value, seen: &mut Sightings) {
    if text(value, "upload_type") == Some("dataset") {
        let name = text(value, "title").unwrap_or("dataset");
        let license = value.get("license").and_then(|l| l.as_str().or_else(|| text(l, "id")));
        push(file, "zenodo", Entry { name, license, ..Entry::default() }, Use::Listed, seen);
    }
}

fn citation(file: &File<'_>, value: &Value, seen: &mut Sightings) {
    if text(value, "type") == Some("dataset") {
        let name = text(value, "title").unwrap_or("dataset");
        let place = text(value, "url").or_else(|| text(value, "repository-artifact")).or_else(|| text(value, "doi"));
        let pin = text(value, "doi").map(str::to_string);
        push(
            file,
            "citation-dataset",
            Entry { name, place, pin, license: text(value, "license"), ..Entry::default() },
            Use::Listed,
            seen,
        );
    }
}

fn croissant(file: &File<'_>, value: &Value, seen: &mut Sightings) {
    let name = text(value, "name").unwrap_or("dataset");
    let license = value.get("license").and_then(|l| l.as_str().or_else(|| l.get(0).and_then(Value::as_str)));
    for part in list(value, "distribution").iter().take(50) {
        let Some(place) = text(part, "contentUrl") else { continue };
        let pin = text(part, "sha256").or_else(|| text(part, "md5")).map(str::to_string);
        push(file, "croissant", Entry { name, place: Some(place), pin, license, ..Entry::default() }, Use::Listed, seen);
    }
}

fn spdx(file: &File<'_>, value: &Value, seen: &mut Sightings) {
    for part in list(value, "@graph").iter().take(2000) {
        let kind = text(part, "type").or_else(|| text(part, "@type")).unwrap_or_default();
        if !kind.to_ascii_lowercase().contains("datasetpackage") {
            continue;
        }
        let Some(name) = text(part, "name") else { continue };
        let place = text(part, "software_downloadLocation").filter(|place| is_remote(place));
        let pin = list(part, "verifiedUsing").first().and_then(|hash| text(hash, "hashValue")).map(str::to_string);
        let size = part.get("dataset_datasetSize").and_then(Value::as_u64);
        push(file, "spdx-dataset", Entry { name, place, pin, size, ..Entry::default() }, Use::Listed, seen);
    }
}

fn cyclonedx(file: &File<'_>, value: &Value, seen: &mut Sightings) {
    for part in list(value, "components").iter().take(2000) {
        match text(part, "type") {
            Some("data") => {
                let name = text(part, "name").unwrap_or("data");
                let place = list(part, "data").first().and_then(|d| d.get("contents")).and_then(|c| text(c, "url"));
                let pin = list(part, "hashes").first().and_then(|hash| text(hash, "content")).map(str::to_string);
                let license = list(part, "licenses").first().and_then(|l| {
                    text(l, "expression").or_else(|| l.get("license").and_then(|l| text(l, "id").or_else(|| text(l, "name"))))
                });
                push(file, "cyclonedx-data", Entry { name, place, pin, license, ..Entry::default() }, Use::Listed, seen);
            }
            Some("machine-learning-model") => {
                let sets = part
                    .get("modelCard")
                    .and_then(|card| card.get("modelParameters"))
                    .map(|p| list(p, "datasets"))
                    .unwrap_or_default();
                for set in sets.iter().take(50) {
                    let Some(name) = text(set, "name").or_else(|| text(set, "ref")) else { continue };
                    let place = set.get("contents").and_then(|c| text(c, "url"));
                    push(file, "cyclonedx-data", Entry { name, place, ..Entry::default() }, Use::Listed, seen);
                }
            }
            _ => {}
        }
    }
}

/// `assets:` of a spaCy project: where each file is fetched from, and its checksum.
fn spacy(file: &File<'_>, value: &Value, seen: &mut Sightings) {
    for asset in list(value, "assets").iter().take(50) {
        let Some(name) = text(asset, "dest") else { continue };
        let git = asset.get("git");
        let place = text(asset, "url").or_else(|| git.and_then(|git| text(git, "repo"))).filter(|place| is_remote(place));
        let pin = text(asset, "checksum")
            .map(str::to_string)
            .or_else(|| git.and_then(|git| text(git, "branch")).filter(|b| b.len() == 40).map(str::to_string));
        if place.is_some() && !is_model(name) {
            push(file, "spacy-asset", Entry { name, place, pin, ..Entry::default() }, Use::Listed, seen);
        }
    }
}
