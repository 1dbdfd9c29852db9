//! Renders a response: headers and body of one dialect.

use catalog_specs_core::derived;
use catalog_specs_core::dialect::text::whole_seconds;
use http::header::{
    CONTENT_LANGUAGE, CONTENT_TYPE, HeaderName, RETRY_AFTER, VARY, WWW_AUTHENTICATE,
};
use http::{HeaderMap, HeaderValue, Response, StatusCode};

use super::contract::{Author, RenderedBody, ResponseDraft};
use super::{Dialect, Parts, guarded};
use crate::body::FromBytes;
use crate::headers::{set_header, set_request_id};
use crate::panics;

impl ResponseDraft<'_> {
    /// Writes status, headers and body.
    pub(super) fn fill_in<D: Dialect + ?Sized>(mut self, dialect: &D) -> RenderedBody {
        let Self { parts, .. } = self;
        let status = dialect.status(parts);
        let is_ours = dialect.catalog_author() == Author::Us;
        let status = if is_ours { status } else { final_status(status, parts) };
        let headers = self.write_headers(dialect, status);
        if is_ours {
            return RenderedBody { status, body: dialect.catalog_body(parts), claims_json: false };
        }
        guarded::call_headers(dialect, parts, headers);
        let claims_json = guarded::is_json(headers);
        RenderedBody { status, body: dialect.catalog_body(parts), claims_json }
    }

    /// The headers that every dialect sends.
    fn write_headers<D: Dialect + ?Sized>(
        &mut self,
        dialect: &D,
        status: StatusCode,
    ) -> &mut HeaderMap {
        let Self { parts, headers, .. } = self;
        let content_type = dialect.content_type();
        // Compared first, because the layer usually renders the same response again.
        if !says_only(headers, &CONTENT_TYPE, content_type) {
            insert_constant(headers, CONTENT_TYPE, content_type);
        }
        if let Some(wait) = parts.retry_after() {
            set_header(headers, RETRY_AFTER, HeaderValue::from(whole_seconds(wait)));
        }
        // Only what was negotiated depends on what the client asked for.
        if self.is_negotiated {
            set_header(headers, VARY, HeaderValue::from_static("Accept-Language"));
            if let Some(locale) = parts.locale() {
                insert_constant(headers, CONTENT_LANGUAGE, locale);
            }
        }
        if status == StatusCode::UNAUTHORIZED {
            write_challenge(parts, headers);
        }
        if let (Some(id), true) = (parts.trace_id(), self.says_id) {
            set_request_id(headers, id);
        }
        headers
    }
}

/// A status that ends a response: after a 1xx the server would wait for another one.
fn final_status(status: StatusCode, parts: &Parts<'_>) -> StatusCode {
    if status.is_informational() { parts.status() } else { status }
}

impl RenderedBody {
    /// Becomes the rest of a response whose headers are written.
    pub(crate) fn put_into<B: FromBytes>(self, response: &mut Response<B>) {
        *response.status_mut() = self.status;
        // The body of a handler may panic when it is dropped.
        panics::drop_safely(core::mem::replace(response.body_mut(), B::from_bytes(self.body)));
    }
}

/// Whether the headers say this and nothing else.
#[inline]
fn says_only(headers: &HeaderMap, name: &HeaderName, value: &str) -> bool {
    let is_it = |(said, as_what): (&HeaderName, &HeaderValue)| said == name && as_what == value;
    headers.len() == 1 && headers.iter().all(is_it)
}

/// RFC 9110, 15.5.2: a 401 must name a way to authenticate.
#[cold]
fn write_challenge(parts: &Parts<'_>, headers: &mut HeaderMap) {
    let own = parts.ext(derived::WWW_AUTHENTICATE);
    let status = StatusCode::UNAUTHORIZED.as_u16();
    if let Some(challenge) = derived::challenge(status, own) {
        insert_constant(headers, WWW_AUTHENTICATE, challenge);
    }
}

/// Writes a constant without a copy of it; leaves out what cannot be a header.
#[inline]
fn insert_constant(headers: &mut HeaderMap, name: HeaderName, value: &'static str) {
    const JSON: &str = "application/json";
    if value == JSON {
        set_header(headers, name, const { HeaderValue::from_static(JSON) });
    } else if is_visible(value) {
        set_header(headers, name, HeaderValue::from_static(value));
    }
}

fn is_visible(value: &str) -> bool {
    value.bytes().all(|byte| matches!(byte, b' '..=b'~'))
}
