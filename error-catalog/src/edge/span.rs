//! The span of `tracing` around a request.

use super::Exchange;
#[cfg(feature = "tracing")]
use crate::line::{LONGEST_PATH, line};
#[cfg(feature = "tracing")]
use crate::panics;

/// The span of a request: `request{trace_id, method, path}` of `tracing`, so that events within it carry the id. Without
/// feature `tracing` it does nothing.
#[derive(Debug, Clone)]
pub struct RequestSpan(#[cfg(feature = "tracing")] tracing::Span);

impl RequestSpan {
    /// Opens the span of a request.
    #[inline]
    pub fn open(exchange: &Exchange) -> Self {
        #[cfg(not(feature = "tracing"))]
        let _ = exchange;
        Self(
            // At ERROR, so that no filter removes the id from the records that need it most.
            #[cfg(feature = "tracing")]
            tracing::error_span!(
                target: "error_catalog",
                "request",
                trace_id = exchange.trace_id().as_str(),
                method = &*line(exchange.method().as_str(), LONGEST_PATH),
                path = &*line(exchange.path(), LONGEST_PATH),
            ),
        )
    }

    /// No span: for a layer within another one, whose span is open already.
    pub fn none() -> Self {
        Self(
            #[cfg(feature = "tracing")]
            tracing::Span::none(),
        )
    }

    /// Records the id of an exchange in the span, where it changed after the span was opened.
    #[cfg_attr(not(feature = "tracing"), expect(clippy::unused_self, reason = "there is no span"))]
    pub fn rename(&self, exchange: &Exchange) {
        #[cfg(not(feature = "tracing"))]
        let _ = exchange;
        #[cfg(feature = "tracing")]
        {
            let id = exchange.trace_id().as_str();
            // Within another layer the current span is that of the outer one.
            let around = self.0.is_none().then(tracing::Span::current);
            // A subscriber is user code; its panic must not change the response.
            let _ = panics::catch(|| around.as_ref().unwrap_or(&self.0).record("trace_id", id));
        }
    }

    /// Runs something within the span.
    #[cfg_attr(not(feature = "tracing"), expect(clippy::unused_self, reason = "there is no span"))]
    pub fn within<T>(&self, run: impl FnOnce() -> T) -> T {
        #[cfg(feature = "tracing")]
        let _entered = self.0.enter();
        run()
    }
}
