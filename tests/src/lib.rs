//! Tests over the public face of error-catalog; see `tests/`.

/// The README's snippets, compiled and run.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
pub struct Readme;
