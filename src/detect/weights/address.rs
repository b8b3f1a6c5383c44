//! What kind of place an address is: a model of a hub, the releases of a repository, storage, a page.

use super::Place;
use super::words::{WORDS, ends_in};

/// A hub id in code; a path of files is none.
#[must_use]
pub fn hub_id(id: &str) -> Option<Place> {
    let (owner, name) = id.split_once('/')?;
    let path = matches!(
        owner,
        "path" | "models" | "model" | "checkpoints" | "data" | "output" | "outputs" | "results" | "configs" | "your"
    );
    let lower = name.to_ascii_lowercase();
    let file = ends_in(&lower, &WORDS.certain) || name.ends_with(".py") || name.ends_with(".json");
    (!path && !file && !lower.contains("tokenizer")).then(|| Place::HubModel { owner: owner.into(), name: name.into() })
}

/// What kind of place an address is; `None` for what cannot be weights (data sets, demos, pages of
/// documentation, images).
#[must_use]
pub fn classify(url: &str) -> Option<Place> {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let bucket = ["gs://", "s3://", "oss://", "az://"].iter().any(|scheme| url.starts_with(scheme));
    let (rest, query) = rest.split_once(['?', '#']).unwrap_or((rest, ""));
    let lower = rest.trim_end_matches('/').to_ascii_lowercase();
    let host = lower.split('/').next().unwrap_or_default().trim_start_matches("www.").to_string();
    let parts: Vec<&str> = rest.trim_end_matches('/').split('/').skip(1).filter(|part| !part.is_empty()).collect();
    let named = |extensions: &[String]| ends_in(&lower, extensions);
    if WORDS.not_weights.is_match(&lower) && !host.contains("huggingface") && !host.contains("github") {
        return None;
    }
    // Stands for any address at all (RFC 2606).
    if host == "example.com" || host.ends_with(".example.com") {
        return None;
    }
    match host.as_str() {
        "huggingface.co" | "hf.co" | "hf-mirror.com" => return hub(&parts, query),
        "modelscope.cn" | "modelscope.ai" => {
            return match parts.as_slice() {
                ["models", owner, name, ..] => Some(Place::HubModel { owner: (*owner).into(), name: (*name).into() }),
                ["organization" | "profile", owner, ..] => Some(Place::HubOwner { owner: (*owner).into() }),
                _ => None,
            };
        }
        "kaggle.com" if parts.first() == Some(&"models") => {
            let [_, owner, name, ..] = parts.as_slice() else { return None };
            return Some(Place::HubModel { owner: (*owner).into(), name: (*name).into() });
        }
        "github.com" => return forge(&parts, &lower),
        "forms.gle" | "forms.office.com" => return Some(Place::Request),
        "docs.google.com" if parts.first() == Some(&"forms") => return Some(Place::Request),
        "raw.githubusercontent.com" | "media.githubusercontent.com" => {
            return named(&WORDS.certain).then(|| Place::File { url: url.into() });
        }
        _ => {}
    }
    if [
        "png", "jpg", "jpeg", "gif", "svg", "webp", "pdf", "html", "htm", "md", "py", "ipynb", "txt", "json", "jsonl", "csv",
        "tsv", "mp4", "wav", "mp3", "sh", "whl", "deb", "yaml", "yml", "xml", "pdb", "fasta", "sif", "js", "css",
    ]
    .iter()
    .any(|ext| lower.ends_with(&format!(".{ext}")))
    {
        return None;
    }
    // Pages of documentation: "…/stable/models/layers" describes programs.
    if parts.iter().any(|part| matches!(*part, "stable" | "latest" | "docs" | "documentation" | "wiki")) && !named(&WORDS.certain)
    {
        return None;
    }
    // A page that tells of a model hands none out.
    if parts.iter().any(|part| matches!(*part, "blog" | "blogs" | "news")) && !named(&WORDS.certain) && !named(&WORDS.archives) {
        return None;
    }
    let url = url.to_string();
    if parts.is_empty() && !bucket {
        return Some(Place::Page { url });
    }
    if named(&WORDS.certain) || (named(&WORDS.doubtful) && !named(&WORDS.archives)) {
        Some(Place::File { url })
    } else if bucket || named(&WORDS.archives) || WORDS.storage.iter().any(|known| lower.contains(known.as_str())) {
        Some(Place::Storage { url })
    } else if host.contains("arxiv") || host.contains("shields.io") || host.contains("twitter") || host.contains("youtube") {
        None
    } else {
        Some(Place::Page { url })
    }
}

fn hub(parts: &[&str], query: &str) -> Option<Place> {
    const NOT_MODELS: &[&str] = &[
        "datasets",
        "spaces",
        "docs",
        "blog",
        "papers",
        "join",
        "settings",
        "login",
        "new",
        "tasks",
        "learn",
        "course",
        "chat",
        "front",
        "api",
        "posts",
        "pricing",
        "organizations",
        "transformers",
        "welcome",
        "inference-endpoints",
        "metrics",
        "languages",
        "about",
        "hf-internal-testing",
        "enterprise",
        "brand",
        "storage",
        "support",
        "terms-of-service",
        "privacy",
        "avatars",
        "kernels",
        "buckets",
        "changelog",
    ];
    match parts {
        [] => None,
        [first, ..] if NOT_MODELS.contains(first) => None,
        ["collections", owner, slug, ..] => Some(Place::HubModel { owner: (*owner).into(), name: (*slug).into() }),
        ["models"] => {
            let term = query.split('&').find_map(|pair| {
                pair.split_once('=')
                    .filter(|(key, _)| matches!(*key, "search" | "other" | "filter" | "author"))
                    .map(|(_, value)| value)
            })?;
            Some(Place::HubModel { owner: String::new(), name: term.into() })
        }
        [_] if parts[0] == "models" => None,
        [owner] => Some(Place::HubOwner { owner: (*owner).into() }),
        [owner, "models" | "collections", ..] => Some(Place::HubOwner { owner: (*owner).into() }),
        [owner, name, rest @ ..] => {
            let file = rest.last().map(|file| file.to_ascii_lowercase()).unwrap_or_default();
            let page = matches!(rest.first(), Some(&("discussions" | "commit" | "commits" | "tensorboard")));
            let text = [".txt", ".json", ".md", ".png", ".pdf", ".svg", ".gif", ".jpg", ".csv", ".py", ".whl"]
                .iter()
                .any(|ext| file.ends_with(ext));
            let name_lower = name.to_ascii_lowercase();
            let else_ = file.starts_with("license")
                || name_lower.contains("tokenizer")
                || name_lower.ends_with("-logs")
                || name_lower.ends_with("tensorboard");
            (!page && !text && !else_).then(|| Place::HubModel { owner: (*owner).into(), name: (*name).into() })
        }
    }
}

/// The letters of a name, in lower case.
fn letters(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphabetic).map(|c| c.to_ascii_lowercase()).collect()
}

fn forge(parts: &[&str], lower: &str) -> Option<Place> {
    let [owner, repo, rest @ ..] = parts else { return None };
    let (owner, repo) = ((*owner).to_string(), repo.trim_end_matches(".git").to_string());
    match rest {
        ["releases", ..] => {
            let archive = ends_in(lower, &WORDS.archives) && !ends_in(lower, &WORDS.certain);
            let says = || {
                lower
                    .rsplit('/')
                    .next()
                    .is_some_and(|name| ["model", "weight", "checkpoint"].iter().any(|word| name.contains(word)))
            };
            let plain = lower.rsplit('/').next().is_some_and(|name| !name.contains('.'));
            // `…/brook-nets/releases/download/nets/$(EVALFILE)`: a build names the file elsewhere.
            let of_models = || {
                let variable = lower.rsplit('/').next().is_some_and(|name| name.contains(['$', '{', '%']));
                variable && super::words::is_of_models(&repo)
            };
            // `BASE = "…/BrookNetworks/releases/download/networks"`: the program puts the file's name behind it.
            let of_networks = || {
                let named = |part: &&str| matches!(*part, "networks" | "nets" | "weights" | "nnue");
                rest.last().is_some_and(named) && super::words::is_of_networks(&repo)
            };
            let file = if plain {
                says() || rest.get(1) == Some(&"download") && (of_models() || of_networks())
            } else if archive {
                says()
            } else {
                ends_in(lower, &WORDS.certain) || ends_in(lower, &WORDS.doubtful)
            };
            let other = [".whl", ".exe", ".deb", ".apk", ".dmg", ".jar"].iter().any(|ext| lower.ends_with(ext));
            (!other).then_some(Place::Release { owner, repo, file })
        }
        ["blob" | "raw", ..] if ends_in(lower, &WORDS.certain) => Some(Place::File { url: lower.into() }),
        // A folder of a branch from which a program takes them.
        ["raw", .., folder] if WORDS.folders.iter().any(|known| known == folder) => {
            Some(Place::Storage { url: format!("https://{lower}") })
        }
        // A page of the wiki that is named for the models it hands out.
        ["wiki", page, ..] if ["modelzoo", "pretrained"].iter().any(|word| letters(page).contains(word)) => {
            Some(Place::Release { owner, repo, file: false })
        }
        // A branch that holds them and no programs.
        ["tree", branch] if WORDS.folders.iter().any(|known| known == branch) => {
            Some(Place::Storage { url: format!("https://{lower}") })
        }
        [] | ["tree", ..] => Some(Place::Repository { owner, repo }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_told_apart() {
        let model = |owner: &str, name: &str| Some(Place::HubModel { owner: owner.into(), name: name.into() });
        assert_eq!(classify("https://huggingface.co/acme/brook-1b"), model("acme", "brook-1b"));
        assert_eq!(classify("https://huggingface.co/acme/brook-1b/resolve/main/model.safetensors"), model("acme", "brook-1b"));
        assert_eq!(classify("https://huggingface.co/collections/acme/brook-123"), model("acme", "brook-123"));
        assert_eq!(classify("https://www.kaggle.com/models/acme/brook-1b/"), model("acme", "brook-1b"));
        assert_eq!(classify("https://www.kaggle.com/models"), None);
        assert_eq!(classify("https://huggingface.co/datasets/acme/river-notes"), None);
        assert_eq!(classify("https://huggingface.co/acme/brook-1b/blob/main/LICENSE"), None);
        assert_eq!(classify("https://huggingface.co/acme"), Some(Place::HubOwner { owner: "acme".into() }));
        assert_eq!(
            classify("https://github.com/acme/brook/releases/download/v1/brook.pth"),
            Some(Place::Release { owner: "acme".into(), repo: "brook".into(), file: true })
        );
        assert!(matches!(classify("https://example.org/brook.onnx"), Some(Place::File { .. })));
        assert!(matches!(classify("gs://acme/checkpoints/brook"), Some(Place::Storage { .. })));
        assert_eq!(classify("https://example.org/figure.png"), None);
        assert_eq!(classify("https://example.org/blog/training-brook"), None);
        assert_eq!(classify("https://huggingface.co/buckets/acme/checkpoints"), None);
    }

    #[test]
    fn a_path_is_no_hub_id() {
        assert_eq!(hub_id("path/to"), None);
        assert_eq!(hub_id("acme/brook.pth"), None);
        assert!(hub_id("acme/brook-1b").is_some());
    }
}
