//! Errors of other systems: what is known of the error behind an internal failure, such as a refused connection.
//!
//! `.or_internal()` sends the internal code for every error. The log record, the metrics and the retry advice of such a failure
//! follow from its cause where a table has a row for it: SQLSTATE, `MySQL`, `std::io::ErrorKind`, HTTP or gRPC.
//!
//! ```
//! use error_catalog::{Class, Failure, OrFail as _, SystemError, catalog};
//! use std::io::{Error, ErrorKind};
//!
//! catalog! { pub struct Codes { SystemError } }
//!
//! let refused = Err::<(), _>(Error::from(ErrorKind::ConnectionRefused)).or_internal();
//! let failure = Failure::<Codes>::from(refused.unwrap_err());
//! assert_eq!(failure.code(), "SYSTEM_INTERNAL_ERROR"); // for the client
//! assert!(failure.retryable());
//! assert_eq!(failure.foreign().unwrap().class(), Class::Network);
//! ```
//!
//! The log record has what is known in its `context`: `"foreign":"io ConnectionRefused","class":"network","retry":"network"`.
//! `foreign` names the row of the table. The runbook (`systems.md`) has its causes and solutions.
//!
//! # What is recognized
//!
//! Without a setting: `std::io::Error`, also where other errors wrap it, as most clients of networks do. With feature `tonic`,
//! `tonic::Status`; with feature `hyper`, `hyper::Error`; with feature `reqwest`, `reqwest::Error`; with the features of
//! [`database`](crate::database) drivers, their errors. [`recognize`] adds other types.
//!
//! The chain of causes is searched from the outside, 32 links deep, and the outermost error with a row decides: it is nearest to
//! what the service did. The origin is that of the outermost error whose type is recognized, even if no table has a row for it. So a refused
//! connection below an error of a database driver has the row of the refused connection and the origin `database`.
//!
//! An `anyhow::Error` without a context hides the type of its error from `.or_internal()`. `.map_err(Failure::from_anyhow)` does not.

mod answered;
mod chain;
mod drivers;
mod known;
#[cfg(feature = "retry")]
pub(crate) mod open;
mod recognized;
mod recognizers;
#[cfg(feature = "reqwest")]
pub(crate) mod response;

pub(crate) use answered::Answered;
pub(crate) use chain::find;
pub use known::Known;
#[cfg(feature = "metrics")]
pub(crate) use recognizers::kinds;
pub use recognizers::recognize;

pub use catalog_specs_core::foreign::{Effect, Row, Source};
