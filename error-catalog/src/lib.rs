//! Declare an error once, on the enum variant where it is raised; a wrong catalogue does not compile.
//!
//! A service's errors live in many places: the enum, the table of statuses, the texts for users, the documents, the
//! dashboards. Each place drifts. Here the variant says it all, and the rest is made of it:
//!
//! ```
//! use error_catalog::ErrorCatalog;
//!
//! #[derive(Debug, ErrorCatalog)]
//! #[catalog(domain = "USER")]
//! pub enum UserError {
//!     /// No account has this number.
//!     #[catalog(code = "USER_NOT_FOUND", status = 404, log_level = "INFO", message = "There is no user {id}")]
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
//! The derive writes `Display`, `Error` with its source, `From`, [`ErrorCatalog`] and [`Catalogued`]. Put it above
//! `#[catalog(...)]`: rustc wants a derive before its attributes.
//!
#![doc = include_str!("keys.md")]
//!
//! The keys with the default "that of the enum" may also stand on the enum. A default `retry` applies to the classes that
//! a retry can help. A struct with one code takes both sets of keys.
//!
//! The doc comment is the description; its sections `# Causes`, `# Solutions` and `# Prevention` are columns of the runbook.
//!
//! # Fields
//!
//! `#[detail]` goes to clients; `#[detail("name")]` renames it and names the fields of tuples, `#[detail(flatten)]` spreads a map or
//! struct, `#[detail(display)]` sends the `Display` text. `#[context]` goes to the log record. `#[secret]` goes nowhere, and its type must
//! be [`Masked`], such as [`Secret`]. `#[source]`, `#[from]` and a field called `source` are as in thiserror. `#[retry_after]` is a
//! `Duration` known at run time. Other fields can stand in `display` and are never sent.
//!
//! A `None` is absent. So is a detail that cannot be written: a `Serialize` that fails, a map with keys that are not text, a
//! number that is not finite, a scalar or a list under `flatten`. The body stays valid; the log record of a layer names the
//! field and the reason in `unwritten`. `to_json()` and `body()` alone report nothing.
//!
//! # The registry
//!
//! [`catalog!`] lists enums and other crates' registries. Its type has every code as a constant, looks codes up without
//! a start-up cost, and refuses to compile where two errors share a code, in this crate or in another:
//!
//! ```
//! use error_catalog::{ErrorCatalog, Registry, catalog};
//!
//! catalog! {
//!     /// Every code of the shop.
//!     #[registry(dialect = problem, docs = "https://docs.example.com/errors/{code}", internal = "SYSTEM_INTERNAL_ERROR")]
//!     pub struct Codes { CartError, error_catalog::SystemError, error_catalog::ValidationError }
//!     retired { "CART_LOCKED" => "2.0: carts are never locked" }
//! }
//!
//! #[derive(Debug, ErrorCatalog)]
//! #[catalog(domain = "CART", registry = Codes)]
//! pub enum CartError {
//!     #[catalog(code = "CART_EMPTY", status = 400, log_level = "INFO", message = "The cart is empty")]
//!     Empty,
//! }
//!
//! assert!(CartError::Empty.is(Codes::CART_EMPTY));
//! assert_eq!(Codes::get("CART_EMPTY").map(|entry| entry.log_level().as_str()), Some("INFO"));
//! assert_eq!(<Codes as Registry>::settings().internal, Some("SYSTEM_INTERNAL_ERROR"));
//! ```
//!
//! `#[registry(…)]` takes `dialect` (`standard`, `problem`, `google`, `flat`, `agent`, or the path of a value that implements
//! [`Dialect`](dialect::Dialect)), `locales(…)`, `messages` (texts that codes of other crates lack), `service`, `docs`, `problem_type`, `internal`, `not_found`, `require(grpc)` and `crate`.
//!
//! # With thiserror
//!
//! Where `#[error("…")]` stands on a variant or the type, thiserror makes `Display`, `Error` and `From`, and the derive adds the rest.
//! `#[error(transparent)]` without a code means `transparent`.
//!
//! # Failures
//!
//! A handler returns [`Failure<Codes>`](Failure): `?` takes in every enum that the registry includes and refuses the rest, which
//! `.or_internal()?` of [`OrFail`] takes in as the unexpected. Its cause is for the log; the client learns the registry's `internal` code and no
//! more. [`edge`] is what the layers of the frameworks stand on: with one of them a panic, an unknown route or a body that
//! is too large leaves by the same envelope, with the trace id of the request, one log record and one count.
//!
//! # Documents
//!
//! `error-catalog.toml`, beside `Cargo.toml`, declares Markdown, a site, OpenAPI, TypeScript and more. `Codes::outputs().check()` (feature
//! `documents`) in a test holds them to the compiled registry; `catalog_specs::scan("src").run()` in a build script writes them from the source.
//! `spec = "…json"` on an enum (feature `spec-file`) holds it and a file equal, both ways.
//!
//! # Cargo features
//!
//! None is on by default. A feature adds modules and impls for the types of this crate; none changes a rule, or what another
//! crate of the build means.
//!
//! | feature | what it adds |
//! |---|---|
//! | `spec-file` | `#[catalog(spec = "…json")]` |
//! | `documents` | `Codes::spec()` and `Codes::outputs()` |
//! | `anyhow` | [`Failure`]`::from_anyhow` |
//! | `messages` | `messages = "locales"`, on an enum or a registry |
//! | `tower`, `axum`, `actix`, `tonic` | the layers, and failures as answers of the framework |
//! | `locales` | `Accept-Language` by what tags mean; the layers turn it on |
//! | `validator`, `garde`, `serde_path_to_error` | broken rules as localised texts |
//! | `serde` | [`Level`], [`Class`] and the other vocabularies are `Serialize` and `Deserialize` |
//! | `tracing` | one event for each failed request |
//! | `metrics` | one count for each failed request |
//! | `testing` | `assert_code!`, `Codes::samples()`, and the codes that no test has produced |
//!
//! # What is not covered
//!
//! Plural forms in messages: write them so that one form serves, or give the number as a detail. Constant patterns on a
//! [`Code`] compare the whole row.
//!
//! # Minimum Rust version
//!
//! 1.85. From 1.88 on, messages about duplicates in other crates also name the line of the code.

// The catalogue of this crate is declared with its own derive, which names the crate.
#[allow(unused_extern_crates, reason = "used by the expansion only")]
extern crate self as error_catalog;

#[cfg(feature = "actix")]
pub mod actix;
#[cfg(feature = "axum")]
pub mod axum;
mod body;
mod catalog;
mod catalogued;
mod causes;
mod code;
pub mod codes;
pub mod dialect;
pub mod edge;
pub mod entry;
pub mod envelope;
mod exchange;
mod expansion;
pub mod failure;
mod failure_inner;
pub mod fields;
mod headers;
mod json;
mod line;
mod lookup;
pub mod mask;
mod message;
pub mod messages;
mod panics;
#[doc(hidden)]
pub mod private;
#[cfg(feature = "testing")]
mod produced;
mod registry;
mod remote;
mod secret;
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
pub use catalog_specs_core::{Class, Incident, Level, Retry, Severity};
pub use catalogued::Catalogued;
pub use code::Code;
pub use entry::Entry;
pub use envelope::Envelope;
pub use error_catalog_derive::{ErrorCatalog, catalog};
pub use failure::{Failure, OrFail, Widen};
pub use registry::{Includes, Registry};
pub use remote::Remote;
pub use secret::{Masked, Secret};
pub use system::{StatusError, SystemError};
pub use validation::ValidationError;
