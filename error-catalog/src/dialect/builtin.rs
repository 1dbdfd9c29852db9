//! The types of our dialects. What their bodies look like is in `catalog_specs_core::dialect`.

use std::borrow::Cow;

use http::StatusCode;

use super::contract::Author;
use super::write::Plan;
use super::{Dialect, Parts};

/// Declares the type of a dialect, and whose shape it has.
macro_rules! built_in {
    ($( $(#[$about:meta])* $Name:ident: $Shape:ident, )+) => { $(
        $(#[$about])*
        #[derive(Debug, Clone, Copy, Default)]
        pub struct $Name;

        impl Dialect for $Name {
            #[inline]
            fn write(&self, parts: &Parts<'_>, body: &mut Vec<u8>) {
                const { &Plan::for_dialect(catalog_specs_core::Dialect::$Shape) }.write(parts, body);
            }

            #[inline]
            fn catalog_body(&self, parts: &Parts<'_>) -> Cow<'static, [u8]> {
                const { &Plan::for_dialect(catalog_specs_core::Dialect::$Shape) }.body(parts)
            }

            fn content_type(&self) -> &'static str {
                const { catalog_specs_core::Dialect::$Shape.content_type() }
            }

            #[inline]
            fn status(&self, parts: &Parts<'_>) -> StatusCode {
                const { &Plan::for_dialect(catalog_specs_core::Dialect::$Shape) }.status(parts)
            }

            #[inline]
            fn catalog_author(&self) -> Author {
                Author::Us
            }

            #[inline]
            fn constant(&self, parts: &Parts<'_>) -> Option<&'static [u8]> {
                const { &Plan::for_dialect(catalog_specs_core::Dialect::$Shape) }.constant(parts)
            }
        }
    )+ };
}

built_in! {
    /// `{"error": {"code", "message", "details"?, "trace_id"?}}`: what is absent has no member.
    Standard: Standard,
    /// RFC 9457: `type`, `title`, `status`, `detail`, `instance`, `code`, `trace_id`, and the details
    /// beside them. The fields of a validation stand in `errors`, each with its pointer.
    ProblemDetails: Problem,
    /// AIP-193: `{"error": {"code", "message", "status", "details": [ErrorInfo, …]}}`.
    ///
    /// The message is the user message; the developer text is not sent. 422 has no canonical
    /// code, so it is sent as 400.
    Google: Google,
    /// `{"error_code", "message", "details"}`: the details are always there, `{}` without any, and
    /// there is no trace id.
    Flat: Flat,
    /// `{"type", "user_message", "error_code", "request_id"?, "retry_after"?}`: no details, and the
    /// wait in whole seconds.
    Agent: Agent,
}
