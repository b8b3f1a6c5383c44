//! The report as JSON, version 1.

use crate::assess::Assessment;

/// The bytes: sorted fields of the contract, two spaces, one newline at the end.
///
/// # Panics
/// Never: the types of the report have no keys that JSON cannot spell.
#[must_use]
pub fn render(assessment: &Assessment) -> String {
    match serde_json::to_string_pretty(assessment) {
        Ok(text) => text + "\n",
        Err(error) => unreachable!("the report's types serialise: {error}"),
    }
}

/// The JSON Schema of the report, generated from its types.
#[must_use]
pub fn schema() -> String {
    let settings = schemars::generate::SchemaSettings::draft2020_12().for_serialize();
    let schema = settings.into_generator().into_root_schema_for::<Assessment>();
    serde_json::to_string_pretty(&schema).unwrap_or_default() + "\n"
}
