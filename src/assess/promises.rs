//! Declarations of `openness.yaml` against the tree of the same revision. A declaration fills a
//! silence; it never overrules what is there.

use super::{Finding, Level};
use crate::detect::{Context, Sightings};
use crate::evidence::{Location, Strength};
use crate::license::{Statement, Subject};
use crate::policy::{self, Policy};
use crate::text::{sanitize, sanitize_path};

/// Declared paths that are not there, and declarations that a file contradicts.
#[must_use]
pub fn promises(context: &Context<'_>, seen: &Sightings) -> Vec<Finding> {
    let policy = context.policy;
    let mut out: Vec<Finding> = paths(policy)
        .filter(|(_, path)| !exists(context, path))
        .filter_map(|(what, path)| {
            let message = format!("{what} is declared at {}, which is not in this revision", sanitize_path(path));
            finding("declared-path-missing", Location::file(policy::FILE), message)
        })
        .collect();
    if let Some(declared) = policy.weights.as_ref().and_then(|weights| weights.license.as_deref()) {
        let about = |statement: &&Statement| matches!(statement.subject, Subject::Weights(None));
        out.extend(seen.licenses.iter().filter(about).find_map(|said| contradiction("the weights", declared, said)));
    }
    for set in &policy.corpus.datasets {
        let (Some(path), Some(declared)) = (&set.path, set.license.as_deref()) else { continue };
        let about = |statement: &&Statement| {
            matches!(statement.subject, Subject::Everything | Subject::Data(None))
                && !statement.scope.is_empty()
                && path
                    .trim_end_matches('/')
                    .strip_prefix(&statement.scope)
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        out.extend(seen.licenses.iter().filter(about).find_map(|said| contradiction(&set.name, declared, said)));
    }
    if let Some(declared) = &policy.base_model {
        let own = |id: &str| id.rsplit('/').next().unwrap_or_default().to_lowercase();
        let other = seen.bases.iter().find(|base| {
            base.evidence.strength == Strength::Strong
                && base.evidence.location.path != policy::FILE
                && own(&base.id) != own(declared)
        });
        let agrees = seen.bases.iter().any(|base| base.evidence.location.path != policy::FILE && own(&base.id) == own(declared));
        if let Some(base) = other.filter(|_| !agrees) {
            let message = format!(
                "the base model is declared as {}, and the tree names {}",
                sanitize(declared, 80),
                sanitize(&base.id, 80)
            );
            out.extend(finding("declared-contradicted", base.evidence.location.clone(), message));
        }
    }
    out
}

/// Every declared path, with what it is declared for.
fn paths(policy: &Policy) -> impl Iterator<Item = (String, &str)> {
    let sets = policy.corpus.datasets.iter().filter_map(|set| Some((sanitize(&set.name, 60), set.path.as_deref()?)));
    let texts = policy.licenses.iter().map(|license| ("a confirmed license".to_string(), license.path.as_str()));
    let waived = policy.waivers.iter().filter_map(|waiver| {
        let path = waiver.path.as_deref().filter(|path| !path.starts_with("refs/") && !path.starts_with("--"))?;
        Some((format!("a waiver of {}", sanitize(&waiver.finding, 60)), path))
    });
    sets.chain(texts).chain(waived)
}

/// A file, or a folder with files in it.
fn exists(context: &Context<'_>, path: &str) -> bool {
    let path = path.trim_start_matches("./").trim_end_matches('/');
    path == policy::FILE
        || context
            .inventory
            .artifacts
            .iter()
            .any(|artifact| artifact.path().strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')))
}

/// A statement of the tree that names another license than the declared one.
fn contradiction(what: &str, declared: &str, said: &Statement) -> Option<Finding> {
    let other = said.license.as_deref()?;
    if said.evidence.location.path == policy::FILE || other.eq_ignore_ascii_case(declared) {
        return None;
    }
    let message = format!(
        "{} declared under {}, and {} says {}",
        sanitize(what, 60),
        sanitize(declared, 60),
        sanitize_path(&said.evidence.location.path),
        sanitize(other, 60)
    );
    finding("declared-contradicted", said.evidence.location.clone(), message)
}

fn finding(id: &str, location: Location, message: String) -> Option<Finding> {
    let facts = crate::knowledge::finding(id)?;
    Some(Finding {
        id: id.into(),
        level: Level::Error,
        message,
        help: facts.fix.clone(),
        location: Some(location),
        fix: None,
        waived: None,
    })
}
