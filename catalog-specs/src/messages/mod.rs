//! Message files: texts of codes, one file for each locale.
//!
//! `locales/ja.json` is one object, `{"AUTH_TOKEN_EXPIRED": "…"}`. An enum or a registry names the folder with
//! `messages = "locales"`, relative to the `Cargo.toml` of the crate.

#[cfg(all(feature = "spec-file", feature = "syntax"))]
mod below;
mod merge;
#[cfg(feature = "spec-file")]
mod read;

#[cfg(all(feature = "spec-file", feature = "syntax"))]
pub use below::Below;
pub use catalog_specs_core::messages::{MessageFile, MessageFiles, MessageText};
pub use merge::merge;
#[cfg(feature = "spec-file")]
pub use read::{locales_in, package_root, read};
