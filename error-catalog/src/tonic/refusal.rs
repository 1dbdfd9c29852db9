//! What a status without details stands for: the HTTP status whose code of the catalogue is sent with it.

use http::StatusCode;
use tonic::{Code, Status};

/// The texts by which tonic refuses what a client sent. It has no error types for them, and reports most as `INTERNAL`.
const REFUSALS: [(&str, StatusCode); 8] = [
    (UNDECODABLE, StatusCode::BAD_REQUEST),
    ("protocol error: received message with", StatusCode::BAD_REQUEST),
    ("Unexpected EOF decoding stream", StatusCode::BAD_REQUEST),
    ("Missing request message", StatusCode::BAD_REQUEST),
    ("Error decompressing: size limit", StatusCode::PAYLOAD_TOO_LARGE),
    ("Error decompressing: ", StatusCode::BAD_REQUEST),
    ("Error, decoded message length too large", StatusCode::PAYLOAD_TOO_LARGE),
    ("Content is compressed with", StatusCode::UNSUPPORTED_MEDIA_TYPE),
];

const UNDECODABLE: &str = "failed to decode Protobuf message";

/// How tonic begins the text of a stream that the other side has broken off.
const BROKEN_STREAM: &str = "h2 protocol error: ";

/// What tonic adds where it was reading the response of an upstream service.
const FROM_UPSTREAM: &str = "while receiving response";

/// The HTTP status of a status without details.
pub(super) fn http_status(found: &Status) -> StatusCode {
    if let Some(status) = refusal(found.message()) {
        return status;
    }
    match found.code() {
        Code::InvalidArgument => StatusCode::BAD_REQUEST,
        Code::FailedPrecondition => StatusCode::PRECONDITION_FAILED,
        Code::OutOfRange => StatusCode::RANGE_NOT_SATISFIABLE,
        Code::Unauthenticated => StatusCode::UNAUTHORIZED,
        Code::PermissionDenied => StatusCode::FORBIDDEN,
        // `UNIMPLEMENTED` is an unknown method, as clients understand a 404 of a proxy.
        Code::NotFound | Code::Unimplemented => StatusCode::NOT_FOUND,
        Code::AlreadyExists | Code::Aborted => StatusCode::CONFLICT,
        Code::ResourceExhausted => StatusCode::TOO_MANY_REQUESTS,
        Code::DeadlineExceeded => StatusCode::REQUEST_TIMEOUT,
        // Of proxies: the client closed the request.
        Code::Cancelled => StatusCode::from_u16(499).unwrap_or(StatusCode::BAD_REQUEST),
        Code::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        Code::Ok | Code::Unknown | Code::Internal | Code::DataLoss => {
            StatusCode::INTERNAL_SERVER_ERROR
        }
    }
}

/// The gRPC code that is sent: the one that was found. Only a message that cannot be decoded is an invalid argument, where
/// tonic calls it an internal error.
pub(super) fn sent_code(found: &Status) -> Code {
    if found.message().starts_with(UNDECODABLE) { Code::InvalidArgument } else { found.code() }
}

/// Whether the client may have caused it at will: it is then no error of the service, and its record no alarm.
pub(super) fn may_be_provoked(found: &Status) -> bool {
    found.message().starts_with(BROKEN_STREAM)
}

/// Whether a status with details is a failure of the service, to be reported.
pub(super) fn is_reported(code: Code) -> bool {
    matches!(
        code,
        Code::Unknown
            | Code::Internal
            | Code::DataLoss
            | Code::Unavailable
            | Code::DeadlineExceeded
            | Code::Unimplemented
    )
}

fn refusal(text: &str) -> Option<StatusCode> {
    let refusal = REFUSALS.iter().find(|(begins, _)| text.starts_with(begins));
    refusal.filter(|_| !text.contains(FROM_UPSTREAM)).map(|(_, status)| *status)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_of_a_client_are_not_failures_of_the_service() {
        for text in [
            "failed to decode Protobuf message: buffer underflow",
            "protocol error: received message with invalid compression flag: 7 (valid flags are 0 and 1), while sending request",
            "Error decompressing: corrupt deflate stream, while sending request",
        ] {
            assert_eq!(http_status(&Status::internal(text)), StatusCode::BAD_REQUEST, "{text}");
        }
        let upstream = "Error decompressing: corrupt, while receiving response with status: 200 OK";
        let status = http_status(&Status::internal(upstream));
        assert_eq!(status, StatusCode::INTERNAL_SERVER_ERROR);
    }
}
