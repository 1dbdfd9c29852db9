//! Statuses that no catalogued error made: a handler's own, those of an upstream service, and the refusals of tonic.

use bytes::Bytes;
use edge_tonic::client::{all, call, trace_id};
use edge_tonic::raw;
use edge_tonic::recorded::{Record, records};
use edge_tonic::server::address;
use edge_tonic::shop::{Codes, Order};
use error_catalog::tonic::code_of;
use http::Request;
use prost::Message as _;
use tonic::{Code, Status};

/// Every gRPC code but `OK`, and the code and the level of the catalogue that fit it.
const CODES: [(Code, &str, &str); 16] = [
    (Code::Cancelled, "SYSTEM_REQUEST_REFUSED", "INFO"),
    (Code::Unknown, "SHOP_BROKEN", "ERROR"),
    (Code::InvalidArgument, "SYSTEM_BODY_MALFORMED", "INFO"),
    (Code::DeadlineExceeded, "SYSTEM_REQUEST_TIMEOUT", "WARN"),
    (Code::NotFound, "SYSTEM_ROUTE_NOT_FOUND", "INFO"),
    (Code::AlreadyExists, "SYSTEM_REQUEST_REFUSED", "INFO"),
    (Code::PermissionDenied, "SYSTEM_ACCESS_FORBIDDEN", "INFO"),
    (Code::ResourceExhausted, "SYSTEM_RATE_EXCEEDED", "WARN"),
    (Code::FailedPrecondition, "SYSTEM_REQUEST_REFUSED", "INFO"),
    (Code::Aborted, "SYSTEM_REQUEST_REFUSED", "INFO"),
    (Code::OutOfRange, "SYSTEM_REQUEST_REFUSED", "INFO"),
    (Code::Unimplemented, "SYSTEM_ROUTE_NOT_FOUND", "INFO"),
    (Code::Internal, "SHOP_BROKEN", "ERROR"),
    (Code::Unavailable, "SYSTEM_SERVICE_UNAVAILABLE", "ERROR"),
    (Code::DataLoss, "SHOP_BROKEN", "ERROR"),
    (Code::Unauthenticated, "SYSTEM_AUTH_REQUIRED", "INFO"),
];

/// The one record of a call.
#[track_caller]
fn record(id: &str) -> Record {
    let mut records = records(id);
    assert_eq!(records.len(), 1, "{id}: {records:#?}");
    records.remove(0)
}

#[test]
fn a_status_without_details_keeps_its_code_and_gets_the_text_of_the_catalogue() {
    for path in ["/shop.Shop/Buy", "/shop.Shop/Watch", "/nested.Shop/Buy", "/nested.Shop/Watch"] {
        for what in ["code", "upstream-code"] {
            for (code, name, level) in CODES {
                let id = format!("bare-{what}{}-{code:?}", path.replace('/', "."));
                let metadata = &[("x-request-id", id.as_str())];
                let status = call(address(), path, what, code as u32, metadata).status;
                let case = format!("{path} {what} {code:?}: {}", all(&status));
                assert_eq!(
                    (status.code(), code_of(&status).as_deref()),
                    (code, Some(name)),
                    "{case}"
                );
                assert_eq!(status.message(), Codes::get(name).unwrap().message(), "{case}");
                assert!(!all(&status).contains("hunter2"), "{case}");
                assert_eq!(trace_id(&status), id);

                let record = record(&id);
                assert_eq!(
                    (&*record.level, &*record.fields["error_code"]),
                    (level, name),
                    "{case}"
                );
                assert!(record.fields["causes"].contains("hunter2"), "{case}: {record:?}");
                // Nothing tells a method that is not implemented from one that there is not.
                let route = record.fields.get("route").map(String::as_str);
                assert_eq!(route, (code != Code::Unimplemented).then_some(path), "{case}");
            }
        }
    }
}

#[test]
fn a_status_with_details_passes_unchanged_and_is_reported_if_it_is_a_failure() {
    for path in ["/shop.Shop/Buy", "/shop.Shop/Watch", "/nested.Shop/Buy", "/nested.Shop/Watch"] {
        for what in ["code-with-details", "upstream-code-with-details"] {
            for (code, name, level) in CODES {
                let id = format!("detailed-{what}{}-{code:?}", path.replace('/', "."));
                let metadata = &[("x-request-id", id.as_str())];
                let status = call(address(), path, what, code as u32, metadata).status;
                assert_eq!((status.code(), status.message()), (code, "meant for clients"));
                assert_eq!(status.details(), b"\x08\x0d");
                let is_reported = matches!(
                    code,
                    Code::Unknown
                        | Code::Internal
                        | Code::DataLoss
                        | Code::Unavailable
                        | Code::DeadlineExceeded
                        | Code::Unimplemented
                );
                if is_reported {
                    let record = record(&id);
                    assert_eq!((&*record.level, &*record.fields["error_code"]), (level, name));
                } else {
                    assert!(records(&id).is_empty(), "{path} {what} {code:?}");
                }
            }
        }
    }
}

/// What a client can send at will, and what it gets: the gRPC code, and the code of the catalogue.
fn provoked() -> Vec<(&'static str, Request<()>, Bytes, Code, &'static str)> {
    let order = |what: &str| Order { what: what.into(), amount: 1 }.encode_to_vec();
    let with = |name: &'static str, metadata: &[(&str, &str)], path: &str| {
        let id = format!("provoked-{name}");
        let metadata: Vec<_> = metadata.iter().copied().chain([("x-request-id", &*id)]).collect();
        // Only a call that waits can run out of time.
        let what = if name == "timeout" { "slow" } else { "tea" };
        raw::request(path, &metadata, &order(what))
    };
    let shop = |name, metadata: &[(&str, &str)]| with(name, metadata, "/shop.Shop/Buy");
    let framed = |name, body: &'static [u8]| (shop(name, &[]).0, Bytes::from_static(body));
    let huge = raw::frame(&vec![b'x'; 5 << 20]);
    let malformed = "SYSTEM_BODY_MALFORMED";
    [
        (
            "method",
            with("method", &[], "/shop.Shop/Sell"),
            Code::Unimplemented,
            "SYSTEM_ROUTE_NOT_FOUND",
        ),
        (
            "service",
            with("service", &[], "/no.Shop/Buy"),
            Code::Unimplemented,
            "SYSTEM_ROUTE_NOT_FOUND",
        ),
        ("path", with("path", &[], "/"), Code::Unimplemented, "SYSTEM_ROUTE_NOT_FOUND"),
        (
            "encoding",
            shop("encoding", &[("grpc-encoding", "br")]),
            Code::Unimplemented,
            "SYSTEM_MEDIA_UNSUPPORTED",
        ),
        (
            "timeout",
            shop("timeout", &[("grpc-timeout", "1n")]),
            Code::DeadlineExceeded,
            "SYSTEM_REQUEST_TIMEOUT",
        ),
        ("too-large", (shop("too-large", &[]).0, huge), Code::OutOfRange, "SYSTEM_BODY_TOO_LARGE"),
        (
            "said-larger",
            framed("said-larger", b"\0\xFF\xFF\xFF\xFF"),
            Code::OutOfRange,
            "SYSTEM_BODY_TOO_LARGE",
        ),
        ("flag", framed("flag", b"\x07\0\0\0\x01x"), Code::Internal, malformed),
        ("compressed", framed("compressed", b"\x01\0\0\0\x01x"), Code::Internal, malformed),
        ("cut", framed("cut", b"\0\0\0\0\x09x"), Code::Internal, malformed),
        ("cut-head", framed("cut-head", b"\0\0"), Code::Internal, malformed),
        ("empty", framed("empty", b""), Code::Internal, malformed),
        (
            "undecodable",
            framed("undecodable", b"\0\0\0\0\x03\xFF\xFF\xFF"),
            Code::InvalidArgument,
            malformed,
        ),
    ]
    .map(|(name, (request, body), code, reason)| (name, request, body, code, reason))
    .to_vec()
}

#[test]
fn errors_that_clients_provoke_are_answered_and_never_logged_as_errors() {
    for (name, request, body, code, reason) in provoked() {
        let answer = raw::send(address(), vec![(request, body)]).remove(0);
        let answer = answer.unwrap_or_else(|| panic!("{name} has no answer"));
        let status = Status::from_header_map(&answer.headers)
            .or_else(|| Status::from_header_map(&answer.trailers));
        let status = status.unwrap_or_else(|| panic!("{name}: {answer:?}"));
        assert_eq!(
            (status.code(), code_of(&status).as_deref()),
            (code, Some(reason)),
            "{name}: {status:?}"
        );
        assert_eq!(status.message(), Codes::get(reason).unwrap().message(), "{name}");
        let record = record(&format!("provoked-{name}"));
        assert_eq!(record.fields["error_code"], reason, "{name}");
        assert_ne!(record.level, "ERROR", "{name}: {record:?}");
        let has_route = record.fields.contains_key("route");
        assert_eq!(has_route, code != Code::Unimplemented, "{name}: {record:?}");
    }
}

#[test]
fn a_stream_that_the_other_side_closed_is_not_logged_as_an_error() {
    let metadata = &[("x-request-id", "broken-off")];
    let status = call(address(), "/shop.Shop/Buy", "broken-off", 0, metadata).status;
    assert_eq!((status.code(), code_of(&status).as_deref()), (Code::Internal, Some("SHOP_BROKEN")));
    assert_eq!(record("broken-off").level, "WARN");
}
