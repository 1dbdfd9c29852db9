//! Conformance: what the four documents print is what our catalogues answer, byte for byte.
//!
//! The expected texts are copied from the documents, and the spec files in `catalog-specs/specs`
//! are held against the compiled rows.

mod body;
#[path = "../common/mod.rs"]
mod common;
mod japanese_bodies;
mod japanese_catalogue;
mod payment_exceptions;
mod spec_files;
mod system_outputs;
