//! Printers of a finished assessment. They do not know each other and cannot compute.

pub mod beside;
pub mod github;
pub mod json;
pub mod markdown;
pub mod outputs;
pub mod sarif;
pub mod text;
