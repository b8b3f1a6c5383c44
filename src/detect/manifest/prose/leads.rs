//! Which links of a sentence lead to data, and by what name.

use super::words::{DATA, DOWNLOAD, SAYS_DATA, SAYS_SET};
use crate::detect::manifest::Use;
use crate::detect::manifest::link::{self, Link, Place};
use crate::knowledge::datasets;
use crate::pattern::{Regex, fixed};
use std::sync::LazyLock;

/// What a sentence says around its links.
pub struct Around<'s> {
    /// The sentence, addresses and all.
    pub sentence: &'s str,
    /// The sentence without its addresses.
    pub words: &'s str,
    /// The heading that it stands under.
    pub heading: &'s str,
    /// As what it names its sets.
    pub usage: Use,
}

/// Words of links that say nothing of what they lead to: "here", "the Dropbox folder", "official website".
static WORDLESS: LazyLock<Regex> = LazyLock::new(|| {
    fixed(
        r"(?i)^[\W_]*(?:(?:here|this|the|link|links|download|downloaded|from|on|at|via|google|drive|dropbox|baidu|pan|yun|onedrive|zenodo|kaggle|hf|hugging ?face|folder|page|web ?page|site|web ?site|official|associated|project|url|address|mirror|server|homepage|下载|链接|网盘|百度网盘|谷歌网盘)[\W_]*)*$",
    )
});

/// Stands right before the link to what a model was trained on: "trained on the [River Notes](…)".
static TRAINED_ON: LazyLock<Regex> = LazyLock::new(|| {
    fixed(
        r"(?i)\btrain(?:ed|ing)?(?: and \w+| from scratch| only| jointly)? on (?:the |our |all (?:of )?)?(?:[\w-]+ (?:of|from) (?:the )?)?[*_`]*$",
    )
});

/// Stands right before the bare address of a set: "the training data is at https://…".
static SET_AT: LazyLock<Regex> = LazyLock::new(|| {
    fixed(
        r"(?i)(?:\bdata ?sets?|\bcorp(?:us|ora)|\btreebanks?|\btraining data|数据集?|语料库?)\b[^.,;\n]{0,12}?(?:\b(?:at|from|here|is)\b|[:：(（])\s*[<(]?\s*$",
    )
});

/// A name: a few words, the first with a capital or a digit.
static NAME: LazyLock<Regex> = LazyLock::new(|| fixed(r"^[*_`\x22]*[A-Z0-9][\w.+'’/-]*(?: [\w.+'’/&()-]+){0,4}[*_`\x22]*$"));

/// Programs, machines, models and papers that stand where a data set might.
static OTHER: LazyLock<Regex> = LazyLock::new(|| {
    fixed(
        r"(?i)tool(?:box|kit|s)?\b|\bscripts?\b|\bcode\b|\brepo(?:sitory)?\b|\bmodels?\b|\bweights\b|\bcheckpoints?\b|pre-?trained|\bpaper\b|\binstructions?\b|\bguide\b|\bdocs?\b|documentation|\bsteps?\b|\b[TG]PUs?\b|\bcluster|\bcloud\b|\bserver|\bazure\b|\baws\b|\bcolab\b|\bdocker|\bpython\b|\bcuda\b|\bsdk\b|\bapi\b|\bapp\b|\bblog\b|\bpost\b|\bwiki\b|\breport\b|\bissue|\bfork\b|\bbranch\b|\brelease|\bversion\b|\blibrary\b|\bdetect|\bframework\b|\bconfig|\bresults?\b|\blogs?\b|\bsamples?\b|\bexamples?\b|\bdemo|\bforms?\b|\bagreement|\blicen[sc]e|\bpolicy\b|\bterms\b|\baccess\b|\brequest|\bforum\b|\bprivate\b|\bsecret\b|\bloader\b|\bsupercomputer|\bhardware\b|\bnvidia\b|\b[AHV]100s?\b",
    )
});

/// Where a link leads, if it leads to data.
pub fn lead(link: &Link<'_>, around: &Around<'_>) -> Option<Place> {
    // The words of the link, then the sentence, then the heading say whether it leads to data.
    let heading = if around.usage == Use::Described { around.heading } else { "" };
    let said = format!("{} {} {heading}", link.words, around.words);
    link::place(link.url, &said)
        .filter(|place| place.sure || place.facts.is_some() || says_data(link, around.words))
        .or_else(|| named(link, around.words))
        .or_else(|| pointed_at(link, around).then(|| link::place_of_page(link.url))?)
}

/// Whether a sentence that trains on what a link names says so right before it.
pub fn follows_trained_on(link: &Link<'_>, around: &Around<'_>) -> bool {
    let before = around.sentence.get(..link.range.start).unwrap_or_default();
    // Whose name stands there alone may be a machine: a forge or a word for data tells.
    let of_data =
        link.url.contains("github.com/") || link.url.contains("huggingface.co/datasets/") || DATA.is_match(around.words);
    around.usage == Use::Trained
        && of_data
        && TRAINED_ON.is_match(before)
        && NAME.is_match(link.words.trim())
        && !OTHER.is_match(link.words)
}

/// Whether the words of a link, or the sentence of a link without words of its own, speak of a set.
fn says_data(link: &Link<'_>, words: &str) -> bool {
    let own = link.words.trim();
    let short = own.len() < 12 || WORDLESS.is_match(own);
    if short { SAYS_SET.is_match(words) || DATA.is_match(own) } else { SAYS_SET.is_match(own) || DATA.is_match(own) }
}

/// A link whose own words say "dataset", or are the name of a known set in a sentence about data,
/// leads to it, wherever it points, papers aside.
fn named(link: &Link<'_>, words: &str) -> Option<Place> {
    if link.words.len() >= 90 {
        return None;
    }
    let known = datasets::mentions(link.words).first().is_some_and(|(range, _)| range.len() * 10 >= link.words.trim().len() * 6);
    let code = link.url.contains("github.com/") && !SAYS_SET.is_match(link.words);
    let says = SAYS_SET.is_match(link.words) || known && (!code || SAYS_SET.is_match(words));
    says.then(|| link::place_of_page(link.url))?
}

/// Whether the sentence sends its readers to this link for data: "Download [Brook](…) and [River](…)" under "Data", "the
/// Brook data can be downloaded [here](…)", "the data sets are at https://…".
fn pointed_at(link: &Link<'_>, around: &Around<'_>) -> bool {
    let own = link.words.trim();
    let before = around.sentence.get(..link.range.start).unwrap_or_default();
    if follows_trained_on(link, around) {
        return true;
    }
    if own.is_empty() {
        return SET_AT.is_match(before) && !OTHER.is_match(around.words);
    }
    if !DOWNLOAD.is_match(around.words) || OTHER.is_match(own) {
        return false;
    }
    if WORDLESS.is_match(own) {
        let data = SAYS_DATA.is_match(around.words) || SAYS_DATA.is_match(around.heading);
        return data && !OTHER.is_match(around.words);
    }
    // "Download [a tool] first", under data as well: the sentence must speak of sets.
    SAYS_DATA.is_match(around.heading) && SAYS_SET.is_match(around.sentence) && NAME.is_match(own)
}

/// The name of a set: the words of its link, unless they say nothing.
pub fn pick_name(words: &str, fallback: &str) -> String {
    let words = words.trim().trim_matches(['*', '`', '_', '"']).trim();
    let plain = words.to_ascii_lowercase();
    let says_nothing = plain.len() > 60
        || WORDLESS.is_match(words)
        || matches!(plain.as_str(), "data" | "dataset" | "datasets" | "the dataset")
        || plain.starts_with("http")
        || plain.starts_with('!');
    if says_nothing { fallback.to_string() } else { words.to_string() }
}
