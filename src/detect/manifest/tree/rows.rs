//! What the rows of a text are: data, or names of what lies elsewhere.

use super::super::names::LISTS;
use crate::detect::Context;
use crate::git::{Contents, ObjectSource};
use crate::inventory::Artifact;

/// The most bytes of a file that is looked into to see whether it is a list of others.
const LIST: u64 = 4 << 20;

/// What the rows of a text are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rows {
    /// Data themselves, as far as can be seen.
    Data,
    /// Names of pictures, sounds, arrays or other files that are not in this tree: what is to be learned from lies
    /// elsewhere, and this only tells which of it.
    Files,
    /// Addresses.
    Addresses,
}

pub(super) fn rows(source: &dyn ObjectSource, context: &Context<'_>, artifact: &Artifact) -> Rows {
    if !LISTS.listing.contains(artifact.extension()) {
        return Rows::Data;
    }
    let Contents::Bytes(mut bytes) = source.read(&artifact.entry, LIST) else { return Rows::Data };
    bytes.truncate(64 << 10);
    let text = String::from_utf8_lossy(&bytes);
    let is_here = |path: &str| context.inventory.get(path.trim_start_matches("./")).is_some();
    let names = |row: &str| {
        let ending = |field: &str| field.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
        let is_path = row.contains('/') && !row.contains(char::is_whitespace) && matches!(ending(row).len(), 1..=5);
        let mut fields = row.split(['|', ',', ';', '\t', ' ', '"']);
        is_path && !is_here(row) || fields.any(|field| LISTS.listed.contains(&ending(field)) && !is_here(field))
    };
    let is_address = |row: &str| row.contains("://") && !row.contains(char::is_whitespace);
    let found: Vec<&str> = text.lines().map(str::trim).filter(|row| !row.is_empty()).take(40).collect();
    let most = |is: &dyn Fn(&str) -> bool| found.len() >= 5 && found.iter().filter(|row| is(row)).count() * 10 >= found.len() * 8;
    match (most(&is_address), most(&names)) {
        (true, _) => Rows::Addresses,
        (_, true) => Rows::Files,
        _ => Rows::Data,
    }
}
