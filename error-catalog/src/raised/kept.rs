//! The error of a response, for the layer that finishes it.

use core::fmt;
use std::sync::Arc;

use http::header::{Entry, HeaderMap, HeaderValue, WWW_AUTHENTICATE};

use super::Raised;
use super::told::Told;
use crate::catalogued::rows_of;
use crate::dialect::Rows;
use crate::dialect::Settings;
use crate::exchange::{Exchange, TraceId};
use crate::headers::is_plain;
use crate::{Catalogued, Entry as Row};

/// The error that a response was made of. It travels in the response's extensions, out of reach of the
/// client, so that the layer can give the body its trace id and its locale, and tell the log of it.
///
/// [`Failure::into_response`](crate::Failure::into_response) and
/// [`Envelope::into_response`](crate::Envelope::into_response) put it there.
#[derive(Clone)]
pub struct Kept {
    error: KeptError,
    /// What few responses have, so that it costs the others one look.
    special: Option<Box<Special>>,
}

/// What is special about a response.
#[derive(Clone, Default)]
struct Special {
    is_final: bool,
    /// What the envelope was told, and the layer must not tell otherwise.
    trace_id: Option<TraceId>,
    locale: Option<Box<str>>,
    /// The headers that the response was given for the error, where there are more than every one has.
    headers: Option<HeaderMap>,
}

/// The error, as it came.
#[derive(Clone)]
pub(crate) enum KeptError {
    Raised(Arc<Raised>),
    /// Behind one pointer, so that a failure, which goes by far more often, is no wider for it.
    Any(Box<(Arc<dyn Catalogued + Send + Sync>, Rows)>),
    /// What is left of it once the edge has told of it.
    Told(Told),
}

/// What others say beside a header that the response was given for the error.
#[must_use]
pub(crate) struct Beside(Vec<HeaderValue>);

impl Kept {
    /// Of a response that the layer may write anew.
    pub fn new(error: Arc<dyn Catalogued + Send + Sync>) -> Self {
        let rows = rows_of(&*error);
        Self::of(KeptError::Any(Box::new((error, rows))))
    }

    /// The same of a failure.
    pub(crate) fn of_raised(raised: Arc<Raised>) -> Self {
        Self::of(KeptError::Raised(raised))
    }

    fn of(error: KeptError) -> Self {
        Self { error, special: None }
    }

    /// Of a response whose body stays as it is.
    #[must_use]
    pub fn is_final(mut self) -> Self {
        self.special().is_final = true;
        self
    }

    /// Of a response that says an id or a locale of its own. What cannot be an id is none.
    pub(crate) fn saying(mut self, trace_id: Option<&str>, locale: Option<&str>) -> Self {
        let trace_id = trace_id.and_then(|id| TraceId::parse(id.as_bytes()));
        if trace_id.is_some() || locale.is_some() {
            let special = self.special();
            special.trace_id = trace_id;
            special.locale = locale.map(Box::from);
        }
        self
    }

    /// Goes along with the response that was written of the error.
    pub(crate) fn go_with<B>(mut self, response: &mut http::Response<B>) {
        if !is_plain(response.headers()) && !self.stays() {
            self.special().headers = Some(response.headers().clone());
        }
        response.extensions_mut().insert(self);
    }

    /// Takes out of a response what it was given for the error, so that it can be said for the client who asked; what
    /// others said since stays. Of what they said beside our own way to authenticate, and not in its place, the values
    /// are out too: they go back when ours is said again.
    #[inline]
    pub(crate) fn take_back(&self, headers: &mut HeaderMap) -> Option<Beside> {
        let given = self.special.as_ref()?.headers.as_ref()?;
        Some(Beside::of(given, headers))
    }

    /// The exchange as the response says it, of which `renamed` is told where its id is another one; nothing where the
    /// response says no more than the exchange itself.
    #[inline]
    pub(crate) fn exchange(
        &self,
        exchange: &Exchange,
        renamed: &dyn Fn(&Exchange),
    ) -> Option<Exchange> {
        let Special { trace_id, locale, .. } = &**self.special.as_ref()?;
        if trace_id.is_none() && locale.is_none() {
            return None;
        }
        let said = exchange.saying(trace_id.as_ref(), locale.as_deref());
        if said.trace_id() != exchange.trace_id() {
            renamed(&said);
        }
        Some(said)
    }

    /// Gives the error, of which an edge tells as it finishes the response; its row stays. An edge around that one leaves
    /// the response alone.
    pub(crate) fn let_go(&mut self, row: &'static Row, settings: &'static Settings) -> KeptError {
        core::mem::replace(&mut self.error, KeptError::Told(Told { row, settings }))
    }

    /// The row that the edge has told of, if one has finished the response.
    pub(crate) fn told(&self) -> Option<&'static Row> {
        match &self.error {
            KeptError::Told(told) => Some(told.row),
            KeptError::Raised(_) | KeptError::Any(_) => None,
        }
    }

    /// The error; once an edge has finished the response, its row alone.
    pub fn error(&self) -> &(dyn Catalogued + Send + Sync) {
        self.error.error()
    }

    /// The rows of the error.
    pub(crate) fn rows(&self) -> Rows {
        match &self.error {
            KeptError::Raised(raised) => raised.rows(),
            KeptError::Any(any) => any.1,
            KeptError::Told(Told { row, settings }) => Rows::of_row(row, settings),
        }
    }

    /// Whether the body stays as it is: somebody gave the envelope a dialect by hand.
    pub fn stays(&self) -> bool {
        self.special.as_ref().is_some_and(|special| special.is_final)
    }

    fn special(&mut self) -> &mut Special {
        self.special.get_or_insert_default()
    }
}

impl KeptError {
    pub(crate) fn error(&self) -> &(dyn Catalogued + Send + Sync) {
        match self {
            Self::Raised(raised) => &**raised,
            Self::Any(any) => &*any.0,
            Self::Told(told) => told,
        }
    }
}

impl fmt::Debug for Kept {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Kept")
            .field("code", &self.error().catalog_row().code())
            .field("is_final", &self.stays())
            .finish_non_exhaustive()
    }
}

impl Beside {
    #[cold]
    fn of(given: &HeaderMap, headers: &mut HeaderMap) -> Self {
        let mut beside = Self(Vec::new());
        for name in given.keys() {
            let Entry::Occupied(header) = headers.entry(name) else { continue };
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

    /// Puts them beside what is said now.
    #[cold]
    pub(crate) fn go_back(self, headers: &mut HeaderMap) {
        for value in self.0 {
            headers.append(WWW_AUTHENTICATE, value);
        }
    }
}
