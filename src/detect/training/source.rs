//! Training programs in source files: patterns first, and for Python the grammar where they hit.

use super::{Beside, File, Sightings, record};
use crate::evidence::Strength;
use crate::inventory::Artifact;
use crate::signature::{self, Language};
use crate::syntax::python::{self, Call, Module};

/// The most bytes worth reading.
pub(super) fn cap(artifact: &Artifact) -> Option<u64> {
    Language::of(artifact).map(|_| 1 << 20)
}

/// Looks for a training program.
pub(super) fn look(file: &File<'_>, seen: &mut Sightings) {
    match Language::of(file.artifact) {
        Some(Language::Python) => look_at_python(file, file.text, |offset| offset, seen),
        Some(language) => record(file, signature::hits(file.text, language), &Beside::default(), |offset| offset, seen),
        None => {}
    }
}

/// Looks into a Python text that stands in a file; `place` leads from an offset of the text to one
/// of the file.
pub(super) fn look_at_python(file: &File<'_>, text: &str, place: impl Fn(usize) -> usize, seen: &mut Sightings) {
    // Most files hold none of the literals and are done here; the parser sees the few that train,
    // so that words in comments and docstrings do not count.
    let hits = signature::hits(text, Language::Python);
    if !hits.iter().any(|hit| hit.signature.form.trains()) {
        record(file, hits, &Beside::default(), place, seen);
        return;
    }
    let Some(module) = python::parse(text) else {
        record(file, hits, &Beside::default(), place, seen);
        return;
    };
    let base = base(&module).map(|call| file.evidence("loads-pretrained-weights", Strength::Medium, place(call.offset)));
    let scratch = from_scratch(&module, text) || may_begin_anew(&module);
    let beside = Beside { base, scratch, head: fits_a_head(&module, text), pin: None };
    record(file, signature::hits(&module.code(text), Language::Python), &beside, place, seen);
}

/// What stands around a model: words of classes that prepare its inputs, and of coders that stay as they are while it
/// learns in their space.
const AROUND: [&str; 11] = [
    "tokenizer",
    "processor",
    "config",
    "extractor",
    "scheduler",
    "autoencoderkl",
    "vqmodel",
    "cliptextmodel",
    "t5encodermodel",
    "encodecmodel",
    "dacmodel",
];

/// The call that loads weights which were trained before: `from_pretrained` of a model, not of a
/// tokenizer, a processor or a configuration.
fn base(module: &Module) -> Option<&Call> {
    module.calls.iter().find(|call| {
        let receiver = call.receiver().to_ascii_lowercase();
        // A network that can also take over somebody's weights has a function for it; what counts is who calls it.
        let offered = call.function.and_then(|at| module.functions.get(at)).is_some_and(|own| own.name == "from_pretrained");
        matches!(call.method(), "from_pretrained" | "load_pretrained")
            && !offered
            && !AROUND.iter().any(|word| receiver.contains(word))
    })
}

/// Whether the program can begin without anybody's weights.
fn from_scratch(module: &Module, text: &str) -> bool {
    module.calls.iter().any(|call| matches!(call.method(), "from_config" | "_from_config" | "init_weights" | "init_params"))
        || ["'scratch'", "\"scratch\"", "from_scratch"].iter().any(|word| text.contains(word))
}

/// Whether the class whose weights may be loaded is made anew beside it, as where a setting decides which.
fn may_begin_anew(module: &Module) -> bool {
    let Some(base) = base(module).filter(|base| base.function.is_some()) else { return false };
    let class = base.receiver();
    !class.is_empty()
        && module.calls.iter().any(|call| call.receiver().is_empty() && call.method() == class && call.function == base.function)
}

/// Whether what is fitted is a classifier over another model's embeddings.
fn fits_a_head(module: &Module, text: &str) -> bool {
    text.contains("embedding")
        && module.calls.iter().any(|call| {
            let receiver = call.receiver().to_ascii_lowercase();
            matches!(call.method(), "fit" | "partial_fit")
                && ["classifier", "clf", "probe", "head"].iter().any(|word| receiver.contains(word))
        })
}
