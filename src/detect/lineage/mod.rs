//! The upstream model that weights were trained from.
//!
//! Names stand in cards, adapter configurations, tables, sentences, recipes and programs. A name taken
//! for its tokenizer, its code or a comparison is no base.

pub mod program;
pub mod prose;

use super::{Context, File, Sightings};
use crate::evidence::{Evidence, Relation};
use crate::inventory::{Kind, Role};

/// Where an upstream model is named: how much the naming says of the released weights.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Naming {
    /// A program that loads a published model beside its own: no base, but nothing works without its weights.
    Part,
    /// A program or recipe that trains from it; of the released weights only if these were made so.
    Recipe,
    /// A network with weights of its own inside the model's definition.
    Backbone,
    /// A sentence of a README or a card.
    Sentence,
    /// A column or row of a table of released models.
    Table,
    /// A field that is made to say it: `base_model`, `base_model_name_or_path`.
    Field,
}

/// An upstream model that something names.
#[derive(Debug, Clone)]
pub struct BaseSighting {
    /// Hub id or name.
    pub id: String,
    /// How these weights descend from it.
    pub relation: Relation,
    /// Where it is named.
    pub naming: Naming,
    /// Where it was seen.
    pub evidence: Evidence,
}

/// Names of upstream models in a text.
pub fn look(file: &File<'_>, _context: &Context<'_>, seen: &mut Sightings) {
    if matches!(file.artifact.role, Role::Test | Role::Vendored | Role::Example) {
        return;
    }
    match file.artifact.kind {
        Kind::Prose => prose::look(file, seen),
        Kind::Source | Kind::Script | Kind::Config | Kind::Notebook => program::look(file, seen),
        _ => {}
    }
}

/// How a text near a name says that the weights descend from it.
#[must_use]
pub(super) fn relation(text: &str) -> Relation {
    let lower = text.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    if has(&["quantiz", "quantis", "gptq", "awq", "4-bit", "4bit", "int8"]) {
        Relation::Quantized
    } else if has(&["converted", "conversion", "ggml format", "gguf format"]) {
        Relation::Converted
    } else if has(&["merge of", "merged from", "slerp"]) {
        Relation::Merge
    } else if has(&["lora", "adapter", "delta", "weight diff", "xor"]) {
        Relation::Adapter
    } else {
        Relation::Finetune
    }
}
