//! The test kit: is it the code that was meant, what do the bodies look like, and which codes has no test
//! produced?
//!
//! Turn feature `testing` on for the tests alone:
//!
//! ```toml
//! [dev-dependencies]
//! error-catalog = { version = "0.1", features = ["testing"] }
//! ```
//!
//! [`assert_code!`] looks at one answer; `Codes::samples()` has one body for every code and dialect, for a
//! snapshot; [`assert_all_produced!`] lists the codes that no test has provoked.

mod answer;
mod collect;
mod expect;
#[cfg(feature = "tonic")]
mod status;
mod unproduced;

pub use crate::__assert_all_produced as assert_all_produced;
pub use crate::__assert_code as assert_code;
pub use crate::registry::{Sample, Samples};
pub use answer::{Answer, Answers};
pub use collect::collect;
#[doc(hidden)]
pub use expect::{ExpectedCode, expect_all_produced, expect_code};
pub use unproduced::unproduced;

/// Asserts that an answer is an error of a code, with the code's status; gives the envelope, for its details.
///
/// The answer is anything that [`Answers`]: an `http::Response` with its bytes, a pair of status and bytes, a
/// `tonic::Status`. A response whose body is still to come, of axum or hyper, is [`collect`]ed first; one of reqwest by
/// `collect(response.into())`. The code is a constant of the registry, or an error's `code()`.
///
/// ```
/// # use error_catalog::{ErrorCatalog, SystemError};
/// use error_catalog::testing::assert_code;
///
/// let response = SystemError::RouteNotFound.envelope().into_response();
/// let envelope = assert_code!(response, SystemError::RouteNotFound.code());
/// assert!(envelope.details().is_empty());
/// ```
///
/// # Panics
/// When it is another code, another status or no error envelope; with the status and the body.
#[doc(hidden)]
#[macro_export]
macro_rules! __assert_code {
    ($answer:expr, $code:expr $(,)?) => {
        $crate::testing::expect_code(&$answer, $code)
    };
}

/// Asserts that tests have produced every code of a registry, but for those that are excepted.
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
/// When a code is produced by no test, when an excepted one is, and when one is excepted that there is not.
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
