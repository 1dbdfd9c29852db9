//! The parts that the framework layers are built on, for a layer for another framework.
//!
//! A layer does four things with a request:
//!
//! 1. [`Edge::meet`] (or [`Edge::begin`] without `http::Request`) reads the trace id and the accepted languages, gives the
//!    [`Exchange`] of the request, and opens its [`RequestSpan`].
//! 2. It runs the service beneath within the span, through [`Edge::catch`], [`Edge::catch_future`] and [`Readiness`], so that a
//!    panic or a service that cannot get ready becomes a [`Failure`].
//! 3. [`Edge::finish_response_within`] finishes an `http::Response`: it renders the [`ResponseError`] that the response carries for
//!    this client, puts a code in place of a bare error response, and reports each failure to the [`Observer`] once.
//!    [`Edge::finish`] decides the same for a framework with other response types.
//! 4. [`Edge::fail`] renders a failure that never became a response: a panic, or an error that the service beneath
//!    [returned](Edge::returned).
//!
//! `tower::CatalogLayer` is built in this way; `docs/` has recipes for other frameworks.
//!
//! # Log record
//!
//! With feature `tracing`, [`DefaultObserver`] writes one event of target `error_catalog` for each failed request, at the
//! `log_level` of the code. The message is the developer text. Its fields:
//!
#![doc = include_str!("../record/event.md")]
//!
//! The span around a request is `request{trace_id, method, route, path}`. Everything in both is [masked](crate::mask).
//!
//! # Metrics
//!
//! With feature `metrics`, the layers count each failed request, whichever observer they have. `error_catalog::metric` documents
//! how to start every series at 0.
//!
#![doc = include_str!("../metric.md")]

// Much of what every failing request goes through is `#[inline]`, though it is called in one place only: where each piece
// stays in its own module, fetching so many pages and lines of code costs a request more than running them (measured with
// the load generator of `tests/crates/edge-axum`). What is called in many places, such as writing a header, is not inlined
// for the same reason.

mod answer;
#[cfg(any(feature = "actix", feature = "tonic", feature = "tower"))]
mod apart;
#[cfg(feature = "tracing")]
mod beside;
mod broken_body;
mod drill;
mod errors;
mod finish;
mod finished;
#[cfg(any(feature = "actix", feature = "tower"))]
mod in_flight;
mod locales;
#[cfg(any(feature = "async-graphql", feature = "jsonrpsee"))]
mod members;
mod observer;
mod occurrence;
mod readiness;
mod redact;
mod rules;
mod span;
mod statuses;
mod unlisted;
mod verdict;
#[cfg(any(feature = "actix", feature = "axum"))]
mod watched;
mod writing;

use core::error::Error;
use core::fmt;
use core::marker::PhantomData;
use std::sync::Arc;

use http::{Method, Request, Response, StatusCode};

#[cfg(feature = "actix")]
pub(crate) use answer::is_bodiless;
pub use answer::{APP_OWNED_HEADERS, Answer, BODY_HEADERS, replace};
#[cfg(any(feature = "actix", feature = "tonic", feature = "tower"))]
pub(crate) use apart::poll_apart;
pub use drill::drill;
pub use finish::entry_of;
#[cfg(feature = "actix")]
pub(crate) use finish::reported_entry;
#[cfg(any(feature = "actix", feature = "tonic"))]
pub(crate) use finished::Finished;
#[cfg(any(feature = "actix", feature = "tower"))]
pub(crate) use in_flight::InFlight;
#[cfg(any(feature = "async-graphql", feature = "jsonrpsee"))]
pub(crate) use members::Members;
pub use observer::{DefaultObserver, Observer};
pub use occurrence::Occurrence;
pub use readiness::Readiness;
#[cfg(feature = "axum")]
pub(crate) use redact::LONGEST_BODY;
#[cfg(any(
    feature = "actix",
    feature = "async-graphql",
    feature = "axum",
    feature = "jsonrpsee"
))]
pub(crate) use redact::redact_by;
pub use redact::redact_input;
pub(crate) use rules::Rules;
pub use span::RequestSpan;
#[cfg(feature = "tonic")]
pub(crate) use statuses::without_alarm;
pub use verdict::ResponseInfo;
pub(crate) use verdict::Verdict;
#[cfg(any(feature = "actix", feature = "axum"))]
pub(crate) use watched::WatchedBody;

use locales::locales_of;

pub use crate::body::FromBytes;
pub use crate::exchange::{Exchange, TraceId, negotiate};
pub use crate::failure::HasInternalCode;
pub use crate::failure_inner::ResponseError;
use crate::mask::Mask;
use crate::panics;
pub use crate::panics::{drop_safely, quiet_panic_hook};
#[cfg(any(feature = "actix", feature = "tonic", feature = "tower"))]
use crate::registry::CodeSet;
use crate::{Catalogued, Code, Entry, Failure, Registry};
#[cfg(doc)]
use crate::{StatusError, SystemError, ValidationError};

/// How a service answers failures: its registry, and the settings of its layer.
///
/// A failure is an error that a handler returned, a panic, or a bare response of the framework (unknown route, body too
/// large, …): one with an error status and an empty or plain-text body, or a 5xx with a body without a content type. Every
/// other response passes unchanged, such as JSON of the service; a 5xx among them is reported to the observer.
pub struct Edge<C> {
    rules: Rules,
    registry: PhantomData<fn() -> C>,
}

// Without bounds that `new` has: of what is no registry, rustc reports `new` alone.
impl<C> Edge<C> {
    /// The edge of a service. The registry has a code for [unexpected failures](HasInternalCode).
    pub fn new() -> Self
    where
        C: HasInternalCode,
    {
        let rules = Rules {
            answers: Vec::new(),
            errors: Vec::new(),
            passthrough: None,
            observer: Arc::new(DefaultObserver),
            locales: locales_of::<C>(),
            settings: C::settings(),
            mask: Mask::default(),
            logged_headers: &[],
            counts_requests: false,
        };
        Self { rules, registry: PhantomData }
    }

    /// Sets the code of bare responses with a status, such as 429 of a rate limiter.
    ///
    /// By default 400, 404, 405, 408, 413 and 415 have those of [`SystemError`], 422 is a [`ValidationError`], 401, 403, 429,
    /// 502, 503 and 504 have those of [`StatusError`], as has every other 4xx. Every other 5xx has the internal code and keeps
    /// its status. Where the registry does not list the code of a 4xx, the status has the nearest code that is listed.
    ///
    /// A code that is set here also sets the status. One that the registry does not list is ignored, and the log says so.
    #[must_use]
    pub fn answer(mut self, status: StatusCode, code: Code) -> Self
    where
        C: Registry,
    {
        if is_listed::<C>(code) {
            self.rules.answers.insert(0, (status, code.entry()));
        }
        self
    }

    /// Sets the code of errors of a type that the service beneath returns in place of a response.
    ///
    /// By default the `Elapsed` of tower's and tokio's timeouts has the code of a bare 408, and `Overloaded` of load shedding
    /// and `Closed` of a buffer that of a bare 503. A catalogued error in the chain has its own code, and every other error
    /// has the internal code.
    #[must_use]
    pub fn answer_error<E: Error + 'static>(mut self, code: Code) -> Self
    where
        C: Registry,
    {
        if is_listed::<C>(code) {
            self.rules.errors.insert(0, errors::Named::for_type::<E>(code.entry()));
        }
        self
    }

    /// Responses that match the predicate pass through unchanged and are not reported.
    #[must_use]
    pub fn passthrough(
        mut self,
        test: impl Fn(&ResponseInfo<'_>) -> bool + Send + Sync + 'static,
    ) -> Self {
        self.rules.passthrough = Some(Arc::new(test));
        self
    }

    /// Sets the observer that failures are reported to, in place of [`DefaultObserver`].
    #[must_use]
    pub fn observer(mut self, observer: impl Observer + 'static) -> Self {
        self.rules.logged_headers = observer.logged_headers();
        self.rules.counts_requests = observer.counts_requests();
        self.rules.observer = Arc::new(observer);
        self
    }

    /// Sets what is masked in everything that the layer writes, in place of [`Mask::default`]: log records and spans.
    #[must_use]
    pub fn mask(mut self, mask: Mask) -> Self {
        self.rules.mask = mask;
        self
    }
}

impl<C: Registry> Edge<C> {
    /// Reads the trace id and the accepted languages of a request. `header` looks a header up by its lower-case name and gives
    /// the values of all its lines; a framework that gives only the first line may pass that one.
    pub fn begin<'h, V: IntoIterator<Item = &'h [u8]>>(
        &self,
        method: Method,
        path: impl Into<String>,
        header: impl Fn(&'static str) -> V,
    ) -> Exchange {
        self.rules.begin(method, path, |name| header(name.as_str()))
    }

    /// Begins a request of `http` and opens its span. Within another layer it takes over the [`Exchange`] of that one, which
    /// it finds in the extensions, and opens no span. Puts the exchange into the extensions.
    pub fn meet<B>(&self, request: &mut Request<B>) -> (Exchange, RequestSpan) {
        self.rules.meet(request)
    }

    /// The exchange of a request that an outer layer has begun, for a framework without `http::Request`: the id stays, the
    /// languages are those that this registry offers. `header` is as for [`begin`](Self::begin).
    pub fn begin_within<'h, V: IntoIterator<Item = &'h [u8]>>(
        &self,
        outer: &Exchange,
        header: impl Fn(&'static str) -> V,
    ) -> Exchange {
        self.rules.take_over(outer, |name| header(name.as_str()))
    }

    /// If the response is a failure, reports it and returns the response to send in its place. For frameworks whose
    /// responses are not those of `http`; the others use [`finish_response`](Self::finish_response).
    pub fn finish(&self, exchange: &Exchange, answered: ResponseInfo<'_>) -> Option<Answer> {
        if let Some(error) = answered.error {
            return Some(self.fail(exchange, error));
        }
        match self.rules.judge(exchange, &answered, || None) {
            Verdict::Failed(failure) => Some(self.fail(exchange, &*failure)),
            Verdict::Reported(_) | Verdict::Passed => {
                self.rules.finished(exchange, answered.status);
                None
            }
        }
    }

    /// Finishes a response as the layers do. A response that was made of an error is rendered for the client who asked, a
    /// bare error response gets a code, every other response passes. All of them carry the id of the request, unless they
    /// have one that was set by hand. A response that an inner layer has finished stays as it is; [`entry_of`] gives its entry.
    pub fn finish_response<B: FromBytes>(
        &self,
        exchange: &Exchange,
        mut response: Response<B>,
    ) -> Response<B> {
        self.rules.finish_response(exchange, &mut response, |_| None, &|_| ());
        response
    }

    /// As [`finish_response`](Self::finish_response), in place and within the span of the request. `read_body` reads the text of a
    /// bare error response, for the log only; pass it through [`redact_input`] if it may quote the request.
    ///
    /// Returns whether the body was written here. Any other body may still break off while it is sent.
    pub fn finish_response_within<B: FromBytes>(
        &self,
        exchange: &Exchange,
        span: &RequestSpan,
        response: &mut Response<B>,
        read_body: impl FnOnce(&mut B) -> Option<String>,
    ) -> bool {
        let on_renamed = |exchange: &Exchange| span.rename(exchange);
        self.rules.finish_response(exchange, response, read_body, &on_renamed)
    }

    /// The response to a failure that never became one: a panic, a timeout, a broken connection. Reports it. An error whose
    /// code the registry does not list is sent as the internal code; the record has its code as `unlisted`.
    pub fn fail(&self, exchange: &Exchange, error: &(dyn Catalogued + Send + Sync)) -> Answer {
        self.rules.fail(exchange, error)
    }

    /// Reports a failure whose response is sent unchanged.
    pub fn report(
        &self,
        exchange: &Exchange,
        error: &(dyn Catalogued + Send + Sync),
        status: StatusCode,
    ) {
        self.rules.report(exchange, error, status);
    }

    /// Runs a function; its panic becomes a failure, with the message of the panic for the log.
    ///
    /// # Errors
    /// When it panics.
    pub fn catch<T>(run: impl FnOnce() -> T) -> Result<T, Failure<C>> {
        panics::catch(run).map_err(Failure::unexpected)
    }

    /// Runs a future as [`catch`](Self::catch) runs a function.
    ///
    /// # Errors
    /// When it panics.
    pub async fn catch_future<F: Future>(future: F) -> Result<F::Output, Failure<C>> {
        let mut future = core::pin::pin!(Some(future));
        core::future::poll_fn(|cx| {
            let Some(running) = future.as_mut().as_pin_mut() else {
                return core::task::Poll::Pending;
            };
            let polled = Self::catch(|| running.poll(cx));
            if polled.is_err() {
                // `Drop` of the future may panic as well; the first panic is the failure.
                let _ = Self::catch(|| future.set(None));
            }
            match polled {
                Ok(polled) => polled.map(Ok),
                Err(panicked) => core::task::Poll::Ready(Err(panicked)),
            }
        })
        .await
    }

    /// The failure of a panic that the framework caught, with its message for the log.
    pub fn panicked(payload: &(dyn core::any::Any + Send)) -> Failure<C> {
        Failure::unexpected(panics::text(payload))
    }

    /// The failure of an error that the service beneath returned.
    pub fn returned(&self, error: Box<dyn Error + Send + Sync>) -> Failure<C> {
        self.raised(error).unwrap_or_else(Failure::unexpected)
    }

    /// The failure of an error whose type has a code, or that has a catalogued error among its causes.
    ///
    /// # Errors
    /// The error itself, if it is neither.
    pub(crate) fn raised(
        &self,
        error: Box<dyn Error + Send + Sync>,
    ) -> Result<Failure<C>, Box<dyn Error + Send + Sync>> {
        match self.rules.row_of(&*error) {
            Some((entry, wait)) => Ok(Failure::of_entry_after(entry, error, wait)),
            None => Failure::chained(error),
        }
    }

    /// The entry that a bare response with a status receives; `None` for a 5xx without an entry.
    pub fn entry_for_status(&self, status: StatusCode) -> Option<&'static Entry> {
        self.rules.entry(status)
    }

    /// The edge without the type of its registry.
    #[cfg(any(
        feature = "actix",
        feature = "async-graphql",
        feature = "jsonrpsee",
        feature = "tonic"
    ))]
    pub(crate) fn rules(&self) -> &Rules {
        &self.rules
    }
}

#[cfg(any(feature = "actix", feature = "tonic", feature = "tower"))]
impl<C: CodeSet> Edge<C> {
    /// The edge of the registry of a set. There is none of a set, but layers are for sets too: a set in the place of the registry
    /// is then one error, at `new`, and not another one where the layer is put around a service.
    pub(crate) fn of_root(self: &Arc<Self>) -> Arc<Edge<C::Root>> {
        let edge: Arc<dyn core::any::Any + Send + Sync> = Arc::<Self>::clone(self);
        let copy = |_| Arc::new(Edge { rules: self.rules.clone(), registry: PhantomData });
        edge.downcast().unwrap_or_else(copy)
    }
}

/// Whether the registry lists a code; logs one that it does not, because no client should receive it.
fn is_listed<C: Registry>(code: Code) -> bool {
    let is_listed = C::get(code.as_str()).is_some();
    #[cfg(feature = "tracing")]
    if !is_listed {
        // A subscriber is user code and may panic.
        let _ = panics::catch(|| beside::not_listed(code.as_str()));
    }
    is_listed
}

impl<C: HasInternalCode> Default for Edge<C> {
    fn default() -> Self {
        Self::new()
    }
}

impl<C> Clone for Edge<C> {
    fn clone(&self) -> Self {
        Self { rules: self.rules.clone(), registry: PhantomData }
    }
}

impl<C> fmt::Debug for Edge<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Edge").field("answers", &self.rules.answers).finish_non_exhaustive()
    }
}
