//! The types that refer to each other: settings hold a dialect, which writes the parts of an error in a registry with
//! settings.

use core::error::Error;
use core::time::Duration;
use std::borrow::Cow;

use http::{HeaderMap, StatusCode};

use crate::Entry;
use crate::entry::Translation;
use crate::fields::{FieldSource, Fields};
use crate::messages::Messages;

/// The shape of a body.
///
/// ```
/// use error_catalog::dialect::{Dialect, Parts};
///
/// /// `{"code": …, "text": …}`, the code also in a header.
/// struct Tiny;
///
/// impl Dialect for Tiny {
///     fn write(&self, parts: &Parts<'_>, body: &mut Vec<u8>) {
///         body.extend_from_slice(b"{\"code\":\"");
///         body.extend_from_slice(parts.code().as_bytes());
///         body.extend_from_slice(b"\",\"text\":");
///         parts.write_message_json(body);
///         body.push(b'}');
///     }
///
///     fn headers(&self, parts: &Parts<'_>, headers: &mut http::HeaderMap) {
///         headers.insert("x-error-code", http::HeaderValue::from_static(parts.code()));
///     }
/// }
/// ```
///
/// The dialect chooses the order of members; where it does not matter, `parts.message()` and
/// `parts.details()` go into any `Serialize` as well.
pub trait Dialect {
    /// Appends the body. A layer sends the internal code in place of a body that is not the JSON that its media type says.
    fn write(&self, parts: &Parts<'_>, body: &mut Vec<u8>);

    /// The media type of the body.
    fn content_type(&self) -> &'static str {
        "application/json"
    }

    /// The status that is sent, by default that of the entry. A 1xx is none for a response: that of the entry is sent then.
    fn status(&self, parts: &Parts<'_>) -> StatusCode {
        parts.status()
    }

    /// Adds to the headers or changes them; it runs after those that every dialect sends.
    ///
    /// Headers of the connection and of the length or the coding of the body, such as `Content-Length`, are the server's:
    /// they are dropped, and the fact is logged.
    fn headers(&self, parts: &Parts<'_>, headers: &mut HeaderMap) {
        let _ = (parts, headers);
    }

    /// The body as constant bytes, where it depends on nothing at run time. They must be what [`write`](Self::write) would
    /// append.
    fn constant(&self, parts: &Parts<'_>) -> Option<&'static [u8]> {
        let _ = parts;
        None
    }

    /// Who wrote the dialect. Its result has no public name, so other crates cannot override it.
    #[doc(hidden)]
    fn catalog_author(&self) -> Author {
        Author::User
    }

    /// The body: constant bytes where there are any, or else with the room that it needs.
    #[doc(hidden)]
    fn catalog_body(&self, parts: &Parts<'_>) -> Cow<'static, [u8]> {
        if let Some(body) = self.constant(parts) {
            return Cow::Borrowed(body);
        }
        let mut body = Vec::new();
        self.write(parts, &mut body);
        Cow::Owned(body)
    }

    /// Renders a response. Its argument has no public name, so other crates cannot override it.
    #[doc(hidden)]
    fn catalog_answer(&self, blank: ResponseDraft<'_>) -> RenderedBody {
        blank.fill_in(self)
    }
}

/// A response that is not rendered yet. It is rendered inside the dialect's method, so that the compiler makes one piece of
/// code for each dialect instead of a call for each question.
pub struct ResponseDraft<'b> {
    pub(crate) parts: &'b Parts<'b>,
    /// Whether the text depends on what the client asked for.
    pub(crate) is_negotiated: bool,
    /// Whether the headers say the id.
    pub(crate) says_id: bool,
    pub(crate) headers: &'b mut HeaderMap,
}

/// Who wrote a dialect: what those of users write is checked.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Author {
    /// This crate.
    Us,
    /// Another crate.
    User,
}

/// A rendered response without its headers.
pub struct RenderedBody {
    pub(crate) status: StatusCode,
    pub(crate) body: Cow<'static, [u8]>,
    /// Whether it says that it is JSON, and nothing has checked it.
    pub(crate) claims_json: bool,
}

/// What clients may see of one error.
///
/// The error itself cannot be reached from here: its `Display`, its source, its context and its
/// secrets have no way into a body, whatever a [`Dialect`] does.
#[derive(Clone, Copy)]
pub struct Parts<'p> {
    pub(super) outgoing: &'p Outgoing<'p>,
    pub(super) source: &'p (dyn FieldSource + 'p),
    pub(super) text: Translation,
}

/// The parts that do not come from the error.
#[derive(Clone)]
pub(crate) struct Outgoing<'p> {
    pub(crate) entries: ResponseEntries,
    pub(crate) trace_id: Option<Cow<'p, str>>,
    pub(crate) locale: Option<Cow<'p, str>>,
    pub(crate) retry_after: Option<Duration>,
}

/// What the catalogue declares about one error, in the registry that sends it.
#[derive(Clone, Copy)]
pub(crate) struct ResponseEntries {
    /// Its own entry, which the log has.
    pub(crate) own: &'static Entry,
    /// The entry that is sent; it differs from `own` where the error is masked.
    pub(crate) public: &'static Entry,
    /// The entry whose text the user reads: another one than `public` where a masked error has its own.
    pub(crate) text: &'static Entry,
    /// The settings of the registry: dialect, locales and texts.
    pub(crate) settings: &'static Settings,
}

/// The settings of a registry: `#[registry(…)]`, or the defaults.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub struct Settings {
    /// The shape of the bodies.
    pub dialect: &'static (dyn Dialect + Sync),
    /// The locales of the service, the default first.
    pub locales: &'static [&'static str],
    /// The texts of its message files, for codes whose own declaration lacks them.
    pub messages: &'static [Messages],
    /// The name of the service, the same in every body it sends.
    pub service: Option<&'static str>,
    /// The page about a code, with `{code}` or `{slug}` in place of the code.
    pub docs: Option<&'static str>,
    /// The `type` of a problem document, with `{code}` or `{slug}`; `docs` where it is absent.
    pub problem_type: Option<&'static str>,
    /// The code of an unexpected failure.
    pub internal: Option<&'static str>,
    /// The code of a route that is not there.
    pub not_found: Option<&'static str>,
    /// Looks a code up.
    pub get: fn(&str) -> Option<&'static Entry>,
    /// Shows the fields of a cause that is of an enum of the registry with data classes; nothing where there is no such enum.
    pub(crate) show_cause: Option<ShowCause>,
}

/// Shows the fields of an error, if its type is known.
pub(crate) type ShowCause = fn(&(dyn Error + 'static), &mut dyn Fields);
