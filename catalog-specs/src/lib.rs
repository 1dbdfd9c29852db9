//! What an error catalogue is, for every tool that reads one.
//!
//! The vocabularies ([`Level`], [`Class`], …), the code grammar ([`code`]), what follows from a status
//! ([`status`]), message templates ([`template`]) and the rules with their texts ([`rules`]) have
//! no dependency. Feature `syntax` adds the reader of `#[catalog(...)]`, which the derive and the
//! source scan share, so that they cannot disagree.
//!
//! # Cargo features
//! - `syntax`: `syntax`, `diag` and `check`, over `syn`.
//! - `serde`: the vocabularies are `Serialize` and `Deserialize`.

pub mod code;
pub mod hash;
mod json;
pub mod model;
mod nearest;
mod retry;
pub mod rules;
pub mod status;
pub mod template;
mod words;

#[cfg(feature = "syntax")]
pub mod check;
#[cfg(feature = "syntax")]
pub mod diag;
#[cfg(feature = "syntax")]
pub mod syntax;

pub use json::escape_into;
pub use nearest::nearest;
pub use retry::{Backoff, Retry, parse_duration};
pub use words::{Class, Grpc, Incident, Level, Severity};
