//! The error of a response, for the layer that finishes it.

use core::fmt;
use std::sync::Arc;

use http::header::{Entry, HeaderMap};

use super::{Exchange, TraceId};
use crate::Catalogued;

/// The error that a response was made of. It travels in the response's extensions, out of reach of the
/// client, so that the layer can give the body its trace id and its locale, and tell the log of it. There it stays:
/// what stands around the layer, such as a log of accesses, can ask for the code of the answer.
///
/// [`Failure::into_response`](crate::Failure::into_response) and
/// [`Envelope::into_response`](crate::Envelope::into_response) put it there.
#[derive(Clone)]
pub struct Kept {
    error: Arc<dyn Catalogued + Send + Sync>,
    is_final: bool,
    is_finished: bool,
    by_hand: Option<Box<ByHand>>,
    /// The headers that the response was given for the error, where there are more than every one has.
    headers: Option<Box<HeaderMap>>,
}

/// What an envelope was told, and the layer must not tell otherwise.
#[derive(Clone)]
struct ByHand {
    trace_id: Option<TraceId>,
    locale: Option<Box<str>>,
}

impl Kept {
    /// Of a response that the layer may write anew.
    pub fn new(error: Arc<dyn Catalogued + Send + Sync>) -> Self {
        Self { error, is_final: false, is_finished: false, by_hand: None, headers: None }
    }

    /// Of a response whose body stays as it is.
    #[must_use]
    pub fn is_final(mut self) -> Self {
        self.is_final = true;
        self
    }

    /// Of a response that says an id or a locale of its own. What cannot be an id is none.
    pub(crate) fn saying(mut self, trace_id: Option<&str>, locale: Option<&str>) -> Self {
        let trace_id = trace_id.and_then(|id| TraceId::parse(id.as_bytes()));
        if trace_id.is_some() || locale.is_some() {
            let locale = locale.map(Box::from);
            self.by_hand = Some(Box::new(ByHand { trace_id, locale }));
        }
        self
    }

    /// Goes along with the response that was written of the error.
    pub(crate) fn put_into<B>(mut self, response: &mut http::Response<B>) {
        let is_plain = |headers: &HeaderMap| headers.len() <= 1;
        if !self.is_final && !is_plain(response.headers()) {
            self.headers = Some(Box::new(response.headers().clone()));
        }
        response.extensions_mut().insert(self);
    }

    /// Takes out of a response what it was given for the error, so that it can be said for the client who asked; what
    /// others said since stays.
    pub(crate) fn take_back(&self, headers: &mut HeaderMap) {
        let Some(given) = &self.headers else { return };
        for name in given.keys() {
            let Entry::Occupied(header) = headers.entry(name) else { continue };
            let mut values: Vec<_> = header.remove_entry_mult().1.collect();
            for value in given.get_all(name) {
                if let Some(at) = values.iter().position(|said| said == value) {
                    values.remove(at);
                }
            }
            for value in values {
                headers.append(name, value);
            }
        }
    }

    /// The exchange as the response says it, of which `renamed` is told where its id is another one; nothing where the
    /// response says no more than the exchange itself.
    pub(crate) fn exchange(
        &self,
        exchange: &Exchange,
        renamed: &dyn Fn(&Exchange),
    ) -> Option<Exchange> {
        let ByHand { trace_id, locale } = &**self.by_hand.as_ref()?;
        let said = exchange.saying(trace_id.as_ref(), locale.as_deref());
        if said.trace_id() != exchange.trace_id() {
            renamed(&said);
        }
        Some(said)
    }

    /// Says that an edge has finished the response.
    pub(crate) fn finish(&mut self) {
        self.is_finished = true;
    }

    /// Whether an edge has finished the response: one around it leaves it alone.
    pub fn is_finished(&self) -> bool {
        self.is_finished
    }

    /// The error.
    pub fn error(&self) -> &(dyn Catalogued + Send + Sync) {
        &*self.error
    }

    /// Whether the body stays as it is: somebody gave the envelope a dialect by hand.
    pub fn stays(&self) -> bool {
        self.is_final
    }
}

impl fmt::Debug for Kept {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Kept")
            .field("code", &self.error.catalog_row().code())
            .field("is_final", &self.is_final)
            .field("is_finished", &self.is_finished)
            .finish_non_exhaustive()
    }
}
