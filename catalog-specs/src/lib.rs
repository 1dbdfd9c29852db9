//! What an error catalogue is, for every tool that reads one.
//!
//! The vocabularies ([`Level`], [`Class`], …), the code grammar ([`code`]), what follows from a status
//! ([`status`]), message templates ([`template`]) and the rules with their texts ([`rules`]) are
//! those of `catalog-specs-core`, which has no dependency. Feature `syntax` adds the reader of
//! `#[catalog(...)]`, which the derive and the source scan share, so that they cannot disagree.
//!
//! From the source, a compiled registry or [`spec`] JSON comes a [`model::Catalog`], and from that
//! the documents ([`render`]), the [`lock`] and the gate that holds them to the code ([`Outputs`]).
//!
//! # Cargo features
//! - `syntax`: `syntax` and `diag`, over `syn`.
//! - `serde`: the vocabularies are `Serialize` and `Deserialize`.
//! - `spec-file`: [`spec`], catalogues as JSON.
//! - `documents`: [`render`], [`lock`] and [`Outputs`].
//! - `scan`: [`scan()`], for build scripts and the command `cargo error-catalog`.

#[cfg(feature = "scan")]
mod cfg;
#[cfg(feature = "scan")]
mod check_catalog;
mod json;
#[cfg(feature = "documents")]
pub mod lock;
pub mod messages;
#[cfg(feature = "documents")]
mod outputs;
#[cfg(feature = "spec-file")]
mod problem;
#[cfg(feature = "documents")]
mod progress;
#[cfg(feature = "documents")]
pub mod render;
#[cfg(feature = "documents")]
mod render_problems;
#[cfg(feature = "scan")]
pub mod scan;
#[cfg(feature = "spec-file")]
mod source;
#[cfg(feature = "spec-file")]
pub mod spec;

#[cfg(feature = "spec-file")]
pub(crate) use catalog_specs_core::locale;
pub use catalog_specs_core::{
    Backoff, Class, Dialect, Grpc, Incident, Level, Retry, Severity, code, compact, declared,
    derived, dialect, did_you_mean, escape_into, find_misleading, hash, is_invisible, json_type,
    keys, model, nearest, parse_duration, rules, status, template, with_keys,
};
#[cfg(feature = "syntax")]
pub use catalog_specs_syntax::{self as syntax, diag};
pub use json::Json;
#[cfg(feature = "documents")]
pub use outputs::{
    Audience, CONFIG_FILE, Config, Document, Drift, Format, Mode, Outcome, Outputs, RESTORE_LOCK,
    may_overwrite, write_file,
};
// For the command: what tests and build scripts leave for it.
#[cfg(feature = "scan")]
pub use outputs::scan;
#[cfg(feature = "documents")]
#[doc(hidden)]
pub use outputs::{COMMAND_VARIABLE, Compiled, DUMP_VARIABLE, NAMED_DOCUMENTS};
#[cfg(feature = "spec-file")]
pub use problem::{Problem, ProblemLevel};
#[cfg(feature = "documents")]
pub use progress::{ProgressFn, Step};
#[cfg(feature = "documents")]
pub use render_problems::render_problems;
