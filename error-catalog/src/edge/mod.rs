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
mod observer;
mod panics;
#[cfg(feature = "tracing")]
mod record;
#[cfg(any(feature = "actix", feature = "tonic", feature = "tower"))]
mod span;
mod trace_id;

use core::error::Error;
use core::fmt;
use core::marker::PhantomData;
use std::borrow::Cow;
use std::sync::Arc;

use http::{Method, StatusCode};

pub(crate) use adopted::Adopted;
pub use answer::{Answer, BETTER_KNOWN, FromBytes, OF_THE_BODY, replace};
pub use exchange::Exchange;
pub use kept::Kept;
pub use languages::negotiate;
pub use observer::{Observer, Occurrence, Tell};
pub use panics::quiet_panic_hook;
#[cfg(any(feature = "actix", feature = "tonic", feature = "tower"))]
pub(crate) use span::Span;
pub use trace_id::TraceId;

use crate::failure::Raised;
use crate::{
    Catalogued, Code, Entry, Envelope, ErrorCatalog as _, Failure, Registry, SystemError,
    ValidationError,
};
use exchange::Wish;

/// How a service meets requests and lets failures out: its registry, and what is special about it.
///
/// A failure is an error that a handler returned, a panic, or a bare answer of the framework (an unknown route,
/// a body that is too large, …): one with an error status whose body is empty or plain text. Everything
/// else goes out as it is, the service's own JSON above all.
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
    /// Without it 400, 404, 405, 408, 413, 415 and 422 have codes, and every 5xx is internal.
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

    /// Lets more answers out as they are: those the test says yes to.
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

    /// Meets a request. `header` looks one up by its lower-case name.
    pub fn begin<'h>(
        &self,
        method: Method,
        path: impl Into<String>,
        header: impl Fn(&'static str) -> Option<&'h [u8]>,
    ) -> Exchange {
        let accepted = header("accept-language").filter(|_| self.locales.len() > 1);
        let wish = accepted.and_then(|accepted| Wish::of(accepted, &self.locales));
        Exchange::new(TraceId::of(header), wish, method, path.into())
    }

    /// The answer that goes out in the place of another one, if that is a failure. The observer has been told
    /// of it.
    pub fn finish(&self, exchange: &Exchange, answered: Answered<'_>) -> Option<Answer> {
        if let Some(error) = answered.error {
            return Some(self.fail(exchange, error));
        }
        if !is_bare(&answered) || self.passthrough.as_ref().is_some_and(|test| test(&answered)) {
            return None;
        }
        Some(self.fail(exchange, &*self.bare(answered.status)?))
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
        let adopted = Adopted::<C>::new(error);
        let mut envelope = Envelope::from_dyn(&adopted).trace_id(exchange.trace_id().as_str());
        if self.locales.len() > 1 {
            envelope = envelope.negotiated(exchange.locale());
        }
        let staying = answer::Staying::take(&mut head.headers);
        let body = envelope.respond(head);
        staying.put_back(&mut head.headers);
        self.tell(exchange, error, head.status);
        answer::measured(body, head, exchange.method())
    }

    /// Tells the observer of a failure whose answer goes out as it is.
    pub fn tell(
        &self,
        exchange: &Exchange,
        error: &(dyn Catalogued + Send + Sync),
        status: StatusCode,
    ) {
        self.observer.failed(&Occurrence { error, exchange, status });
    }

    /// Runs something that may panic; its panic is a failure, with its message for the log.
    ///
    /// # Errors
    /// When it panics.
    pub fn catch<T>(run: impl FnOnce() -> T) -> Result<T, Failure<C>> {
        panics::catch(run).map_err(Failure::internal)
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

    /// The error that a bare status stands for.
    fn bare(&self, status: StatusCode) -> Option<Arc<Raised<C>>> {
        if let Some(row) = self.row(status) {
            return Some(Raised::of_row(row, None));
        }
        let internal = || Failure::internal(format!("the service answered {status}"));
        status.is_server_error().then(|| internal().into_raised())
    }

    /// The row that a bare status stands for.
    pub(crate) fn row(&self, status: StatusCode) -> Option<&'static Entry> {
        let named = self.answers.iter().find(|(known, _)| *known == status).map(|(_, row)| *row);
        named
            .or_else(|| {
                let not_found = C::settings().not_found;
                not_found.filter(|_| status == StatusCode::NOT_FOUND).and_then(C::get)
            })
            .or_else(|| of_every_service(status))
    }
}

/// The codes that every service has.
fn of_every_service(status: StatusCode) -> Option<&'static Entry> {
    Some(match status {
        StatusCode::BAD_REQUEST => SystemError::BodyMalformed.entry(),
        StatusCode::NOT_FOUND => SystemError::RouteNotFound.entry(),
        StatusCode::METHOD_NOT_ALLOWED => SystemError::MethodNotAllowed.entry(),
        StatusCode::REQUEST_TIMEOUT => SystemError::RequestTimeout.entry(),
        StatusCode::PAYLOAD_TOO_LARGE => SystemError::BodyTooLarge.entry(),
        StatusCode::UNSUPPORTED_MEDIA_TYPE => SystemError::MediaUnsupported.entry(),
        StatusCode::UNPROCESSABLE_ENTITY => ValidationError::new().entry(),
        _ => return None,
    })
}

/// Whether nobody meant the body for anything: it is plain text or there is none.
fn is_bare(answered: &Answered<'_>) -> bool {
    let is_error = answered.status.is_client_error() || answered.status.is_server_error();
    let is_plain = answered.content_type.is_none_or(|content_type| {
        let media_type = content_type.split(';').next().unwrap_or_default().trim();
        media_type.is_empty() || media_type.eq_ignore_ascii_case("text/plain")
    });
    is_error && is_plain
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
