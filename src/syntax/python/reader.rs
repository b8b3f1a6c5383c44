//! From a syntax tree to what the program says.

use super::{Assignment, Call, Import, Module, Scope, Value};
use std::collections::HashMap;
use tree_sitter::{Node, Tree};

/// The most levels of lists and dictionaries that are read into a [`Value`].
const DEEPEST: usize = 6;

/// What a tree over `text` says, names of calls with the aliases of imports resolved.
pub fn module(text: &str, tree: &Tree) -> Module {
    let broken = tree.root_node().has_error();
    let mut reader = Reader { text, module: Module { broken, ..Module::default() }, aliases: HashMap::new() };
    reader.read(tree);
    let mut module = reader.module;
    for call in &mut module.calls {
        if let Some(full) = reader.aliases.get(call.name.split('.').next().unwrap_or_default()) {
            let rest = call.name.split_once('.').map(|(_, rest)| rest);
            call.name = rest.map_or_else(|| full.clone(), |rest| format!("{full}.{rest}"));
        }
    }
    module
}

struct Reader<'t> {
    text: &'t str,
    module: Module,
    aliases: HashMap<String, String>,
}

impl Reader<'_> {
    /// Visits every node once, without recursion: hostile files nest deeply.
    fn read(&mut self, tree: &Tree) {
        let mut cursor = tree.walk();
        let mut around: Vec<(usize, usize)> = Vec::new();
        loop {
            let node = cursor.node();
            while around.last().is_some_and(|&(_, end)| node.start_byte() >= end) {
                around.pop();
            }
            let function = around.last().map(|&(index, _)| index);
            if let Some(index) = self.visit(node, function) {
                around.push((index, node.end_byte()));
            }
            if cursor.goto_first_child() {
                continue;
            }
            while !cursor.goto_next_sibling() {
                if !cursor.goto_parent() {
                    return;
                }
            }
        }
    }

    /// Records a node; answers the index of the function that it opens.
    fn visit(&mut self, node: Node<'_>, function: Option<usize>) -> Option<usize> {
        match node.kind() {
            "call" => self.call(node, function),
            "assignment" => self.assign(node, "left", "right", function),
            "default_parameter" | "typed_default_parameter" => self.assign(node, "name", "value", function),
            "import_statement" | "import_from_statement" => self.import(node),
            "comment" => self.module.prose.push(node.byte_range()),
            "expression_statement" if Self::is_bare_string(node) => self.module.prose.push(node.byte_range()),
            "class_definition" => {
                let bases = node.child_by_field_name("superclasses").map(|list| self.each(list, |me, base| me.path(base)));
                let scope = Scope { name: self.field(node, "name"), range: node.byte_range(), bases: bases.unwrap_or_default() };
                self.module.classes.push(scope);
            }
            "function_definition" => {
                let scope = Scope { name: self.field(node, "name"), range: node.byte_range(), bases: Vec::new() };
                self.module.functions.push(scope);
                return Some(self.module.functions.len() - 1);
            }
            _ => {}
        }
        None
    }

    /// A statement that is a string and nothing else: a docstring, or a comment in its form.
    fn is_bare_string(node: Node<'_>) -> bool {
        node.named_child_count() == 1
            && node.named_child(0).is_some_and(|child| matches!(child.kind(), "string" | "concatenated_string"))
    }

    fn call(&mut self, node: Node<'_>, function: Option<usize>) {
        let Some(called) = node.child_by_field_name("function") else { return };
        let mut call = Call {
            name: self.path(called),
            args: Vec::new(),
            keywords: Vec::new(),
            offset: node.start_byte(),
            end: node.end_byte(),
            function,
        };
        if let Some(list) = node.child_by_field_name("arguments").filter(|list| list.kind() == "argument_list") {
            for argument in named(list) {
                match argument.kind() {
                    "keyword_argument" => {
                        let value = argument.child_by_field_name("value").map_or(Value::Other, |value| self.value(value, 0));
                        call.keywords.push((self.field(argument, "name"), value));
                    }
                    "comment" => {}
                    _ => call.args.push(self.value(argument, 0)),
                }
            }
        }
        self.module.calls.push(call);
    }

    fn assign(&mut self, node: Node<'_>, left: &str, right: &str, function: Option<usize>) {
        let (Some(name), Some(value)) = (node.child_by_field_name(left), node.child_by_field_name(right)) else { return };
        if !matches!(name.kind(), "identifier" | "attribute" | "subscript") {
            return;
        }
        let value = self.value(value, 0);
        self.module.assignments.push(Assignment { name: self.path(name), value, offset: name.start_byte(), function });
    }

    fn import(&mut self, node: Node<'_>) {
        let from = node.child_by_field_name("module_name").map(|module| self.slice(module).to_string());
        let mut cursor = node.walk();
        let names: Vec<Node<'_>> = node.children_by_field_name("name", &mut cursor).collect();
        if let (Some(from), true) = (&from, names.is_empty()) {
            self.module.imports.push(Import { path: from.clone(), alias: "*".into(), offset: node.start_byte() });
        }
        for name in names {
            let (imported, alias) = match name.kind() {
                "aliased_import" => (self.field(name, "name"), Some(self.field(name, "alias"))),
                _ => (self.slice(name).to_string(), None),
            };
            let path = match &from {
                Some(from) if from.ends_with('.') => format!("{from}{imported}"),
                Some(from) => format!("{from}.{imported}"),
                None => imported.clone(),
            };
            // `import a.b` binds `a`; the path of a call through it is whole already.
            if from.is_some() || alias.is_some() {
                self.aliases.insert(alias.clone().unwrap_or_else(|| imported.clone()), path.clone());
            }
            self.module.imports.push(Import { path, alias: alias.unwrap_or(imported), offset: node.start_byte() });
        }
    }

    /// The dotted path of a name or attribute, `()` for what is neither.
    fn path(&self, node: Node<'_>) -> String {
        let mut parts = Vec::new();
        let mut at = node;
        loop {
            match at.kind() {
                "identifier" => parts.push(self.slice(at)),
                "attribute" => {
                    parts.push(at.child_by_field_name("attribute").map_or("", |name| self.slice(name)));
                    if let Some(object) = at.child_by_field_name("object") {
                        at = object;
                        continue;
                    }
                }
                "subscript" | "await" => {
                    if let Some(inner) = at.named_child(0) {
                        at = inner;
                        continue;
                    }
                }
                _ => parts.push("()"),
            }
            break;
        }
        parts.reverse();
        parts.join(".")
    }

    fn value(&self, node: Node<'_>, depth: usize) -> Value {
        if depth > DEEPEST {
            return Value::Other;
        }
        match node.kind() {
            "string" | "concatenated_string" => {
                let mut out = String::new();
                if self.string(node, &mut out) { Value::Template(out) } else { Value::Text(out) }
            }
            "identifier" | "attribute" => Value::Name(self.path(node)),
            "integer" | "float" | "true" | "false" | "none" | "unary_operator" => Value::Literal(self.slice(node).to_string()),
            "list" | "tuple" | "set" => Value::List(self.each(node, |me, item| me.value(item, depth + 1))),
            "parenthesized_expression" => node.named_child(0).map_or(Value::Other, |inner| self.value(inner, depth + 1)),
            "dictionary" => {
                let pairs = named(node).filter(|pair| pair.kind() == "pair").filter_map(|pair| {
                    let key = self.value(pair.child_by_field_name("key")?, depth + 1);
                    Some((key.text()?.to_string(), self.value(pair.child_by_field_name("value")?, depth + 1)))
                });
                Value::Dict(pairs.collect())
            }
            _ => Value::Other,
        }
    }

    /// Appends a string's text; answers whether it has holes.
    fn string(&self, node: Node<'_>, out: &mut String) -> bool {
        let mut holes = false;
        for part in named(node) {
            match part.kind() {
                "string" => holes |= self.string(part, out),
                "string_content" => unescape(self.slice(part), out),
                "interpolation" => {
                    holes = true;
                    out.push_str(self.slice(part));
                }
                _ => {}
            }
        }
        holes
    }

    fn each<T>(&self, node: Node<'_>, read: impl Fn(&Self, Node<'_>) -> T) -> Vec<T> {
        named(node).filter(|child| child.kind() != "comment").map(|child| read(self, child)).collect()
    }

    fn field(&self, node: Node<'_>, field: &str) -> String {
        node.child_by_field_name(field).map(|child| self.slice(child).to_string()).unwrap_or_default()
    }

    fn slice(&self, node: Node<'_>) -> &str {
        self.text.get(node.byte_range()).unwrap_or_default()
    }
}

/// The named children, by a cursor: asking for them by number takes time squared in their count.
fn named(node: Node<'_>) -> impl Iterator<Item = Node<'_>> {
    let mut cursor = node.walk();
    let children: Vec<Node<'_>> = node.named_children(&mut cursor).collect();
    children.into_iter()
}

/// Undoes the escapes that occur in names, paths and addresses.
fn unescape(text: &str, out: &mut String) {
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match (c, if c == '\\' { chars.next() } else { None }) {
            ('\\', Some('n')) => out.push('\n'),
            ('\\', Some('t')) => out.push('\t'),
            ('\\', Some('\n')) => {}
            ('\\', Some(kept @ ('\\' | '\'' | '"' | '/'))) => out.push(kept),
            ('\\', Some(other)) => out.extend(['\\', other]),
            _ => out.push(c),
        }
    }
}
