//! Helpers for tests: assert the code of a response, snapshot the bodies, and find the codes that no test produces.
//!
//! Turn feature `testing` on for the tests alone:
//!
//! ```toml
//! [dev-dependencies]
//! error-catalog = { version = "0.1", features = ["testing"] }
//! ```
//!
//! [`assert_code!`] checks one response. `Codes::samples()` has one body for every code and dialect, for a snapshot.
//! [`assert_all_produced!`] lists the codes that no test has produced. [`DeclaredCodes`] fails a test in which an operation
//! sends a code that its `OpenAPI` document does not declare.

mod collect;
mod declared;
#[cfg(feature = "tower")]
mod declared_layer;
mod expect;
mod response;
#[cfg(feature = "tonic")]
mod status;
mod unproduced;

// Hidden at the root, where exported macros are, and documented here.
#[doc(inline)]
pub use crate::__assert_all_produced as assert_all_produced;
#[doc(inline)]
pub use crate::__assert_code as assert_code;
pub use crate::produced::{AllowUndeclared, allow_undeclared};
pub use crate::registry::{Sample, Samples};
pub use collect::collect;
pub use declared::DeclaredCodes;
#[cfg(feature = "tower")]
pub use declared_layer::{CheckedBody, CheckedService};
#[doc(hidden)]
pub use expect::{expect_all_produced, expect_code, expect_details};
pub use response::{TestResponse, ToTestResponse};
#[doc(hidden)]
pub use serde_json::json;
pub use unproduced::unproduced;

/// Asserts that a response is an error with a code and its status. Returns the envelope, to look at its details.
///
/// The response implements [`ToTestResponse`]:
///
/// - an `http::Response` with its bytes, or a pair of status and bytes;
/// - a [`Failure`](crate::Failure), a `Result` with one, an [`Envelope`](crate::Envelope) or a `tonic::Status`;
/// - a response of axum or hyper, whose body is a stream, after `collect(response).await` ([`collect`]);
/// - a response of reqwest, after `collect(response.into()).await`.
///
/// The code is a constant of the registry, a [constant](crate::codes) of a built-in code, or the `code()` of an error.
///
/// ```
/// use error_catalog::testing::assert_code;
/// use error_catalog::{ErrorCatalog, SystemError, codes};
///
/// let response = SystemError::RouteNotFound.envelope().into_response();
/// let envelope = assert_code!(response, codes::SYSTEM_ROUTE_NOT_FOUND);
/// assert!(envelope.details().is_empty());
/// ```
///
/// `details = { … }` compares all details, as JSON. In place of the braces write any `Serialize` value that is an object:
///
/// ```
/// # use error_catalog::testing::assert_code;
/// # use error_catalog::{ErrorCatalog as _, ValidationError, codes};
/// let error = ValidationError::new().field("age", "This must be 18 or more");
/// assert_code!(
///     error.envelope(),
///     codes::VALIDATION_ERROR,
///     details = { "age": "This must be 18 or more" },
/// );
/// ```
///
/// # Panics
/// When the response has another code, another status, other details or no error envelope. The message has each detail that
/// differs, the status and the body, and the causes of the error if it was made in this process.
#[doc(hidden)]
#[macro_export]
macro_rules! __assert_code {
    ($response:expr, $code:expr $(,)?) => {
        $crate::testing::expect_code(&$response, $code)
    };
    ($response:expr, $code:expr, details = { $($details:tt)* } $(,)?) => {
        $crate::testing::expect_details(&$response, $code, &$crate::testing::json!({ $($details)* }))
    };
    ($response:expr, $code:expr, details = $details:expr $(,)?) => {
        $crate::testing::expect_details(&$response, $code, &$details)
    };
}

/// Asserts that the tests have produced every code of a registry, except those that are named.
///
/// ```no_run
/// # use error_catalog::{SystemError, catalog};
/// use error_catalog::testing::assert_all_produced;
///
/// # catalog! { pub struct Codes { SystemError } }
/// // In a separate test program that sorts behind the others: `tests/zz_codes.rs`.
/// assert_all_produced!(Codes, except "SYSTEM_INTERNAL_ERROR", "SYSTEM_REQUEST_TIMEOUT");
/// ```
///
/// A code is produced when an envelope is made of it, in any thread. The limits of [`unproduced`] hold here too.
///
/// # Panics
/// When no test produces a code, when a test produces an excepted code, and when an excepted code does not exist.
#[doc(hidden)]
#[macro_export]
macro_rules! __assert_all_produced {
    ($Codes:ty $(,)?) => {
        $crate::testing::expect_all_produced::<$Codes>(&[])
    };
    ($Codes:ty, except $($code:expr),+ $(,)?) => {
        $crate::testing::expect_all_produced::<$Codes>(&[$(::core::convert::AsRef::as_ref(&$code)),+])
    };
}
