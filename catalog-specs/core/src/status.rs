//! HTTP error statuses: their names, and the values derived from them.

use crate::nearest::nearest;
use crate::{Class, Grpc, Incident, Level, Retry, Severity};

/// The error statuses with a registered name: number, constant, reason phrase.
pub const NAMED: &[(u16, &str, &str)] = &[
    (400, "BAD_REQUEST", "Bad Request"),
    (401, "UNAUTHORIZED", "Unauthorized"),
    (402, "PAYMENT_REQUIRED", "Payment Required"),
    (403, "FORBIDDEN", "Forbidden"),
    (404, "NOT_FOUND", "Not Found"),
    (405, "METHOD_NOT_ALLOWED", "Method Not Allowed"),
    (406, "NOT_ACCEPTABLE", "Not Acceptable"),
    (407, "PROXY_AUTHENTICATION_REQUIRED", "Proxy Authentication Required"),
    (408, "REQUEST_TIMEOUT", "Request Timeout"),
    (409, "CONFLICT", "Conflict"),
    (410, "GONE", "Gone"),
    (411, "LENGTH_REQUIRED", "Length Required"),
    (412, "PRECONDITION_FAILED", "Precondition Failed"),
    (413, "PAYLOAD_TOO_LARGE", "Payload Too Large"),
    (414, "URI_TOO_LONG", "URI Too Long"),
    (415, "UNSUPPORTED_MEDIA_TYPE", "Unsupported Media Type"),
    (416, "RANGE_NOT_SATISFIABLE", "Range Not Satisfiable"),
    (417, "EXPECTATION_FAILED", "Expectation Failed"),
    (418, "IM_A_TEAPOT", "I'm a teapot"),
    (421, "MISDIRECTED_REQUEST", "Misdirected Request"),
    (422, "UNPROCESSABLE_ENTITY", "Unprocessable Entity"),
    (423, "LOCKED", "Locked"),
    (424, "FAILED_DEPENDENCY", "Failed Dependency"),
    (425, "TOO_EARLY", "Too Early"),
    (426, "UPGRADE_REQUIRED", "Upgrade Required"),
    (428, "PRECONDITION_REQUIRED", "Precondition Required"),
    (429, "TOO_MANY_REQUESTS", "Too Many Requests"),
    (431, "REQUEST_HEADER_FIELDS_TOO_LARGE", "Request Header Fields Too Large"),
    (451, "UNAVAILABLE_FOR_LEGAL_REASONS", "Unavailable For Legal Reasons"),
    (500, "INTERNAL_SERVER_ERROR", "Internal Server Error"),
    (501, "NOT_IMPLEMENTED", "Not Implemented"),
    (502, "BAD_GATEWAY", "Bad Gateway"),
    (503, "SERVICE_UNAVAILABLE", "Service Unavailable"),
    (504, "GATEWAY_TIMEOUT", "Gateway Timeout"),
    (505, "HTTP_VERSION_NOT_SUPPORTED", "HTTP Version Not Supported"),
    (506, "VARIANT_ALSO_NEGOTIATES", "Variant Also Negotiates"),
    (507, "INSUFFICIENT_STORAGE", "Insufficient Storage"),
    (508, "LOOP_DETECTED", "Loop Detected"),
    (510, "NOT_EXTENDED", "Not Extended"),
    (511, "NETWORK_AUTHENTICATION_REQUIRED", "Network Authentication Required"),
];

/// Statuses that are not errors, for diagnostics.
const OTHERS: &[(u16, &str)] = &[
    (100, "Continue"),
    (200, "OK"),
    (201, "Created"),
    (202, "Accepted"),
    (204, "No Content"),
    (301, "Moved Permanently"),
    (302, "Found"),
    (303, "See Other"),
    (304, "Not Modified"),
    (307, "Temporary Redirect"),
    (308, "Permanent Redirect"),
];

/// The number of an error status by name: 404 for `NOT_FOUND`.
pub fn by_name(name: &str) -> Option<u16> {
    NAMED.iter().find(|(_, constant, _)| *constant == name).map(|(number, _, _)| *number)
}

/// The error status that a text may mean: `410 Gone`, `conflict`, `I am a teapot`.
pub fn guess(text: &str) -> Option<u16> {
    let mut numbers =
        text.split(|c: char| !c.is_ascii_digit()).filter_map(|part| part.parse().ok());
    if let Some(status) = numbers.find(|status| is_error(*status)) {
        return Some(status);
    }
    if text.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    by_name(nearest(text, NAMED.iter().map(|(_, name, _)| *name))?)
}

/// The reason phrase of a status, error or not.
pub fn reason(status: u16) -> Option<&'static str> {
    let named = NAMED.iter().find(|(number, _, _)| *number == status).map(|(_, _, reason)| *reason);
    named.or_else(|| OTHERS.iter().find(|(number, _)| *number == status).map(|(_, reason)| *reason))
}

/// Whether a status is an error.
pub const fn is_error(status: u16) -> bool {
    matches!(status, 400..=599)
}

/// Whether a status is a server error.
pub const fn is_server(status: u16) -> bool {
    status >= 500
}

/// Whether repeating the request cannot succeed for an error of the class.
pub const fn is_permanent(class: Class) -> bool {
    matches!(
        class,
        Class::Validation | Class::Auth | Class::Permission | Class::Conflict | Class::Business
    )
}

/// The default class of a status.
pub const fn class(status: u16) -> Class {
    match status {
        401 | 407 | 511 => Class::Auth,
        403 => Class::Permission,
        404 | 410 => Class::NotFound,
        409 => Class::Conflict,
        422 => Class::Validation,
        429 => Class::RateLimit,
        408 | 425 | 502..=504 => Class::Transient,
        400..=499 => Class::Business,
        _ => Class::Technical,
    }
}

/// The default retry policy. Client errors are not retryable, except 408, 425 and 429.
pub const fn retry(status: u16, class: Class) -> Retry {
    if status < 500 && !matches!(status, 408 | 425 | 429) {
        return Retry::Never;
    }
    match class {
        Class::Network => Retry::Network,
        Class::Transient | Class::RateLimit => Retry::Transient,
        _ => Retry::Never,
    }
}

/// The default severity.
pub const fn severity(status: u16, level: Level) -> Severity {
    if is_server(status) || matches!(level, Level::Error) {
        Severity::Error
    } else {
        Severity::Warning
    }
}

/// The incident level with the response time of the severity.
pub const fn incident(severity: Severity) -> Incident {
    match severity {
        Severity::Critical => Incident::P0,
        Severity::Error => Incident::P1,
        Severity::Warning => Incident::P3,
    }
}

/// The default gRPC code of a status. For 400, 409, 422 and 500 it is ambiguous.
pub const fn grpc(status: u16) -> Grpc {
    match status {
        401 | 407 | 511 => Grpc::Unauthenticated,
        403 | 451 => Grpc::PermissionDenied,
        404 | 410 => Grpc::NotFound,
        408 | 504 => Grpc::DeadlineExceeded,
        409 => Grpc::AlreadyExists,
        412 | 423 | 424 | 426 | 428 => Grpc::FailedPrecondition,
        413 | 429 | 507 => Grpc::ResourceExhausted,
        416 => Grpc::OutOfRange,
        425 | 502 | 503 => Grpc::Unavailable,
        499 => Grpc::Cancelled,
        405 | 501 | 505 => Grpc::Unimplemented,
        400..=498 => Grpc::InvalidArgument,
        _ => Grpc::Internal,
    }
}

/// Whether several gRPC codes match the status.
pub const fn grpc_is_ambiguous(status: u16) -> bool {
    matches!(status, 400 | 409 | 422 | 500)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_and_sorted() {
        assert!(NAMED.windows(2).all(|pair| pair[0].0 < pair[1].0));
        assert_eq!(by_name("NOT_FOUND"), Some(404));
        assert_eq!(by_name("OK"), None);
    }

    #[test]
    fn statuses_are_guessed() {
        for (text, status) in [
            ("410 Gone", Some(410)),
            ("HTTP 404", Some(404)),
            ("404.0", Some(404)),
            ("conflict", Some(409)),
            ("NotFound", Some(404)),
            ("I am a teapot", Some(418)),
            ("UNPROCESSABLE", Some(422)),
            ("internal server error", Some(500)),
            ("200 OK", None),
            ("4xx", None),
            ("MISSING", None),
            ("", None),
        ] {
            assert_eq!(guess(text), status, "{text}");
        }
    }

    /// The fix for a status keeps what was written, in whichever spelling it was.
    #[test]
    fn every_status_is_guessed_by_its_name_and_its_reason() {
        for (status, name, reason) in NAMED {
            let words = || reason.split(' ').map(|word| word.replace('\'', ""));
            let camel = words().map(|word| word[..1].to_uppercase() + &word[1..]);
            let spellings = [
                (*name).to_owned(),
                name.to_lowercase(),
                name.replace('_', "-"),
                name.replace('_', " "),
                (*reason).to_owned(),
                reason.to_uppercase(),
                reason.to_lowercase(),
                words().collect::<Vec<_>>().join("_"),
                camel.collect(),
                format!("{status}"),
                format!("{status} {reason}"),
                format!("HTTP {status}"),
                format!("HTTP/1.1 {status} {reason}"),
                format!(" {reason} "),
            ];
            for text in spellings {
                assert_eq!(guess(&text), Some(*status), "{text:?}");
            }
        }
    }

    #[test]
    fn client_errors_are_not_retryable() {
        for status in 400..500 {
            let retryable = retry(status, class(status)).is_retryable();
            assert_eq!(retryable, matches!(status, 408 | 425 | 429), "{status}");
        }
    }
}
