//! The responses of errors, in whose extensions the errors go along.

use std::borrow::Cow;
use std::sync::Arc;

use http::Response;

use super::snapshot::Snapshot;
use super::{Kept, Raised};
use crate::Envelope;
use crate::body::FromBytes;

impl Raised {
    /// The response, in whose extensions the error goes along.
    pub(crate) fn into_response<B: FromBytes>(self: Arc<Self>) -> Response<B> {
        let mut response = self.envelope().response();
        Kept::of_raised(self).go_with(&mut response);
        response
    }
}

impl Envelope<'_> {
    /// The response: status, headers and body. A 401 has a `WWW-Authenticate`: what `ext(www_authenticate = "…")` says
    /// of its code ([`Entry::ext`](crate::Entry::ext)), or `Bearer`. What the error shows goes along in its extensions
    /// ([`Kept`]), for the layer: it says a trace id or a locale that was given by hand as it was given, and leaves a
    /// body as it is that was given a dialect by hand.
    pub fn into_response(self) -> Response<Cow<'static, [u8]>> {
        self.into_response_of()
    }

    pub(crate) fn into_response_of<B: FromBytes>(self) -> Response<B> {
        let mut response = self.response();
        let kept = Kept::new(Arc::new(Snapshot::of(self.error(), &self.outgoing)));
        // A body that stays says the id of an error of another service too.
        let parts = self.parts();
        let id =
            if self.is_reshaped { parts.trace_id() } else { self.outgoing.trace_id.as_deref() };
        let kept = kept.saying(id, self.outgoing.locale.as_deref());
        let kept = if self.is_reshaped { kept.is_final() } else { kept };
        kept.go_with(&mut response);
        response
    }
}
