//! The span of `tracing` around a request.
//!
//! A subscriber is user code: its panics are caught, whichever call it panics in.

use super::Exchange;
#[cfg(feature = "tracing")]
use crate::line::{LONGEST_PATH, line};
#[cfg(feature = "tracing")]
use crate::panics;

/// The span of a request: `request{trace_id, method, route, path}` of `tracing`, so that events within it carry the id. Without
/// feature `tracing` it does nothing.
#[derive(Debug, Clone)]
pub struct RequestSpan(#[cfg(feature = "tracing")] tracing::Span);

impl RequestSpan {
    /// Opens the span of a request, with its path masked.
    #[inline]
    pub fn open(exchange: &Exchange) -> Self {
        #[cfg(not(feature = "tracing"))]
        let _ = exchange;
        Self(
            #[cfg(feature = "tracing")]
            panics::catch(|| open(exchange, Some(exchange.trace_id().as_str())))
                .unwrap_or_else(|_| tracing::Span::none()),
        )
    }

    /// Opens the span before its id is known: an exporter keeps every value that a field is given. [`rename`](Self::rename)
    /// records the id.
    #[cfg(feature = "otel")]
    pub(super) fn open_without_id(exchange: &Exchange) -> Self {
        Self(panics::catch(|| open(exchange, None)).unwrap_or_else(|_| tracing::Span::none()))
    }

    /// No span: for a layer within another one, whose span is open already.
    pub fn none() -> Self {
        Self(
            #[cfg(feature = "tracing")]
            tracing::Span::none(),
        )
    }

    /// The span itself, or one for what outlives the span of an outer layer.
    #[cfg(feature = "axum")]
    pub(crate) fn or_open(self, exchange: &Exchange) -> Self {
        #[cfg(feature = "tracing")]
        if self.0.is_none() {
            return Self::open(exchange);
        }
        #[cfg(not(feature = "tracing"))]
        let _ = exchange;
        self
    }

    /// Records the id of an exchange in the span, where it changed after the span was opened.
    #[allow(clippy::unused_self, reason = "without `tracing` there is no span")]
    pub fn rename(&self, exchange: &Exchange) {
        #[cfg(not(feature = "tracing"))]
        let _ = exchange;
        #[cfg(feature = "tracing")]
        {
            let id = exchange.trace_id().as_str();
            let _ = panics::catch(|| {
                // Within another layer the current span is that of the outer one.
                let around = self.0.is_none().then(tracing::Span::current);
                around.as_ref().unwrap_or(&self.0).record("trace_id", id);
            });
        }
    }

    /// Runs something within the span.
    #[allow(clippy::unused_self, reason = "without `tracing` there is no span")]
    pub fn within<T>(&self, run: impl FnOnce() -> T) -> T {
        #[cfg(feature = "tracing")]
        let _entered = Entered::enter(&self.0);
        run()
    }
}

/// Opens a span at ERROR, so that no filter removes the id from the records that need it most.
#[cfg(feature = "tracing")]
#[inline]
fn open(exchange: &Exchange, trace_id: Option<&str>) -> tracing::Span {
    let mask = exchange.mask();
    tracing::error_span!(
        target: "error_catalog",
        "request",
        trace_id,
        method = &*line(&mask.text(exchange.method().as_str()), LONGEST_PATH),
        route = exchange.route(),
        path = &*line(&mask.path(exchange.path()), LONGEST_PATH),
    )
}

/// Leaves the span when it is dropped.
#[cfg(feature = "tracing")]
struct Entered<'s>(Option<tracing::span::Entered<'s>>);

#[cfg(feature = "tracing")]
impl<'s> Entered<'s> {
    #[inline]
    fn enter(span: &'s tracing::Span) -> Self {
        let entered = (!span.is_none()).then(|| panics::catch(|| span.enter()).ok());
        Self(entered.flatten())
    }
}

#[cfg(feature = "tracing")]
impl Drop for Entered<'_> {
    fn drop(&mut self) {
        if let Some(entered) = self.0.take() {
            panics::drop_safely(entered);
        }
    }
}

/// Closes the span.
#[cfg(feature = "tracing")]
impl Drop for RequestSpan {
    fn drop(&mut self) {
        if !self.0.is_none() {
            panics::drop_safely(core::mem::replace(&mut self.0, tracing::Span::none()));
        }
    }
}
