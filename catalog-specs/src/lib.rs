//! Documents, lock and source scan of an error catalogue.
//!
//! Applications depend on `error-catalog`. They use this crate in a build script, which writes the documents that
//! `error-catalog.toml` declares:
//!
//! ```no_run
//! # #[cfg(feature = "scan")]
//! # fn build_script() {
//! catalog_specs::scan("src").run();
//! # }
//! ```
//!
//! | what | where |
//! |---|---|
//! | documents and their paths | [`scan()`], [`Outputs`], [`Document`], [`Format`], [`Audience`], [`Config`] |
//! | one document as text | [`render`] |
//! | the settings of operations | [`operations`] |
//! | promises and changes | [`lock`] |
//! | the catalogue of a source tree | [`scan`](mod@scan) |
//! | the catalogue of a spec file, and back | [`spec`] |
//! | what is wrong, with its place | [`Problem`], [`render_problems`] |
//!
//! A [`Catalog`] comes from a scan, from a spec file or from `Codes::spec()`. Its fields are not part of the public API: they
//! change with the keys.
//!
//! # Cargo features
//! - `spec-file`: [`spec`], catalogues as JSON.
//! - `openapi`: the part of [`render`] that services need at run time, for `OpenAPI`.
//! - `documents`: [`render`], [`lock`] and [`Outputs`].
//! - `scan`: [`scan()`], for build scripts and the command `cargo error-catalog`.
//! - `lints`: [`lints`] over the bodies of functions, and the constraints in [`migrations`], for the command.
//!
//! `syntax` and `serde` are internal: only `error-catalog` uses them.

#[cfg(feature = "scan")]
mod cfg;
#[cfg(feature = "scan")]
mod check_catalog;
#[cfg(feature = "spec-file")]
#[doc(hidden)]
pub mod files;
#[cfg(feature = "documents")]
#[doc(hidden)]
pub mod findings;
#[cfg(feature = "documents")]
mod generated;
mod json;
#[cfg(feature = "documents")]
#[doc(hidden)]
pub mod lint_table;
#[cfg(feature = "lints")]
pub mod lints;
#[cfg(feature = "documents")]
pub mod lock;
#[doc(hidden)]
pub mod messages;
#[cfg(feature = "lints")]
pub mod migrations;
#[cfg(feature = "documents")]
#[doc(hidden)]
pub mod openapi_merge;
#[cfg(feature = "documents")]
pub mod operations;
#[cfg(feature = "documents")]
mod outputs;
#[cfg(feature = "documents")]
pub mod policies;
#[cfg(feature = "spec-file")]
mod problem;
#[cfg(feature = "documents")]
mod progress;
#[cfg(feature = "openapi")]
pub mod render;
#[cfg(feature = "documents")]
mod render_problems;
#[cfg(feature = "scan")]
pub mod scan;
#[cfg(feature = "spec-file")]
mod source;
#[cfg(feature = "spec-file")]
pub mod spec;

#[doc(inline)]
pub use catalog_specs_core::model::{Catalog, Place};
#[cfg(feature = "documents")]
pub use lint_table::{LintLevel, LintLevels};
#[cfg(feature = "scan")]
pub use outputs::scan;
#[cfg(feature = "documents")]
pub use outputs::{
    Audience, CONFIG_FILE, Config, Document, Drift, Format, Mode, Outcome, Outputs, RenderContext,
};
#[cfg(feature = "spec-file")]
pub use problem::{Problem, ProblemLevel};
#[cfg(feature = "documents")]
pub use progress::{ProgressFn, Step};
#[cfg(feature = "documents")]
pub use render_problems::render_problems;

// From here on: for `error-catalog`, its derive and its command. Not part of the public API.
#[cfg(feature = "documents")]
pub(crate) use catalog_specs_core::foreign;
#[cfg(feature = "spec-file")]
pub(crate) use catalog_specs_core::locale;
#[doc(hidden)]
pub use catalog_specs_core::{
    AlertThreshold, Backoff, Class, Dialect, Grpc, Incident, Level, Retry, Severity, code, compact,
    declared, derived, dialect, did_you_mean, escape_into, find_misleading, hash, is_invisible,
    json_type, jsonrpc, keys, metric, model, nearest, parse_duration, ready_sets, record, rules,
    status, template, visible, visible_lines, with_keys,
};
#[cfg(feature = "lints")]
pub(crate) use catalog_specs_core::{constraint, sql};
#[cfg(feature = "syntax")]
#[doc(hidden)]
pub use catalog_specs_syntax::{self as syntax, diag};
#[cfg(feature = "documents")]
#[doc(hidden)]
pub use files::write as write_file;
#[doc(hidden)]
pub use json::Json;
#[cfg(feature = "documents")]
#[doc(hidden)]
pub use outputs::{
    COMMAND_VARIABLE, Compiled, DUMP_VARIABLE, NAMED_DOCUMENTS, RESTORE_LOCK, may_overwrite,
};
