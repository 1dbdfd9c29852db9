//! What kind of failure an entry is, in the words that operations group by.

use crate::Entry;

/// The part of the system that a failure comes from: `origin` of the code, else the service itself.
pub(crate) fn source(entry: &Entry) -> &'static str {
    entry.origin().unwrap_or("internal")
}

/// The kind of a system error: `error_type` of the code, else what follows from its status and origin. Errors of a client have
/// none unless it is declared.
pub(crate) fn error_type(entry: &Entry) -> Option<&'static str> {
    let derived = || match entry.status().as_u16() {
        504 => Some("TIMEOUT"),
        _ if entry.status().is_client_error() => None,
        _ if entry.origin() == Some("database") => Some("DATABASE_ERROR"),
        502 | 503 => Some("SERVICE_UNAVAILABLE"),
        _ => Some("INTERNAL_ERROR"),
    };
    entry.error_type().or_else(derived)
}
