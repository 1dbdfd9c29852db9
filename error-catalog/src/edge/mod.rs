//! The edge of a service: what every request is met with and every failure leaves by, whatever the
//! framework. The layers of the frameworks stand on it; with it, one for another framework is a page.
//!
//! [`Edge::begin`] reads what a request says of itself ([`TraceId`], the languages it accepts);
//! [`Edge::finish`] looks at the answer and gives the one that goes out in its place, if it is a
//! failure; `observer` tells of it, once.

mod adopted;
mod answer;
#[cfg(feature = "metrics")]
mod count;
mod errors;
mod exchange;
mod kept;
mod languages;
mod line;
#[cfg(feature = "locales")]
mod meaning;
mod names;
mod observer;
mod panics;
#[cfg(feature = "tracing")]
mod record;
#[cfg(feature = "tracing")]
mod shown;
#[cfg(any(feature = "actix", feature = "tonic", feature = "tower"))]
mod span;
mod statuses;
mod trace_id;

use core::error::Error;
use core::fmt;
use core::marker::PhantomData;
use std::borrow::Cow;
use std::sync::Arc;

use http::{HeaderValue, Method, StatusCode};

pub(crate) use adopted::Adopted;
pub use answer::{Answer, BETTER_KNOWN, FromBytes, OF_THE_BODY, replace};
pub use exchange::Exchange;
pub use kept::Kept;
pub use languages::negotiate;
pub(crate) use line::displayed_within;
pub(crate) use names::REQUEST_ID;
#[cfg(any(feature = "tonic", feature = "tower"))]
pub(crate) use names::header_name;
pub use observer::{Observer, Occurrence, Tell};
pub(crate) use panics::catch as caught;
pub use panics::quiet_panic_hook;
#[cfg(any(feature = "actix", feature = "tonic", feature = "tower"))]
pub(crate) use span::Span;
pub use trace_id::TraceId;

use crate::dialect::{Dialect, Seed};
use crate::failure::{Raised, internal};
use crate::{Catalogued, Code, Entry, Envelope, Failure, Registry};
#[cfg(doc)]
use crate::{StatusError, SystemError, ValidationError};
use exchange::Wish;

/// How a service meets requests and lets failures out: its registry, and what is special about it.
///
/// A failure is an error that a handler returned, a panic, or a bare answer of the framework (an unknown route,
/// a body that is too large, …): one with an error status whose body is empty or plain text, or, of a 5xx, bytes of no
/// type. Everything else goes out as it is, the service's own JSON above all; the observer is told of it where it is a 5xx.
pub struct Edge<C: Registry> {
    answers: Vec<(StatusCode, &'static Entry)>,
    errors: Vec<errors::Named>,
    passthrough: Option<Arc<Passthrough>>,
    observer: Arc<dyn Observer>,
    /// What a client can choose from.
    locales: Arc<[&'static str]>,
    registry: PhantomData<fn() -> C>,
}

type Passthrough = dyn Fn(&Answered<'_>) -> bool + Send + Sync;

/// An answer as the framework has it.
#[derive(Clone, Copy)]
pub struct Answered<'a> {
    /// Its status.
    pub status: StatusCode,
    /// Its `Content-Type`.
    pub content_type: Option<&'a str>,
    /// The error a handler returned, where the framework kept it.
    pub error: Option<&'a (dyn Catalogued + Send + Sync)>,
}

impl<C: Registry> Edge<C> {
    /// The edge of a service.
    pub fn new() -> Self {
        Self {
            answers: Vec::new(),
            errors: Vec::new(),
            passthrough: None,
            observer: Arc::new(Tell),
            locales: languages::of_registry::<C>(),
            registry: PhantomData,
        }
    }

    /// The code of bare answers with a status, such as 429 of a rate limiter.
    ///
    /// Without it 400, 404, 405, 408, 413 and 415 have those of [`SystemError`], 422 is a [`ValidationError`], 401, 403, 429,
    /// 502, 503 and 504 have those of [`StatusError`], as has every other 4xx; every other 5xx is internal, and the answer
    /// keeps its status. With it the answer has the status of the code.
    #[must_use]
    pub fn answer(mut self, status: StatusCode, code: Code) -> Self {
        self.answers.insert(0, (status, code.entry()));
        self
    }

    /// The code of errors of a type, that a service beneath returns in the place of a response.
    ///
    /// Without it the `Elapsed` of tower's and tokio's timeouts is that of a bare 408, a catalogued error
    /// in the chain is itself, and the rest is internal.
    #[must_use]
    pub fn answer_error<E: Error + 'static>(mut self, code: Code) -> Self {
        self.errors.insert(0, errors::Named::of::<E>(code.entry()));
        self
    }

    /// Lets more answers out as they are: those the test says yes to. Nobody is told of them.
    #[must_use]
    pub fn passthrough(
        mut self,
        test: impl Fn(&Answered<'_>) -> bool + Send + Sync + 'static,
    ) -> Self {
        self.passthrough = Some(Arc::new(test));
        self
    }

    /// Who is told of failures, in the place of [`Tell`].
    #[must_use]
    pub fn observer(mut self, observer: impl Observer + 'static) -> Self {
        self.observer = Arc::new(observer);
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
        let accepted = (self.locales.len() > 1).then(|| header("accept-language"));
        let wish = accepted.and_then(|accepted| Wish::of(accepted, &self.locales));
        let trace_id = TraceId::of(|name| header(name).into_iter().next());
        Exchange::new(trace_id, wish, method, path.into())
    }

    /// The answer that goes out in the place of another one, if that is a failure. The observer has been told
    /// of it.
    pub fn finish(&self, exchange: &Exchange, answered: Answered<'_>) -> Option<Answer> {
        self.finish_saying(exchange, answered, || None)
    }

    /// The same, where the text of a bare answer can be read: it is for the log.
    pub(crate) fn finish_saying(
        &self,
        exchange: &Exchange,
        answered: Answered<'_>,
        said: impl FnOnce() -> Option<String>,
    ) -> Option<Answer> {
        let Answered { status, error, .. } = answered;
        if let Some(error) = error {
            return Some(self.fail(exchange, error));
        }
        let is_error = status.is_client_error() || status.is_server_error();
        if !is_error || self.passes(exchange, &answered) {
            return None;
        }
        if is_bare(&answered) {
            return Some(self.fail(exchange, &*self.bare(status, said())));
        }
        if status.is_server_error() {
            self.tell(exchange, &*self.bare(status, None), status);
        }
        None
    }

    /// Whether a service lets an answer out as it is. A test that panics has said nothing.
    fn passes(&self, exchange: &Exchange, answered: &Answered<'_>) -> bool {
        let Some(test) = &self.passthrough else { return false };
        let tested = panics::catch(|| test(answered));
        #[cfg(feature = "tracing")]
        if let Err(panicked) = &tested {
            record::untested(exchange, panicked);
        }
        #[cfg(not(feature = "tracing"))]
        let _ = exchange;
        tested.unwrap_or_default()
    }

    /// The answer to a failure that never became one: a panic, a timeout, a broken connection.
    pub fn fail(&self, exchange: &Exchange, error: &(dyn Catalogued + Send + Sync)) -> Answer {
        let (mut head, ()) = http::Response::new(()).into_parts();
        let body = self.fail_over(exchange, error, &mut head);
        http::Response::from_parts(head, body)
    }

    /// The same over the head of a response that is there, whose other headers and extensions stay; gives the
    /// body. What [`fail`](Self::fail) and [`replace`] do in two steps, without a second map of headers.
    pub(crate) fn fail_over(
        &self,
        exchange: &Exchange,
        error: &(dyn Catalogued + Send + Sync),
        head: &mut http::response::Parts,
    ) -> Cow<'static, [u8]> {
        let staying = answer::Staying::take(&mut head.headers);
        // What the error shows of itself is written by anybody's code.
        let written = panics::catch(|| self.write(exchange, error, None, head));
        let (body, broken) = match written {
            Ok(body) => (body, None),
            Err(panicked) => {
                let broken = Self::unwritable(error, &panicked);
                (self.write_broken(exchange, &broken, head), Some(broken))
            }
        };
        if let Some(staying) = staying {
            staying.put_back(&mut head.headers, head.status);
        }
        let told = broken.as_ref().map_or(error, |broken| &**broken);
        self.tell(exchange, told, head.status);
        answer::measured(body, head, exchange.method())
    }

    /// Writes the answer in the place of one that could not be: in the registry's dialect, and in ours where it is
    /// the dialect that panics.
    #[cold]
    fn write_broken(
        &self,
        exchange: &Exchange,
        broken: &Failure<C>,
        head: &mut http::response::Parts,
    ) -> Cow<'static, [u8]> {
        let written = panics::catch(|| {
            forget(head);
            self.write(exchange, &**broken, None, head)
        });
        written.unwrap_or_else(|_| {
            forget(head);
            self.write(exchange, &**broken, Some(&Seed), head)
        })
    }

    fn write(
        &self,
        exchange: &Exchange,
        error: &(dyn Catalogued + Send + Sync),
        dialect: Option<&'static dyn Dialect>,
        head: &mut http::response::Parts,
    ) -> Cow<'static, [u8]> {
        let adopted = Adopted::<C>::new(error);
        let mut envelope = Envelope::from_dyn(&adopted);
        envelope = envelope.trace_id(exchange.trace_id().as_str()).id_said_elsewhere();
        if self.locales.len() > 1 {
            envelope = envelope.negotiated(exchange.locale());
        }
        if let Some(dialect) = dialect {
            envelope = envelope.dialect(dialect);
        }
        let body = envelope.respond(head);
        // Behind the dialect: whatever it says, an answer of the edge has one id and no other.
        if let Ok(id) = HeaderValue::from_str(exchange.trace_id().as_str()) {
            head.headers.insert(REQUEST_ID, id);
        }
        body
    }

    /// What goes out in the place of an error that panicked while its answer was written.
    #[cold]
    pub(crate) fn unwritable(error: &(dyn Catalogued + Send + Sync), panicked: &str) -> Failure<C> {
        let code = error.catalog_row().code();
        Failure::internal(format!("the answer of {code} could not be written: {panicked}"))
    }

    /// Tells the observer of a failure whose answer goes out as it is.
    pub fn tell(
        &self,
        exchange: &Exchange,
        error: &(dyn Catalogued + Send + Sync),
        status: StatusCode,
    ) {
        let occurrence = Occurrence { error, exchange, status };
        // The answer is ready, and goes out whatever becomes of its record.
        let told = panics::catch(|| self.observer.failed(&occurrence));
        #[cfg(feature = "tracing")]
        if let Err(panicked) = &told {
            record::unobserved(exchange, panicked);
        }
        drop(told);
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
        let mut future = core::pin::pin!(future);
        core::future::poll_fn(|cx| match Self::catch(|| future.as_mut().poll(cx)) {
            Ok(polled) => polled.map(Ok),
            Err(panicked) => core::task::Poll::Ready(Err(panicked)),
        })
        .await
    }

    /// The failure that a panic is, with its message for the log.
    pub fn panicked(payload: &(dyn core::any::Any + Send)) -> Failure<C> {
        Failure::internal(panics::text(payload))
    }

    /// The failure that an error of the service beneath is.
    pub fn returned(&self, error: Box<dyn Error + Send + Sync>) -> Failure<C> {
        let named = self.errors.iter().find_map(|named| named.row(&*error));
        let row = named.or_else(|| {
            errors::is_elapsed(&*error).then(|| self.row(StatusCode::REQUEST_TIMEOUT)).flatten()
        });
        match row {
            Some(row) => Failure::of_row(row, error),
            None => Failure::from_chain(error),
        }
    }

    /// The error that a bare status stands for, with what was said of it.
    fn bare(&self, status: StatusCode, said: Option<String>) -> Arc<Raised<C>> {
        if let Some(row) = self.row(status) {
            return Raised::of_row(row, said.map(Into::into));
        }
        let text = match said {
            Some(said) => format!("the service answered {status}: {said}"),
            None => format!("the service answered {status}"),
        };
        if status == StatusCode::INTERNAL_SERVER_ERROR {
            return Failure::internal(text).into_raised();
        }
        Raised::of_row(statuses::kept(internal::<C>(), status), Some(text.into()))
    }

    /// The row that a bare status stands for.
    pub(crate) fn row(&self, status: StatusCode) -> Option<&'static Entry> {
        let named = self.answers.iter().find(|(known, _)| *known == status).map(|(_, row)| *row);
        named
            .or_else(|| {
                let not_found = C::settings().not_found;
                not_found.filter(|_| status == StatusCode::NOT_FOUND).and_then(C::get)
            })
            .or_else(|| statuses::of_every_service(status))
    }
}

/// What the headers say of an error whose answer could not be written is not true of the one in its place.
fn forget(head: &mut http::response::Parts) {
    for name in &BETTER_KNOWN {
        head.headers.remove(name);
    }
}

/// Whether nobody meant the body for anything: it is plain text, or there is none, or it is bytes of no type with the
/// status of a service that is broken.
fn is_bare(answered: &Answered<'_>) -> bool {
    answered.content_type.is_none_or(|content_type| {
        let media_type = content_type.split(';').next().unwrap_or_default().trim();
        let is = |other: &str| media_type.eq_ignore_ascii_case(other);
        let is_untyped = answered.status.is_server_error() && is("application/octet-stream");
        media_type.is_empty() || is("text/plain") || is_untyped
    })
}

impl<C: Registry> Default for Edge<C> {
    fn default() -> Self {
        Self::new()
    }
}

impl<C: Registry> Clone for Edge<C> {
    fn clone(&self) -> Self {
        Self {
            answers: self.answers.clone(),
            errors: self.errors.clone(),
            passthrough: self.passthrough.clone(),
            observer: Arc::clone(&self.observer),
            locales: Arc::clone(&self.locales),
            registry: PhantomData,
        }
    }
}

impl<C: Registry> fmt::Debug for Edge<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Edge").field("answers", &self.answers).finish_non_exhaustive()
    }
}
