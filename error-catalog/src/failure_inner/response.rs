//! Responses with the error attached in their extensions.

use std::borrow::Cow;
use std::sync::Arc;

use http::Response;

use super::snapshot::Snapshot;
use super::{FailureInner, ResponseError};
use crate::Envelope;
use crate::body::FromBytes;

impl FailureInner {
    /// The response, with the error attached in its extensions.
    pub(crate) fn into_response<B: FromBytes>(self: Arc<Self>) -> Response<B> {
        let mut response = self.envelope().response();
        ResponseError::of_failure(self).attach_to(&mut response);
        response
    }
}

impl Envelope<'_> {
    /// The response: status, headers and body. A 401 has a `WWW-Authenticate`, from `ext(www_authenticate = "…")` of its
    /// code ([`Entry::ext`](crate::Entry::ext)) or `Bearer`. A snapshot of the error is attached in its extensions
    /// ([`ResponseError`]), for the layer. The layer keeps a trace id or a locale that was set by hand, and keeps the body
    /// where a dialect was set by hand.
    pub fn into_response(self) -> Response<Cow<'static, [u8]>> {
        self.into_response_of()
    }

    pub(crate) fn into_response_of<B: FromBytes>(self) -> Response<B> {
        let mut response = self.response();
        let kept = ResponseError::new(Arc::new(Snapshot::take(self.error(), &self.outgoing)));
        // A body that is kept also has the id of an error of another service.
        let parts = self.parts();
        let id =
            if self.is_reshaped { parts.trace_id() } else { self.outgoing.trace_id.as_deref() };
        let kept = kept.with_overrides(id, self.outgoing.locale.as_deref());
        let kept = if self.is_reshaped { kept.is_final() } else { kept };
        kept.attach_to(&mut response);
        response
    }
}
