//! Internal to `error-catalog`: this crate has no stability promise. Depend on `error-catalog` or `catalog-specs` instead.
//!
//! It reads `#[catalog(...)]` and `catalog!` from tokens, for the derive, the source scan and the command.
//!
//! The stages, each a file: [`args`] splits an attribute into `key = value`; [`value`] reads the value of a key;
//! [`keys`] collects all keys of an item; [`field`] and [`item`] read the rest into the
//! [declared](catalog_specs_core::declared) model. The [rules](catalog_specs_core::rules) check that model, and [`build`]
//! makes entries from it.
//!
//! [`catalog`] reads a `catalog!`: [`registry`] and [`set`] are its two kinds of items.

pub mod args;
pub mod build;
pub mod catalog;
pub mod diag;
pub mod field;
mod grammar;
mod head;
pub mod item;
pub mod keys;
pub mod messages;
pub mod nesting;
pub mod registry;
pub mod set;
mod thiserror;
mod tokens;
pub mod value;
pub mod variants;

pub use grammar::is_conditional;
pub use tokens::{Spanned, plain, written};
