//! Converts results and options into failures.

use core::error::Error;
use std::borrow::Cow;

use super::Failure;
use crate::failure_inner::Unexpected;
use crate::registry::{CodeSet, Takes};

/// A catalogued error with its cause, for the log. `?` converts it into a [`Failure`] of any registry
/// that includes the error.
#[derive(Debug)]
pub struct Caused<E> {
    pub(crate) error: E,
    pub(crate) cause: Option<Box<dyn Error + Send + Sync>>,
}

use sealed::Sealed;

mod sealed {
    /// Seals [`OrFail`](super::OrFail) and [`Widen`](super::Widen).
    pub trait Sealed {}
    impl<T, E> Sealed for Result<T, E> {}
    impl<T> Sealed for Option<T> {}
}

/// Converts results and options into a [`Failure`]. The error can be of any type, also a text or `anyhow::Error`.
///
/// ```
/// use error_catalog::{ErrorCatalog, Failure, OrFail as _, SystemError, catalog};
///
/// catalog! { pub struct Codes { CartError, SystemError } }
///
/// #[derive(Debug, ErrorCatalog)]
/// #[catalog(domain = "CART", registry = Codes)]
/// pub enum CartError {
///     #[catalog(code = "CART_EMPTY", status = 400, log_level = "INFO", message = "The cart is empty")]
///     Empty,
/// }
///
/// fn first(prices: &[&str]) -> Result<u32, Failure<Codes>> {
///     let first = prices.first().or_fail(CartError::Empty)?; // the client receives CART_EMPTY
///     Ok(first.parse::<u32>().or_internal()?) // the client receives SYSTEM_INTERNAL_ERROR, the log has the cause
/// }
///
/// assert!(first(&[]).unwrap_err().is(Codes::CART_EMPTY));
/// assert_eq!(first(&["x"]).unwrap_err().code(), "SYSTEM_INTERNAL_ERROR");
/// ```
pub trait OrFail: Sealed + Sized {
    /// The value of success.
    type Value;

    /// Makes any error an unexpected one: the client receives the internal code, the log has the cause.
    ///
    /// # Errors
    /// If the result is an error, or the option is `None`.
    fn or_internal(self) -> Result<Self::Value, Unexpected>;

    /// As [`or_internal`](Self::or_internal), with a text for the log about the operation, such as `reading the cart`.
    ///
    /// # Errors
    /// If the result is an error, or the option is `None`.
    fn or_internal_with<D: Into<Cow<'static, str>>>(
        self,
        doing: impl FnOnce() -> D,
    ) -> Result<Self::Value, Unexpected> {
        self.or_internal().map_err(|unexpected| unexpected.doing(doing()))
    }

    /// Replaces any error by this catalogued one, and keeps it as the cause for the log.
    ///
    /// It is not called `or`, because `Result::or` of the standard library would be called in its place.
    ///
    /// # Errors
    /// If the result is an error, or the option is `None`.
    fn or_fail<E>(self, error: E) -> Result<Self::Value, Caused<E>>;
}

impl<T, F: Into<Box<dyn Error + Send + Sync>>> OrFail for Result<T, F> {
    type Value = T;

    fn or_internal(self) -> Result<T, Unexpected> {
        self.map_err(Unexpected::new)
    }

    fn or_fail<E>(self, error: E) -> Result<T, Caused<E>> {
        self.map_err(|cause| Caused { error, cause: Some(cause.into()) })
    }
}

impl<T> OrFail for Option<T> {
    type Value = T;

    fn or_internal(self) -> Result<T, Unexpected> {
        self.ok_or_else(|| Unexpected::new("there is no value"))
    }

    fn or_fail<E>(self, error: E) -> Result<T, Caused<E>> {
        self.ok_or(Caused { error, cause: None })
    }
}

/// Converts failures of a narrower registry, such as another crate's, into those of a wider one.
pub trait Widen: Sealed {
    /// The value of success.
    type Value;
    /// The narrower registry or set.
    type Registry: CodeSet;

    /// The same result in a registry or a set that includes the narrower one.
    ///
    /// # Errors
    /// If the result is an error.
    fn widen<C: CodeSet + Takes<Self::Registry, C::Kind>>(self) -> Result<Self::Value, Failure<C>>;
}

impl<T, N: CodeSet> Widen for Result<T, Failure<N>> {
    type Value = T;
    type Registry = N;

    fn widen<C: CodeSet + Takes<N, C::Kind>>(self) -> Result<T, Failure<C>> {
        self.map_err(Failure::widen)
    }
}
