//! From results and options to failures, in one word each.

use core::error::Error;
use std::borrow::Cow;

use super::Failure;
use crate::failure_inner::Unexpected;
use crate::{Includes, Registry};

/// A catalogued error with what caused it, for the log. It becomes a [`Failure`] by `?` of any registry
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

/// Turns what went wrong into a [`Failure`]: of results whose error is any error, `anyhow`'s or a text, and of
/// options.
pub trait OrFail: Sealed + Sized {
    /// What there is when nothing went wrong.
    type Value;

    /// What went wrong is unexpected: the client learns no more than that, the log learns all.
    ///
    /// # Errors
    /// When there is no value.
    fn or_internal(self) -> Result<Self::Value, Unexpected>;

    /// As [`or_internal`](Self::or_internal), and the log also says what was being done.
    ///
    /// # Errors
    /// When there is no value.
    fn or_internal_with<D: Into<Cow<'static, str>>>(
        self,
        doing: impl FnOnce() -> D,
    ) -> Result<Self::Value, Unexpected> {
        self.or_internal().map_err(|unexpected| unexpected.doing(doing()))
    }

    /// It means this catalogued error; what went wrong is its cause, for the log.
    ///
    /// (`Result::or` is taken by the standard library, which would not look at the trait.)
    ///
    /// # Errors
    /// When there is no value.
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

/// Takes the failures of another crate's registry over into the service's own.
pub trait Widen: Sealed {
    /// What there is when nothing went wrong.
    type Value;
    /// The narrower registry.
    type Registry: Registry;

    /// The same result in a registry that includes the narrower one.
    ///
    /// # Errors
    /// When there is no value.
    fn widen<C: Registry + Includes<Self::Registry>>(self) -> Result<Self::Value, Failure<C>>;
}

impl<T, N: Registry> Widen for Result<T, Failure<N>> {
    type Value = T;
    type Registry = N;

    fn widen<C: Registry + Includes<N>>(self) -> Result<T, Failure<C>> {
        self.map_err(Failure::widen)
    }
}
