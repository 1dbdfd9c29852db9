//! The edge of a service: what every request is met with and every failure leaves by, whatever the
//! framework. The layers of the frameworks stand on it; with it, one for another framework is a page.
//!
//! [`Edge::begin`] reads what a request says of itself ([`TraceId`], the languages it accepts);
//! [`Edge::finish_response`] looks at the answer and puts another one in its place, if it is a
//! failure; `observer` tells of it, once. `rules` is the edge without the type of its registry: it meets requests and
//! judges answers, `writing` writes them, and `finish` puts them in their place.
//!
//! Much of what every failing request goes through bears `#[inline]`, here and wherever it leads, though it is called in
//! one place alone. Else each piece lies where its module lies, and to fetch so many pages and lines of code costs a request
//! more than to run them: the load of `tests/crates/edge-axum` tells. What is called in many places, such as writing a
//! header, is not inlined for the same reason.

mod answer;
#[cfg(feature = "metrics")]
mod count;
mod errors;
mod finish;
mod finished;
mod locales;
mod observer;
mod occurrence;
#[cfg(feature = "tracing")]
mod record;
mod rules;
#[cfg(any(feature = "actix", feature = "axum"))]
pub(crate) mod said;
#[cfg(feature = "tracing")]
mod shown;
#[cfg(any(feature = "actix", feature = "tonic", feature = "tower"))]
mod span;
mod statuses;
#[cfg(any(feature = "tonic", feature = "tower"))]
mod unready;
mod verdict;
mod writing;

use core::error::Error;
use core::fmt;
use core::marker::PhantomData;
use std::sync::Arc;

use http::{Method, Response, StatusCode};

#[cfg(feature = "actix")]
pub(crate) use answer::is_bodiless;
pub use answer::{Answer, BETTER_KNOWN, OF_THE_BODY, replace};
pub use finish::entry_of;
#[cfg(feature = "actix")]
pub(crate) use finish::told_by;
#[cfg(feature = "actix")]
pub(crate) use finished::Finished;
pub use observer::{Observer, Tell};
pub use occurrence::Occurrence;
pub(crate) use rules::Rules;
#[cfg(any(feature = "actix", feature = "tonic", feature = "tower"))]
pub(crate) use span::Span;
#[cfg(any(feature = "tonic", feature = "tower"))]
pub(crate) use unready::Unready;
pub use verdict::Answered;
pub(crate) use verdict::Verdict;

use locales::locales_of;

pub use crate::body::FromBytes;
pub use crate::exchange::{Exchange, TraceId, negotiate};
use crate::panics;
pub use crate::panics::quiet_panic_hook;
pub use crate::raised::Kept;
use crate::{Catalogued, Code, Failure, Registry};
#[cfg(doc)]
use crate::{StatusError, SystemError, ValidationError};

/// How a service meets requests and lets failures out: its registry, and what is special about it.
///
/// A failure is an error that a handler returned, a panic, or a bare answer of the framework (an unknown route,
/// a body that is too large, …): one with an error status whose body is empty or plain text, or, of a 5xx, bytes of no
/// type. Everything else goes out as it is, the service's own JSON above all; the observer is told of it where it is a 5xx.
pub struct Edge<C: Registry> {
    rules: Rules,
    registry: PhantomData<fn() -> C>,
}

impl<C: Registry> Edge<C> {
    /// The edge of a service.
    pub fn new() -> Self {
        let rules = Rules {
            answers: Vec::new(),
            errors: Vec::new(),
            passthrough: None,
            observer: Arc::new(Tell),
            locales: locales_of::<C>(),
            settings: C::settings(),
        };
        Self { rules, registry: PhantomData }
    }

    /// The code of bare answers with a status, such as 429 of a rate limiter.
    ///
    /// Without it 400, 404, 405, 408, 413 and 415 have those of [`SystemError`], 422 is a [`ValidationError`], 401, 403, 429,
    /// 502, 503 and 504 have those of [`StatusError`], as has every other 4xx; every other 5xx is internal, and the answer
    /// keeps its status. With it the answer has the status of the code.
    #[must_use]
    pub fn answer(mut self, status: StatusCode, code: Code) -> Self {
        self.rules.answers.insert(0, (status, code.entry()));
        self
    }

    /// The code of errors of a type, that a service beneath returns in the place of a response.
    ///
    /// Without it the `Elapsed` of tower's and tokio's timeouts is that of a bare 408, a catalogued error
    /// in the chain is itself, and the rest is internal.
    #[must_use]
    pub fn answer_error<E: Error + 'static>(mut self, code: Code) -> Self {
        self.rules.errors.insert(0, errors::Named::of::<E>(code.entry()));
        self
    }

    /// Lets more answers out as they are: those the test says yes to. Nobody is told of them.
    #[must_use]
    pub fn passthrough(
        mut self,
        test: impl Fn(&Answered<'_>) -> bool + Send + Sync + 'static,
    ) -> Self {
        self.rules.passthrough = Some(Arc::new(test));
        self
    }

    /// Who is told of failures, in the place of [`Tell`].
    #[must_use]
    pub fn observer(mut self, observer: impl Observer + 'static) -> Self {
        self.rules.observer = Arc::new(observer);
        self
    }

    /// Meets a request. `header` looks one up by its lower-case name, and gives the values of all its lines: one
    /// list of languages may be sent in several. A framework that gives the first line alone is served by that one.
    pub fn begin<'h, V: IntoIterator<Item = &'h [u8]>>(
        &self,
        method: Method,
        path: impl Into<String>,
        header: impl Fn(&'static str) -> V,
    ) -> Exchange {
        self.rules.begin(method, path, |name| header(name.as_str()))
    }

    /// The answer that goes out in the place of another one, if that is a failure. The observer has been told
    /// of it. For frameworks whose responses are not those of `http`; the others have
    /// [`finish_response`](Self::finish_response).
    pub fn finish(&self, exchange: &Exchange, answered: Answered<'_>) -> Option<Answer> {
        if let Some(error) = answered.error {
            return Some(self.fail(exchange, error));
        }
        match self.rules.judge(exchange, &answered, || None) {
            Verdict::Failed(failure) => Some(self.fail(exchange, &*failure)),
            Verdict::Reported(_) | Verdict::Passed => None,
        }
    }

    /// Finishes a response, as the layers do: one that was made of an error is written for the client who asked, a bare
    /// one becomes that of a code, the rest stays; all have the id of the request, or the one they were given by hand. A
    /// response that has been finished is left alone, and says of which row it [tells](entry_of).
    pub fn finish_response<B: FromBytes>(
        &self,
        exchange: &Exchange,
        mut response: Response<B>,
    ) -> Response<B> {
        self.rules.finish_response(exchange, &mut response, |_| None, &|_| ());
        response
    }

    /// The answer to a failure that never became one: a panic, a timeout, a broken connection. The observer has been
    /// told of it.
    pub fn fail(&self, exchange: &Exchange, error: &(dyn Catalogued + Send + Sync)) -> Answer {
        self.rules.fail(exchange, error)
    }

    /// Tells the observer of a failure whose answer goes out as it is.
    pub fn tell(
        &self,
        exchange: &Exchange,
        error: &(dyn Catalogued + Send + Sync),
        status: StatusCode,
    ) {
        self.rules.tell(exchange, error, status);
    }

    /// Runs something that may panic; its panic is a failure, with its message for the log.
    ///
    /// # Errors
    /// When it panics.
    pub fn catch<T>(run: impl FnOnce() -> T) -> Result<T, Failure<C>> {
        panics::catch(run).map_err(Failure::internal)
    }

    /// Runs a future that may panic, as [`catch`](Self::catch) runs a function.
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
                // What it still holds may panic as it goes; the failure is that of the first panic.
                let _ = Self::catch(|| future.set(None));
            }
            match polled {
                Ok(polled) => polled.map(Ok),
                Err(panicked) => core::task::Poll::Ready(Err(panicked)),
            }
        })
        .await
    }

    /// The failure that a panic is, with its message for the log.
    pub fn panicked(payload: &(dyn core::any::Any + Send)) -> Failure<C> {
        Failure::internal(panics::text(payload))
    }

    /// The failure that an error of the service beneath is.
    pub fn returned(&self, error: Box<dyn Error + Send + Sync>) -> Failure<C> {
        match self.rules.row_of(&*error) {
            Some(row) => Failure::of_row(row, error),
            None => Failure::from_chain(error),
        }
    }

    /// The edge without the type of its registry.
    #[cfg(any(feature = "actix", feature = "tonic", feature = "tower"))]
    pub(crate) fn rules(&self) -> &Rules {
        &self.rules
    }
}

impl<C: Registry> Default for Edge<C> {
    fn default() -> Self {
        Self::new()
    }
}

impl<C: Registry> Clone for Edge<C> {
    fn clone(&self) -> Self {
        Self { rules: self.rules.clone(), registry: PhantomData }
    }
}

impl<C: Registry> fmt::Debug for Edge<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Edge").field("answers", &self.rules.answers).finish_non_exhaustive()
    }
}
