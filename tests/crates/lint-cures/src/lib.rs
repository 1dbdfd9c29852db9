//! Mistakes that the lints of `cargo error-catalog check` report, in code that compiles. The test applies the cure of each.
#![allow(clippy::pedantic, missing_docs, reason = "the mistakes are what users write")]

pub mod mistakes;
