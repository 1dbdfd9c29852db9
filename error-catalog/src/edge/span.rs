//! The span of `tracing` around a request; without the feature there is none.

use super::Exchange;

/// `request{trace_id, method, path}`: what handlers log within it carries the id.
pub(crate) struct Span(#[cfg(feature = "tracing")] tracing::Span);

impl Span {
    /// Opens the span of a request.
    pub(crate) fn of(exchange: &Exchange) -> Self {
        #[cfg(not(feature = "tracing"))]
        let _ = exchange;
        Self(
            // At the level of errors, so that no filter can take the id from the records that need it most.
            #[cfg(feature = "tracing")]
            tracing::error_span!(
                target: "error_catalog",
                "request",
                trace_id = exchange.trace_id().as_str(),
                method = exchange.method().as_str(),
                path = exchange.path(),
            ),
        )
    }

    /// No span of its own.
    pub(crate) fn none() -> Self {
        Self(
            #[cfg(feature = "tracing")]
            tracing::Span::none(),
        )
    }

    /// Runs something within the span.
    #[cfg_attr(not(feature = "tracing"), expect(clippy::unused_self, reason = "there is no span"))]
    pub(crate) fn within<T>(&self, run: impl FnOnce() -> T) -> T {
        #[cfg(feature = "tracing")]
        let _entered = self.0.enter();
        run()
    }
}
