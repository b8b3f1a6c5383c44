//! Licenses: what a text is, what a tree says of code, weights and data, and whether it is free.

mod copies;
mod cost;
mod mutation;
mod statements;

use std::fs;
use std::path::Path;

/// The free texts that clauses are put into.
const BASES: [&str; 14] = [
    "MIT",
    "Apache-2.0",
    "BSD-3-Clause",
    "ISC",
    "BSL-1.0",
    "GPL-3.0",
    "AGPL-3.0",
    "MPL-2.0",
    "CC-BY-4.0",
    "CC-BY-SA-4.0",
    "CC0-1.0",
    "ODC-By-1.0",
    "CDLA-Permissive-2.0",
    "OpenMDW-1.0",
];

fn base(id: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/license_texts").join(format!("{id}.txt"));
    fs::read_to_string(path).unwrap()
}
