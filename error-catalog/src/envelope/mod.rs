//! The [`Envelope`]: one error as a response, in the shape of a [`dialect`](crate::dialect); and the [`ReceivedEnvelope`] of
//! another service.

mod received;

#[cfg(test)]
mod tests;

use core::fmt;
use core::time::Duration;
use std::borrow::Cow;

use http::{HeaderMap, Response, StatusCode};
use serde::{Serialize, Serializer};

pub use received::ReceivedEnvelope;

use crate::body::FromBytes;
use crate::catalogued::entries_of;
use crate::dialect::{Dialect, Outgoing, Parts, RenderedBody, ResponseDraft, ResponseEntries};
use crate::exchange::Exchange;
use crate::fields::{FieldSource, Fields};
use crate::json::Transcode;
use crate::{Catalogued, Code};

/// The response of one error: body, status and headers.
///
/// Uses the dialect of the registry and the default locale unless others are given. An error that is sent as another code
/// (`public_as`) sends no details.
///
/// ```
/// use error_catalog::{ErrorCatalog, dialect::ProblemDetails};
///
/// #[derive(Debug, ErrorCatalog)]
/// #[catalog(domain = "CART")]
/// enum CartError {
///     #[catalog(code = "CART_FULL", status = 409, log_level = "INFO", message = "A cart holds up to {limit} items")]
///     Full { #[detail] limit: u32 },
/// }
///
/// let error = CartError::Full { limit: 20 };
/// let envelope = error.envelope().trace_id("req-7");
/// assert_eq!(envelope.status(), 409);
/// assert_eq!(
///     envelope.to_json(),
///     r#"{"error":{"code":"CART_FULL","message":"A cart holds up to 20 items","details":{"limit":20},"trace_id":"req-7"}}"#
/// );
/// let response = error.envelope().dialect(&ProblemDetails).into_response();
/// assert_eq!(response.headers()["content-type"], "application/problem+json");
/// ```
#[derive(Clone)]
pub struct Envelope<'a> {
    error: ErrorFields<'a>,
    pub(crate) outgoing: Outgoing<'a>,
    /// Whether the text depends on what the client asked for.
    is_negotiated: bool,
    /// Whether the envelope sets the header with the id.
    says_id: bool,
    dialect: &'a dyn Dialect,
    /// Whether the dialect is another one than the registry's.
    pub(crate) is_reshaped: bool,
}

/// The error of an envelope, as the parts of its body see it.
#[derive(Clone, Copy)]
struct ErrorFields<'a>(&'a (dyn Catalogued + 'a));

impl FieldSource for ErrorFields<'_> {
    #[inline]
    fn show(&self, fields: &mut dyn Fields) {
        self.0.catalog_fields(fields);
    }

    #[inline]
    fn trace_id(&self) -> Option<&str> {
        self.0.catalog_trace_id()
    }
}

impl<'a> Envelope<'a> {
    /// The envelope of an error.
    pub fn new<E: Catalogued>(error: &'a E) -> Self {
        Self::from_dyn(error)
    }

    /// The envelope of an error behind a pointer.
    pub fn from_dyn(error: &'a (dyn Catalogued + 'a)) -> Self {
        Self::with_entries(error, entries_of(error))
    }

    /// The same, where its entries are known.
    #[inline]
    pub(crate) fn with_entries(error: &'a (dyn Catalogued + 'a), entries: ResponseEntries) -> Self {
        #[cfg(feature = "testing")]
        crate::produced::note(entries.own);
        Self {
            error: ErrorFields(error),
            outgoing: Outgoing { entries, trace_id: None, locale: None, retry_after: None },
            is_negotiated: false,
            says_id: true,
            dialect: entries.settings.dialect,
            is_reshaped: false,
        }
    }

    /// The envelope of the response to a request, where the edge itself sets the header with the id. If the client can choose
    /// between locales, the response is marked as negotiated, also when the result is the default.
    #[inline]
    pub(crate) fn of_exchange(
        error: &'a (dyn Catalogued + 'a),
        entries: ResponseEntries,
        exchange: &'a Exchange,
        can_choose: bool,
    ) -> Self {
        let mut envelope = Self::with_entries(error, entries);
        envelope.outgoing.trace_id = Some(Cow::Borrowed(exchange.trace_id().as_str()));
        envelope.says_id = false;
        if can_choose || exchange.is_locale_given() {
            envelope.is_negotiated = true;
            envelope.outgoing.locale = exchange.locale().map(Cow::Borrowed);
        }
        envelope
    }

    /// Sets the id under which this occurrence is found in logs and traces. An empty id is ignored.
    #[must_use]
    pub fn trace_id(mut self, trace_id: impl Into<Cow<'a, str>>) -> Self {
        self.outgoing.trace_id = Some(trace_id.into());
        self
    }

    /// Sets the locale that the client asked for. The text is in the nearest available one.
    #[must_use]
    pub fn locale(mut self, locale: impl Into<Cow<'a, str>>) -> Self {
        self.outgoing.locale = Some(locale.into());
        self.is_negotiated = true;
        self
    }

    /// Sets another dialect than that of the registry.
    #[must_use]
    pub fn dialect(mut self, dialect: &'a (dyn Dialect + 'a)) -> Self {
        self.dialect = dialect;
        self.is_reshaped = true;
        self
    }

    /// Sets another `Retry-After` than that of the error.
    #[must_use]
    pub fn retry_after(mut self, wait: Duration) -> Self {
        self.outgoing.retry_after = Some(wait);
        self
    }

    /// The code that is sent.
    pub fn code(&self) -> Code {
        Code::new(self.outgoing.entries.public)
    }

    /// The status that is sent.
    pub fn status(&self) -> StatusCode {
        self.dialect.status(&self.parts())
    }

    /// The body as text.
    pub fn to_json(&self) -> String {
        text(self.body().into_owned())
    }

    /// The body. A body without dynamic parts is borrowed from constant bytes.
    pub fn body(&self) -> Cow<'static, [u8]> {
        self.dialect.catalog_body(&self.parts())
    }

    /// Appends the body.
    pub fn write_json(&self, out: &mut Vec<u8>) {
        let parts = self.parts();
        match self.dialect.constant(&parts) {
            Some(body) => out.extend_from_slice(body),
            None => self.dialect.write(&parts, out),
        }
    }

    /// The response without the attached error.
    pub(crate) fn response<B: FromBytes>(&self) -> Response<B> {
        let mut headers = HeaderMap::new();
        let RenderedBody { status, body, .. } = self.respond(&mut headers);
        let mut response = Response::new(B::from_bytes(body));
        *response.status_mut() = status;
        *response.headers_mut() = headers;
        response
    }

    /// Sets the headers of this envelope on a response, and returns the rendered body. Other headers are kept.
    #[inline]
    pub(crate) fn respond(&self, headers: &mut HeaderMap) -> RenderedBody {
        let parts = &self.parts();
        let Self { is_negotiated, says_id, .. } = *self;
        self.dialect.catalog_answer(ResponseDraft { parts, is_negotiated, says_id, headers })
    }

    /// The error itself, which the parts of the body have no access to.
    pub(crate) fn error(&self) -> &'a (dyn Catalogued + 'a) {
        self.error.0
    }

    pub(crate) fn parts(&self) -> Parts<'_> {
        Parts::new(&self.outgoing, &self.error)
    }
}

/// The built-in dialects write UTF-8. A dialect of a user may write other bytes, which must not cause a panic.
fn text(body: Vec<u8>) -> String {
    String::from_utf8(body)
        .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}

/// The structure of the body, in any format and as a part of any document.
impl Serialize for Envelope<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Transcode(&self.to_json()).serialize(serializer)
    }
}

impl fmt::Debug for Envelope<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Envelope")
            .field("code", &self.code())
            .field("trace_id", &self.outgoing.trace_id)
            .field("locale", &self.outgoing.locale)
            .finish_non_exhaustive()
    }
}
