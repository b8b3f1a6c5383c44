//! Files that hold versions of libraries still: lists with pins, lock files, containers.

use super::{Context, File, Sightings};
use crate::evidence::{Evidence, Strength};
use crate::inventory::{Artifact, Role};

/// A sign of one of the things that change a result.
#[derive(Debug, Clone)]
pub struct Sign {
    /// The field of the report: `pinned_dependencies`, `environment`.
    pub field: &'static str,
    /// Where it was seen.
    pub evidence: Evidence,
}

/// The most bytes worth reading: lists of requirements.
#[must_use]
pub fn cap(artifact: &Artifact) -> Option<u64> {
    (is_list(artifact.lower_name()) && !matches!(artifact.role, Role::Vendored | Role::Test | Role::Docs)).then_some(256 << 10)
}

/// Whether a lower-case name is that of a list of libraries.
fn is_list(name: &str) -> bool {
    (name.contains("requirements") && (name.ends_with(".txt") || name.ends_with(".in")))
        || matches!(name, "environment.yml" | "environment.yaml" | "conda.yml" | "conda.yaml" | "env.yml" | "env.yaml")
}

/// Counts the lines of a list that name one version: a list is pinned when most of it is.
pub fn look(file: &File<'_>, _context: &Context<'_>, seen: &mut Sightings) {
    if !is_list(file.artifact.lower_name()) || file.artifact.role == Role::Vendored {
        return;
    }
    let (mut pinned, mut named) = (0, 0);
    for line in file.text.lines() {
        let bare = line.split('#').next().unwrap_or_default().trim().trim_start_matches("- ").trim();
        if bare.is_empty()
            || bare.starts_with('-')
            || bare.ends_with(':')
            || bare.starts_with("name:")
            || bare.starts_with("prefix:")
        {
            continue;
        }
        named += 1;
        let exact = bare.contains("==") || bare.contains("@") || (bare.contains('=') && !bare.contains(['>', '<', '~', '!']));
        pinned += usize::from(exact);
    }
    if named > 0 && pinned * 2 > named {
        let evidence = file
            .evidence("pinned-requirements", Strength::Medium, 0)
            .noting(format!("{pinned} of {named} libraries at one version"));
        seen.reproducibility.push(Sign { field: "pinned_dependencies", evidence });
    }
}

#[cfg(test)]
mod tests {
    use super::is_list;

    #[test]
    fn lists_are_known_by_their_names() {
        assert!(is_list("requirements.txt") && is_list("requirements-dev.txt") && is_list("environment.yml"));
        assert!(!is_list("requirements.md") && !is_list("environment.py"));
    }
}
