//! The envelope as an HTTP response.

use std::borrow::Cow;
use std::sync::Arc;

use http::{HeaderMap, Response};

use super::Envelope;
use super::snapshot::Snapshot;
use crate::dialect::{Blank, Filled};
use crate::edge::{FromBytes, Kept};

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
        let kept = Kept::new(Arc::new(Snapshot::of(&self.outgoing)));
        // A body that stays says the id of an error of another service too.
        let parts = self.parts();
        let id =
            if self.is_reshaped { parts.trace_id() } else { self.outgoing.trace_id.as_deref() };
        let kept = kept.saying(id, self.outgoing.locale.as_deref());
        let kept = if self.is_reshaped { kept.is_final() } else { kept };
        kept.go_with(&mut response);
        response
    }

    /// The response by itself.
    pub(crate) fn response<B: FromBytes>(&self) -> Response<B> {
        let mut headers = HeaderMap::new();
        let Filled { status, body } = self.respond(&mut headers);
        let mut response = Response::new(B::from_bytes(body));
        *response.status_mut() = status;
        *response.headers_mut() = headers;
        response
    }

    /// Makes the headers of a response those of this envelope, and gives the rest. Headers that the envelope has
    /// not are left as they are.
    #[inline]
    pub(crate) fn respond(&self, headers: &mut HeaderMap) -> Filled {
        let parts = &self.parts();
        let Self { is_negotiated, says_id, .. } = *self;
        self.dialect.catalog_answer(Blank { parts, is_negotiated, says_id, headers })
    }
}
