//! Failures in OpenTelemetry. This crate uses the API alone: the service sets up the SDK and the exporters.
//!
//! ```
//! use error_catalog::edge::Edge;
//! use error_catalog::otel::OtelObserver;
//! # use error_catalog::{SystemError, catalog};
//! # catalog! { pub struct Codes { SystemError } }
//!
//! let edge = Edge::<Codes>::new().observer(OtelObserver::new()); // or `CatalogLayer`
//! # let _ = edge;
//! ```
//!
//! - The current span has the attribute `error_code`; if the failure is the server's (5xx) also `error.type`, which is the code, and
//!   the status `Error`.
//! - One event of `tracing`, as the default observer writes it. `opentelemetry-appender-tracing` makes it the log record. If
//!   `tracing-opentelemetry` is installed too, give its layer the filter `filter_fn(|metadata| metadata.is_span())`: otherwise
//!   it copies the event into the span.
//! - The id of a request without `traceparent` is that of the current trace, if there is one. Then log, response and trace have
//!   the same id.
//!
//! What it writes is [masked](crate::mask).

use opentelemetry::trace::{Status, TraceContextExt as _};
use opentelemetry::{Context, KeyValue};

use crate::edge::{DefaultObserver, Observer, Occurrence};
use crate::failure::AsCatalogued;
use crate::{Catalogued, panics};

/// Reports failed requests to OpenTelemetry. The [module](self) has an example.
#[derive(Debug, Clone, Copy)]
pub struct OtelObserver {
    has_log_record: bool,
}

impl OtelObserver {
    /// Marks the span and writes the log record.
    pub fn new() -> Self {
        Self { has_log_record: true }
    }

    /// Marks the span alone: another observer writes the event, such as a reporter with `TracingEvents`.
    #[must_use]
    pub fn without_log_record(self) -> Self {
        Self { has_log_record: false }
    }
}

impl Default for OtelObserver {
    fn default() -> Self {
        Self::new()
    }
}

impl Observer for OtelObserver {
    fn failed(&self, occurrence: &Occurrence<'_>) {
        mark(occurrence.error, occurrence.status.is_server_error());
        if self.has_log_record {
            DefaultObserver.failed(occurrence);
        }
    }
}

/// Marks the current span as failed: for jobs and consumers of messages, outside of a request.
pub fn mark_span<E: AsCatalogued + ?Sized>(error: &E) {
    let error = error.as_catalogued();
    // The SDK is user code, and a thread that ends has no context.
    let _ = panics::catch(|| mark(error, error.catalog_row().status().is_server_error()));
}

/// The attributes and the status come from the catalogue alone, so there is nothing to mask.
fn mark(error: &dyn Catalogued, is_server_error: bool) {
    let context = Context::current();
    let span = context.span();
    if !span.span_context().is_valid() {
        return;
    }
    let code = error.catalog_row().code();
    span.set_attribute(KeyValue::new("error_code", code));
    if is_server_error {
        span.set_attribute(KeyValue::new("error.type", code));
        span.set_status(Status::error(code));
    }
}
