//! The headers that the edge reads and writes, by name: to look for a text in a map of headers costs more
//! than to look for a name.

use http::{HeaderMap, HeaderName, HeaderValue};

/// The id of a request, in both directions.
pub(crate) const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// What [`Edge::begin`](super::Edge::begin) asks for.
pub(super) static ACCEPT_LANGUAGE: HeaderName = http::header::ACCEPT_LANGUAGE;
pub(super) static TRACEPARENT: HeaderName = HeaderName::from_static("traceparent");
pub(super) static OWN_ID: HeaderName = REQUEST_ID;

/// Writes a header in the place of what it said. In one function, because it is much code where it is inlined, and small
/// code is fast code.
#[inline(never)]
pub(crate) fn put(headers: &mut HeaderMap, name: HeaderName, value: HeaderValue) {
    headers.insert(name, value);
}
