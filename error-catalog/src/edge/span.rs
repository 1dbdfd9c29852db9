//! The span of `tracing` around a request; without the feature there is none.

use super::Exchange;
#[cfg(feature = "tracing")]
use crate::line::{LONGEST_PATH, line};
#[cfg(all(feature = "tracing", any(feature = "actix", feature = "tower")))]
use crate::panics;

/// `request{trace_id, method, path}`: what handlers log within it carries the id.
pub(crate) struct Span(#[cfg(feature = "tracing")] tracing::Span);

impl Span {
    /// Opens the span of a request.
    #[inline]
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
                method = &*line(exchange.method().as_str(), LONGEST_PATH),
                path = &*line(exchange.path(), LONGEST_PATH),
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

    /// Says that the request is under another id.
    #[cfg(any(feature = "actix", feature = "tower"))]
    #[cfg_attr(not(feature = "tracing"), expect(clippy::unused_self, reason = "there is no span"))]
    pub(crate) fn rename(&self, exchange: &Exchange) {
        #[cfg(not(feature = "tracing"))]
        let _ = exchange;
        #[cfg(feature = "tracing")]
        {
            let id = exchange.trace_id().as_str();
            // Within another layer the span is that one's.
            let around = self.0.is_none().then(tracing::Span::current);
            // What listens is anybody's code, and its answer is no worse for it.
            let _ = panics::catch(|| around.as_ref().unwrap_or(&self.0).record("trace_id", id));
        }
    }

    /// Runs something within the span.
    #[cfg_attr(not(feature = "tracing"), expect(clippy::unused_self, reason = "there is no span"))]
    pub(crate) fn within<T>(&self, run: impl FnOnce() -> T) -> T {
        #[cfg(feature = "tracing")]
        let _entered = self.0.enter();
        run()
    }
}
