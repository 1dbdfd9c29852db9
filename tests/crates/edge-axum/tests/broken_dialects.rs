//! Dialects that break the frame of a response: every request is answered all the same, and the fact is logged.

use axum::Router;
use axum::routing::get;
use edge_axum::server::{Running, run};
use error_catalog::dialect::{Dialect, Parts, Standard};
use error_catalog::tower::CatalogLayer;
use error_catalog::{ErrorCatalog, Failure, SystemError, catalog};
use http::{HeaderMap, HeaderName, HeaderValue, Request, StatusCode};
use tracing::Level;

/// The headers that belong to the server, each with a value that would break the response.
const HEADERS: [(&str, &str); 11] = [
    ("content-length", "7"),
    ("content-length", "9999"),
    ("transfer-encoding", "chunked"),
    ("transfer-encoding", "gzip"),
    ("content-encoding", "br"),
    ("connection", "upgrade"),
    ("keep-alive", "timeout=0"),
    ("upgrade", "websocket"),
    ("trailer", "x-last"),
    ("te", "trailers"),
    ("proxy-connection", "close"),
];

/// Sets the header whose number the code ends with, over and over.
struct Framing;

impl Dialect for Framing {
    fn write(&self, parts: &Parts<'_>, body: &mut Vec<u8>) {
        Standard.write(parts, body);
    }

    fn headers(&self, parts: &Parts<'_>, headers: &mut HeaderMap) {
        assert_eq!(parts.code(), "FRAME_BENT");
        for (name, value) in HEADERS {
            headers.append(HeaderName::from_static(name), HeaderValue::from_static(value));
        }
        headers.insert("x-own", HeaderValue::from_static("kept"));
    }
}

catalog! {
    #[registry(dialect = Framing, internal = "FRAME_BENT")]
    struct Framed { FrameError }
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "FRAME", registry = Framed)]
enum FrameError {
    #[catalog(code = "FRAME_BENT", status = 500, log_level = ERROR, message = "The frame is bent")]
    Bent,
}

/// Writes what the detail of its error says, as JSON or not.
struct Raw;

impl Dialect for Raw {
    fn write(&self, parts: &Parts<'_>, body: &mut Vec<u8>) {
        match parts.code() {
            "RAW_EMPTY" => {}
            "RAW_CUT" => body.extend_from_slice(b"{\"error\":{\"code\""),
            "RAW_TWO" => body.extend_from_slice(b"{}{}"),
            "RAW_BYTES" => body.extend_from_slice(b"\"\xFF\xFE\""),
            "RAW_TEXT" => body.extend_from_slice(b"<html>"),
            _ => Standard.write(parts, body),
        }
    }

    fn status(&self, parts: &Parts<'_>) -> StatusCode {
        match parts.code() {
            "RAW_CONTINUE" => StatusCode::CONTINUE,
            "RAW_SWITCHING" => StatusCode::SWITCHING_PROTOCOLS,
            _ => parts.status(),
        }
    }
}

catalog! {
    #[registry(dialect = Raw)]
    struct Raws { RawError, SystemError }
}

#[derive(Debug, Clone, Copy, ErrorCatalog)]
#[catalog(domain = "RAW", registry = Raws, status = 409, log_level = INFO)]
enum RawError {
    #[catalog(code = "RAW_EMPTY", message = "empty")]
    Empty,
    #[catalog(code = "RAW_CUT", message = "cut")]
    Cut,
    #[catalog(code = "RAW_TWO", message = "two")]
    Two,
    #[catalog(code = "RAW_BYTES", message = "bytes")]
    Bytes,
    #[catalog(code = "RAW_TEXT", message = "text")]
    Text,
    #[catalog(code = "RAW_CONTINUE", message = "continue")]
    Continue,
    #[catalog(code = "RAW_SWITCHING", message = "switching")]
    Switching,
}

fn raws() -> Running {
    let fail = |error| move || async move { Result::<(), _>::Err(Failure::<Raws>::from(error)) };
    let routes = Router::new()
        .route("/empty", get(fail(RawError::Empty)))
        .route("/cut", get(fail(RawError::Cut)))
        .route("/two", get(fail(RawError::Two)))
        .route("/bytes", get(fail(RawError::Bytes)))
        .route("/text", get(fail(RawError::Text)))
        .route("/continue", get(fail(RawError::Continue)))
        .route("/switching", get(fail(RawError::Switching)));
    run(routes.layer(CatalogLayer::<Raws>::new()))
}

#[test]
fn headers_of_the_server_are_dropped_and_logged() {
    let fail = async || Result::<(), _>::Err(Failure::<Framed>::from(FrameError::Bent));
    let panic = async || -> () { panic!("bent") };
    let routes = Router::new().route("/fail", get(fail)).route("/panic", get(panic));
    let frames = run(routes.layer(CatalogLayer::<Framed>::new()));
    for (count, (method, path)) in [
        ("GET", "/fail"),
        ("GET", "/panic"),
        ("HEAD", "/fail"),
        ("POST", "/fail"),
        ("GET", "/nowhere"),
    ]
    .into_iter()
    .enumerate()
    {
        let seen = frames.send(Request::builder().method(method).uri(path), "");
        if method != "HEAD" {
            assert_eq!(seen.code(), "FRAME_BENT", "{method} {path}");
            assert_eq!(seen.header("content-length"), seen.body.len().to_string());
        }
        for (name, value) in HEADERS {
            let values: Vec<_> = seen.headers.get_all(name).iter().collect();
            assert!(
                !values.iter().any(|sent| *sent == value),
                "{method} {path}: {name} {values:?}"
            );
        }
        assert_eq!(seen.header("x-own"), "kept");
        assert_eq!(frames.log.failures().len(), count + 1, "{method} {path}");
        assert_eq!(frames.counts.failures(), u64::try_from(count + 1).unwrap());
    }
    let dropped = frames.log.records();
    let dropped: Vec<_> =
        dropped.iter().filter(|record| record.fields.contains_key("header")).collect();
    for (name, _) in HEADERS {
        assert!(dropped.iter().any(|record| record.fields["header"] == name), "{name}");
    }
    // A client can cause it at will.
    assert!(dropped.iter().all(|record| record.level == Level::WARN), "{dropped:#?}");
    // Nothing of a request follows in the connection of another one.
    let raw = frames.raw(
        b"GET /fail HTTP/1.1\r\nhost: x\r\n\r\nGET /fail HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n",
    );
    assert_eq!(String::from_utf8_lossy(&raw).matches("HTTP/1.1 500").count(), 2);
}

#[test]
fn a_body_of_another_content_type_is_the_internal_error() {
    let raws = raws();
    for (count, path) in ["/empty", "/cut", "/two", "/bytes", "/text"].into_iter().enumerate() {
        let seen = raws.get(path);
        assert_eq!((seen.status.as_u16(), &*seen.code()), (500, "SYSTEM_INTERNAL_ERROR"), "{path}");
        let records = raws.log.failures();
        assert_eq!(records.len(), count + 1, "{path}");
        let told = format!("{:?}", records[count]);
        assert!(told.contains("not JSON") && told.contains("RAW_"), "{told}");
    }
}

#[test]
fn a_1xx_of_a_dialect_is_replaced_by_the_status_of_the_code() {
    let raws = raws();
    for path in ["/continue", "/switching"] {
        let seen = raws.get(path);
        assert_eq!(seen.status.as_u16(), 409, "{path}");
        assert!(seen.code().starts_with("RAW_"), "{path}");
    }
}
