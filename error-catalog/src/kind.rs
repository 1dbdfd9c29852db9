//! What kind of failure an error is, in the words that operations group by.

use catalog_specs_core::compact;
use catalog_specs_core::keys::Key;

use crate::Entry;
use crate::foreign::Known;

/// What kind of failure an error is.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Kind {
    /// The part of the system that it comes from: `origin` of the code, else that of a foreign error, else the service itself.
    pub(crate) source: &'static str,
    /// The kind of a system error: `error_type` of the code, else that of a foreign error, else what follows from status and
    /// origin of the code. Errors of a client have none unless it is declared.
    pub(crate) error_type: Option<&'static str>,
}

impl Kind {
    /// The kind of an error.
    #[cfg(any(feature = "tracing", feature = "report", feature = "sentry"))]
    pub(crate) fn from_error(error: &dyn crate::Catalogued) -> Self {
        Self::from_parts(error.catalog_row(), error.catalog_foreign())
    }

    pub(crate) fn from_parts(entry: &Entry, foreign: Option<Known>) -> Self {
        let origin = entry.cut_text(const { compact::text(Key::Origin) });
        let error_type = entry.cut_text(const { compact::text(Key::ErrorType) });
        let source = origin.or_else(|| Some(foreign?.origin())).unwrap_or("internal");
        let derived = || match entry.status().as_u16() {
            504 => Some("TIMEOUT"),
            _ if entry.status().is_client_error() => None,
            _ if origin == Some("database") => Some("DATABASE_ERROR"),
            502 | 503 => Some("SERVICE_UNAVAILABLE"),
            _ => Some("INTERNAL_ERROR"),
        };
        let known = || Some(foreign?.error_type());
        Self { source, error_type: error_type.or_else(known).or_else(derived) }
    }
}
