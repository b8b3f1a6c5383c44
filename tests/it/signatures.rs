//! Every signature document proves itself: its own examples, its source, and no project's name.

use git_openness::signature::{self, Language, Signature};
use std::collections::BTreeSet;

fn reads(signature: &Signature) -> Language {
    signature.reads[0]
}

#[test]
fn every_pattern_compiles_and_every_id_is_its_file_name_once() {
    let mut ids = BTreeSet::new();
    for signature in signature::all() {
        assert!(signature.mistakes().is_empty(), "{:?}", signature.mistakes());
        assert!(ids.insert(&signature.id), "{} twice", signature.id);
        assert!(
            git_openness::knowledge::DOCUMENTS.iter().any(|(name, _)| *name == format!("signatures/{}", signature.id)),
            "{} stands in a file of another name",
            signature.id
        );
    }
}

#[test]
fn every_document_finds_its_matches_and_passes_its_ignores() {
    let found = |signature: &Signature, text: &str| {
        signature::hits(text, reads(signature)).iter().any(|hit| hit.signature.id == signature.id)
    };
    let mut wrong = Vec::new();
    for signature in signature::all() {
        assert!(!signature.matches.is_empty() && !signature.ignores.is_empty(), "{} has no examples", signature.id);
        wrong.extend(
            signature
                .matches
                .iter()
                .filter(|text| !found(signature, text))
                .map(|text| format!("{} misses {text:?}", signature.id)),
        );
        wrong.extend(
            signature.ignores.iter().filter(|text| found(signature, text)).map(|text| format!("{} takes {text:?}", signature.id)),
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_document_says_where_it_was_read_and_where_else_it_occurs() {
    for signature in signature::all() {
        assert!(signature.source.starts_with("https://"), "{}: no source", signature.id);
        assert!(signature.elsewhere.len() > 20, "{}: where else?", signature.id);
        assert!(!signature.literals.is_empty() && !signature.title.is_empty(), "{}", signature.id);
    }
}

/// A rule that names a repository would measure the list and not the world. Hub and forge
/// addresses may stand in `source` only.
#[test]
fn no_rule_names_a_repository() {
    for signature in signature::all() {
        for rule in signature.literals.iter().chain(&signature.all).chain(&signature.any).chain(&signature.none) {
            assert!(
                !["github.com", "huggingface.co", "gitlab.com"].iter().any(|host| rule.contains(host)),
                "{}: {rule}",
                signature.id
            );
        }
    }
}

#[test]
fn words_in_comments_docstrings_and_ordinary_software_are_no_training() {
    for (text, language) in [
        ("int train_set_speed(int v);\nvoid schedule_update(void);\n", Language::C),
        ("zstd --train rivers/* -o dictionary\n", Language::Shell),
        ("class Trainer(models.Model):\n    name = models.CharField()\n", Language::Python),
        ("fn train_arrives(epoch: u64) {}\n", Language::Rust),
    ] {
        let found: Vec<_> = signature::hits(text, language).iter().map(|hit| hit.signature.id.as_str()).collect();
        assert!(found.is_empty(), "{text:?}: {found:?}");
    }
}
