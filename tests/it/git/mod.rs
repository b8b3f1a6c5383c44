//! The object sources against the real git.

mod shapes;
