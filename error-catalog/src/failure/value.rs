//! The failure of a handler: a [`FailureInner`] error with the type of its registry.

use core::error::Error;
use core::fmt;
use core::marker::PhantomData;
use core::ops::Deref;
use core::time::Duration;
use std::borrow::Cow;
use std::sync::Arc;

use crate::body::FromBytes;
use crate::catalogued::{asked_wait, retry_advice};
use crate::failure_inner::{FailureInner, FailureKind, Unexpected, find};
use crate::foreign::Known;
#[cfg(feature = "tower")]
use crate::panics;
use crate::registry::{CodeSet, Takes, lists, require_internal, root_settings};
use crate::system::internal_entry;
use crate::{Catalogued, Entry, Envelope, Retry};

/// What a handler returns: any error that the registry `C` includes, or an unexpected error.
///
/// `?` converts every enum that `C` includes and refuses every other error. [`or_internal`](crate::OrFail::or_internal)
/// converts any other error: it is sent as the registry's `internal` code, and the cause goes to the log only.
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
/// fn total(prices: &str) -> Result<u32, Failure<Codes>> {
///     if prices.is_empty() {
///         return Err(CartError::Empty.into());
///     }
///     let numbers = prices.split(',').map(|price| price.parse::<u32>());
///     let total = numbers.sum::<Result<u32, _>>().or_internal_with(|| "adding up")?;
///     Ok(total)
/// }
///
/// assert!(total("").unwrap_err().is(Codes::CART_EMPTY));
/// let failure = total("1,x").unwrap_err();
/// assert_eq!(failure.code(), "SYSTEM_INTERNAL_ERROR");
/// assert_eq!(failure.to_string(), "adding up: invalid digit found in string"); // for the log
/// assert!(!failure.envelope().to_json().contains("digit")); // never for the client
/// ```
///
/// It is as wide as a pointer. It derefs to `dyn Catalogued`, which has `code()`, `status()`, `user_message()` and
/// more.
#[must_use = "a failure is sent and reported only if the handler returns it: write `return Err(…)`"]
pub struct Failure<C>(Arc<FailureInner>, PhantomData<fn() -> C>);

impl<C: CodeSet> Failure<C> {
    /// The same failure in a registry or a set that includes this one.
    pub fn widen<D: CodeSet + Takes<C, D::Kind>>(self) -> Failure<D> {
        Failure::take_in(self.0)
    }

    /// The response body and head for the client.
    pub fn envelope(&self) -> Envelope<'_> {
        self.0.envelope()
    }

    /// The response, with the registry's dialect in the default locale. The error is attached in its extensions, for the
    /// layer.
    pub fn into_response(self) -> http::Response<Cow<'static, [u8]>> {
        self.into_response_of()
    }

    pub(crate) fn into_response_of<B: FromBytes>(self) -> http::Response<B> {
        self.0.into_response()
    }

    /// The recognized error of another system that caused this failure. `None` if the failure has a code of the catalogue, or if no
    /// [table](crate::foreign) has a row for the error.
    pub fn foreign(&self) -> Option<Known> {
        self.0.catalog_foreign()
    }

    /// The retry advice: that of the code, and for an internal failure that of its [foreign](Self::foreign) cause.
    pub fn retry(&self) -> Retry {
        retry_advice(&*self.0)
    }

    /// Whether a retry can help.
    pub fn retryable(&self) -> bool {
        self.retry().is_retryable()
    }

    /// How long to wait before the first retry: at least as long as `Retry-After` says. `None` if a retry cannot help.
    ///
    /// [`Retry::delays`](crate::Retry::delays) of [`retry`](Self::retry) has the waits of all tries.
    pub fn wait(&self) -> Option<Duration> {
        let first = self.retry().delays().next()?;
        Some(asked_wait(&*self.0).map_or(first, |asked| asked.max(first)))
    }

    /// Where the failure was raised: the `?`, `.into()` or call that made it. For the log only. `None` if that was an extractor
    /// or a layer of this crate.
    #[cfg(feature = "location")]
    pub fn location(&self) -> Option<&'static core::panic::Location<'static>> {
        self.0.catalog_raised()?.location()
    }

    /// The error inside, if its type is `E`.
    pub fn downcast_ref<E: Error + 'static>(&self) -> Option<&E> {
        self.0.downcast_ref()
    }

    /// The inside, which a response keeps as well.
    #[cfg(feature = "actix")]
    pub(crate) fn shared(&self) -> Arc<FailureInner> {
        Arc::clone(&self.0)
    }

    /// The error as a shared pointer, for a [`ResponseError`](crate::edge::ResponseError).
    pub fn into_shared(self) -> Arc<dyn Catalogued + Send + Sync> {
        self.0
    }

    /// The failure of a request that panicked.
    #[cfg(feature = "tower")]
    #[cold]
    pub(crate) fn panicked(panicked: panics::Panicked) -> Self {
        Self::unexpected(panics::text_of(panicked))
    }

    /// The failure of a catalogued error in a chain of causes, or the chain itself.
    #[cfg_attr(feature = "location", track_caller)]
    pub(crate) fn chained(
        error: Box<dyn Error + Send + Sync>,
    ) -> Result<Self, Box<dyn Error + Send + Sync>> {
        match find::<C>(error.as_ref()) {
            Some(link) => {
                let failure = Self::hold(FailureKind::Chained(error, link));
                Ok(if C::IS_PART { failure.or_undeclared() } else { failure })
            }
            None => Err(error),
        }
    }

    /// The failure of an error without a code.
    #[cfg_attr(feature = "location", track_caller)]
    pub(crate) fn unexpected(cause: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self(FailureInner::internal(cause, root_settings::<C>()), PhantomData)
    }

    /// The failure of an error without a code, with what was being done.
    pub(crate) fn unexpected_while(
        doing: &'static str,
        cause: Box<dyn Error + Send + Sync>,
    ) -> Self {
        Self::hold(FailureKind::Unexpected(Unexpected::new(cause).doing(doing)))
    }

    /// An error whose code is of this registry, or is its internal one.
    pub(crate) fn of_error(error: impl Catalogued + Send + Sync + 'static) -> Self {
        Self::hold(FailureKind::Own(Box::new(error), None))
    }

    /// The failure of a value that is an error of an enum of the registry.
    #[cfg(feature = "async-graphql")]
    pub(crate) fn carried(value: &Arc<dyn core::any::Any + Send + Sync>) -> Option<Self> {
        crate::failure_inner::carried::<C>(value).map(Self::hold)
    }

    /// Tells failures apart: clones of one have the same address.
    #[cfg(feature = "async-graphql")]
    pub(crate) fn address(&self) -> *const () {
        Arc::as_ptr(&self.0).cast()
    }

    /// A code that an error of another crate means.
    pub(crate) fn of_entry(entry: &'static Entry, cause: Box<dyn Error + Send + Sync>) -> Self {
        Self(FailureInner::of_entry(entry, Some(cause), root_settings::<C>()), PhantomData)
    }

    /// The same, with how long the client should wait.
    pub(crate) fn of_entry_after(
        entry: &'static Entry,
        cause: Box<dyn Error + Send + Sync>,
        wait: Option<Duration>,
    ) -> Self {
        match wait {
            Some(wait) => Self::hold(FailureKind::EntryAfter(entry, cause, wait)),
            None => Self::of_entry(entry, cause),
        }
    }

    /// A failure of another registry.
    pub(crate) fn take_in(inner: Arc<FailureInner>) -> Self {
        match Arc::try_unwrap(inner) {
            Ok(inner) => {
                let (held, raised) = inner.into_parts();
                Self(FailureInner::raised_at(raised, held, root_settings::<C>()), PhantomData)
            }
            // It is shared, so it stays in the registry that it was raised in.
            Err(shared) => Self::hold(FailureKind::Shared(shared)),
        }
    }

    /// The failure, or an undeclared one if the set does not list its code.
    pub(super) fn or_undeclared(self) -> Self {
        let own = self.0.entries().own;
        let settings = root_settings::<C>();
        if lists(C::DECLARED.members, own) || core::ptr::eq(own, internal_entry(settings)) {
            return self;
        }
        Self(FailureInner::undeclared(self.0, C::NAME, settings), PhantomData)
    }

    #[cfg_attr(feature = "location", track_caller)]
    pub(super) fn hold(held: FailureKind) -> Self {
        const { require_internal::<C::Root>() }
        Self(FailureInner::new(held, root_settings::<C>()), PhantomData)
    }
}

/// As a plain error, with its chain of causes: for interfaces that know nothing of catalogues.
impl<C: CodeSet> From<Failure<C>> for Box<dyn Error + Send + Sync> {
    fn from(failure: Failure<C>) -> Self {
        Box::new(failure.0)
    }
}

/// The same failure again, for a loader or a stream that hands one failure to several receivers.
impl<C> Clone for Failure<C> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0), PhantomData)
    }
}

impl<C: CodeSet> Deref for Failure<C> {
    type Target = dyn Catalogued + Send + Sync;

    fn deref(&self) -> &Self::Target {
        &*self.0
    }
}

impl<C: CodeSet> fmt::Display for Failure<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The error and its causes, as a failing `main` or test shows it.
impl<C: CodeSet> fmt::Debug for Failure<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&*self.0, f)
    }
}
