//! The headers that are read and written, by name: to look for a text in a map of headers costs more
//! than to look for a name.

use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderName, HeaderValue};

/// The id of a request, in both directions.
pub(crate) const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// What [`Edge::begin`](crate::edge::Edge::begin) asks for. Statics, because a look-up wants a name that stays.
pub(crate) mod asked {
    use super::HeaderName;

    pub(crate) static ACCEPT_LANGUAGE: HeaderName = http::header::ACCEPT_LANGUAGE;
    pub(crate) static TRACEPARENT: HeaderName = HeaderName::from_static("traceparent");
    pub(crate) static REQUEST_ID: HeaderName = super::REQUEST_ID;
}

/// Sets the id of a request and removes other values. Leaves out what cannot be a header, because an id may come from a
/// client.
#[inline]
pub(crate) fn set_request_id(headers: &mut HeaderMap, id: &str) {
    if let Ok(id) = HeaderValue::from_str(id) {
        set_header(headers, REQUEST_ID, id);
    }
}

/// Replaces a header. Not inlined: it is much code, and small code is fast code.
#[inline(never)]
pub(crate) fn set_header(headers: &mut HeaderMap, name: HeaderName, value: HeaderValue) {
    headers.insert(name, value);
}

/// Whether there is no header but the type of a body, as in most responses.
#[inline]
pub(crate) fn is_plain(headers: &HeaderMap) -> bool {
    headers.keys().all(|name| *name == CONTENT_TYPE)
}
