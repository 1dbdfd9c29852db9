//! The error of a response, for the layer that finishes it.

use core::fmt;
use std::sync::Arc;

#[cfg(any(feature = "actix", feature = "tower"))]
use super::Exchange;
use super::TraceId;
use crate::Catalogued;

/// The error that a response was made of. It travels in the response's extensions, out of reach of the
/// client, so that the layer can give the body its trace id and its locale, and tell the log of it.
///
/// [`Failure::into_response`](crate::Failure::into_response) and
/// [`Envelope::into_response`](crate::Envelope::into_response) put it there.
#[derive(Clone)]
pub struct Kept {
    error: Arc<dyn Catalogued + Send + Sync>,
    is_final: bool,
    /// The id that the body says.
    trace_id: Option<TraceId>,
}

impl Kept {
    /// Of a response that the layer may write anew.
    pub fn new(error: Arc<dyn Catalogued + Send + Sync>) -> Self {
        Self { error, is_final: false, trace_id: None }
    }

    /// Of a response whose body stays as it is.
    #[must_use]
    pub fn is_final(mut self) -> Self {
        self.is_final = true;
        self
    }

    /// Of a response that says an id of its own.
    pub(crate) fn under(mut self, trace_id: Option<&str>) -> Self {
        self.trace_id = trace_id.and_then(|id| TraceId::parse(id.as_bytes()));
        self
    }

    /// The exchange under the id that the response says, where that stays as it is.
    #[cfg(any(feature = "actix", feature = "tower"))]
    pub(crate) fn said_of(&self, exchange: &Exchange) -> Exchange {
        let own = self.trace_id.as_ref().filter(|_| self.is_final);
        own.map_or_else(|| exchange.clone(), |own| exchange.under(own.clone()))
    }

    /// The error.
    pub fn error(&self) -> &(dyn Catalogued + Send + Sync) {
        &*self.error
    }

    /// Whether the body stays as it is: somebody gave the envelope a trace id, a locale or a dialect by hand.
    pub fn stays(&self) -> bool {
        self.is_final
    }
}

impl fmt::Debug for Kept {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Kept")
            .field("code", &self.error.catalog_row().code())
            .field("is_final", &self.is_final)
            .finish_non_exhaustive()
    }
}
