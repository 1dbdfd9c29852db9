//! Between `http` 1, which we speak, and the `http` 0.2 inside of actix: by numbers and bytes.

use core::convert::Infallible;
use core::pin::Pin;
use core::task::{Context, Poll};
use std::borrow::Cow;

use actix_web::HttpResponse;
use actix_web::body::{BodySize, BoxBody, MessageBody};
use actix_web::http as actix;
use actix_web::web::Bytes;
use http::header::CONTENT_LENGTH;
use http::{Extensions, HeaderMap, HeaderName, HeaderValue, Method, Response, StatusCode};

use crate::Entry;
use crate::edge::{Finished, ResponseError, reported_entry};

/// The response of a [`Failure`](crate::Failure), of an [`Envelope`](crate::Envelope) or of an enum with `into_response`, as
/// actix's. The error is attached, for the middleware.
pub fn response(response: Response<Cow<'static, [u8]>>) -> HttpResponse {
    let (parts, content) = response.into_parts();
    let mut response = HttpResponse::new(status(parts.status));
    put_headers(&parts.headers, response.head_mut().headers_mut());
    take_along(&parts.extensions, &mut response);
    response.set_body(body(content, &parts.headers))
}

/// What the edge knows of a response, for the next one.
fn take_along<B>(extensions: &Extensions, response: &mut HttpResponse<B>) {
    if let Some(kept) = extensions.get::<ResponseError>() {
        response.extensions_mut().insert(kept.clone());
    }
    if let Some(finished) = extensions.get::<Finished>() {
        response.extensions_mut().insert(*finished);
    }
}

/// The entry of the failure that a finished response reports, for middleware around this one, such as an access log. `None`
/// where the response reports none.
pub fn entry_of<B>(response: &HttpResponse<B>) -> Option<&'static Entry> {
    let extensions = response.extensions();
    reported_entry(extensions.get(), || extensions.get())
}

pub(super) fn status(status: StatusCode) -> actix::StatusCode {
    actix::StatusCode::from_u16(status.as_u16()).unwrap_or(actix::StatusCode::INTERNAL_SERVER_ERROR)
}

pub(super) fn status_from(status: actix::StatusCode) -> StatusCode {
    StatusCode::from_u16(status.as_u16()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

pub(super) fn method_from(method: &actix::Method) -> Method {
    Method::from_bytes(method.as_str().as_bytes()).unwrap_or_default()
}

/// The headers of actix's response as those of `http`, to render over them.
pub(super) fn headers_from(headers: &actix::header::HeaderMap) -> HeaderMap {
    let header = |(name, value): (&actix::header::HeaderName, &actix::header::HeaderValue)| {
        let name = HeaderName::from_bytes(name.as_str().as_bytes()).ok()?;
        Some((name, HeaderValue::from_bytes(value.as_bytes()).ok()?))
    };
    let mut converted = HeaderMap::with_capacity(headers.len());
    for (name, value) in headers.iter().filter_map(header) {
        converted.append(name, value);
    }
    converted
}

/// Replaces all headers by these.
pub(super) fn put_headers(headers: &HeaderMap, to: &mut actix::header::HeaderMap) {
    to.clear();
    for (name, value) in headers {
        // The length is written by actix, of the body that there is.
        if name == CONTENT_LENGTH {
            continue;
        }
        let name = actix::header::HeaderName::from_bytes(name.as_str().as_bytes());
        let value = actix::header::HeaderValue::from_bytes(value.as_bytes());
        if let (Ok(name), Ok(value)) = (name, value) {
            to.append(name, value);
        }
    }
}

/// The body, or its length alone for a HEAD.
pub(super) fn body(content: Cow<'static, [u8]>, headers: &HeaderMap) -> BoxBody {
    let said = headers.get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok());
    match (content, said) {
        (Cow::Borrowed([]), Some(length)) if length > 0 => BoxBody::new(LengthOnly(length)),
        (Cow::Borrowed(bytes), _) => BoxBody::new(Bytes::from_static(bytes)),
        (Cow::Owned(bytes), _) => BoxBody::new(bytes),
    }
}

/// RFC 9110, 8.6: the response to a HEAD has the length of the body that a GET would have.
struct LengthOnly(u64);

impl MessageBody for LengthOnly {
    type Error = Infallible;

    fn size(&self) -> BodySize {
        BodySize::Sized(self.0)
    }

    fn poll_next(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, Infallible>>> {
        Poll::Ready(None)
    }
}
