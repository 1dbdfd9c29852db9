//! The codes of bare responses, by their statuses.

use std::sync::{Mutex, PoisonError};

use http::StatusCode;

use crate::{Entry, ErrorCatalog as _, StatusError, SystemError, ValidationError};

/// The entry of a bare status; `None` for a 5xx that says nothing more.
pub(super) fn of_every_service(status: StatusCode) -> Option<&'static Entry> {
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
        _ if status.is_client_error() => kept(StatusError::RequestRefused.entry(), status),
        _ => return None,
    })
}

/// An entry with the status of a response: 418 stays 418. It is kept for the life of the program; there are as few as
/// statuses.
pub(super) fn kept(entry: &'static Entry, status: StatusCode) -> &'static Entry {
    static KEPT: Mutex<Vec<&Entry>> = Mutex::new(Vec::new());
    let status = status.as_u16();
    if entry.status_number() == status {
        return entry;
    }
    let mut kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
    let is_known = |known: &&&Entry| known.0 == entry.0 && known.status_number() == status;
    if let Some(known) = kept.iter().find(is_known) {
        return known;
    }
    let changed = &*Box::leak(Box::new(entry.under(status)));
    kept.push(changed);
    changed
}
