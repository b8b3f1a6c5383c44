//! What a file is for, by its place: the project's own, for tests, for examples, carried along.

use super::Role;
use crate::git::{Entry, EntryKind, Oid};
use std::collections::{BTreeMap, BTreeSet};

/// What a path that is `lower` in lower case is for.
pub(super) fn role_of(entry: &Entry, lower: &str, vendored: &BTreeSet<String>) -> Role {
    if entry.kind == EntryKind::Submodule || ancestors(&entry.path).any(|folder| vendored.contains(folder)) {
        return Role::Vendored;
    }
    let (folders, name) = lower.rsplit_once('/').unwrap_or(("", lower));
    let mut role = Role::Main;
    for part in folders.split('/') {
        role = match part {
            "vendor" | "vendored" | "_vendor" | "third_party" | "third-party" | "thirdparty" | "3rdparty" | "3rd_party"
            | "3rd-party" | "external" | "externals" | "extern" | "node_modules" | "bower_components" | "site-packages"
            | "submodules" => return Role::Vendored,
            "test" | "tests" | "testing" | "unittest" | "unittests" | "unit_tests" | "test_fixtures" | "testdata"
            | "test_data" | "fixtures" | "__tests__" | "e2e" => Role::Test,
            // Copies that an editor leaves behind.
            ".ipynb_checkpoints" => Role::Test,
            "doc" | "docs" | "documentation" | "website" if role == Role::Main => Role::Docs,
            // As mdBook has them: a book's programs are there to be read.
            part if role == Role::Main && part.ends_with("-book") => Role::Docs,
            "example" | "examples" | "demo" | "demos" | "tutorial" | "tutorials" | "samples" | "cookbook"
                if role == Role::Main =>
            {
                Role::Example
            }
            _ => role,
        };
    }
    if role == Role::Main && (name.starts_with("test_") || name.ends_with("_test.py") || name == "conftest.py") {
        role = Role::Test;
    }
    role
}

/// The folders that a path stands in, from the top down.
fn ancestors(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(at, _)| &path[..at])
}

/// Code folders below the top that carry both a package manifest and a license of their own.
///
/// A license that is the same text as one at the top marks a member of the project, and so does a
/// folder under a name that projects give to their own parts.
pub(super) fn vendored_roots(entries: &[Entry]) -> BTreeSet<String> {
    let mut manifests = BTreeSet::new();
    let mut licenses: BTreeMap<&str, Vec<Oid>> = BTreeMap::new();
    for entry in entries {
        let (folder, name) = entry.path.rsplit_once('/').unwrap_or(("", &entry.path));
        let lower = name.to_ascii_lowercase();
        if matches!(lower.as_str(), "setup.py" | "pyproject.toml" | "package.json" | "cargo.toml" | "setup.cfg") {
            manifests.insert(folder);
        }
        // A link is a link to the project's own text.
        if ["license", "licence", "copying"].iter().any(|stem| lower.starts_with(stem)) && entry.kind == EntryKind::File {
            licenses.entry(folder).or_default().push(entry.oid);
        }
    }
    let top = licenses.get("").cloned().unwrap_or_default();
    let is_member = |folder: &str| {
        folder.split('/').any(|part| {
            matches!(part.to_ascii_lowercase().as_str(), "training" | "train" | "python" | "packages" | "crates" | "apps")
        })
    };
    licenses
        .into_iter()
        .filter(|(folder, own)| !folder.is_empty() && manifests.contains(folder) && !own.iter().any(|id| top.contains(id)))
        .filter(|(folder, _)| !is_member(folder))
        .map(|(folder, _)| folder.to_string())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::inventory;
    use super::*;

    fn role(paths: &[&str], path: &str) -> Role {
        inventory(paths).get(path).unwrap().role
    }

    #[test]
    fn a_package_with_a_license_of_its_own_is_vendored() {
        let own = ["LICENSE", "env/rotor/LICENSE", "env/rotor/setup.py", "env/rotor/net/a.py", "env/b.py"];
        assert_eq!(role(&own, "env/rotor/net/a.py"), Role::Vendored);
        assert_eq!(role(&own, "env/b.py"), Role::Main);
    }

    #[test]
    fn a_member_of_the_project_is_not() {
        let same = ["LICENSE=", "parts/cli/LICENSE=", "parts/cli/Cargo.toml", "parts/cli/a.rs"];
        assert_eq!(role(&same, "parts/cli/a.rs"), Role::Main);
        let trainer = ["LICENSE", "training/flow/LICENSE", "training/flow/setup.py", "training/flow/a.py"];
        assert_eq!(role(&trainer, "training/flow/a.py"), Role::Main);
    }

    #[test]
    fn data_with_a_license_of_its_own_is_not_vendored() {
        assert_eq!(role(&["LICENSE", "data/LICENSE", "data/rivers.csv"], "data/rivers.csv"), Role::Main);
    }

    #[test]
    fn the_place_says_what_a_file_is_for() {
        for (path, expected) in [
            ("a/train.py", Role::Main),
            ("third-party/a/train.py", Role::Vendored),
            ("a/tests/train.py", Role::Test),
            ("a/test_train.py", Role::Test),
            ("docs/examples/train.py", Role::Docs),
            ("examples/docs/train.py", Role::Example),
            ("examples/tests/train.py", Role::Test),
            ("nb/.ipynb_checkpoints/train.ipynb", Role::Test),
            ("testimony/train.py", Role::Main),
        ] {
            assert_eq!(role(&[path], path), expected, "{path}");
        }
    }
}
