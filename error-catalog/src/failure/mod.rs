//! The parts of [`Failure`], the error type of handlers: what `?` converts into it, and what `.or_internal()` and `.or_fail(…)` return.

#[cfg(any(feature = "otel", feature = "report", feature = "retry", feature = "sentry"))]
mod as_catalogued;
mod into_failure;
mod results;
mod unexpected;
mod value;

#[cfg(any(feature = "otel", feature = "report", feature = "retry", feature = "sentry"))]
pub use as_catalogued::AsCatalogued;
pub(crate) use into_failure::Seal;
pub use into_failure::{Accepts, HasHome, IntoFailure};
pub use results::{Caused, OrFail, Widen};
pub use value::Failure;

pub use crate::failure_inner::Unexpected;
pub use crate::registry::{HasInternalCode, Part, Takes, Whole};
