//! Sentences that say which license something has: in READMEs, cards, and files that only point
//! to a license.
//!
//! A sentence counts when it names a license with a verb of licensing, or forbids a use outright.
//! What it speaks of is read from the words before the name, or after it ("MIT for the code").

use super::{Subject, expression, phrases};
use crate::evidence::Answer;
use crate::pattern::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// What one sentence says of one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// An SPDX expression or `LicenseRef-…`.
    pub license: String,
    /// Whether that is free; unknown when the sentence has conditions of its own.
    pub free: Answer,
    /// What it speaks of.
    pub subject: Subject,
    /// Byte offset of the license's name.
    pub offset: usize,
    /// Whether it stands under a heading about licenses.
    pub prominent: bool,
}

#[allow(clippy::unwrap_used, reason = "literal patterns, every one of them used by a test")]
fn pattern(text: &str) -> Regex {
    crate::pattern::ascii(text).unwrap()
}

/// Names of licenses as sentences write them.
static NAME: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x)
        \b(?:
          CC[-\ ]?BY(?:[-\ ](?:NC|SA|ND))*(?:[-\ ]?v?[1-4]\.[0-9])?
        | (?i:cc-by(?:-(?:nc|sa|nd))*-[1-4]\.[0-9]) | (?i:cc0-1\.0)
        | (?i:Creative\ Commons\ (?:CC0|Zero|Attribution)[A-Za-z\ -]{0,40}?(?:[1-4]\.[0-9])(?:\ International|\ Unported|\ Generic)?)
        | (?i:Creative\ Commons\ (?:Attribution|Zero|CC0)(?:[-\ ](?:Non-?Commercial|Share-?Alike|No-?Deriv[a-z]*))*)
        | CC[-\ ]?0(?:[-\ ]1\.0)?
        | (?i:Apache[-\ ](?:Software\ )?(?:Public\ )?(?:Licen[sc]e)?,?\ ?(?:Version\ |v\.?\ ?)?2(?:\.0)?(?:\ Licen[sc]e)?)
        | (?i:Apache(?:\ Software)?\ Licen[sc]e)
        | (?:the\ )?MIT(?:[-\ ](?i:licen[sc]e[d]?))?
        | (?i:(?:[234][-\ ]clause\ (?:\w+\ )?)?BSD(?:[-\ ][234])?(?:[-\ ]Clause)?(?:[-\ ]Licen[sc]e)?)
        | (?i:GNU\ (?:Affero\ |Lesser\ )?General\ Public\ Licen[sc]e(?:,?\ (?:version\ |v)?[23](?:\.[01])?)?(?:\ or\ (?:any\ )?later(?:\ version)?)?)
        | (?:GNU\ )?[AL]?GPL(?:\ ?-?v?\ ?[23](?:\.[01])?)?(?:\+|-or-later|-only)?
        | (?i:Mozilla\ Public\ Licen[sc]e(?:,?\ (?:version\ |v)?\.?\ ?2\.0)?) | MPL[-\ ]?2\.0 | MPL
        | (?i:The\ Unlicense) | (?i:Unlicense)
        | ODC[-\ ]?(?:BY|By|PDDL|ODbL)(?:[-\ ]?v?1\.0)? | ODbL | PDDL | (?i:Open\ Data\ Commons\ [A-Za-z\ ]{4,50}?Licen[sc]e)
        | (?i:Public\ Domain\ Dedication\ and\ Licen[sc]e)
        | CDLA-[A-Za-z]+-[12]\.0 | (?i:OpenMDW)(?:-1\.[01])?
        | (?i:(?:Meta\ )?Llama[-\ ]?[234](?:\.[123])?\ (?:Community\ )?Licen[sc]e(?:\ Agreement)?)
        | (?i:LLaMA\ Licen[sc]e) | (?i:Llama\ (?:community\ )?licen[sc]e)
        | (?i:Gemma\ (?:Terms\ of\ Use|licen[sc]e)) | (?i:(?:BigScience|BigCode|CreativeML)[-\ ](?:Open)?\ ?RAIL(?:\+\+)?(?:[-\ ]M)?(?:\ Licen[sc]e)?)
        | (?i:Open\ ?RAIL(?:\+\+)?(?:[-\ ][A-Z])?) | (?i:RAIL\ Licen[sc]e)
        | (?i:AI2\ ImpACT)[A-Za-z\ -]{0,40} | CPML | (?i:Coqui\ Public\ Model\ Licen[sc]e)
        | (?i:DeepSeek\ (?:Model\ )?Licen[sc]e) | (?i:Tongyi\ Qianwen\ Licen[sc]e) | (?i:Modified\ MIT(?:\ Licen[sc]e)?)
        | (?i:[A-Z][A-Za-z0-9.]{1,20}\ (?:[0-9.]+\ )?(?:Community|Research|Non-?Commercial|Model|Responsible\ AI)\ Licen[sc]e(?:\ Agreement)?)
        )",
    )
});

/// Verbs and words by which a sentence licenses something.
static VERB: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(licen[sc]ed?|licen[sc]ing|licen[sc]es)\b|\b(released|distributed|available|published|provided|covered|governed|shared|open-?sourced|is|are|falls?|fall)\s+(?:\w+\s+){0,3}(under|with|by|in)\b|\bunder\b|协议|许可|授权|\bdual|лицензи",
    )
});

/// Uses that are excluded, with no name of a license.
static FORBIDDEN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)
          \b(?:for|to|as|under)\s+(?:\w+\s+){0,3}(?:non-?\s?commercial|research|academic|educational|evaluation)\b[^.;]{0,40}?\b(?:purposes?\s+)?\bonly\b
        | \bonly\s+(?:be\s+used\s+)?for\s+(?:\w+\s+){0,3}(?:non-?\s?commercial|research|academic|educational)\b
        | \b(?:non-?\s?commercial|research|academic)(?:\s+(?:and|or|/)\s+(?:non-?\s?commercial|research|academic|educational))*\s+(?:use|uses|usage|purposes?)\s+only\b
        | \b(?:can(?:not|'t|’t)|may\s+not|must\s+not|should\s+not|not\s+(?:allowed|permitted)\s+to)\s+be\s+used\s+(?:\w+\s+){0,4}commercial
        | \bcommercial\s+(?:use|uses|usage|purposes?)\s+(?:is|are)\s+(?:strictly\s+)?(?:prohibited|forbidden|not\s+(?:allowed|permitted))
        | \bnot\s+(?:for|available\s+for|allowed\s+for|permitted\s+for|intended\s+for)\s+commercial\s+(?:use|purposes?)
        | \bprohibited\s+(?:\w+\s+){0,4}commercial
        | \bresearch\s+purposes?\s+only\b
        | \bdual[-\ ]use\b.{0,20}\bnon-?commercial
        ",
    )
});

/// The same in Chinese.
static FORBIDDEN_HAN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"仅供[^。；\n]{0,14}(?:学术|研究|科研)|(?:严禁|禁止|不得|不能|不允许)[^。；\n、，]{0,12}商(?:业|用)|非商业|仅限[^。；\n]{0,12}(?:研究|学术)|仅用于[^。；\n]{0,12}(?:研究|学术)",
    )
});

/// Conditions in a sentence that take away from a license it names.
static CONDITION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:except|unless|provided\s+that|subject\s+to|in\s+addition|additional(?:ly)?\s+(?:terms|restrictions|conditions)|but\s+(?:not|only)|only\s+(?:for|if|when)|not\s+for|must\s+agree|please\s+contact|for\s+commercial\s+(?:use|licens)|as\s+long\s+as|restrict|revocable|additionally|together\s+with|as\s+well\s+as\s+the\s+(?:terms|policy))",
    )
});

/// A gate before the weights: terms or a form that have to be accepted first.
static GATE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)
          \b(?:accept|accepting|agree(?:d|ing)?\s+(?:to|with)|sign(?:ing)?|consent\s+to)\s+(?:\w+\s+){0,3}(?:licen[sc]e|agreement|terms|conditions)\b
        | \b(?:request|requesting|apply\s+for|applying\s+for)\s+(?:\w+\s+){0,3}(?:access|weights|checkpoints?|models?)\b
        | \bfill(?:ing)?\s+(?:in|out)\s+(?:\w+\s+){0,3}form\b
        ",
    )
});

static WEIGHTS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:model\s+)?(?:weights?|checkpoints?|parameters|embeddings|vectors|adapters?|loras?|deltas?|diffs?)\b|\b(?:pre-?trained|trained|released|language|base|chat|fine-?tuned|our|these|this|the|all|other|included|distilled|voice|open|original|following|instruct)\s+(?:\w+[-\s]){0,3}models?\b|\bmodels\b|模型|权重|модел",
    )
});
static CODE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:source[-\s]code|code|codebase|software|scripts?|implementation|programs?|library|package|toolkit|framework|tools?)\b|代码|код",
    )
});
static DATA: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)\b(?:data|data-?sets?|corpus|corpora|annotations?|recordings?|training\s+sets?|database)\b|数据|语料|данн")
});
static DOCS: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\b(?:documentation|docs|website|logos?|images?|figures?)\b|文档"));
static WHOLE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)\b(?:this|the|our)\s+(?:entire\s+|whole\s+)?(?:project|repository|repo|work|release)\b|本项目|本仓库|资源")
});

/// Somebody else's work, or a demonstration: not this release.
static OTHERS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:thanks?\s+to|inspired\s+by|borrow|adapted\s+from|based\s+on\s+code|we\s+use\b|uses\s+the|third[-\s]party|upstream|other\s+repositor|original\s+(?:authors?|repositor)|online\s+demo|the\s+service|demo\s+is|research\s+preview|dependenc|unlike|contributions?|contributor|benchmark|courtesy|icons?|fonts?|hosted\s+by|in\s+support\s+of|replac(?:es|ed|ing)|formerly|previously|no\s+longer|compatible\s+with|by\s+contributing|contributing)\b",
    )
});

static LICENSE_HEADING: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)licen[sc]|legal|terms|disclaimer|copyright|usage and|commercial|协议|许可|声明|лиценз"));
static OTHERS_HEADING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)acknowledg|credits?\b|thanks|related|citation|cite|reference|third|depend|contribut|致谢|引用|faq|benchmark|changelog|news",
    )
});

/// Everything that a text says about licenses, in the order of the text.
#[must_use]
pub fn said(text: &str) -> Vec<Said> {
    let plain = blank(text);
    let mut out: Vec<Said> = Vec::new();
    let mut heading = String::new();
    for range in sentences(&plain) {
        let sentence = &plain[range.clone()];
        if sentence.trim_start().starts_with('|') {
            continue;
        }
        if let Some(title) = sentence.trim_start().strip_prefix('#') {
            heading = title.trim_matches(['#', ' ']).to_string();
            // "## License: MIT" says all in its title.
            if !heading.contains(':') {
                continue;
            }
        }
        if OTHERS_HEADING.is_match(&heading) && !LICENSE_HEADING.is_match(&heading) {
            continue;
        }
        let prominent = LICENSE_HEADING.is_match(&heading);
        for mut one in sentence_says(sentence, prominent, &heading) {
            one.offset += range.start;
            out.push(one);
        }
    }
    out
}

fn sentence_says(sentence: &str, prominent: bool, heading: &str) -> Vec<Said> {
    let mut out = Vec::new();
    if OTHERS.is_match(sentence) {
        return out;
    }
    let forbidden = FORBIDDEN.find(sentence).or_else(|| FORBIDDEN_HAN.find(sentence));
    if let Some(found) = forbidden {
        let mut subjects = subjects(sentence, 0..sentence.len());
        if sentence.to_lowercase().contains("educational") {
            // "For educational purposes only" describes code, it does not license it.
            subjects.retain(|subject| *subject != Subject::Code);
        }
        let named = !subjects.is_empty() || prominent;
        if named {
            let license = if sentence.to_lowercase().contains("commerc") || sentence.contains('商') {
                "LicenseRef-Non-Commercial"
            } else {
                "LicenseRef-Research-Only"
            };
            // A use that is excluded, with no word on of what, is excluded of all.
            let subjects = if subjects.is_empty() { vec![subject_of_heading(heading)] } else { subjects };
            for subject in subjects {
                out.push(Said { license: license.into(), free: Answer::No, subject, offset: found.start(), prominent });
            }
        }
    }
    if GATE.is_match(sentence) && WEIGHTS.is_match(sentence) {
        let offset = GATE.find(sentence).map_or(0, |found| found.start());
        out.push(Said {
            license: "LicenseRef-Terms-To-Accept".into(),
            free: Answer::Unknown,
            subject: Subject::Weights(None),
            offset,
            prominent,
        });
    }
    // Licenses of models by the words of their own titles, in any language.
    let lower = sentence.to_lowercase();
    if ["licen", "许可", "协议", "terms"].iter().any(|word| lower.contains(word))
        && let Some(named) = phrases::first(sentence)
    {
        out.push(Said {
            license: named.facts.id.clone(),
            free: if named.facts.free == Answer::No { Answer::No } else { Answer::Unknown },
            subject: Subject::Weights(None),
            offset: named.offset,
            prominent,
        });
    }
    if !(VERB.is_match(sentence) || (prominent && sentence.len() < 200)) {
        return out;
    }
    let names: Vec<(Range<usize>, expression::Expression)> = NAME
        .find_iter(sentence)
        .filter(|found| plausible(sentence, found.range(), prominent))
        .map(|found| (found.range(), known(found.as_str())))
        .collect();
    let conditional = CONDITION.is_match(sentence);
    let choice = {
        let lower = sentence.to_lowercase();
        lower.contains("dual") || lower.contains("either") || lower.contains("your option") || lower.contains("your choice")
    };
    let mut from = 0;
    let mut carried: Vec<Subject> = Vec::new();
    let mut at = 0;
    while at < names.len() {
        let (range, expression) = &names[at];
        let mut expression = expression.clone();
        let mut end = range.end;
        // "MIT or Apache-2.0", "dual-licensed under the Unlicense and MIT".
        while let Some((next, other)) = names.get(at + 1) {
            let between = sentence[end..next.start].to_lowercase();
            let joined = between.trim().trim_matches(',').trim().to_string();
            let joined = joined.trim_end_matches(" the").trim_end_matches("the").trim();
            let or = matches!(joined, "or" | "/" | "/ or")
                || (choice && matches!(joined, "and" | "" | "&" | "license and" | "license or"));
            if !or || subjects(sentence, next.end..follow(sentence, next.end)).len() == 1 && between.contains("and") && !choice {
                break;
            }
            expression.text = format!("{} OR {}", expression.text, other.text);
            expression.free = expression::either(expression.free, other.free);
            end = next.end;
            at += 1;
        }
        let after = subject_after(sentence, end);
        let before = subjects(sentence, from..range.start);
        let mut own = if after.is_empty() { before } else { after };
        if own.is_empty() {
            own = if carried.is_empty() {
                if WHOLE.is_match(sentence) || prominent { vec![subject_of_heading(heading)] } else { Vec::new() }
            } else {
                carried.clone()
            };
        }
        carried.clone_from(&own);
        let free = if conditional && expression.free == Answer::Yes { Answer::Unknown } else { expression.free };
        for subject in own {
            out.push(Said { license: expression.text.clone(), free, subject, offset: range.start, prominent });
        }
        from = end;
        at += 1;
    }
    out
}

/// The end of what follows a name: the next comma, or forty bytes.
fn follow(sentence: &str, from: usize) -> usize {
    let rest = &sentence[from..];
    let end = rest.find([',', ';']).unwrap_or(rest.len()).min(40);
    let mut end = from + end;
    while !sentence.is_char_boundary(end) {
        end += 1;
    }
    end
}

/// "MIT for the code": what stands after the name.
fn subject_after(sentence: &str, end: usize) -> Vec<Subject> {
    let rest = sentence[end..].trim_start_matches([')', ']', '*', ' ']);
    let rest = rest.strip_prefix("License").or_else(|| rest.strip_prefix("license")).unwrap_or(rest).trim_start();
    if !(rest.starts_with("for ")
        || rest.starts_with("(for ")
        || rest.starts_with("(code")
        || rest.starts_with("(weights")
        || rest.starts_with("(model"))
    {
        return Vec::new();
    }
    let start = sentence.len() - rest.len();
    subjects(sentence, start..follow(sentence, start))
}

/// The things that a stretch of a sentence speaks of.
fn subjects(sentence: &str, range: Range<usize>) -> Vec<Subject> {
    let Some(part) = sentence.get(range) else { return Vec::new() };
    let mut out = Vec::new();
    // A "data package" is data.
    let code = CODE.find_iter(part).any(|found| !part[..found.start()].to_lowercase().ends_with("data "));
    if code {
        out.push(Subject::Code);
    }
    if WEIGHTS.is_match(part) {
        out.push(Subject::Weights(None));
    }
    if DATA.is_match(part) {
        out.push(Subject::Data(None));
    }
    if DOCS.is_match(part) && out.is_empty() {
        out.push(Subject::Docs);
    }
    if out.is_empty() && WHOLE.is_match(part) {
        out.push(Subject::Everything);
    }
    out
}

/// What a section speaks of as a whole, by its heading: "Model License", "License (code)".
fn subject_of_heading(heading: &str) -> Subject {
    match subjects(heading, 0..heading.len()).as_slice() {
        [one] => one.clone(),
        _ => Subject::Everything,
    }
}

/// Whether the name is used as a license's: "MIT" is also a university, "BSD" a system.
fn plausible(sentence: &str, range: Range<usize>, prominent: bool) -> bool {
    let name = &sentence[range.clone()];
    let lower = name.to_lowercase();
    let short = matches!(lower.trim_start_matches("the "), "mit" | "bsd" | "gpl" | "mpl");
    if !short {
        return true;
    }
    let before = sentence[..range.start].to_lowercase();
    let after = sentence[range.end..].to_lowercase();
    let before = before.trim_end_matches([' ', '(', '[', '*', '"', '`', ':', '|', '-']);
    let after = after.trim_start_matches([')', ']', '*', '"', '`', ' ', '-', '.']);
    after.starts_with("licen")
        || ["under", "under the", "license", "licence", "licenses", "licensed", "or", "and", "is", "are", "the"]
            .iter()
            .any(|word| before.ends_with(word))
            && (prominent || before.contains("under") || before.contains("licen"))
        || (prominent && sentence.trim().len() <= name.len() + 12)
}

fn known(name: &str) -> expression::Expression {
    let trimmed = name.trim().trim_end_matches(['.', ',']);
    let trimmed = trimmed.strip_prefix("the ").unwrap_or(trimmed);
    let trimmed = match trimmed.len().checked_sub("licensed".len()) {
        Some(at) if trimmed.is_char_boundary(at) && trimmed[at..].eq_ignore_ascii_case("licensed") => {
            trimmed[..at].trim_end_matches(['-', ' '])
        }
        _ => trimmed,
    };
    expression::parse(trimmed).unwrap_or_else(|| {
        let id = super::reference(trimmed);
        expression::Expression { free: if restricts(trimmed) { Answer::No } else { Answer::Unknown }, text: id, imprecise: false }
    })
}

/// Names that say by themselves that not everybody may do everything.
fn restricts(name: &str) -> bool {
    let lower = name.to_lowercase();
    ["rail", "llama", "gemma", "non-commercial", "noncommercial", "research", "impact", "cpml", "coqui", "deepseek", "qianwen"]
        .iter()
        .any(|word| lower.contains(word))
}

/// The words of the header that the Apache license asks for: they condition nothing further.
static HEADER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)you\s+may\s+not\s+use\s+this\s+(?:file|software|repository|work)\s+except\s+in\s+compliance\s+with\s+the\s+License|Unless\s+required\s+by\s+applicable\s+law\s+or\s+agreed\s+to\s+in\s+writing",
    )
});

/// The text with everything blanked that is no prose, byte for byte, so that offsets stay true.
fn blank(text: &str) -> String {
    static HIDDEN: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?s)\[!\[[^\]]*\]\([^)]*\)\]\([^)]*\)|!\[[^\]]*\]\([^)]*\)|\]\([^)\n]*\)|<!--.*?-->|</?[a-zA-Z][^>\n]{0,300}>|https?://[^\s)\]]+",
        )
    });
    let mut bytes = text.as_bytes().to_vec();
    for found in HIDDEN.find_iter(text).chain(HEADER.find_iter(text)) {
        for byte in &mut bytes[found.range()] {
            if *byte != b'\n' {
                *byte = b' ';
            }
        }
    }
    let mut fenced = false;
    let mut at = 0;
    while at < bytes.len() {
        let end = memchr::memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |found| at + found);
        let line = &bytes[at..end];
        let mark = line.iter().position(|b| *b != b' ').map(|from| &line[from..]).unwrap_or_default();
        let fence = mark.starts_with(b"```") || mark.starts_with(b"~~~");
        if fenced || fence {
            bytes[at..end].fill(b' ');
        }
        if fence {
            fenced = !fenced;
        }
        at = end + 1;
    }
    for byte in &mut bytes {
        if matches!(*byte, b'*' | b'_' | b'`' | b'[' | b']' | b'\r' | b'>') {
            *byte = b' ';
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| " ".repeat(text.len()))
}

/// Sentences, list items, rows of tables, headings.
fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = 0;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let bare = line.trim();
        let underline = bare.len() >= 3 && bare.bytes().all(|b| matches!(b, b'=' | b'-' | b'~'));
        let breaks = bare.is_empty()
            || bare.starts_with(['#', '|', '-', '+', '•'])
            || underline
            || (bare.starts_with(|c: char| c.is_ascii_digit()) && bare.contains(". "));
        if breaks && at > start {
            out.push(start..at);
            start = at;
        }
        for (offset, c) in line.char_indices() {
            let end = at + offset + c.len_utf8();
            let stop = matches!(c, '。' | '；')
                || (matches!(c, '.' | '!' | '?')
                    && text[end..].chars().next().is_none_or(char::is_whitespace)
                    && text[end..].trim_start().chars().next().is_none_or(|next| !next.is_lowercase())
                    && !abbreviates(&text[start.min(at + offset)..at + offset]));
            if stop {
                out.push(start..end);
                start = end;
            }
        }
        at += line.len();
        if (bare.starts_with(['#', '|']) || underline) && at > start {
            out.push(start..at);
            start = at;
        }
    }
    if start < text.len() {
        out.push(start..text.len());
    }
    out.retain(|range| range.len() <= 4000 && text[range.clone()].chars().any(char::is_alphanumeric));
    out
}

fn abbreviates(before: &str) -> bool {
    let last = before.rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or_default().to_ascii_lowercase();
    matches!(last.as_str(), "e.g" | "i.e" | "v" | "vs" | "etc" | "cf" | "al" | "inc" | "no" | "dr" | "ver")
}
