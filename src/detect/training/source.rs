//! Training programs in source files: patterns first, and for Python the grammar where they hit.

use super::{File, Training};
use crate::evidence::Strength;
use crate::inventory::Artifact;
use crate::signature::{self, Form, Language};
use crate::syntax::python::{self, Call, Module};

/// The most bytes worth reading.
pub(super) fn cap(artifact: &Artifact) -> Option<u64> {
    Language::of(artifact).map(|_| 1 << 20)
}

/// Looks for a training program.
pub(super) fn look(file: &File<'_>, seen: &mut Vec<Training>) {
    match Language::of(file.artifact) {
        Some(Language::Python) => look_at_python(file, file.text, |offset| offset, seen),
        Some(language) => {
            for hit in signature::hits(file.text, language).into_iter().filter(|hit| hit.signature.form.trains()) {
                seen.push(Training {
                    evidence: file.evidence(&hit.signature.id, hit.signature.strength, hit.offset),
                    form: hit.signature.form,
                    role: file.artifact.role,
                    stage: hit.signature.stage,
                    base: None,
                    scratch: false,
                });
            }
        }
        None => {}
    }
}

/// Looks into a Python text that stands in a file; `place` leads from an offset of the text to one
/// of the file.
pub(super) fn look_at_python(file: &File<'_>, text: &str, place: impl Fn(usize) -> usize, seen: &mut Vec<Training>) {
    // Most files hold none of the literals and are done here; the parser sees the few that hit, so
    // that words in comments and docstrings do not count.
    if signature::hits(text, Language::Python).is_empty() {
        return;
    }
    let module = python::parse(text);
    let code = module.as_ref().map(|module| module.code(text));
    let hits =
        code.as_deref().map_or_else(|| signature::hits(text, Language::Python), |code| signature::hits(code, Language::Python));
    let module = module.unwrap_or_default();
    let base = base(&module).map(|call| file.evidence("loads-pretrained-weights", Strength::Medium, place(call.offset)));
    let scratch = from_scratch(&module, text);
    for hit in hits.into_iter().filter(|hit| hit.signature.form.trains()) {
        seen.push(Training {
            evidence: file.evidence(&hit.signature.id, hit.signature.strength, place(hit.offset)),
            form: hit.signature.form,
            role: file.artifact.role,
            stage: hit.signature.stage,
            base: base.clone().filter(|_| hit.signature.form != Form::Preparation),
            scratch,
        });
    }
}

/// The call that loads weights which were trained before: `from_pretrained` of a model, not of a
/// tokenizer, a processor or a configuration.
fn base(module: &Module) -> Option<&Call> {
    module.calls.iter().find(|call| {
        let receiver = call.receiver().to_ascii_lowercase();
        call.method() == "from_pretrained"
            && !["tokenizer", "processor", "config", "extractor", "scheduler"].iter().any(|word| receiver.contains(word))
    })
}

/// Whether the program can begin without anybody's weights.
fn from_scratch(module: &Module, text: &str) -> bool {
    module.calls.iter().any(|call| matches!(call.method(), "from_config" | "_from_config" | "init_weights" | "init_params"))
        || ["'scratch'", "\"scratch\"", "from_scratch"].iter().any(|word| text.contains(word))
}
