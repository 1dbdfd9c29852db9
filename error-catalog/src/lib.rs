//! Declare an error once, on the enum variant where it is raised; a wrong catalogue does not compile.
//!
//! A service declares its errors in many places: the enum, the table of statuses, the user messages, the documents, the
//! dashboards. These places drift apart. Here the variant declares everything, and the rest is generated:
//!
//! ```
//! use error_catalog::ErrorCatalog;
//!
//! #[derive(Debug, ErrorCatalog)]
//! #[catalog(domain = "USER")]
//! pub enum UserError {
//!     /// No account has this number.
//!     #[catalog(code = "USER_NOT_FOUND", status = 404, log_level = "INFO",
//!               message = "There is no user {id}")]
//!     NotFound { #[detail] id: u64 },
//! }
//!
//! let error = UserError::NotFound { id: 7 };
//! assert_eq!(error.to_string(), "There is no user 7");
//! assert_eq!(error.code(), "USER_NOT_FOUND");
//! assert_eq!(error.status(), 404);
//! assert_eq!(
//!     error.envelope().to_json(),
//!     r#"{"error":{"code":"USER_NOT_FOUND","message":"There is no user 7","details":{"id":7}}}"#
//! );
//! assert_eq!(UserError::ENTRIES[0].description(), "No account has this number.");
//! ```
//!
//! The page of the [derive](derive@ErrorCatalog) has the roles of fields and every key of `#[catalog(…)]`. [`catalog!`] declares a registry: every code of a
//! service, unique and checked at compile time, each a constant. [`codes`] has the constants of the built-in codes.
//!
//! # Failures
//!
//! A handler returns [`Failure<Codes>`](Failure): `?` converts every enum that the registry includes and refuses every other error.
//! `.or_internal()?` of [`OrFail`] converts any other error: the client receives the registry's `internal` code, the log has the cause. A
//! layer (modules `tower`, `actix`, `tonic`) gives panics, unknown routes and bodies that are too large the same envelope, with
//! the trace id of the request, one log record and one count. [`edge`] documents the record and the metric.
//!
//! A set of the registry, `pub struct SignUp of Codes { … }` in [`catalog!`], has the codes that one endpoint can answer with.
//! `Failure<SignUp>` accepts only its errors, and documents list them. Module [`sets`] has the sets of codes that the extractors send.
//!
//! # Documents
//!
//! `error-catalog.toml`, beside `Cargo.toml`, declares Markdown, a site, OpenAPI, TypeScript and more. `Codes::outputs().check()` (feature
//! `documents`) in a test compares them with the compiled registry; `catalog_specs::scan("src").run()` in a build script writes them from the source.
//! `spec = "…json"` on an enum (feature `spec-file`) compares the enum and a spec file at compile time.
//!
//! # Cargo features
//!
//! None is on by default. A feature adds modules and impls; the rules of the derive stay the same. With `testing`, a failure
//! whose code is not in the set of its endpoint panics.
//!
//! | feature | what it adds |
//! |---|---|
//! | `spec-file` | `#[catalog(spec = "…json")]` |
//! | `documents` | `Codes::spec()` and `Codes::outputs()` |
//! | `openapi`, `utoipa`, `utoipa-5`, `aide` | [`Failure`] documents its endpoint in `OpenAPI` |
//! | `anyhow` | `Failure::from_anyhow` |
//! | `messages` | `messages = "locales"`, on an enum or a registry |
//! | `tower`, `axum`, `actix`, `tonic` | the layers, and failures as responses of the framework |
//! | `async-graphql`, `jsonrpsee` | failures as errors of GraphQL and of JSON-RPC |
//! | `locales` | `Accept-Language` matched by script and region; the layers turn it on |
//! | `validator`, `garde`, `serde_path_to_error` | the errors of these crates as a [`ValidationError`], with localised texts |
//! | `serde` | [`Level`], [`Class`] and the other vocabularies are `Serialize` and `Deserialize` |
//! | `report`, `report-file` | `report`: one record for each failure, within requests and outside of them; a file for each day |
//! | `location` | `Failure::location`: the file and line of the `?`, for the log |
//! | `tracing` | one event for each failed request |
//! | `metrics` | one count for each failed request |
//! | `hyper`, `reqwest` | recognizes the errors of these HTTP clients ([`foreign`]); `reqwest`: `response.error_for_code::<Codes>()` |
//! | `sqlx`, `sqlx-0_9`, `tokio-postgres` | recognizes the errors of these drivers; `.or_db()` sends the code of a violated constraint ([`database`]) |
//! | `retry` | retries by the advice of codes, and circuit breakers |
//! | `retry-backon`, `retry-tower` | the same for `backon` and `tower::retry` |
//! | `otel`, `sentry` | failures on the span of OpenTelemetry, and as events of Sentry |
//! | `alert`, `alert-http`, `alert-mail`, `alert-redis` | alerts to Slack, Teams, PagerDuty and by e-mail |
//! | `testing` | `assert_code!`, `Codes::samples()`, and the codes that no test has produced |
//!
//! # What is not covered
//!
//! Plural forms in messages: write them so that one form serves, or give the number as a detail. A constant pattern,
//! such as `Codes::CART_EMPTY` in a `match`, compares whole entries; `error.is(Codes::CART_EMPTY)` compares codes.
//!
//! # Minimum Rust version
//!
//! 1.85; some features need a newer one, which the README lists. From 1.88 on, messages about duplicates in other crates also
//! name the line of the code.

#![cfg_attr(docsrs, feature(doc_cfg))]

// The catalogue of this crate is declared with its own derive, which names the crate.
#[allow(unused_extern_crates, reason = "used by the expansion only")]
extern crate self as error_catalog;

#[cfg(feature = "actix")]
pub mod actix;
#[cfg(feature = "alert")]
pub mod alert;
#[cfg(feature = "async-graphql")]
pub mod async_graphql;
#[cfg(feature = "axum")]
pub mod axum;
mod body;
#[cfg(any(feature = "alert", feature = "retry"))]
mod breaker;
mod catalog;
mod catalogued;
mod causes;
mod classed;
mod code;
pub mod codes;
pub mod database;
pub mod dialect;
pub mod edge;
pub mod entry;
pub mod envelope;
mod exchange;
mod expansion;
pub mod failure;
mod failure_inner;
pub mod fields;
pub mod foreign;
mod headers;
mod json;
#[cfg(feature = "jsonrpsee")]
pub mod jsonrpsee;
#[cfg(any(feature = "tracing", feature = "metrics", feature = "report", feature = "sentry"))]
mod kind;
mod line;
mod lookup;
pub mod mask;
mod message;
pub mod messages;
#[cfg(feature = "metrics")]
pub mod metric;
#[cfg(feature = "metrics")]
mod metric_names;
#[cfg(feature = "openapi")]
pub mod openapi;
#[cfg(feature = "otel")]
pub mod otel;
mod panics;
#[doc(hidden)]
pub mod private;
#[cfg(feature = "testing")]
mod produced;
mod raised;
#[cfg(any(feature = "tracing", feature = "report"))]
mod record;
mod registry;
mod remote;
#[cfg(feature = "report")]
mod repeats;
#[cfg(feature = "report")]
pub mod report;
#[cfg(feature = "reqwest")]
pub mod reqwest;
#[cfg(feature = "retry")]
pub mod retry;
mod rows;
mod secret;
#[cfg(feature = "sentry")]
pub mod sentry;
pub mod sets;
mod source;
mod system;
#[cfg(feature = "testing")]
pub mod testing;
mod text;
#[cfg(feature = "tonic")]
pub mod tonic;
#[cfg(feature = "tower")]
pub mod tower;
pub mod validation;
mod violations;

pub use catalog::ErrorCatalog;
#[doc(inline)]
pub use catalog_specs_core::{Class, Incident, Level, Retry, Severity};
pub use catalogued::Catalogued;
pub use code::Code;
#[doc(inline)]
pub use entry::Entry;
#[doc(inline)]
pub use envelope::Envelope;
#[doc = include_str!("derive.md")]
#[doc = include_str!("keys.md")]
pub use error_catalog_derive::ErrorCatalog;
#[doc = include_str!("catalog.md")]
#[doc = include_str!("registry_keys.md")]
pub use error_catalog_derive::catalog;
#[doc(inline)]
pub use failure::{Failure, OrFail, Widen};
#[doc(hidden)]
pub use registry::CodeSet;
pub use registry::{Includes, Registry};
pub use remote::Remote;
pub use secret::{Masked, Secret};
pub use sets::{FormBody, JsonBody, PathAndQuery};
pub use system::{StatusError, SystemError};
#[doc(inline)]
pub use validation::ValidationError;
