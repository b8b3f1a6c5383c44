//! All integration tests in one program: one link, and the modules mirror the rooms of `src/`.
#![allow(missing_docs, clippy::unwrap_used, reason = "a test that cannot go on should stop where it is")]

mod action;
mod cases;
mod claims;
mod cli;
mod corpus;
mod corpus_prose;
mod explain;
mod fix;
mod gate;
mod git;
mod hostile;
mod init;
mod kind;
mod license;
mod lineage;
mod release;
mod report;
mod reproducibility;
mod rooms;
mod signatures;
mod support;
mod training;
mod weights;
