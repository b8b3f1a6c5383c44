//! Addresses: which of them are places where a data set can be had.

use crate::knowledge::datasets::{self, DatasetFacts};
use crate::pattern::{ADDRESSES, Regex, fixed};
use crate::prose::references::References;
use std::ops::Range;
use std::sync::LazyLock;

/// An address in a text, with the words of its link if it has any.
#[derive(Debug, Clone)]
pub struct Link<'t> {
    /// The bytes of the whole link, words and all.
    pub range: Range<usize>,
    /// The address.
    pub url: &'t str,
    /// The words of a Markdown or HTML link.
    pub words: &'t str,
}

/// A place where a data set can be had.
#[derive(Debug, Clone, Default)]
pub struct Place {
    /// A name from the address.
    pub name: String,
    /// A hub or registry id.
    pub id: Option<String>,
    /// An immutable revision in the address.
    pub pin: Option<String>,
    /// The row of the knowledge tables.
    pub facts: Option<&'static DatasetFacts>,
    /// Whether the address alone says data (a data set host, a file of rows), without the words around it.
    pub sure: bool,
}

static URL: LazyLock<Regex> = LazyLock::new(|| fixed(r#"(?:https?|ftp|s3|gs)://[^\s"'`<>\\|{}\[\]，。；）（]+"#));
static HUB: LazyLock<Regex> = LazyLock::new(|| {
    fixed(r"(?i)^(?:huggingface\.co|hf\.co|hf-mirror\.com|modelscope\.cn|modelscope\.com)/datasets/([\w.\-]+(?:/[\w.\-]+)?)")
});
static REVISION: LazyLock<Regex> = LazyLock::new(|| fixed(r"/(?:resolve|tree|blob|raw)/([0-9a-f]{40})(?:/|$)"));
/// Hosts and path prefixes that hold data and nothing else, with the part that names the set.
static ARCHIVES: LazyLock<Regex> = LazyLock::new(|| {
    fixed(
        r"(?ix)^(?:
          (?:kaggle\.com/(?:datasets|c|competitions)/|kaggle\.com/[\w-]+/)([\w./-]+)
        | (?:zenodo\.org/records?/|doi\.org/10\.5281/zenodo\.)(\d+)
        | (?:[\w-]+\.)?figshare\.com/(?:articles/(?:dataset/)?|s/|ndownloader/)([\w./%-]+)
        | doi\.org/10\.6084/m9\.figshare\.([\d.v]+)
        | data\.mendeley\.com/datasets/([\w./-]+)
        | (?:us\.|trmal\.|openslr\.)?(?:openslr\.org|elda\.org)/(?:resources/)?(\d+)
        | registry\.opendata\.aws/([\w-]+)
        | tensorflow\.org/datasets/catalog/(\w+)
        | archive\.ics\.uci\.edu/(?:ml/)?(?:dataset/\d+/|datasets/|machine-learning-databases/)([\w.+-]+)
        | academictorrents\.com/details/(\w+)
        | ieee-dataport\.org/([\w./-]+)
        | dataverse\.[\w.]+/(\S+)
        | (?:datadryad\.org|physionet\.org|data\.world|osf\.io|openneuro\.org|data\.gov)/([\w./:-]+)
        )",
    )
});
/// Files that hold rows, whatever they are about.
static ROWS: LazyLock<Regex> = LazyLock::new(|| {
    fixed(r"(?i)\.(?:csv|tsv|jsonl|ndjson|parquet|arrow|tfrecords?|conllu|conll|pgn|binpack|arff)(?:\.(?:gz|bz2|xz|zst|zip))?$")
});
/// Files that may hold data or anything else.
static PACKED: LazyLock<Regex> = LazyLock::new(|| fixed(r"(?i)\.(?:zip|tar|tgz|tar\.\w+|gz|bz2|xz|zst|7z|rar)$"));
/// Files that hold data only where their address says so.
static LOOSE: LazyLock<Regex> =
    LazyLock::new(|| fixed(r"(?i)\.(?:txt|json|xml|npz|npy|h5|hdf5|mat|pkl|bin|wav|mdb|lmdb|db|rec|idx|cif|dat|fasta)$"));
static DATA: LazyLock<Regex> = LazyLock::new(|| {
    fixed(
        r"(?i)data[ _-]?set|corpus|corpora|treebank|[/_.-]data[/_.-]|training[ _-]?data|train[ _-](?:data|set|images|split)|annotations?[_./-]|ground[ _-]?truth|dumps?[/_.-]|parallel|sentences|wikipedia|speech",
    )
});
static NOT_DATA: LazyLock<Regex> = LazyLock::new(|| {
    fixed(
        r"(?i)weights?\b|[-_./]logs?[-_./]|docs\.google\.com/uc\?export=download(?:&confirm=\w+)?$|checkpoint|ckpt|pre-?trained|/models?/|[_-]model\b|model[_-]|tokeni[sz]er|vocab|merges\.txt|\bbpe\b|embedding|glove|word2vec|fasttext|fid_stats|inception|vgg1[69]|resnet|\.whl|/archive/|installer|miniconda|anaconda|toolkit|config|class(?:es|_names)|labels?\.(?:txt|json)|synset|requirements|license|licence|\.(?:pyt|pth?|onnx|safetensors|gguf|ckpt|tflite|caffemodel|weights|pdf|png|jpe?g|gif|svg|mp4|webm|mp3|og[ga]|html?|py|ipynb|sh|md|yaml|yml|toml|js|css|deb|exe|dmg|apk|jar|so|dll)(?:$|\?)",
    )
});
/// Badges and logos.
static PICTURE: LazyLock<Regex> = LazyLock::new(|| fixed(r"(?i)\.(?:svg|ico)$"));
/// Hosts that hold papers, prose, films and people.
static PAPER: LazyLock<Regex> = LazyLock::new(|| {
    fixed(
        r"(?i)^(?:[\w-]+\.)?(?:arxiv\.org|aclweb\.org|aclanthology\.(?:org|info|coreli\.org)|openreview\.net|papers\.nips\.cc|neurips\.cc|proceedings\.mlr\.press|semanticscholar\.org|ieeexplore\.ieee\.org|dl\.acm\.org|link\.springer\.com|sciencedirect\.com|nature\.com|biorxiv\.org|medrxiv\.org|pubs\.\w+\.org|youtube\.com|youtu\.be|twitter\.com|x\.com|medium\.com|en\.wikipedia\.org|[a-z]{2,3}\.wikipedia\.org|discord\.\w+|linkedin\.com|facebook\.com|t\.me|colab\.research\.google\.com|shields\.io|img\.shields\.io|travis-ci\.\w+|creativecommons\.org|opensource\.org|opendatacommons\.org|gnu\.org|apache\.org|choosealicense\.com|spdx\.org|paperswithcode\.com/(?:sota|paper)|stackoverflow\.com|scholar\.google\.\w+|pypi\.org|readthedocs\.\w+|wandb\.ai|docs\.google\.com/forms|localhost|127\.0\.0\.1|example\.(?:com|org))",
    )
});
static OPEN_BUCKET: LazyLock<Regex> = LazyLock::new(|| fixed(r"(?i)^(?:s3|gs)://[\w.-]*(?:public|open|-pub\b|pub-)"));
/// Pages of a forge that hold talk about a project, not what it holds.
static TALK: LazyLock<Regex> =
    LazyLock::new(|| fixed(r"(?i)/(?:issues|pull|pulls|discussions|wiki|actions|commit|commits|compare|milestones)(?:/|$)"));
/// Hosts where anything may lie: a data word must stand in the address or in the words around it.
static BOX: LazyLock<Regex> = LazyLock::new(|| {
    fixed(
        r"(?i)^(?:drive\.google\.com|docs\.google\.com/uc|dropbox\.com|pan\.baidu\.com|1drv\.ms|onedrive\.live\.com|mega\.nz|mega\.co\.nz|box\.com|[\w-]+\.box\.com|s3://|gs://|storage\.cloud\.google\.com|console\.cloud\.google\.com/storage|storage\.googleapis\.com|[\w.-]*amazonaws\.com|archive\.org|cloud\.tsinghua\.edu\.cn|[\w.-]+/s/\w+|release-assets)",
    )
});

/// All addresses of a text, with the words of Markdown links and of HTML anchors.
#[must_use]
pub fn links(text: &str) -> Vec<Link<'_>> {
    if !ADDRESSES.is_in(text) {
        return Vec::new();
    }
    URL.find_iter(text)
        .map(|found| {
            let (start, end, url) = trim(text, found.start(), found.end());
            let (words, from) = words_before(text, start);
            Link { range: from..end, url, words }
        })
        .collect()
}

/// All addresses of a text, those behind `[words][name]` and `[name]` too.
#[must_use]
pub fn links_with<'t>(text: &'t str, references: &'t References<'t>) -> Vec<Link<'t>> {
    let mut found = links(text);
    found.extend(references.used_in(text).map(|used| Link { range: used.range, url: used.url, words: used.words }));
    found.sort_by_key(|link| link.range.start);
    found
}

/// Cuts what closes the sentence or the bracket around an address.
fn trim(text: &str, start: usize, end: usize) -> (usize, usize, &str) {
    let mut url = &text[start..end];
    loop {
        let last = url.chars().next_back().unwrap_or(' ');
        let unbalanced = last == ')' && url.matches(')').count() > url.matches('(').count();
        if matches!(last, '.' | ',' | ';' | ':' | '!' | '?' | '*' | '_') || unbalanced {
            url = &url[..url.len() - last.len_utf8()];
        } else if let Some(at) = url.find("](").or_else(|| url.find(")(")) {
            url = &url[..at];
        } else if let (Some(close), None) = (url.find(')'), url.find('(')) {
            url = &url[..close];
        } else {
            break;
        }
    }
    (start, start + url.len(), url)
}

/// The words of `[words](address` or `<a href="address">words`.
fn words_before(text: &str, start: usize) -> (&str, usize) {
    let before = &text[..start];
    if let Some(head) = before.strip_suffix("](").or_else(|| before.strip_suffix("](<")) {
        let floor = head.floor_char_boundary(head.len().saturating_sub(300));
        if let Some(open) = head[floor..].rfind('[') {
            return (&head[floor + open + 1..], floor + open);
        }
    }
    if before.ends_with("href=\"") || before.ends_with("href='") {
        let rest = &text[start..text.floor_char_boundary(start + 600)];
        if let Some(open) = rest.find('>') {
            let close = rest[open..].find('<').map_or(rest.len(), |at| open + at);
            return (&rest[open + 1..close.max(open + 1)], start);
        }
    }
    ("", start)
}

/// What an address is, seen with the words around it. `None` when it is no place of data.
#[must_use]
pub fn place(url: &str, around: &str) -> Option<Place> {
    let bare = bare_case(url);
    if let Some(found) = HUB.captures(&bare) {
        let id = found[1].trim_end_matches('.').to_string();
        let name = id.rsplit('/').next().unwrap_or(&id).to_string();
        let pin = REVISION.captures(&bare).map(|c| c[1].to_string());
        return Some(Place { facts: datasets::named(&id), name, id: Some(id), pin, sure: true });
    }
    if PAPER.is_match(&bare) || TALK.is_match(&bare) {
        return None;
    }
    if let Some(facts) = datasets::served_at(url) {
        return Some(Place { name: facts.name.clone(), facts: Some(facts), sure: true, ..Place::default() });
    }
    if (bare.starts_with("s3://") || bare.starts_with("gs://"))
        && !(OPEN_BUCKET.is_match(&bare) || around.contains("no-sign-request"))
    {
        // A bucket is its owner's own, unless its name or the command says that anyone may read it.
        return None;
    }
    let path = bare.split(['?', '#']).next().unwrap_or(&bare);
    let says_data = DATA.is_match(&bare) || DATA.is_match(around);
    let says_other = NOT_DATA.is_match(&bare);
    if PICTURE.is_match(path) {
        return None;
    }
    if let Some(found) = ARCHIVES.captures(&bare) {
        let id = found.iter().skip(1).flatten().next().map(|m| m.as_str().trim_matches('/').to_string())?;
        let host = bare.split('/').next().unwrap_or_default();
        let hosts_anything =
            host.contains("zenodo") || host.contains("figshare") || host.contains("doi.org") || host.contains("osf.io");
        if hosts_anything && (!says_data || says_other) {
            return None;
        }
        return Some(Place { name: format!("{host}: {id}"), sure: !hosts_anything, ..Place::default() });
    }
    if says_other || bare.contains('$') && BOX.is_match(&bare) || LOOSE.is_match(path) && !DATA.is_match(&bare) {
        return None;
    }
    if ROWS.is_match(path) {
        return Some(Place { name: last(path), sure: true, ..Place::default() });
    }
    let names_code =
        bare.starts_with("github.com/") && !bare.contains("/releases/") && !bare.contains("/raw/") && !bare.contains("/blob/");
    let packed = PACKED.is_match(path) || LOOSE.is_match(path) && DATA.is_match(&bare);
    if (packed || BOX.is_match(&bare) || !names_code && DATA.is_match(&bare)) && says_data {
        return Some(Place { name: last(path), sure: packed && DATA.is_match(&bare), ..Place::default() });
    }
    None
}

static OWN: LazyLock<Regex> = LazyLock::new(|| {
    fixed(
        r"(?i)^(?:github\.com/[\w.-]+/[\w.-]+/(?:blob|tree|raw)/[\w.-]+|raw\.githubusercontent\.com/[\w.-]+/[\w.-]+/[\w.-]+)/([^?#]+)",
    )
});

/// The path inside a repository that an address of a forge leads to. When this tree has that path, the address is of this project.
#[must_use]
pub fn own_path(url: &str) -> Option<&str> {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest).trim_start_matches("www.");
    OWN.captures(rest)
        .and_then(|found| found.get(1))
        .map(|path| path.as_str().trim_end_matches('/'))
        .filter(|path| path.len() > 3)
}

/// A page that the words of its own link call a data set: any address but a paper's or that of weights.
#[must_use]
pub fn place_of_page(url: &str) -> Option<Place> {
    let bare = bare_case(url);
    // A page is not data, and leads to it all the same.
    let shown = bare.strip_suffix(".html").or_else(|| bare.strip_suffix(".htm")).unwrap_or(&bare);
    if PAPER.is_match(&bare) || TALK.is_match(&bare) || NOT_DATA.is_match(shown) {
        return None;
    }
    Some(Place {
        name: last(bare.split(['?', '#']).next().unwrap_or(&bare)),
        facts: datasets::served_at(url),
        ..Place::default()
    })
}

/// The address without scheme and `www.`, in its own case.
fn bare_case(url: &str) -> String {
    let url = url.trim();
    let rest = if url.starts_with("s3://") || url.starts_with("gs://") {
        url
    } else {
        url.split_once("://").map_or(url, |(_, rest)| rest)
    };
    rest.trim_start_matches("www.").trim_end_matches('/').to_string()
}

fn last(path: &str) -> String {
    path.trim_end_matches('/').rsplit('/').next().unwrap_or(path).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hub_address_is_a_place_and_may_be_pinned() {
        let found =
            place("https://huggingface.co/datasets/acme/river-notes/resolve/0123456789abcdef0123456789abcdef01234567/a.csv", "")
                .unwrap_or_default();
        assert_eq!(found.id.as_deref(), Some("acme/river-notes"));
        assert!(found.pin.is_some());
    }

    #[test]
    fn papers_weights_and_code_are_no_places() {
        for url in [
            "https://arxiv.org/abs/2101.00027",
            "https://example.net/models/brook-1b-weights.tar.gz",
            "https://github.com/acme/brook",
            "https://huggingface.co/acme/brook-1b",
            "https://zenodo.org/record/1234",
        ] {
            assert!(place(url, "see").is_none(), "{url}");
        }
        assert!(place("https://zenodo.org/record/1234", "our dataset").is_some());
        assert!(place("https://data.example.net/rivers.csv", "").is_some());
    }

    #[test]
    fn markdown_words_belong_to_their_address() {
        let found = links("get [the river corpus](https://example.net/r(1).zip), or <https://example.net/b>.");
        assert_eq!(found[0].words, "the river corpus");
        assert_eq!(found[0].url, "https://example.net/r(1).zip");
        assert_eq!(found[1].url, "https://example.net/b");
    }
}
