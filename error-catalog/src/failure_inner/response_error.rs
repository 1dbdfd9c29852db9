//! The error of a response, for the layer that finishes it.

use core::fmt;
use std::sync::Arc;

use http::header::{self, HeaderMap, HeaderValue, WWW_AUTHENTICATE};

use super::FailureInner;
use super::reported::ReportedEntry;
use crate::catalogued::entries_of;
use crate::dialect::ResponseEntries;
use crate::dialect::Settings;
use crate::exchange::{Exchange, TraceId};
use crate::headers::is_plain;
use crate::{Catalogued, Entry};

/// The error that a response was made of. It travels in the extensions of the response, out of reach of the client, so that
/// the layer can add the trace id and the locale of the client and report it.
///
/// [`Failure::into_response`](crate::Failure::into_response) and
/// [`Envelope::into_response`](crate::Envelope::into_response) put it there.
#[derive(Clone)]
pub struct ResponseError {
    error: AttachedError,
    /// Boxed, because few responses have it.
    special: Option<Box<Special>>,
}

/// What was set by hand on a response.
#[derive(Clone, Default)]
struct Special {
    is_final: bool,
    /// The id and the locale that were set by hand, which the layer keeps.
    trace_id: Option<TraceId>,
    locale: Option<Box<str>>,
    /// The headers that rendering added, where they are more than every response has.
    headers: Option<HeaderMap>,
}

/// The attached error.
#[derive(Clone)]
pub(crate) enum AttachedError {
    FailureInner(Arc<FailureInner>),
    /// Boxed, so that the more frequent failure is no wider.
    Any(Box<(Arc<dyn Catalogued + Send + Sync>, ResponseEntries)>),
    /// Its entry, once an edge has reported it.
    Reported(ReportedEntry),
}

/// Challenges that others added beside the `WWW-Authenticate` of rendering.
#[must_use]
pub(crate) struct ExtraChallenges(Vec<HeaderValue>);

impl ResponseError {
    /// For a response that the layer may render again.
    pub fn new(error: Arc<dyn Catalogued + Send + Sync>) -> Self {
        let entries = entries_of(&*error);
        Self::attach(AttachedError::Any(Box::new((error, entries))))
    }

    /// The same for a failure.
    pub(crate) fn of_failure(raised: Arc<FailureInner>) -> Self {
        Self::attach(AttachedError::FailureInner(raised))
    }

    fn attach(error: AttachedError) -> Self {
        Self { error, special: None }
    }

    /// Marks the body as final: the layer keeps it.
    #[must_use]
    pub fn is_final(mut self) -> Self {
        self.special().is_final = true;
        self
    }

    /// Keeps an id and a locale that were set by hand. A text that cannot be an id is ignored.
    pub(crate) fn with_overrides(mut self, trace_id: Option<&str>, locale: Option<&str>) -> Self {
        let trace_id = trace_id.and_then(|id| TraceId::parse(id.as_bytes()));
        if trace_id.is_some() || locale.is_some() {
            let special = self.special();
            special.trace_id = trace_id;
            special.locale = locale.map(Box::from);
        }
        self
    }

    /// Attaches it to the response that was rendered from the error.
    pub(crate) fn attach_to<B>(mut self, response: &mut http::Response<B>) {
        if !is_plain(response.headers()) && !self.stays() {
            self.special().headers = Some(response.headers().clone());
        }
        response.extensions_mut().insert(self);
    }

    /// Removes the headers that rendering added, so that they can be rendered again for this client. Headers added later are
    /// kept. Challenges added beside our own are returned, to be restored afterwards.
    #[inline]
    pub(crate) fn remove_rendered_headers(
        &self,
        headers: &mut HeaderMap,
    ) -> Option<ExtraChallenges> {
        let given = self.special.as_ref()?.headers.as_ref()?;
        Some(ExtraChallenges::take(given, headers))
    }

    /// The exchange with the id and the locale that were set by hand; `on_renamed` is called where the id differs. `None`
    /// where neither was set.
    #[inline]
    pub(crate) fn exchange(
        &self,
        exchange: &Exchange,
        on_renamed: &dyn Fn(&Exchange),
    ) -> Option<Exchange> {
        let Special { trace_id, locale, .. } = &**self.special.as_ref()?;
        if trace_id.is_none() && locale.is_none() {
            return None;
        }
        let said = exchange.with_overrides(trace_id.as_ref(), locale.as_deref());
        if said.trace_id() != exchange.trace_id() {
            on_renamed(&said);
        }
        Some(said)
    }

    /// Takes the error out to report it and leaves its entry, so that an outer edge leaves the response alone.
    pub(crate) fn take_error(
        &mut self,
        entry: &'static Entry,
        settings: &'static Settings,
    ) -> AttachedError {
        core::mem::replace(
            &mut self.error,
            AttachedError::Reported(ReportedEntry { entry, settings }),
        )
    }

    /// The entry that an edge has reported, if one has finished the response.
    pub(crate) fn reported_entry(&self) -> Option<&'static Entry> {
        match &self.error {
            AttachedError::Reported(reported) => Some(reported.entry),
            AttachedError::FailureInner(_) | AttachedError::Any(_) => None,
        }
    }

    /// The error; its entry alone once an edge has finished the response.
    pub fn error(&self) -> &(dyn Catalogued + Send + Sync) {
        self.error.error()
    }

    /// The entries of the error.
    pub(crate) fn entries(&self) -> ResponseEntries {
        match &self.error {
            AttachedError::FailureInner(raised) => raised.entries(),
            AttachedError::Any(any) => any.1,
            AttachedError::Reported(ReportedEntry { entry, settings }) => {
                ResponseEntries::of_entry(entry, settings)
            }
        }
    }

    /// Whether it is an error that no catalogue declares, met outside of the registry with these settings: that one may name another
    /// internal code.
    #[inline]
    pub(crate) fn is_unexpected_outside(&self, settings: &'static Settings) -> bool {
        match &self.error {
            AttachedError::FailureInner(raised) => {
                !raised.is_of(settings) && raised.is_unexpected()
            }
            AttachedError::Any(_) | AttachedError::Reported(_) => false,
        }
    }

    /// Whether the body is kept: a dialect was set by hand.
    pub fn stays(&self) -> bool {
        self.special.as_ref().is_some_and(|special| special.is_final)
    }

    fn special(&mut self) -> &mut Special {
        self.special.get_or_insert_default()
    }
}

impl AttachedError {
    pub(crate) fn error(&self) -> &(dyn Catalogued + Send + Sync) {
        match self {
            Self::FailureInner(raised) => &**raised,
            Self::Any(any) => &*any.0,
            Self::Reported(reported) => reported,
        }
    }
}

impl fmt::Debug for ResponseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ResponseError")
            .field("code", &self.error().catalog_row().code())
            .field("is_final", &self.stays())
            .finish_non_exhaustive()
    }
}

impl ExtraChallenges {
    #[cold]
    fn take(given: &HeaderMap, headers: &mut HeaderMap) -> Self {
        let mut beside = Self(Vec::new());
        for name in given.keys() {
            let header::Entry::Occupied(header) = headers.entry(name) else { continue };
            let mut values: Vec<_> = header.remove_entry_mult().1.collect();
            let said = values.len();
            for own in given.get_all(name) {
                if let Some(at) = values.iter().position(|value| value == own) {
                    values.remove(at);
                }
            }
            if values.len() < said && *name == WWW_AUTHENTICATE {
                beside.0.append(&mut values);
            }
            for value in values {
                headers.append(name, value);
            }
        }
        beside
    }

    /// Adds them to the challenges of the new rendering.
    #[cold]
    pub(crate) fn restore(self, headers: &mut HeaderMap) {
        for value in self.0 {
            headers.append(WWW_AUTHENTICATE, value);
        }
    }
}
