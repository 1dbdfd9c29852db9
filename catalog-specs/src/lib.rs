//! What an error catalogue is, for every tool that reads one.
//!
//! The vocabularies ([`Level`], [`Class`], …), the code grammar ([`code`]), what follows from a status
//! ([`status`]), message templates ([`template`]) and the rules with their texts ([`rules`]) have
//! no dependency. Feature `syntax` adds the reader of `#[catalog(...)]`, which the derive and the
//! source scan share, so that they cannot disagree.
//!
//! From the source, a compiled registry or [`spec`] JSON comes a [`model::Catalog`], and from that
//! the documents ([`render`]), the [`lock`] and the gate that holds them to the code ([`Outputs`]).
//!
//! # Cargo features
//! - `syntax`: `syntax`, `diag` and `check`, over `syn`.
//! - `serde`: the vocabularies are `Serialize` and `Deserialize`; [`wire`], which also comes with `documents`.
//! - `spec-file`: [`spec`], catalogues as JSON.
//! - `documents`: [`render`], [`lock`] and [`Outputs`].
//! - `scan`: [`scan()`], for build scripts and the command `cargo error-catalog`.

#[macro_use]
mod words;

pub mod code;
pub mod compact;
pub mod derived;
pub mod dialect;
pub mod hash;
mod json;
pub mod keys;
pub mod messages;
pub mod model;
mod nearest;
mod retry;
pub mod rules;
pub mod status;
pub mod template;
mod unseen;

#[cfg(feature = "syntax")]
pub mod diag;
#[cfg(feature = "syntax")]
pub mod syntax;

#[cfg(feature = "spec-file")]
mod report;
#[cfg(feature = "spec-file")]
mod source;
#[cfg(feature = "spec-file")]
pub mod spec;

#[cfg(any(feature = "syntax", feature = "spec-file"))]
mod build;
#[cfg(any(feature = "syntax", feature = "spec-file"))]
pub mod declared;
#[cfg(any(feature = "syntax", feature = "spec-file"))]
mod locale;
#[cfg(feature = "documents")]
pub mod lock;
#[cfg(feature = "documents")]
mod outputs;
#[cfg(feature = "documents")]
pub mod render;
#[cfg(feature = "documents")]
mod steps;
#[cfg(feature = "documents")]
mod told;

#[cfg(feature = "scan")]
mod cfg;
#[cfg(feature = "scan")]
pub mod scan;
#[cfg(feature = "scan")]
mod whole;

// No derive needs it, and every service waits for the derive.
#[cfg(any(feature = "documents", feature = "serde"))]
pub mod wire;

pub use dialect::Dialect;
pub use json::{Json, escape_into};
#[cfg(any(feature = "syntax", feature = "spec-file"))]
pub use nearest::did_you_mean;
pub use nearest::nearest;
#[cfg(feature = "documents")]
pub use outputs::{
    Audience, CONFIG_FILE, Config, Document, Drift, Format, Mode, Outcome, Outputs, RESTORE_LOCK,
    may_take, write_file,
};
// For the command: what tests and build scripts leave for it.
#[cfg(feature = "scan")]
pub use outputs::scan;
#[cfg(feature = "documents")]
#[doc(hidden)]
pub use outputs::{COMMAND, Compiled, NAMED_DOCUMENTS, VARIABLE};
#[cfg(feature = "spec-file")]
pub use report::{Gravity, Problem};
pub use retry::{Backoff, Retry, parse_duration};
#[cfg(feature = "documents")]
pub use steps::{Step, Watch};
#[cfg(feature = "documents")]
pub use told::told;
pub use unseen::{is_unseen, misleading};
pub use words::{Class, Grpc, Incident, Level, Severity};
