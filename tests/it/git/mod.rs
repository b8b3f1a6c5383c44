//! The object sources against the real git.

mod packs;
mod partial;
mod reading;
mod revisions;
mod settings;
mod shapes;

use crate::support::{Repo, Run};
use serde_json::Value;

/// A small tree with a little of everything, in a name that needs quoting too.
const SMALL: &[(&str, &str)] = &[
    ("LICENSE", "MIT License\n\nPermission is hereby granted, free of charge, to any person\n"),
    ("README.md", "# Brook\n\nBrook is a fully open-source model.\n"),
    ("data/corpus.txt", "A river.\nA brook.\n"),
    ("data/LICENSE", "CC0 1.0 Universal\n"),
    ("src/train.py", "import torch\nloss.backward()\noptimizer.step()\noptimizer.zero_grad()\n"),
    ("docs/a name\nwith a \"line\" end.md", "text\n"),
];

fn small() -> Repo {
    Repo::of(SMALL)
}

/// The report without what was typed: the rest must not depend on how the tree was reached.
fn report(run: &Run) -> Value {
    let mut report = run.json();
    report["revision"] = Value::Null;
    report
}

/// What a plain check of [`SMALL`] says.
fn expected() -> Value {
    report(&small().check("HEAD"))
}
