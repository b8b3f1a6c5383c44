//! Printers of a finished assessment. They do not know each other and cannot compute.

pub mod json;
pub mod outputs;
pub mod text;
