//! Reads `#[catalog(...)]` and `catalog!` from tokens.
//!
//! The stages, each a file: [`args`] parts an attribute into `key = value`; [`value`] reads what stands behind a key;
//! [`keys`] collects all keys of an item; [`field`] and [`item`] read the rest into what was
//! [declared](catalog_specs_core::declared). The [rules](catalog_specs_core::rules) judge that, and [`build`] makes the entries of it.

pub mod args;
pub mod build;
pub mod diag;
pub mod field;
pub mod item;
pub mod keys;
pub mod messages;
pub mod registry;
mod thiserror;
mod tokens;
pub mod value;

pub use tokens::{Spanned, plain, written};
