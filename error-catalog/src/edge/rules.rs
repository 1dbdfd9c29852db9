//! The edge without the type of its registry: how requests begin and how responses are classified.
//!
//! Compiled once here, and not again for each registry of a service.

use core::error::Error;
use core::time::Duration;
use std::sync::Arc;

use http::{HeaderName, HeaderValue, Method, Request, StatusCode};

use super::RequestSpan;
#[cfg(feature = "tracing")]
use super::beside;
#[cfg(feature = "metrics")]
use super::observer::attempt;
use super::{Exchange, Observer, Occurrence, ResponseInfo, TraceId, Verdict, errors, statuses};
use crate::dialect::Settings;
use crate::exchange::{LanguagePreference, Route};
use crate::failure_inner::{FailureInner, ResponseError};
use crate::headers::asked;
use crate::mask::Mask;
use crate::panics;
use crate::system::internal_entry;
use crate::{Catalogued, Entry};

/// The settings of an [`Edge`](super::Edge) and of its registry.
#[derive(Clone)]
pub(crate) struct Rules {
    pub(super) answers: Vec<(StatusCode, &'static Entry)>,
    pub(super) errors: Vec<errors::Named>,
    pub(super) passthrough: Option<Arc<Passthrough>>,
    pub(super) observer: Arc<dyn Observer>,
    /// What a client can choose from.
    pub(super) locales: Arc<[&'static str]>,
    pub(super) settings: &'static Settings,
    /// What is masked in everything that is written.
    pub(super) mask: Mask,
    /// The headers of a request that the observer logs.
    pub(super) logged_headers: &'static [HeaderName],
    /// Whether the observer is called for each request.
    pub(super) counts_requests: bool,
}

pub(super) type Passthrough = dyn Fn(&ResponseInfo<'_>) -> bool + Send + Sync;

impl Rules {
    /// Begins a request. `header` looks a header up by its `HeaderName`, which costs less than looking it up by text.
    pub(crate) fn begin<'h, V: IntoIterator<Item = &'h [u8]>>(
        &self,
        method: Method,
        path: impl Into<String>,
        header: impl Fn(&'static HeaderName) -> V,
    ) -> Exchange {
        // Its thread may have read the input of another request.
        #[cfg(feature = "serde_path_to_error")]
        crate::validation::forget_input();
        let language = self.language(&header);
        let first = |name| header(name).into_iter().next();
        let own = || first(&asked::REQUEST_ID);
        let (trace_id, is_of_client) = TraceId::chosen(first(&asked::TRACEPARENT), own, &self.mask);
        let exchange = Exchange::new(
            trace_id,
            language,
            self.settings,
            method,
            path.into(),
            self.mask.clone(),
        );
        let exchange = if is_of_client { exchange.with_id_of_client() } else { exchange };
        let exchange = if self.counts_requests { exchange.counted() } else { exchange };
        if self.logged_headers.is_empty() {
            return exchange;
        }
        let wanted = self.logged_headers.iter();
        exchange.with_headers(wanted.filter_map(|name| Some((name, first(name)?.into()))).collect())
    }

    /// The exchange of a request that an outer edge has begun, with the locales that this registry offers.
    pub(crate) fn take_over<'h, V: IntoIterator<Item = &'h [u8]>>(
        &self,
        met: &Exchange,
        header: impl Fn(&'static HeaderName) -> V,
    ) -> Exchange {
        if met.is_of(self.settings) {
            return met.clone();
        }
        met.offered(self.language(header), self.settings)
    }

    #[inline]
    fn language<'h, V: IntoIterator<Item = &'h [u8]>>(
        &self,
        header: impl Fn(&'static HeaderName) -> V,
    ) -> Option<LanguagePreference> {
        let accepted = (self.locales.len() > 1).then(|| header(&asked::ACCEPT_LANGUAGE))?;
        LanguagePreference::from_header(accepted, &self.locales)
    }

    /// Begins a request of `http` and opens its span. Within another edge it takes over the exchange and opens no span.
    pub(crate) fn meet<B>(&self, request: &mut Request<B>) -> (Exchange, RequestSpan) {
        let headers = request.headers();
        let header = |name| headers.get_all(name).iter().map(HeaderValue::as_bytes);
        let (exchange, span) = match request.extensions().get::<Exchange>() {
            Some(met) => (self.take_over(met, header), RequestSpan::none()),
            None => {
                let method = request.method().clone();
                let exchange = self.begin(method, request.uri().path(), header);
                let exchange = exchange.at(Route::from_extensions(request.extensions()));
                let parent = headers.get(&asked::TRACEPARENT).map(HeaderValue::as_bytes);
                Self::open_span(exchange, parent)
            }
        };
        request.extensions_mut().insert(exchange.clone());
        (exchange, span)
    }

    /// Opens the span of a request. Where the span begins a trace, the exchange has the id of that trace.
    #[inline]
    pub(crate) fn open_span(exchange: Exchange, parent: Option<&[u8]>) -> (Exchange, RequestSpan) {
        within_trace(exchange, parent)
    }

    /// Classifies a response that no catalogued error produced. `read_body` reads the text of a bare one, for the log.
    pub(crate) fn judge(
        &self,
        exchange: &Exchange,
        answered: &ResponseInfo<'_>,
        read_body: impl FnOnce() -> Option<String>,
    ) -> Verdict {
        let status = answered.status;
        let is_error = status.is_client_error() || status.is_server_error();
        if !is_error || self.passes(exchange, answered) {
            return Verdict::Passed;
        }
        if is_bare(answered) {
            return Verdict::Failed(self.bare(status, read_body()));
        }
        if !status.is_server_error() || exchange.is_reported() {
            return Verdict::Passed;
        }
        let told = self.bare(status, None);
        self.report(exchange, &*told, status);
        Verdict::Reported(told.catalog_row())
    }

    /// Whether the predicate of `.passthrough(…)` holds; one that panics does not.
    fn passes(&self, exchange: &Exchange, answered: &ResponseInfo<'_>) -> bool {
        let Some(test) = &self.passthrough else { return false };
        let tested = panics::catch(|| test(answered));
        #[cfg(feature = "tracing")]
        if let Err(panicked) = &tested {
            // A subscriber is user code and may panic.
            let _ = panics::catch(|| beside::passthrough_panicked(exchange, panicked, &self.mask));
        }
        #[cfg(not(feature = "tracing"))]
        let _ = exchange;
        tested.unwrap_or_default()
    }

    /// Hands an answered request to an observer that counts them. Layers around each other hand it over once.
    #[inline]
    pub(crate) fn finished(&self, exchange: &Exchange, status: StatusCode) {
        if self.counts_requests && exchange.mark_finished() {
            self.count_request(exchange, status);
        }
    }

    /// The same of a request whose route is known at its end: `matched` gives the exchange with the route.
    #[cfg(feature = "tonic")]
    pub(crate) fn finished_at(
        &self,
        exchange: &Exchange,
        matched: impl FnOnce() -> Exchange,
        status: StatusCode,
    ) {
        // The mark is on the exchange that all parts of the request share; one on a copy would not reach them.
        if self.counts_requests && exchange.mark_finished() {
            self.count_request(&matched(), status);
        }
    }

    fn count_request(&self, exchange: &Exchange, status: StatusCode) {
        // The observer is user code and may panic. The response is ready and is sent all the same.
        let _ = panics::catch(|| self.observer.finished(exchange, status));
    }

    /// Reports a failure to the observer. The response is ready and is sent even if the observer panics.
    pub(crate) fn report(
        &self,
        exchange: &Exchange,
        error: &(dyn Catalogued + Send + Sync),
        status: StatusCode,
    ) {
        let occurrence = Occurrence::new(error, exchange, status).masked_by(&self.mask);
        if let Err(panicked) = panics::catch(|| self.observe(&occurrence)) {
            observer_panicked(exchange, &panicked, &self.mask);
        }
    }

    /// Counts a failure and hands it to the observer.
    #[inline]
    fn observe(&self, occurrence: &Occurrence<'_>) {
        #[cfg(feature = "metrics")]
        attempt("the recorder of metrics", occurrence, |occurrence| {
            crate::metric::count(occurrence.error);
        });
        self.observer.failed(occurrence);
    }

    /// Reports the error attached to the response, or the one that replaces it, then drops it. `Drop` runs user code, so
    /// panics are caught.
    #[inline]
    pub(crate) fn report_response_error(
        &self,
        exchange: &Exchange,
        kept: &mut ResponseError,
        in_its_place: Option<&(dyn Catalogued + Send + Sync)>,
        status: StatusCode,
    ) {
        let entry = in_its_place.map_or_else(|| kept.entries().own, Catalogued::catalog_row);
        let mut held = Some(kept.take_error(entry, self.settings));
        let told = panics::catch(|| {
            if let Some(held) = &held {
                let error = in_its_place.unwrap_or(held.error());
                let occurrence = Occurrence::new(error, exchange, status);
                self.observe(&occurrence.masked_by(&self.mask));
            }
            held = None;
        });
        if let (Err(panicked), Some(held)) = (told, held) {
            panics::drop_safely(held);
            observer_panicked(exchange, &panicked, &self.mask);
        }
    }

    /// The failure of a bare status, with the text of its body.
    fn bare(&self, status: StatusCode, text: Option<String>) -> Arc<FailureInner> {
        if let Some(entry) = self.entry(status) {
            return FailureInner::of_entry(entry, text.map(Into::into), self.settings);
        }
        let text = match text {
            Some(text) => format!("the service answered {status}: {text}"),
            None => format!("the service answered {status}"),
        };
        if status == StatusCode::INTERNAL_SERVER_ERROR {
            return FailureInner::internal(text, self.settings);
        }
        let entry = self.entry_or_internal(status);
        FailureInner::of_entry(entry, Some(text.into()), self.settings)
    }

    /// The entry of a bare status. A client can provoke each 4xx at will: none of them is logged at ERROR.
    pub(crate) fn entry(&self, status: StatusCode) -> Option<&'static Entry> {
        let named =
            self.answers.iter().find(|(known, _)| *known == status).map(|(_, entry)| *entry);
        let entry = named
            .or_else(|| {
                let not_found = self.settings.not_found;
                not_found.filter(|_| status == StatusCode::NOT_FOUND).and_then(self.settings.get)
            })
            .or_else(|| statuses::entry(status, self.settings))?;
        Some(if status.is_client_error() { statuses::without_alarm(entry) } else { entry })
    }

    /// What is masked in everything that is written.
    #[cfg(any(feature = "async-graphql", feature = "jsonrpsee"))]
    pub(crate) fn mask(&self) -> &Mask {
        &self.mask
    }

    /// The entry of an unexpected failure.
    pub(super) fn internal_entry(&self) -> &'static Entry {
        internal_entry(self.settings)
    }

    /// The entry of a bare status, for every status: a 5xx that says nothing more has the internal code and keeps its status.
    pub(crate) fn entry_or_internal(&self, status: StatusCode) -> &'static Entry {
        self.entry(status).unwrap_or_else(|| {
            let entry = self.internal_entry();
            match status {
                StatusCode::INTERNAL_SERVER_ERROR => entry,
                _ => statuses::kept(entry, status, entry.log_level()),
            }
        })
    }

    /// The entry of an error of the service beneath, if its type has one, and how long the client should wait.
    pub(super) fn row_of(
        &self,
        error: &(dyn Error + 'static),
    ) -> Option<(&'static Entry, Option<Duration>)> {
        let named = self.errors.iter().find_map(|named| named.entry(error));
        named.map(|entry| (entry, None)).or_else(|| {
            let known = errors::of_layer(error)?;
            let entry = self.entry_or_internal(known.status);
            let entry = if known.is_provoked { statuses::without_alarm(entry) } else { entry };
            Some((entry, known.wait))
        })
    }
}

/// Opens the span, and gives the exchange the id of the trace that begins with it, unless the client has sent an id of a trace.
#[cfg(feature = "otel")]
fn within_trace(exchange: Exchange, parent: Option<&[u8]>) -> (Exchange, RequestSpan) {
    let span = RequestSpan::open_without_id(&exchange);
    let has_parent = parent.is_some_and(|parent| TraceId::from_traceparent(parent).is_some());
    let id = span.within(TraceId::from_current_span);
    let id = id.filter(|id| !has_parent && id != exchange.trace_id());
    let exchange = match &id {
        Some(id) => exchange.with_overrides(Some(id), None),
        None => exchange,
    };
    span.rename(&exchange);
    (exchange, span)
}

#[cfg(not(feature = "otel"))]
#[inline]
fn within_trace(exchange: Exchange, _: Option<&[u8]>) -> (Exchange, RequestSpan) {
    let span = RequestSpan::open(&exchange);
    (exchange, span)
}

/// Logs that the observer panicked.
#[cold]
fn observer_panicked(exchange: &Exchange, panicked: &str, mask: &Mask) {
    // The subscriber may be what panicked, and may panic again.
    #[cfg(feature = "tracing")]
    let _ = panics::catch(|| beside::observer_panicked(exchange, panicked, mask));
    #[cfg(not(feature = "tracing"))]
    let _ = (exchange, panicked, mask);
}

/// Whether a response is bare: its body is empty or plain text, or bytes of no type with a 5xx.
fn is_bare(answered: &ResponseInfo<'_>) -> bool {
    answered.content_type.is_none_or(|content_type| {
        let media_type = content_type.split(';').next().unwrap_or_default().trim();
        let is = |other: &str| media_type.eq_ignore_ascii_case(other);
        let is_untyped = answered.status.is_server_error() && is("application/octet-stream");
        media_type.is_empty() || is("text/plain") || is_untyped
    })
}
