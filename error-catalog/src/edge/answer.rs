//! The error response of the edge, and how it replaces one of the framework.

use std::borrow::Cow;

use http::header::{self, Entry, HeaderName};
use http::{HeaderMap, HeaderValue, Method, Response, StatusCode};

use super::finished::Finished;
use crate::body::FromBytes;
use crate::dialect::RenderedBody;
use crate::failure_inner::ResponseError;
use crate::headers::{is_plain, set_header};
use crate::panics;

/// An error response that replaces one of the framework: by [`replace`], or by hand in a framework with other types.
pub type Answer = Response<Cow<'static, [u8]>>;

/// The headers that describe a body. They are removed when the body is replaced, and so is `Content-Range`, except of a 416,
/// which states the whole length by it.
pub const BODY_HEADERS: [HeaderName; 12] = [
    header::CONTENT_LENGTH,
    header::CONTENT_ENCODING,
    header::CONTENT_LANGUAGE,
    header::CONTENT_LOCATION,
    header::CONTENT_DISPOSITION,
    header::TRANSFER_ENCODING,
    header::ETAG,
    header::LAST_MODIFIED,
    // A client that checks the new body by these would discard it.
    HeaderName::from_static("content-digest"),
    HeaderName::from_static("repr-digest"),
    HeaderName::from_static("digest"),
    HeaderName::from_static("content-md5"),
];

/// The headers that the framework or a handler sets better than the catalogue: theirs are kept.
pub const APP_OWNED_HEADERS: [HeaderName; 2] = [header::RETRY_AFTER, header::WWW_AUTHENTICATE];

/// Replaces a response by an error response. Other headers and extensions are kept: `Allow`, cookies, those of CORS, of rate
/// limits and of caches, but none [of the body](BODY_HEADERS), and none that the error response sets.
pub fn replace<B: FromBytes, Old>(answer: Answer, response: Response<Old>) -> Response<B> {
    let (answer, body) = answer.into_parts();
    let (mut kept, old) = response.into_parts();
    panics::drop_safely(old);
    kept.status = answer.status;
    // The new response has its own error attached.
    kept.extensions.remove::<ResponseError>();
    kept.extensions.remove::<Finished>();
    kept.extensions.extend(answer.extensions);
    merge(&mut kept.headers, &answer.headers, kept.status);
    Response::from_parts(kept, B::from_bytes(body))
}

fn merge(headers: &mut HeaderMap, answered: &HeaderMap, status: StatusCode) {
    let staying = PreservedHeaders::take(headers);
    headers.remove(header::CONTENT_TYPE);
    for name in answered.keys() {
        headers.remove(name);
    }
    for (name, value) in answered {
        headers.append(name, value.clone());
    }
    if let Some(staying) = staying {
        staying.put_back(headers, status);
    }
}

/// Keeps the other values of `Vary`.
fn vary(headers: &mut HeaderMap, old: HeaderValue) {
    let says_it_all = headers.get(header::VARY).is_some_and(|own| {
        let (own, old) = (own.to_str().unwrap_or_default(), old.to_str().unwrap_or_default());
        own.split(',').any(|own| own.trim().eq_ignore_ascii_case(old.trim()))
    });
    if !says_it_all {
        headers.append(header::VARY, old);
    }
}

/// The headers of a response that are kept when it gets another body: all but those of the old body. These few replace those
/// of the rendering, or are added to them.
pub(super) struct PreservedHeaders {
    /// The headers before rendering.
    others: HeaderMap,
    better_known: [Vec<HeaderValue>; 2],
    range: Vec<HeaderValue>,
    vary: Vec<HeaderValue>,
}

impl PreservedHeaders {
    /// Takes them out, if there are any, and drops those of the old body.
    #[inline]
    pub(super) fn take(headers: &mut HeaderMap) -> Option<Self> {
        // Cheaper than looking for every name.
        (!is_plain(headers)).then(|| Self::take_each(headers))
    }

    #[cold]
    fn take_each(headers: &mut HeaderMap) -> Self {
        for name in &BODY_HEADERS {
            headers.remove(name);
        }
        headers.remove(header::CONTENT_TYPE);
        let better_known = APP_OWNED_HEADERS.map(|name| taken(name, headers));
        let (range, vary) = (taken(header::CONTENT_RANGE, headers), taken(header::VARY, headers));
        Self { others: headers.clone(), better_known, range, vary }
    }

    /// The headers before rendering.
    pub(super) fn others(&self) -> &HeaderMap {
        &self.others
    }

    /// Restores them over the rendered headers, or beside them.
    #[cold]
    pub(super) fn put_back(self, headers: &mut HeaderMap, status: StatusCode) {
        for (name, mut known) in APP_OWNED_HEADERS.iter().zip(self.better_known) {
            // The last value of a single-value header comes from the outermost middleware, which knows more.
            if *name == header::RETRY_AFTER {
                known.drain(..known.len().saturating_sub(1));
            }
            put_over(name, known, headers);
        }
        if status == StatusCode::RANGE_NOT_SATISFIABLE {
            put_over(&header::CONTENT_RANGE, self.range, headers);
        }
        for old in self.vary {
            vary(headers, old);
        }
    }
}

/// All the values of a header.
fn taken(name: HeaderName, headers: &mut HeaderMap) -> Vec<HeaderValue> {
    match headers.entry(name) {
        Entry::Occupied(header) => header.remove_entry_mult().1.collect(),
        Entry::Vacant(_) => Vec::new(),
    }
}

fn put_over(name: &HeaderName, values: Vec<HeaderValue>, headers: &mut HeaderMap) {
    if !values.is_empty() {
        headers.remove(name);
    }
    for value in values {
        headers.append(name, value);
    }
}

/// Removes the body where the status or the method has none.
#[inline]
pub(super) fn measure(answer: &mut RenderedBody, headers: &mut HeaderMap, method: &Method) {
    if bodiless(answer.status, headers) {
        answer.body = Cow::Borrowed(&[]);
    } else if *method == Method::HEAD {
        // RFC 9110, 8.6: the length that the body of a GET would have. Of any other the server sees the length.
        set_header(headers, header::CONTENT_LENGTH, HeaderValue::from(answer.body.len()));
        answer.body = Cow::Borrowed(&[]);
    }
}

/// Whether a status has no body; removes the headers of the body then.
pub(super) fn bodiless(status: StatusCode, headers: &mut HeaderMap) -> bool {
    let has_none = is_bodiless(status);
    if has_none {
        headers.remove(header::CONTENT_TYPE);
        headers.remove(header::CONTENT_LENGTH);
    }
    has_none
}

/// Whether a status is one without a body.
pub(crate) fn is_bodiless(status: StatusCode) -> bool {
    use StatusCode as Status;
    matches!(status, Status::NO_CONTENT | Status::RESET_CONTENT | Status::NOT_MODIFIED)
}
