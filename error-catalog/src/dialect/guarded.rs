//! What a dialect of a user may not break: the frame that the server puts around a response.

use http::header::{self, CONTENT_TYPE, HeaderName};
use http::{HeaderMap, HeaderValue};

use super::{Dialect, Parts};

/// The headers of the connection, and of the length and the coding of a body. A server that finds them wrong sends nothing,
/// or something that clients cannot read.
const OF_THE_SERVER: [HeaderName; 11] = [
    header::CONTENT_LENGTH,
    header::CONTENT_ENCODING,
    header::TRANSFER_ENCODING,
    header::CONNECTION,
    header::UPGRADE,
    header::TE,
    header::TRAILER,
    HeaderName::from_static("keep-alive"),
    HeaderName::from_static("proxy-connection"),
    HeaderName::from_static("http2-settings"),
    HeaderName::from_static("content-range"),
];

/// Lets a dialect change the headers, and puts those back that are not its own.
pub(super) fn call_headers<D: Dialect + ?Sized>(
    dialect: &D,
    parts: &Parts<'_>,
    headers: &mut HeaderMap,
) {
    let before = OF_THE_SERVER.map(|name| headers.get(name).cloned());
    dialect.headers(parts, headers);
    for (name, before) in OF_THE_SERVER.iter().zip(before) {
        if !is_only(headers, name, before.as_ref()) {
            log_dropped(parts.code(), name);
            headers.remove(name);
            if let Some(before) = before {
                headers.insert(name, before);
            }
        }
    }
}

/// Whether a header has this value and no other.
fn is_only(headers: &HeaderMap, name: &HeaderName, value: Option<&HeaderValue>) -> bool {
    headers.get_all(name).iter().eq(value)
}

/// Logs what was dropped. Not at ERROR: a client may cause the response at will.
#[cold]
fn log_dropped(code: &str, header: &HeaderName) {
    #[cfg(feature = "tracing")]
    // The subscriber is user code and may panic; the response is sent all the same.
    let _ = crate::panics::catch(|| {
        tracing::warn!(
            target: "error_catalog::edge",
            error_code = code,
            header = header.as_str(),
            "the dialect sets a header that is the server's; it was dropped"
        );
    });
    #[cfg(not(feature = "tracing"))]
    let _ = (code, header);
}

/// Whether the headers say that the body is JSON.
pub(super) fn is_json(headers: &HeaderMap) -> bool {
    let content_type = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    content_type.is_some_and(|content_type| {
        let media_type = content_type.split(';').next().unwrap_or_default().trim();
        media_type.eq_ignore_ascii_case("application/json")
            || media_type.to_ascii_lowercase().ends_with("+json")
    })
}
