//! The rules of an edge, without the type of its registry: how requests are met, and what becomes of their answers.
//!
//! What every request goes through is compiled here, once, and not again for each registry of each service.

use core::error::Error;
use std::sync::Arc;

use http::{HeaderName, Method, StatusCode};
#[cfg(any(feature = "tonic", feature = "tower"))]
use http::{HeaderValue, Request};

#[cfg(any(feature = "tonic", feature = "tower"))]
use super::Span;
#[cfg(feature = "tracing")]
use super::record;
use super::{Answered, Exchange, Observer, Occurrence, TraceId, Verdict, errors, statuses};
use crate::dialect::Settings;
use crate::exchange::Wish;
use crate::headers::asked;
use crate::panics;
use crate::raised::{Kept, Raised};
use crate::system::internal_row;
use crate::{Catalogued, Entry};

/// What an [`Edge`](super::Edge) was told of its service, and what it knows of its registry.
#[derive(Clone)]
pub(crate) struct Rules {
    pub(super) answers: Vec<(StatusCode, &'static Entry)>,
    pub(super) errors: Vec<errors::Named>,
    pub(super) passthrough: Option<Arc<Passthrough>>,
    pub(super) observer: Arc<dyn Observer>,
    /// What a client can choose from.
    pub(super) locales: Arc<[&'static str]>,
    pub(super) settings: &'static Settings,
}

pub(super) type Passthrough = dyn Fn(&Answered<'_>) -> bool + Send + Sync;

impl Rules {
    /// Meets a request. `header` looks one up by its name: to look for a text in a map of headers costs more.
    pub(crate) fn begin<'h, V: IntoIterator<Item = &'h [u8]>>(
        &self,
        method: Method,
        path: impl Into<String>,
        header: impl Fn(&'static HeaderName) -> V,
    ) -> Exchange {
        let wish = self.wish(&header);
        let first = |name| header(name).into_iter().next();
        let trace_id = TraceId::chosen(first(&asked::TRACEPARENT), || first(&asked::REQUEST_ID));
        Exchange::new(trace_id, wish, self.settings, method, path.into())
    }

    /// The exchange of a request that an edge around has met, with the locales that this one has to offer.
    #[cfg(any(feature = "actix", feature = "tonic", feature = "tower"))]
    pub(crate) fn take_over<'h, V: IntoIterator<Item = &'h [u8]>>(
        &self,
        met: &Exchange,
        header: impl Fn(&'static HeaderName) -> V,
    ) -> Exchange {
        if met.is_of(self.settings) {
            return met.clone();
        }
        met.offered(self.wish(header), self.settings)
    }

    #[inline]
    fn wish<'h, V: IntoIterator<Item = &'h [u8]>>(
        &self,
        header: impl Fn(&'static HeaderName) -> V,
    ) -> Option<Wish> {
        let accepted = (self.locales.len() > 1).then(|| header(&asked::ACCEPT_LANGUAGE))?;
        Wish::of(accepted, &self.locales)
    }

    /// Meets a request of `http`, and opens its span. What an edge around has met already goes by that one's exchange,
    /// within its span.
    #[cfg(any(feature = "tonic", feature = "tower"))]
    pub(crate) fn meet<B>(&self, request: &mut Request<B>) -> (Exchange, Span) {
        let headers = request.headers();
        let header = |name| headers.get_all(name).iter().map(HeaderValue::as_bytes);
        let (exchange, span) = match request.extensions().get::<Exchange>() {
            Some(met) => (self.take_over(met, header), Span::none()),
            None => {
                let method = request.method().clone();
                let exchange = self.begin(method, request.uri().path(), header);
                let span = Span::of(&exchange);
                (exchange, span)
            }
        };
        request.extensions_mut().insert(exchange.clone());
        (exchange, span)
    }

    /// What an answer comes to that no error made; `said` reads the text of a bare one, which is for the log.
    pub(crate) fn judge(
        &self,
        exchange: &Exchange,
        answered: &Answered<'_>,
        said: impl FnOnce() -> Option<String>,
    ) -> Verdict {
        let status = answered.status;
        let is_error = status.is_client_error() || status.is_server_error();
        if !is_error || self.passes(exchange, answered) {
            return Verdict::Passed;
        }
        if is_bare(answered) {
            return Verdict::Failed(self.bare(status, said()));
        }
        if !status.is_server_error() {
            return Verdict::Passed;
        }
        let told = self.bare(status, None);
        self.tell(exchange, &*told, status);
        Verdict::Reported(told.catalog_row())
    }

    /// Whether a service lets an answer out as it is. A test that panics has said nothing.
    fn passes(&self, exchange: &Exchange, answered: &Answered<'_>) -> bool {
        let Some(test) = &self.passthrough else { return false };
        let tested = panics::catch(|| test(answered));
        #[cfg(feature = "tracing")]
        if let Err(panicked) = &tested {
            // What listens is anybody's code too.
            let _ = panics::catch(|| record::untested(exchange, panicked));
        }
        #[cfg(not(feature = "tracing"))]
        let _ = exchange;
        tested.unwrap_or_default()
    }

    /// Tells the observer of a failure whose answer is ready, and goes out whatever becomes of its record.
    pub(crate) fn tell(
        &self,
        exchange: &Exchange,
        error: &(dyn Catalogued + Send + Sync),
        status: StatusCode,
    ) {
        let occurrence = Occurrence { error, exchange, status };
        if let Err(panicked) = panics::catch(|| self.observer.failed(&occurrence)) {
            unobserved(exchange, &panicked);
        }
    }

    /// Tells of the error that a response keeps, or of the one that is told in its place, and lets it go: what it holds is
    /// anybody's, and may panic as it goes.
    #[inline]
    pub(crate) fn tell_kept(
        &self,
        exchange: &Exchange,
        kept: &mut Kept,
        in_its_place: Option<&(dyn Catalogued + Send + Sync)>,
        status: StatusCode,
    ) {
        let row = in_its_place.map_or_else(|| kept.rows().own, Catalogued::catalog_row);
        let mut held = Some(kept.let_go(row, self.settings));
        let told = panics::catch(|| {
            if let Some(held) = &held {
                let error = in_its_place.unwrap_or(held.error());
                self.observer.failed(&Occurrence { error, exchange, status });
            }
            held = None;
        });
        if let (Err(panicked), Some(held)) = (told, held) {
            panics::let_go(held);
            unobserved(exchange, &panicked);
        }
    }

    /// The error that a bare status stands for, with what was said of it.
    fn bare(&self, status: StatusCode, said: Option<String>) -> Arc<Raised> {
        if let Some(row) = self.row(status) {
            return Raised::of_row(row, said.map(Into::into), self.settings);
        }
        let text = match said {
            Some(said) => format!("the service answered {status}: {said}"),
            None => format!("the service answered {status}"),
        };
        if status == StatusCode::INTERNAL_SERVER_ERROR {
            return Raised::internal(text, self.settings);
        }
        let row = statuses::kept(internal_row(self.settings), status);
        Raised::of_row(row, Some(text.into()), self.settings)
    }

    /// The row that a bare status stands for.
    pub(crate) fn row(&self, status: StatusCode) -> Option<&'static Entry> {
        let named = self.answers.iter().find(|(known, _)| *known == status).map(|(_, row)| *row);
        named
            .or_else(|| {
                let not_found = self.settings.not_found;
                not_found.filter(|_| status == StatusCode::NOT_FOUND).and_then(self.settings.get)
            })
            .or_else(|| statuses::of_every_service(status))
    }

    /// The row that an error of the service beneath stands for, if it is of a type that has one.
    pub(super) fn row_of(&self, error: &(dyn Error + 'static)) -> Option<&'static Entry> {
        let named = self.errors.iter().find_map(|named| named.row(error));
        named.or_else(|| {
            errors::is_elapsed(error).then(|| self.row(StatusCode::REQUEST_TIMEOUT)).flatten()
        })
    }
}

/// Says that the observer panicked, where there is a log.
#[cold]
fn unobserved(exchange: &Exchange, panicked: &str) {
    // It may be what listens that panicked, and will again.
    #[cfg(feature = "tracing")]
    let _ = panics::catch(|| record::unobserved(exchange, panicked));
    #[cfg(not(feature = "tracing"))]
    let _ = (exchange, panicked);
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
