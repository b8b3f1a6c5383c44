//! Lines of their own beside the terms: titles, addresses of mail, references.

use super::lists::LISTS;
use super::{is_pointer, is_unbinding};
use crate::license::words::Word;
use crate::pattern::{Regex, fixed};
use std::sync::LazyLock;

/// What stands behind "Please cite the author in any work or product based on this material:" (NCBI's notice): names with
/// initials, a title, and a year at the end.
static REFERENCE: LazyLock<Regex> = LazyLock::new(|| {
    fixed(
        r"(?s)(?i:please cite the authors?)[^:]{0,120}:\s{0,8}[A-Z][\w'’-]+ [A-Z]{1,3}[,.][^:;!?]{1,80}[.,:][^!?;]{4,220}\s(?:19|20)[0-9]{2}\.?\s*$",
    )
});

/// Whether a sentence is of such a reference, which is all that follows.
pub fn is_cited(source: &str, sentence: &[Word]) -> bool {
    let (Some(first), Some(last)) = (sentence.first(), sentence.last()) else { return false };
    let from = source.ceil_char_boundary(source.len().saturating_sub(600));
    let reference = REFERENCE.find(&source[from..]).map(|found| from + found.start());
    reference.is_some_and(|at| at < first.start)
        && is_unbinding(&source.get(first.start..last.end).unwrap_or_default().to_lowercase())
}

/// Whether this is the first line of the file, with the name of a program and what it does: "Brook: a parser for Stone".
pub fn is_title_line(source: &str, words: &[Word]) -> bool {
    let Some(first) = words.first() else { return false };
    let alone = source.get(..first.start).is_some_and(|before| !before.contains(char::is_alphanumeric));
    let Some(line) = own_line(source, words).filter(|_| alone) else { return false };
    let Some((name, what)) = line.split_once(':') else { return false };
    // "Licensees: …" and "Files: …" are no names of programs.
    let one = name.split_whitespace().count() == 1 && !line.contains(['/', '*', '`']);
    let is_work = |word: &str| LISTS.works.contains(word.trim_matches(|c: char| !c.is_alphanumeric()));
    one && !LISTS.addressees.contains(name.trim_end_matches('s')) && what.split_whitespace().any(is_work) && is_unbinding(&line)
}

/// Stands over the license of OpenCV, and over those that are written in its manner.
const AGREES: &str = "using the software you agree to this license";

/// "License Agreement For Brook (3-clause BSD License)", under the head of OpenCV: the title of an agreement, with the one
/// name of what it is for.
pub fn is_agreement(source: &str, sentence: &[Word]) -> bool {
    let (Some(first), Some(last)) = (sentence.first(), sentence.last()) else { return false };
    let headed = source.get(..first.start).is_some_and(|before| before.contains(AGREES));
    let mut lines = source.get(first.start..last.end).unwrap_or_default().lines().map(str::trim).filter(|line| !line.is_empty());
    let Some(name) = lines.next().and_then(|line| line.strip_prefix("License Agreement For ")) else { return false };
    let words: Vec<&str> = name.split_whitespace().collect();
    // "For Startups" is whom it is for.
    let one = words.len() == 1 && !name.ends_with('s') || words.len() <= 6 && name.ends_with(" Library");
    let clause = |line: &str| {
        line.starts_with('(')
            && super::parts(&line.to_lowercase()).all(|part| is_pointer(part) || part.bytes().all(|b| b.is_ascii_digit()))
    };
    headed && one && is_unbinding(&name.to_lowercase()) && lines.all(clause)
}

/// An address of mail on a line of its own, below the holder's.
pub fn is_mail(source: &str, sentence: &[Word]) -> bool {
    own_line(source, sentence).is_some_and(|line| {
        let line = line.trim();
        let mail = line.split_once('@').filter(|(name, host)| !name.is_empty() && host.contains('.') && !host.contains('@'));
        mail.is_some() && line.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '@' | '_' | '-' | '+' | '<' | '>'))
    })
}

/// The line of the words, in lower case and with the words that the comparison has not shown, when they stand on one.
pub fn own_line(source: &str, words: &[Word]) -> Option<String> {
    let (first, last) = (words.first()?, words.last()?);
    if source.get(first.start..last.end)?.contains('\n') {
        return None;
    }
    let from = source.get(..first.start)?.rfind('\n').map_or(0, |at| at + 1);
    source.get(from..)?.lines().next().map(str::to_lowercase)
}
