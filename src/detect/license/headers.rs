//! License headers of source files.

use crate::detect::File;
use crate::evidence::Strength;
use crate::inventory::{Kind, Role};
use crate::license::{LicenseStatus, Statement, Subject, expression};
use crate::pattern::{AnyOf, Regex, fixed};
use memchr::memmem;
use std::sync::LazyLock;

/// How far from its beginning a file is searched, in bytes.
const HEAD: usize = 4096;

/// What the header of a source file states, if its license is wanted.
pub fn look(file: &File<'_>, is_wanted: impl Fn(&str) -> bool) -> Option<Statement> {
    let source = matches!(file.artifact.kind, Kind::Source | Kind::Script | Kind::Notebook);
    if !source || matches!(file.artifact.role, Role::Vendored | Role::Test) {
        return None;
    }
    let head = WORDS.or_nothing(&file.text[..file.text.floor_char_boundary(HEAD)]);
    let (offset, found) = tagged(head).or_else(|| worded(head)).filter(|(_, found)| is_wanted(&found.text))?;
    Some(Statement {
        license: Some(found.text),
        status: LicenseStatus::Declared,
        free: found.free,
        subject: Subject::Code,
        scope: file.artifact.path().to_string(),
        link: None,
        evidence: file.evidence("license-header", Strength::Medium, offset),
    })
}

const TAG: &str = concat!("SPDX-License", "-Identifier:");
const NAME: &str = "General Public License";

/// What stands in every head that states a license.
static WORDS: LazyLock<AnyOf> = LazyLock::new(|| AnyOf::new(&[TAG, NAME]));

/// `SPDX-License-Identifier:`.
fn tagged(head: &str) -> Option<(usize, expression::Expression)> {
    let at = memmem::find(head.as_bytes(), TAG.as_bytes())?;
    let line = head.get(at + TAG.len()..)?.lines().next()?;
    let words = line.trim().trim_end_matches("*/").trim_end_matches("-->").trim_end_matches(['"', '\'']).trim();
    expression::parse(words).map(|found| (at, found))
}

/// The whole notice that the GNU licenses ask for ("How to Apply These Terms to Your New Programs"), in folded words.
static NOTICE: LazyLock<Regex> = LazyLock::new(|| {
    fixed(concat!(
        r"^(?:[a-z0-9]+|this (?:program|software|library|file|package)) is free software you can redistribute it and or modify it ",
        r"under the terms of the gnu (?:affero |lesser )?general public license as published by the free software foundation ",
        r"either version [23](?: 0| 1)? of the license or at your option any later version ",
        r"(?:[a-z0-9]+|this (?:program|software|library|file|package)) is distributed in the hope that it will be useful but without ",
        r"any warranty without even the implied warranty of merchantability or fitness for a particular purpose ",
        r"see the gnu (?:affero |lesser )?general public license for more details",
        r"(?: you should have received a copy of the gnu (?:affero |lesser )?general public license along with ",
        r"(?:[a-z0-9]+|this (?:program|software|library|file|package)) if not see https? www gnu org licenses)?$",
    ))
});

/// What a file states that holds this notice below its holders, and nothing else.
pub(super) fn notice_alone(text: &str) -> Option<expression::Expression> {
    let mut rest = text.to_string();
    for range in crate::license::notice::notices(text).into_iter().rev() {
        rest.replace_range(range, " ");
    }
    let words = rest.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase);
    let folded = words.collect::<Vec<_>>().join(" ");
    NOTICE.is_match(&folded).then(|| worded(text)).flatten().map(|(_, found)| found)
}

/// The words that the GNU licenses ask for.
fn worded(head: &str) -> Option<(usize, expression::Expression)> {
    let at = memmem::find(head.as_bytes(), NAME.as_bytes())?;
    let folded: String = head.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    let family = if folded.contains("GNU Affero General Public License") {
        "AGPL"
    } else if folded.contains("GNU Lesser General Public License") {
        "LGPL"
    } else if folded.contains("GNU General Public License") {
        "GPL"
    } else {
        return None;
    };
    let version = ["3", "2"].into_iter().find(|version| folded.contains(&format!("version {version} of the License")))?;
    let later = if folded.contains("any later version") { "or-later" } else { "only" };
    expression::parse(&format!("{family}-{version}.0-{later}")).map(|found| (at, found))
}
