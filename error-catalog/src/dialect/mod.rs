//! The shapes of a body: which members, under which names.
//!
//! A dialect comes from the registry (`#[registry(dialect = …)]`), and an
//! [`Envelope`](crate::Envelope) can take another one. It works on [`Parts`], which hold what may
//! go out and nothing else.

mod blank;
mod builtin;
mod defaults;
mod details;
mod facts;
mod parts;
mod pointer;
mod read;
mod write;

#[cfg(test)]
pub(crate) mod fixture;
#[cfg(test)]
mod tests;

use http::{HeaderMap, StatusCode};

pub(crate) use blank::{Blank, Filled, body_of};
pub use builtin::{Blk, Flat, Google, Problem, Seed};
pub use details::{Details, Iter};
pub use parts::Parts;

#[cfg(feature = "tonic")]
pub(crate) use facts::{metadata, page, service, violations};
pub(crate) use parts::Outgoing;
pub(crate) use read::{Received, read};

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
/// The order of members is the dialect's business; where it does not matter, `parts.message()` and
/// `parts.details()` go into any `Serialize` as well.
pub trait Dialect {
    /// Appends the body.
    fn write(&self, parts: &Parts<'_>, body: &mut Vec<u8>);

    /// The media type of the body.
    fn content_type(&self) -> &'static str {
        "application/json"
    }

    /// The status that goes out, by default the one of the row.
    fn status(&self, parts: &Parts<'_>) -> StatusCode {
        parts.status()
    }

    /// Adds to the headers or changes them; it runs after those that every dialect sends.
    fn headers(&self, parts: &Parts<'_>, headers: &mut HeaderMap) {
        let _ = (parts, headers);
    }

    /// The body as bytes that are there already, where nothing in it is known only at run time.
    /// They must be what [`write`](Self::write) would append.
    fn constant(&self, parts: &Parts<'_>) -> Option<&'static [u8]> {
        let _ = parts;
        None
    }

    /// Whatever a dialect is behind, it fills in its own answers: what is blank and what is filled in has no name outside,
    /// so that nobody writes this method.
    #[doc(hidden)]
    fn catalog_answer(&self, blank: Blank<'_>) -> Filled {
        blank.fill_in(self)
    }
}
