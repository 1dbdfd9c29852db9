//! One request, as the edge sees it.

use std::sync::Arc;

use http::Method;

use super::TraceId;

/// What the edge knows of a request. A clone is a pointer to the same.
#[derive(Debug, Clone)]
pub struct Exchange(Arc<Told>);

#[derive(Debug)]
struct Told {
    trace_id: TraceId,
    locale: Option<&'static str>,
    method: Method,
    path: String,
}

impl Exchange {
    pub(super) fn new(
        trace_id: TraceId,
        locale: Option<&'static str>,
        method: Method,
        path: String,
    ) -> Self {
        Self(Arc::new(Told { trace_id, locale, method, path }))
    }

    /// The id of the request: in the body, the header, the log record and the span.
    pub fn trace_id(&self) -> &TraceId {
        &self.0.trace_id
    }

    /// The locale that suits the client, if it asked for one that there is.
    pub fn locale(&self) -> Option<&'static str> {
        self.0.locale
    }

    /// The method of the request.
    pub fn method(&self) -> &Method {
        &self.0.method
    }

    /// The path of the request, without its query.
    pub fn path(&self) -> &str {
        &self.0.path
    }
}
