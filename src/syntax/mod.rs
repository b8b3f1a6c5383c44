//! The grammar of files that several detectors read: Python, notebooks, shell and Make, JSON and YAML.
//!
//! Parsers only: nothing here knows what a training program or a data set is. Every reader takes
//! text that is capped already, runs in time that is bounded by its length, and executes nothing.

pub mod document;
pub mod notebook;
pub mod python;
pub mod shell;
