//! What a copy says more, or less, than the text it was copied from: may it be passed over?
//!
//! Default deny. A list of bad words is not enough, because a restriction can be put in any words;
//! so only what is known to be harmless is passed over: names of licenses and of holders, pointers
//! to the text, requests to cite, a missing title or appendix, a slip of the pen.

use super::words::Word;
use super::{expression, notice};
use crate::evidence::Answer;

/// Words of titles, and of sentences that only say which license this is and where it stands.
const POINTERS: &[&str] = &[
    "mit",
    "apache",
    "bsd",
    "gpl",
    "lgpl",
    "agpl",
    "gplv2",
    "gplv3",
    "agplv3",
    "lgplv3",
    "gnu",
    "mpl",
    "mozilla",
    "general",
    "affero",
    "lesser",
    "public",
    "license",
    "licenses",
    "licensed",
    "licensing",
    "version",
    "clause",
    "simplified",
    "new",
    "revised",
    "expat",
    "x11",
    "creative",
    "commons",
    "cc",
    "by",
    "sa",
    "cc0",
    "attribution",
    "sharealike",
    "international",
    "unported",
    "universal",
    "unlicense",
    "isc",
    "zlib",
    "boost",
    "software",
    "foundation",
    "spdx",
    "identifier",
    "legalcode",
    "legal",
    "code",
    "deed",
    "text",
    "texts",
    "full",
    "copy",
    "complete",
    "of",
    "the",
    "this",
    "that",
    "these",
    "is",
    "are",
    "under",
    "and",
    "or",
    "an",
    "see",
    "below",
    "above",
    "following",
    "file",
    "files",
    "details",
    "also",
    "in",
    "at",
    "it",
    "its",
    "as",
    "on",
    "for",
    "january",
    "2004",
    "2007",
    "june",
    "org",
    "opensource",
    "txt",
    "md",
    "html",
    "all",
    "rights",
    "reserved",
    "copyright",
    "copyrights",
    "copyrighted",
    "holder",
    "holders",
    "owner",
    "owners",
    "author",
    "authors",
    "contributors",
    "notice",
    "notices",
    "appendix",
    "work",
    "project",
    "repository",
    "repo",
    "source",
    "available",
    "found",
    "can",
    "be",
    "please",
    "refer",
    "here",
    "included",
    "distributed",
    "released",
    "provided",
    "published",
    "information",
    "more",
    "end",
    "begin",
    "start",
    "document",
    "documentation",
    "package",
    "library",
    "program",
    "open",
    "initiative",
    "osi",
    "approved",
    "sections",
    "section",
    "part",
    "parts",
    "which",
    "was",
    "were",
    "has",
    "have",
    "been",
    "will",
    "plain",
    "ascii",
    "markdown",
    "english",
    "translation",
    "official",
    "title",
    "name",
    "licensor",
    "licensors",
    "domain",
    "dedication",
    "permissive",
    "root",
    "directory",
    "folder",
    "alternatively",
    "either",
    "both",
    "dual",
    "your",
    "option",
    "choice",
    "you",
    "may",
    "obtain",
    "choose",
    "list",
    "component",
    "components",
    "subcomponent",
    "subcomponents",
    "dependency",
    "dependencies",
    "third",
    "party",
    "bundled",
    "bundles",
    "from",
    "derived",
    "based",
    "original",
    "originally",
    "portions",
    "adapted",
    "taken",
    "borrowed",
    "their",
    "own",
    "respective",
    "includes",
    "contains",
    "redistributed",
    "wiki",
    "creativecommons",
    "publicdomain",
    "zero",
    "considerations",
    "licensees",
    "franklin",
    "street",
    "fifth",
    "floor",
    "boston",
    "ma",
    "02110",
    "1301",
    "usa",
    "59",
    "temple",
    "place",
    "suite",
    "330",
    "02111",
    "1307",
    "fsf",
    "inc",
    "cambridge",
    "675",
    "mass",
    "ave",
    "02139",
    "brief",
    "idea",
    "directory",
    "carries",
    "organizations",
    "top",
    "each",
    "indicated",
    "additionally",
    "embeds",
    "readme",
    "readmes",
    "subdirectory",
    "subdirectories",
    "within",
    "individual",
    "noted",
    "where",
    "some",
    "several",
    "few",
    "other",
    "libraries",
    "covers",
    "cover",
    "model",
    "models",
    "weights",
    "checkpoints",
    "referenced",
    "download",
    "parameters",
    "dataset",
    "data",
    "odc",
    "odbl",
    "database",
    "modified",
    "versions",
    "added",
    "applies",
    "otherwise",
    "those",
    "function",
    "functions",
    "implementation",
    "class",
    "classes",
    "script",
    "scripts",
    "module",
    "modules",
];

/// Words of sentences that say where something was taken from, and who made it.
const ATTRIBUTING: &[&str] = &[
    "adapted",
    "derived",
    "based",
    "taken",
    "added",
    "written",
    "developed",
    "contains",
    "borrowed",
    "includes",
    "maintained",
    "ported",
    "copied",
    "modification",
    "version",
];

/// Words that turn such a sentence into one about who may do what.
const ADDRESSING: &[&str] =
    &["for", "you", "your", "may", "can", "must", "who", "to", "users", "companies", "if", "we", "will", "be"];

/// Headings between the licenses of one file.
const HEADINGS: &[&str] = &["license for", "licenses for"];

/// Passages that copies have and canonical texts have not, or the other way round, and that limit
/// nothing: disclaimers of warranty, and the advice after the end of two licenses.
const KNOWN: &[&str] = &[
    "this software is provided by the copyright holders and contributors as is and any express or implied warranties including but \
     not limited to the implied warranties of merchantability and fitness for particular purpose are disclaimed in no event shall the \
     copyright holder or contributors be liable for any direct indirect incidental special exemplary or consequential damages including \
     but not limited to procurement of substitute goods or services loss of use data or profits or business interruption however caused \
     and on any theory of liability whether in contract strict liability or tort including negligence or otherwise arising in any way out \
     of the use of this software even if advised of the possibility of such damage",
    "this general public license does not permit incorporating your program into proprietary programs if your program is subroutine \
     library you may consider it more useful to permit linking proprietary applications with the library if this is what you want to do \
     use the gnu lesser general public license instead of this license",
    "the following applies to all files unless otherwise noted",
    "below are licenses used in those files as indicated",
    "the text of the creative commons public licenses is dedicated to the public domain under the cc0 public domain dedication",
    "except for the limited purpose of indicating that material is shared under creative commons public license or as otherwise \
     permitted by the creative commons policies published at creativecommons org policies",
];

/// Words of a request to cite.
const CITING: &[&str] = &[
    "cite",
    "citing",
    "cited",
    "citation",
    "citations",
    "reference",
    "references",
    "acknowledge",
    "acknowledging",
    "acknowledgment",
    "credit",
    "crediting",
    "mention",
    "our",
    "us",
    "we",
    "paper",
    "papers",
    "article",
    "publication",
    "publications",
    "preprint",
    "report",
    "if",
    "use",
    "using",
    "used",
    "when",
    "find",
    "useful",
    "helpful",
    "consider",
    "kindly",
    "would",
    "appreciate",
    "appreciated",
    "grateful",
    "ask",
    "that",
    "bibtex",
    "et",
    "al",
    "to",
    "with",
    "arxiv",
    "doi",
    "url",
    "link",
    "research",
    "model",
    "models",
    "data",
    "dataset",
    "any",
    "academic",
    "publish",
    "results",
    "scientific",
    "proceedings",
    "conference",
    "journal",
    "thank",
    "thanks",
    "star",
    "back",
    "github",
    "com",
    "page",
    "website",
    "so",
    "them",
    "how",
    "abs",
    "pdf",
    "year",
    "author",
    "booktitle",
    "volume",
    "number",
    "pages",
    "publisher",
    "month",
    "note",
    "eprint",
    "archiveprefix",
    "primaryclass",
    "inproceedings",
    "misc",
    "techreport",
    "online",
    "accessed",
];

/// Words that holders have in place of a name in a canonical text.
const PLACEHOLDERS: &[&str] = &[
    "the",
    "copyright",
    "holder",
    "holders",
    "owner",
    "owners",
    "author",
    "authors",
    "contributors",
    "contributor",
    "organization",
    "name",
    "names",
    "of",
    "and",
    "or",
    "its",
    "regents",
    "university",
    "california",
    "foundation",
    "licensor",
    "company",
    "year",
    "fullname",
    "yyyy",
    "project",
    "berkeley",
    "by",
    "inc",
    "internet",
    "systems",
    "consortium",
    "any",
    "author(s)",
];

/// Marks in canonical texts after which no terms follow.
const ENDS: &[&[&str]] = &[
    &["end", "of", "terms", "and", "conditions"],
    &["creative", "commons", "is", "not", "party", "to", "its"],
    &["exhibit", "source", "code", "form", "license", "notice"],
    &["for", "more", "information", "please", "refer", "to"],
];

/// Marks in canonical texts before which no terms stand.
const BEGINNINGS: &[&[&str]] = &[
    &["by", "exercising", "the", "licensed", "rights"],
    &["statement", "of", "purpose"],
    &["terms", "and", "conditions", "for", "use", "reproduction"],
];

/// Whether words that stand in the file alone may be passed over.
#[must_use]
pub fn added_is_harmless(source: &str, added: &[Word]) -> bool {
    let joined = added.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ");
    if KNOWN.contains(&joined.as_str()) || is_tag(source, added) {
        return true;
    }
    if let (Some(first), Some(last)) = (added.first(), added.last())
        && paragraphs(source.get(first.start..last.end).unwrap_or_default()).all(notice::is_label)
        && stands_alone(source, first.start, last.end)
    {
        return true;
    }
    sentences(source, added).into_iter().all(|sentence| {
        let pointing = sentence.iter().filter(|word| !is_pointer(&word.text)).count() == 0 && !clause_of_commons(sentence);
        pointing
            || is_citing(source, sentence)
            || is_attribution(source, sentence)
            || is_heading(source, sentence)
            || is_known(sentence)
    })
}

/// Whether a file only says which license applies and where its text is.
#[must_use]
pub fn only_points(source: &str, words: &[Word]) -> bool {
    let header = [
        "you may not use this file except in compliance with the license",
        "unless required by applicable law or agreed to in writing software distributed under the license is distributed on an as is basis \
         without warranties or conditions of any kind either express or implied",
        "see the license for the specific language governing permissions and limitations under the license",
        "you may obtain copy of the license at",
        "you may use this code under the terms of either license",
        "you may use this software under the terms of either license",
    ];
    let mut joined = format!(" {} ", words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" "));
    for known in header {
        joined = joined.replace(&format!(" {known} "), "  ");
    }
    let left: Vec<&str> = joined.split(' ').filter(|word| !word.is_empty()).collect();
    let plain = left.iter().all(|word| is_pointer(word) || matches!(*word, "dual" | "dually" | "following" | "terms"));
    plain || sentences(source, words).into_iter().all(|sentence| added_is_harmless(source, sentence))
}

/// `SPDX-License-Identifier:` with an id that is free.
fn is_tag(source: &str, added: &[Word]) -> bool {
    let (Some(first), Some(last)) = (added.first(), added.last()) else { return false };
    let line = source.get(first.start..).and_then(|rest| rest.lines().next()).unwrap_or_default();
    let Some((tag, id)) = line.split_once(':') else { return false };
    let whole = first.start + line.len() >= last.end;
    whole
        && tag.trim() == concat!("SPDX-License", "-Identifier")
        && expression::parse(id).is_some_and(|known| known.free == Answer::Yes)
}

fn is_known(sentence: &[Word]) -> bool {
    let joined = sentence.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ");
    KNOWN.contains(&joined.as_str())
}

/// "LICENSE FOR Brook code", over one of several licenses.
fn is_heading(source: &str, sentence: &[Word]) -> bool {
    let (Some(first), Some(last)) = (sentence.first(), sentence.last()) else { return false };
    let text = source.get(first.start..last.end).unwrap_or_default();
    let lower = text.to_lowercase();
    let Some(opening) = HEADINGS.iter().find(|opening| lower.starts_with(**opening)) else { return false };
    matches!(last.text.as_str(), "code" | "project" | "files" | "library")
        && text.get(opening.len()..).is_some_and(notice::is_label)
}

/// Where something was taken from: names, addresses and files, and no word to whoever receives it.
fn is_attribution(source: &str, sentence: &[Word]) -> bool {
    let said = |words: &[&str]| sentence.iter().any(|word| words.contains(&word.text.as_str()));
    let (Some(first), Some(last)) = (sentence.first(), sentence.last()) else { return false };
    let institute = source.get(first.start..last.end).is_some_and(|text| text.to_lowercase().contains("institute for"));
    let addressed = sentence.iter().any(|word| ADDRESSING.contains(&word.text.as_str()) && !(institute && word.text == "for"));
    // "… by Ada Bright and Bo Stone": a list of people, as long as nothing is said of licenses.
    let people = sentence
        .windows(2)
        .any(|pair| pair[0].text == "by" && source.get(pair[1].start..pair[1].end).is_some_and(notice::is_proper))
        && !sentence.iter().any(|word| word.text.starts_with("licens"));
    if !(said(ATTRIBUTING) || people) || addressed || sentence.len() > 60 || clause_of_commons(sentence) {
        return false;
    }
    let mut names = 0;
    sentence.iter().all(|word| {
        if is_pointer(&word.text) || ATTRIBUTING.contains(&word.text.as_str()) || (institute && word.text == "for") {
            return true;
        }
        let token = token_at(source, word);
        let named = notice::is_proper(source.get(word.start..word.end).unwrap_or_default());
        names += usize::from(named);
        notice::is_plain(&word.text) && (named && names <= 16 || is_address(token))
    })
}

/// What stands around a word up to white space: a file name, an address, code between backticks.
fn token_at<'s>(source: &'s str, word: &Word) -> &'s str {
    let start = source.get(..word.start).and_then(|before| before.rfind(char::is_whitespace)).map_or(0, |at| at + 1);
    let end = source.get(word.end..).and_then(|after| after.find(char::is_whitespace)).map_or(source.len(), |at| word.end + at);
    source.get(start..end).unwrap_or_default()
}

fn is_address(token: &str) -> bool {
    let inner = token.trim_matches(|c: char| !c.is_alphanumeric());
    token.contains('`') || inner.contains(['/', '_']) || inner.contains('.') || token.contains('@')
}

/// Whether words that stand in place of others may be passed over.
#[must_use]
pub fn replaced_is_harmless(source: &str, added: &[Word], missing: &[&str]) -> bool {
    if added.len() == 1 && missing.len() == 1 && is_slip(&added[0].text, missing[0]) {
        return true;
    }
    if added.is_empty() && matches!(missing, ["or" | "and" | "an" | "the"]) {
        return true;
    }
    let holders = !missing.is_empty() && missing.iter().all(|word| PLACEHOLDERS.contains(word));
    if holders && added.len() <= 14 {
        let (first, last) = (added.first().map_or(0, |word| word.start), added.last().map_or(0, |word| word.end));
        if source.get(first..last).is_some_and(notice::is_name) {
            return true;
        }
    }
    added_is_harmless(source, added) && missing.iter().all(|word| is_title(word))
}

/// Whether words that the file lacks may be passed over. `at` is where they stand in the canonical text.
#[must_use]
pub fn missing_is_harmless(canonical: &[&str], at: std::ops::Range<usize>) -> bool {
    let missing = &canonical[at.clone()];
    if missing.iter().all(|word| is_title(word) || *word == "or") && missing.len() <= 16 {
        return true;
    }
    // The title alone: what stands before the first sentence and names the text.
    let names = missing.iter().any(|word| matches!(*word, "license" | "agreement"));
    let grants = missing
        .iter()
        .any(|word| matches!(*word, "permission" | "hereby" | "granted" | "grant" | "any" | "may" | "rights" | "copy"));
    if at.start == 0 && missing.len() <= 12 && names && !grants {
        return true;
    }
    let place = |mark: &&[&str]| canonical.windows(mark.len()).position(|window| window == *mark);
    ENDS.iter().filter_map(place).any(|end| at.start >= end) || BEGINNINGS.iter().filter_map(place).any(|begin| at.end <= begin)
}

/// Texts between blank lines.
fn paragraphs(text: &str) -> impl Iterator<Item = &str> {
    text.split("\n\n").map(str::trim).filter(|part| !part.is_empty())
}

/// Whether a passage has lines of its own, as a title or a signature has.
fn stands_alone(source: &str, start: usize, end: usize) -> bool {
    let before = source.get(..start).unwrap_or_default().rsplit('\n').next().unwrap_or_default();
    let after = source.get(end..).unwrap_or_default().split('\n').next().unwrap_or_default();
    !before.chars().any(char::is_alphanumeric) && !after.chars().any(char::is_alphanumeric)
}

fn is_pointer(word: &str) -> bool {
    POINTERS.contains(&word) || is_year(word)
}

/// Words of a title, whose absence changes nothing. "You may" and the like are not among them.
fn is_title(word: &str) -> bool {
    is_pointer(word)
        && !matches!(
            word,
            "you"
                | "may"
                | "can"
                | "will"
                | "all"
                | "or"
                | "either"
                | "both"
                | "permissive"
                | "distributed"
                | "provided"
                | "have"
                | "your"
                | "option"
                | "choose"
                | "choice"
                | "obtain"
                | "redistributed"
                | "available"
                | "be"
                | "published"
                | "code"
                | "source"
        )
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && (word.starts_with("19") || word.starts_with("20")) && word.bytes().all(|b| b.is_ascii_digit())
}

/// "Commons Clause" is made of words that titles have.
fn clause_of_commons(sentence: &[Word]) -> bool {
    sentence.windows(2).any(|pair| pair[0].text == "commons" && pair[1].text == "clause")
}

/// One word for a word so like it that it can only be a slip or another ending.
fn is_slip(one: &str, other: &str) -> bool {
    one.is_ascii()
        && other.is_ascii()
        && one.len().min(other.len()) >= 4
        && one.as_bytes()[0] == other.as_bytes()[0]
        && distance(one, other) <= 2
}

fn distance(one: &str, other: &str) -> usize {
    let other: Vec<u8> = other.bytes().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (at, byte) in one.bytes().enumerate() {
        let mut corner = row[0];
        row[0] = at + 1;
        for (column, &wanted) in other.iter().enumerate() {
            let cost = corner + usize::from(byte != wanted);
            corner = row[column + 1];
            row[column + 1] = cost.min(row[column] + 1).min(corner + 1);
        }
    }
    row[other.len()]
}

/// A polite request to cite, with the names and titles that it is about.
fn is_citing(source: &str, sentence: &[Word]) -> bool {
    let has = |words: &[&str]| sentence.iter().any(|word| words.contains(&word.text.as_str()));
    if !has(&["cite", "citing", "citation", "acknowledge", "credit", "author", "title", "arxiv", "doi"]) {
        return false;
    }
    // A request asks and allows nothing; "you may use this for research if you cite" is no request.
    let asks = has(&["please", "kindly", "appreciate", "appreciated", "grateful", "title", "author", "arxiv", "doi"]);
    let research = sentence.iter().position(|word| word.text == "research");
    let by_the_way = research.is_none_or(|at| at > 0 && matches!(sentence[at - 1].text.as_str(), "your" | "our" | "the"));
    if !asks || !by_the_way || has(&["may", "can", "use"]) && !has(&["if", "when", "using"]) {
        return false;
    }
    sentence.iter().all(|word| {
        if is_pointer(&word.text) || CITING.contains(&word.text.as_str()) {
            return true;
        }
        source.get(word.start..word.end).is_some_and(notice::is_name)
    })
}

/// Runs of words up to the end of a sentence or paragraph.
fn sentences<'w>(source: &str, words: &'w [Word]) -> Vec<&'w [Word]> {
    let mut out = Vec::new();
    let mut from = 0;
    for at in 1..words.len() {
        let between = source.get(words[at - 1].end..words[at].start).unwrap_or_default();
        let ends = between.contains(['!', '?', ';', '。'])
            || (between.contains('.') && between.contains(char::is_whitespace))
            || between.matches('\n').count() >= 2;
        if ends {
            out.push(&words[from..at]);
            from = at;
        }
    }
    if from < words.len() {
        out.push(&words[from..]);
    }
    out
}
