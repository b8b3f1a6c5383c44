//! Python through tree-sitter: calls with their arguments, constants, imports, function ranges.
//!
//! The grammar tolerates what a strict parser rejects (Python 2, template holes, cut files), so a
//! broken file still yields the calls before and after the break; [`Module::broken`] says so.

mod reader;

use std::ops::{ControlFlow, Range};
use tree_sitter::{ParseOptions, Parser, Tree};

/// The longest text that is parsed, in bytes; longer programs are machine-made.
pub const LONGEST: usize = 1 << 20;

/// A value as it stands in the program text; nothing is computed.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A string without holes, adjacent literals joined, common escapes undone.
    Text(String),
    /// A string with holes, holes kept as `{expression}`.
    Template(String),
    /// A name or dotted path: `args.data_path`.
    Name(String),
    /// A number, `True`, `False` or `None`, as written.
    Literal(String),
    /// A list, tuple or set.
    List(Vec<Value>),
    /// A dictionary; keys that are no plain strings are left out.
    Dict(Vec<(String, Value)>),
    /// Anything else.
    Other,
}

impl Value {
    /// The string, if it is one without holes.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }
}

/// One call.
#[derive(Debug, Clone)]
pub struct Call {
    /// The dotted path that is called, aliases of imports resolved: `datasets.load_dataset`. What is
    /// neither a name nor an attribute becomes `()`: `().backward`.
    pub name: String,
    /// Positional arguments.
    pub args: Vec<Value>,
    /// Keyword arguments.
    pub keywords: Vec<(String, Value)>,
    /// Byte offset of the call.
    pub offset: usize,
    /// Byte offset past its end.
    pub end: usize,
    /// The innermost function around it: an index into [`Module::functions`].
    pub function: Option<usize>,
}

impl Call {
    /// The last part of the name: `load_dataset`.
    #[must_use]
    pub fn method(&self) -> &str {
        self.name.rsplit('.').next().unwrap_or_default()
    }

    /// The part before the last dot, or empty.
    #[must_use]
    pub fn receiver(&self) -> &str {
        self.name.rsplit_once('.').map_or("", |(receiver, _)| receiver)
    }

    /// A keyword argument.
    #[must_use]
    pub fn keyword(&self, name: &str) -> Option<&Value> {
        self.keywords.iter().find(|(key, _)| key == name).map(|(_, value)| value)
    }

    /// The keyword argument of this name, else the positional one at this place.
    #[must_use]
    pub fn argument(&self, place: usize, name: &str) -> Option<&Value> {
        self.keyword(name).or_else(|| self.args.get(place))
    }
}

/// A name given a value: an assignment, an annotated field or the default of a parameter.
#[derive(Debug, Clone)]
pub struct Assignment {
    /// The name or dotted path on the left.
    pub name: String,
    /// What it is given.
    pub value: Value,
    /// Byte offset of the name.
    pub offset: usize,
    /// The innermost function around it; a parameter belongs to its own function.
    pub function: Option<usize>,
}

/// One imported name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Import {
    /// The whole dotted path: `datasets.load_dataset`, `torch`, `.model`.
    pub path: String,
    /// The name that it has in the file.
    pub alias: String,
    /// Byte offset of the statement.
    pub offset: usize,
}

/// A function or class.
#[derive(Debug, Clone)]
pub struct Scope {
    /// Its name.
    pub name: String,
    /// Its bytes.
    pub range: Range<usize>,
    /// The names of its bases, for a class.
    pub bases: Vec<String>,
}

/// What a Python file says.
#[derive(Debug, Clone, Default)]
pub struct Module {
    /// Calls, in the order of the text.
    pub calls: Vec<Call>,
    /// Values given to names, in the order of the text.
    pub assignments: Vec<Assignment>,
    /// Imports, in the order of the text.
    pub imports: Vec<Import>,
    /// Functions and methods.
    pub functions: Vec<Scope>,
    /// Classes.
    pub classes: Vec<Scope>,
    /// Comments and docstrings.
    pub prose: Vec<Range<usize>>,
    /// Whether some of it did not parse.
    pub broken: bool,
}

/// Parses a text; `None` when it is over [`LONGEST`] or takes out of all proportion to its length.
#[must_use]
pub fn parse(text: &str) -> Option<Module> {
    tree(text).map(|tree| reader::module(text, &tree))
}

impl Module {
    /// The string behind a value: the text itself, or the one constant of that name.
    #[must_use]
    pub fn text<'m>(&'m self, value: &'m Value) -> Option<&'m str> {
        match value {
            Value::Text(text) => Some(text),
            Value::Name(name) => {
                let mut known = self.assignments.iter().filter(|assignment| assignment.name == *name).map(|a| &a.value);
                match (known.next(), known.next()) {
                    (Some(Value::Text(text)), None) => Some(text),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// Whether something of this package (`transformers`) is imported.
    #[must_use]
    pub fn imports_package(&self, package: &str) -> bool {
        self.imports
            .iter()
            .any(|import| import.path.strip_prefix(package).is_some_and(|rest| rest.is_empty() || rest.starts_with('.')))
    }

    /// The same text with comments and docstrings turned to spaces: every byte offset stays.
    #[must_use]
    pub fn code(&self, text: &str) -> String {
        blank(text, &self.prose)
    }
}

/// `text` with some ranges turned to spaces, line ends kept.
fn blank(text: &str, ranges: &[Range<usize>]) -> String {
    let mut bytes = text.as_bytes().to_vec();
    for range in ranges {
        for byte in bytes.get_mut(range.clone()).into_iter().flatten().filter(|byte| **byte != b'\n') {
            *byte = b' ';
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_string())
}

fn tree(text: &str) -> Option<Tree> {
    if text.len() > LONGEST {
        return None;
    }
    let mut parser = Parser::new();
    parser.set_language(&tree_sitter_python::LANGUAGE.into()).ok()?;
    // The parser reports every hundred operations. Ordinary programs need less than one operation a
    // byte; repairing a hostile one may need far more, and is given up. Counted, not timed, so that
    // the same file gives the same answer on every machine.
    let mut reports = text.len() / 10 + 10_000;
    let mut progress = |_: &tree_sitter::ParseState| {
        reports = reports.saturating_sub(1);
        if reports == 0 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    };
    let bytes = text.as_bytes();
    let options = ParseOptions::new().progress_callback(&mut progress);
    parser.parse_with_options(&mut |at, _| bytes.get(at..).unwrap_or_default(), None, Some(options))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = r#"
"""A loader. loss.backward() is only spoken of."""
from datasets import load_dataset as ld
import torch.nn as nn
HOME = "acme/river-notes"

class Brook(nn.Module):
    pass

def read(split="train"):
    # ld("acme/commented")
    data = ld(HOME, revision="v1", columns=["a", 'b' "c"])
    loss(data)[0].backward()
    return f"{HOME}/x"
"#;

    #[test]
    fn calls_carry_resolved_names_and_arguments() {
        let module = parse(TEXT).unwrap();
        let call = &module.calls[0];
        assert_eq!(call.name, "datasets.load_dataset");
        assert_eq!(module.text(&call.args[0]), Some("acme/river-notes"));
        assert_eq!(call.keyword("revision").and_then(Value::text), Some("v1"));
        assert_eq!(call.keyword("columns"), Some(&Value::List(vec![Value::Text("a".into()), Value::Text("bc".into())])));
        assert_eq!(module.functions[call.function.unwrap()].name, "read");
        assert_eq!(module.calls[1].name, "().backward");
        assert!(!module.broken);
    }

    #[test]
    fn assignments_defaults_imports_and_classes_are_kept() {
        let module = parse(TEXT).unwrap();
        assert_eq!(module.assignments[0].name, "HOME");
        assert!(module.assignments.iter().any(|a| a.name == "split" && a.value == Value::Text("train".into())));
        assert!(module.imports_package("torch") && module.imports_package("datasets") && !module.imports_package("data"));
        assert_eq!(module.classes[0].bases, ["nn.Module"]);
    }

    #[test]
    fn comments_and_docstrings_are_blanked_in_place() {
        let module = parse(TEXT).unwrap();
        let code = module.code(TEXT);
        assert_eq!(code.len(), TEXT.len());
        assert!(!code.contains("commented") && !code.contains("spoken of"));
        assert!(code.contains("acme/river-notes"));
    }

    #[test]
    fn broken_and_hostile_files_end_soon() {
        let module = parse("ld('x')\n\nprint 'two'\ndef (:\n").unwrap();
        assert!(module.broken);
        assert!(module.calls.iter().any(|call| call.name == "ld"));
        let deep = "[".repeat(60_000);
        let _ = parse(&deep);
        assert!(parse(&"x".repeat(LONGEST + 1)).is_none());
    }
}
