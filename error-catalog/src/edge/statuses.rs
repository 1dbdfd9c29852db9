//! The codes of bare responses, by their statuses.

use std::sync::{Mutex, PoisonError};

use http::StatusCode;

use crate::dialect::Settings;
use crate::system::internal_entry;
use crate::{Entry, ErrorCatalog as _, Level, StatusError, SystemError, ValidationError};

/// The entry of a bare status; `None` for a 5xx that says nothing more.
///
/// Only codes that the registry lists are sent. Where it does not list the code of the status, a 4xx has the nearest code that
/// is listed: that of every other refusal, or that of a 400, as RFC 9110, 15.5 treats a 4xx that is not known. The last resort is
/// the internal code, without its alarm. The status is kept.
pub(super) fn entry(status: StatusCode, settings: &Settings) -> Option<&'static Entry> {
    let own = code_of_every_service(status).and_then(|entry| (settings.get)(entry.code()));
    if own.is_some() || !status.is_client_error() {
        return own;
    }
    let general = [StatusError::RequestRefused.entry(), SystemError::BodyMalformed.entry()];
    let nearest = general.into_iter().find_map(|entry| (settings.get)(entry.code()));
    let entry = nearest.unwrap_or_else(|| internal_entry(settings));
    Some(kept(entry, status, entry.log_level()))
}

/// The entry at a level that raises no alarm, for what a client can provoke at will.
pub(crate) fn without_alarm(entry: &'static Entry) -> &'static Entry {
    match entry.log_level() {
        Level::Error => kept(entry, entry.status(), Level::Warn),
        _ => entry,
    }
}

/// The built-in code of a status.
fn code_of_every_service(status: StatusCode) -> Option<&'static Entry> {
    Some(match status {
        StatusCode::BAD_REQUEST => SystemError::BodyMalformed.entry(),
        StatusCode::UNAUTHORIZED => StatusError::AuthRequired.entry(),
        StatusCode::FORBIDDEN => StatusError::AccessForbidden.entry(),
        StatusCode::NOT_FOUND => SystemError::RouteNotFound.entry(),
        StatusCode::METHOD_NOT_ALLOWED => SystemError::MethodNotAllowed.entry(),
        StatusCode::REQUEST_TIMEOUT => SystemError::RequestTimeout.entry(),
        StatusCode::PAYLOAD_TOO_LARGE => SystemError::BodyTooLarge.entry(),
        StatusCode::UNSUPPORTED_MEDIA_TYPE => SystemError::MediaUnsupported.entry(),
        StatusCode::UNPROCESSABLE_ENTITY => ValidationError::new().entry(),
        StatusCode::TOO_MANY_REQUESTS => StatusError::RateExceeded.entry(),
        StatusCode::BAD_GATEWAY => StatusError::UpstreamFailed.entry(),
        StatusCode::SERVICE_UNAVAILABLE => StatusError::ServiceUnavailable.entry(),
        StatusCode::GATEWAY_TIMEOUT => StatusError::UpstreamTimeout.entry(),
        _ => return None,
    })
}

/// Whether an entry is the built-in one of its status.
pub(super) fn is_built_in(entry: &'static Entry) -> bool {
    code_of_every_service(entry.status()).is_some_and(|own| core::ptr::eq(own, entry))
}

/// Whether an entry is the built-in one of unexpected failures.
pub(super) fn is_internal(entry: &'static Entry) -> bool {
    core::ptr::eq(SystemError::Internal.entry(), entry)
}

/// An entry with the status of a response: 418 stays 418. It is kept for the life of the program; there are as few as
/// statuses.
pub(super) fn kept(entry: &'static Entry, status: StatusCode, level: Level) -> &'static Entry {
    static KEPT: Mutex<Vec<&Entry>> = Mutex::new(Vec::new());
    let status = status.as_u16();
    let is_it = |entry: &Entry| entry.status_number() == status && entry.log_level() == level;
    if is_it(entry) {
        return entry;
    }
    let mut kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
    let is_known = |known: &&&Entry| known.0 == entry.0 && is_it(known);
    if let Some(known) = kept.iter().find(is_known) {
        return known;
    }
    let entry = &*Box::leak(Box::new(entry.under(status, level)));
    kept.push(entry);
    entry
}
