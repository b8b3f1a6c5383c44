//! What every word of the report means, from the same documents that the report is made of.

use crate::definition;
use crate::knowledge::{DOCUMENTS, FINDINGS, LABELS, SIGNS, STATES};
use crate::layout::{bold, dim, hang, pad, width};
use crate::license::terms;
use crate::policy;
use serde_json::Value;

/// One explanation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// What to type for it.
    pub id: String,
    /// Which sort of thing it is: `finding`, `label`, `state` …
    pub sort: &'static str,
    /// The heading.
    pub title: String,
    /// Parts with a heading each; the first has none.
    pub parts: Vec<(&'static str, String)>,
}

impl Page {
    fn new(id: &str, sort: &'static str, title: &str, meaning: &str) -> Self {
        Self { id: id.into(), sort, title: title.into(), parts: vec![("", meaning.into())] }
    }

    fn with(mut self, heading: &'static str, text: &str) -> Self {
        if !text.is_empty() {
            self.parts.push((heading, text.into()));
        }
        self
    }
}

/// Every explanation, sort by sort.
#[must_use]
pub fn pages() -> Vec<Page> {
    let mut pages: Vec<Page> = LABELS
        .iter()
        .map(|facts| {
            Page::new(&facts.id, "label", &facts.words, &facts.meaning)
                .with("needs", &facts.needs)
                .with("elsewhere", &facts.elsewhere.join("; "))
                .with("source", &facts.source)
        })
        .collect();
    pages.extend(FINDINGS.iter().map(|facts| {
        Page::new(&facts.id, "finding", &facts.title, &facts.meaning)
            .with("level", &facts.level)
            .with("why", &facts.why)
            .with("do", &facts.fix)
            .with("source", &facts.source)
    }));
    for one in definition::all() {
        let asks: Vec<_> = one.requires.iter().map(|requirement| format!("{}: {}", requirement.id, requirement.asks)).collect();
        pages.push(
            Page::new(&one.id, "definition", &one.name, &one.meaning)
                .with("defines", &one.words)
                .with("asks for", &asks.join("\n"))
                .with("source", &one.source),
        );
    }
    for requirement in definition::all().iter().flat_map(|one| &one.requires) {
        if !pages.iter().any(|page| page.id == requirement.id) {
            let asking: Vec<_> = definition::all()
                .iter()
                .filter(|one| one.requires.iter().any(|other| other.id == requirement.id))
                .map(|one| one.id.as_str())
                .collect();
            pages.push(
                Page::new(
                    &requirement.id,
                    "requirement",
                    &requirement.asks,
                    &format!("A release meets it when it has {}.", requirement.asks),
                )
                .with("asked by", &asking.join(", "))
                .with("read from", &format!("{} of the report", requirement.field)),
            );
        }
    }
    pages.extend(STATES.iter().map(|facts| Page::new(&facts.id, "word of the report", &facts.words, &facts.meaning)));
    pages.extend(SIGNS.iter().map(|facts| Page::new(&facts.id, "sign", &facts.words, &facts.meaning)));
    pages.extend(knowledge("signatures", "signature"));
    pages.extend(knowledge("licenses", "license"));
    pages.extend(knowledge("datasets", "data set"));
    pages.extend(knowledge("base-models", "base model"));
    pages.extend(keys());
    pages
}

/// The pages of one name: by id, by the end of an id (`pinned` for `corpus.pinned`), or by words.
#[must_use]
pub fn find(pages: &[Page], wanted: &str) -> Vec<Page> {
    let fold = |text: &str| text.trim().to_lowercase().replace(['_', ' '], "-");
    let wanted = fold(wanted);
    let by = |matches: &dyn Fn(&Page) -> bool| pages.iter().filter(|page| matches(page)).cloned().collect::<Vec<_>>();
    let modifier = wanted.split_once(':').map_or(wanted.as_str(), |(word, _)| word);
    [
        by(&|page| fold(&page.id) == wanted),
        by(&|page| fold(&page.id).rsplit_once('.').is_some_and(|(_, end)| end == modifier)),
        by(&|page| fold(&page.title) == wanted),
        by(&|page| {
            let also = page.parts.iter().find(|(heading, _)| *heading == "also called");
            also.is_some_and(|(_, names)| names.split(", ").any(|name| fold(name) == wanted))
        }),
        by(&|page| fold(&page.id).split(['.', '-', '/']).any(|word| word == wanted)),
    ]
    .into_iter()
    .find(|found| !found.is_empty())
    .unwrap_or_else(|| listed_elsewhere(pages, &wanted).into_iter().collect())
}

/// A license that no document describes: one of the SPDX list, or a name that only a tree gives.
fn listed_elsewhere(pages: &[Page], wanted: &str) -> Option<Page> {
    if wanted.starts_with("licenseref-") {
        return pages.iter().find(|page| page.id == "license.LicenseRef").cloned();
    }
    let known = spdx::identifiers::LICENSES.iter().find(|license| license.name.eq_ignore_ascii_case(wanted))?;
    let free = crate::wording::value(&terms::free(known.name));
    let flags = spdx::license_id(known.name)?;
    let flag = |is: bool| if is { "yes" } else { "no" };
    Some(
        Page::new(known.name, "license", known.full_name, &meaning(&format!("free.{free}"))?)
            .with("free", &free)
            .with("OSI-approved", flag(flags.is_osi_approved()))
            .with("FSF-free", flag(flags.is_fsf_free_libre()))
            .with("source", "SPDX license list"),
    )
}

/// The nearest names to one that nobody knows, best first.
#[must_use]
pub fn nearest(pages: &[Page], wanted: &str) -> Vec<String> {
    let wanted = wanted.to_lowercase();
    let mut near: Vec<(f64, &str)> = pages
        .iter()
        .map(|page| {
            let id = page.id.to_lowercase();
            let end = id.rsplit_once('.').map_or(id.as_str(), |(_, end)| end);
            (strsim::jaro_winkler(&wanted, &id).max(strsim::jaro_winkler(&wanted, end)), page.id.as_str())
        })
        .filter(|(likeness, _)| *likeness > 0.82)
        .collect();
    near.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    near.dedup_by_key(|(_, id)| *id);
    near.into_iter().take(3).map(|(_, id)| id.to_string()).collect()
}

/// Some pages for a terminal.
#[must_use]
pub fn show(pages: &[Page], columns: usize) -> String {
    let mut out = String::new();
    for (at, page) in pages.iter().enumerate() {
        if at > 0 {
            out.push('\n');
        }
        out.push_str(&format!("{}  {}\n", bold(&page.title), dim(&format!("{} {}", page.sort, page.id))));
        let first = page.parts.iter().map(|(heading, _)| width(heading)).max().unwrap_or(0);
        for (heading, text) in &page.parts {
            if heading.is_empty() {
                for line in hang("  ", text, columns) {
                    out.push_str(&format!("{line}\n"));
                }
                continue;
            }
            for (row, text) in text.lines().enumerate() {
                let heading = if row == 0 { heading } else { "" };
                for (at, line) in hang(&format!("  {}  ", pad("", first)), text, columns).iter().enumerate() {
                    let name = dim(&pad(if at == 0 { heading } else { "" }, first));
                    out.push_str(&format!("  {name}{}\n", line.get(2 + first..).unwrap_or_default()));
                }
            }
        }
    }
    out
}

/// The names of all pages, sort by sort; long sorts only by their number.
#[must_use]
pub fn list(pages: &[Page], columns: usize) -> String {
    let mut sorts: Vec<&str> = Vec::new();
    for page in pages {
        if !sorts.contains(&page.sort) {
            sorts.push(page.sort);
        }
    }
    let mut out = String::new();
    for sort in sorts {
        let ids: Vec<_> = pages.iter().filter(|page| page.sort == sort).map(|page| page.id.as_str()).collect();
        out.push_str(&format!("{} {}\n", bold(&plural(sort)), dim(&format!("({})", ids.len()))));
        let shown = if ids.len() > 60 { 12 } else { ids.len() };
        let more = if shown < ids.len() { format!(" … and {} more", ids.len() - shown) } else { String::new() };
        out.push_str(&hang("  ", &format!("{}{more}", ids[..shown].join(", ")), columns).join("\n"));
        out.push('\n');
    }
    out.push_str(&format!(
        "\n{}\n",
        dim("`git openness explain ID` explains one; `openness.yaml` lists the keys of the declarations.")
    ));
    out
}

fn plural(sort: &str) -> String {
    match sort {
        "word of the report" => "words of the report".into(),
        "key of openness.yaml" => "keys of openness.yaml".into(),
        other => format!("{other}s"),
    }
}

/// The keys of `openness.yaml`, from its schema, and one page that lists them.
fn keys() -> Vec<Page> {
    let schema: Value = serde_json::from_str(&policy::schema()).unwrap_or_default();
    let mut pages = Vec::new();
    walk(&schema, &schema, "", &mut pages);
    let listed: Vec<_> = pages.iter().map(|page| format!("{}: {}", page.id, page.parts[0].1)).collect();
    let about = "What a tree cannot say for itself, at the top of the revision under test: the label, corpora and weights that live elsewhere, a trainer in another repository, paths to leave out, waivers. All keys are optional; an unknown one is an error.";
    pages.insert(0, Page::new(policy::FILE, "key of openness.yaml", "openness.yaml", about).with("keys", &listed.join("\n")));
    pages
}

fn walk(schema: &Value, node: &Value, path: &str, pages: &mut Vec<Page>) {
    let Some(properties) = node.get("properties").and_then(Value::as_object) else { return };
    for (name, property) in properties {
        let id = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
        let text = property.get("description").and_then(Value::as_str).unwrap_or_default().replace('\n', " ");
        pages.push(Page::new(&id, "key of openness.yaml", &id, &text));
        if let Some(inner) = target(schema, property) {
            walk(schema, inner, &id, pages);
        }
    }
}

/// The object that a property refers to, through lists and alternatives.
fn target<'a>(schema: &'a Value, property: &'a Value) -> Option<&'a Value> {
    if let Some(name) = property.get("$ref").and_then(Value::as_str) {
        let found = schema.get("$defs")?.get(name.rsplit('/').next()?)?;
        return found.get("properties").is_some().then_some(found);
    }
    property
        .get("items")
        .and_then(|items| target(schema, items))
        .or_else(|| property.get("anyOf").and_then(Value::as_array)?.iter().find_map(|one| target(schema, one)))
}

/// Facts of the knowledge documents under a name: everything that has an id, with its plain fields.
fn knowledge(name: &str, sort: &'static str) -> Vec<Page> {
    let mut pages = Vec::new();
    for (known, json) in DOCUMENTS {
        if *known == name || known.strip_prefix(name).is_some_and(|rest| rest.starts_with('/')) {
            let value: Value = serde_json::from_str(json).unwrap_or_default();
            facts(&value, sort, &mut pages, 0);
        }
    }
    pages
}

fn facts(value: &Value, sort: &'static str, pages: &mut Vec<Page>, depth: usize) {
    match value {
        Value::Array(items) if depth < 4 => items.iter().for_each(|item| facts(item, sort, pages, depth + 1)),
        Value::Object(fields) => {
            let text = |key: &str| fields.get(key).and_then(Value::as_str);
            let name = text("name").or_else(|| text("title"));
            let id = text("id").or_else(|| name.filter(|_| depth == 1 && matches!(sort, "data set" | "base model")));
            if let Some(id) = id {
                let free = text("free").filter(|_| sort == "license").and_then(|free| meaning(&format!("free.{free}")));
                let about = ["meaning", "about", "note", "what"].into_iter().find_map(text).map(str::to_string);
                let mut page = Page::new(
                    id,
                    sort,
                    name.unwrap_or(id),
                    &about.or(free).unwrap_or_else(|| format!("A {sort} that the tool knows.")),
                );
                for (key, heading) in HEADINGS {
                    let shown = match fields.get(*key) {
                        Some(Value::String(text)) => text.clone(),
                        Some(Value::Bool(answer)) => if *answer { "yes" } else { "no" }.into(),
                        Some(Value::Array(items)) => items.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(", "),
                        _ => continue,
                    };
                    page = page.with(heading, &crate::text::sanitize(&shown, 600));
                }
                pages.push(page);
            }
            for (_, inner) in fields.iter().filter(|(_, inner)| inner.is_array() || inner.is_object()) {
                if depth < 4 && (id.is_none() || sort == "signature") {
                    facts(inner, sort, pages, depth + 1);
                }
            }
        }
        _ => {}
    }
}

fn meaning(id: &str) -> Option<String> {
    STATES.iter().find(|facts| facts.id == id).map(|facts| facts.meaning.clone())
}

/// The plain fields of knowledge documents that are worth showing, with their headings.
const HEADINGS: &[(&str, &str)] = &[
    ("free", "free"),
    ("osi", "OSI-approved"),
    ("fsf", "FSF-free"),
    ("verbatim", "copies"),
    ("modified", "changed copies"),
    ("commercial", "commercial use"),
    ("use_restrictions", "limits use"),
    ("user_restrictions", "limits users"),
    ("redistributable", "may be passed on"),
    ("available", "can be had"),
    ("license", "license"),
    ("label", "label"),
    ("aliases", "also called"),
    ("hub", "also called"),
    ("why", "why"),
    ("form", "form"),
    ("strength", "strength"),
    ("kind", "kind"),
    ("elsewhere", "also seen in"),
    ("home", "home"),
    ("source", "source"),
    ("checked", "checked"),
];
