//! Internal to `error-catalog`: this crate has no stability promise. Depend on `error-catalog` or `catalog-specs` instead.
//!
//! It says what an error catalogue is, and has no dependency. The derive, the facade and `catalog-specs` share it: the
//! vocabularies ([`Level`], [`Class`], …), the table of [`keys`], the code grammar ([`code`]), what is derived from a status
//! ([`status`]), message templates ([`template`]), the model with its positions ([`declared`]) and without them
//! ([`model`]), the [`rules`], the [`dialect`]s and the tables of [`foreign`] errors as data.

#[macro_use]
mod words;

mod alert_threshold;
mod build;
pub mod bytes;
pub mod code;
pub mod compact;
pub mod constraint;
pub mod declared;
pub mod derived;
pub mod dialect;
mod escape;
pub mod foreign;
pub mod hash;
mod invisible;
pub mod json_type;
pub mod jsonrpc;
pub mod keys;
#[doc(hidden)]
pub mod locale;
pub mod messages;
pub mod metric;
pub mod model;
#[doc(hidden)]
pub mod names;
#[doc(hidden)]
pub mod nearest;
pub mod ready_sets;
pub mod record;
mod retry;
pub mod rules;
pub mod sql;
pub mod status;
pub mod template;

pub use alert_threshold::AlertThreshold;
pub use dialect::Dialect;
pub use escape::escape_into;
pub use invisible::{find_misleading, is_invisible, visible, visible_lines};
pub use nearest::{did_you_mean, nearest};
pub use retry::{Backoff, Retry, guess_duration, parse_duration, write_duration};
pub use words::{Class, Grpc, Incident, Level, Severity};
