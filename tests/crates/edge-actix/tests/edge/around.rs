//! CORS and compression around the middleware and within it: each failure is answered in the body that its headers describe,
//! a browser may read it, and it is reported once.

use std::io::Read as _;
use std::net::SocketAddr;

use actix_cors::Cors;
use actix_web::middleware::Compress;
use actix_web::web::Bytes;
use actix_web::{App, Error, HttpResponse, web};
use edge_actix::client::{Answer, raw_at, send_to};
use edge_actix::recorded::records;
use edge_actix::serve;
use edge_actix::shop;
use futures_util::stream;

const ORIGIN: &str = "https://shop.example";

/// Path, status, code: each way in which a request fails.
const FAILING: [(&str, u16, &str); 16] = [
    ("/cart-empty", 400, "SHOP_CART_EMPTY"),
    ("/enum", 400, "SHOP_CART_EMPTY"),
    ("/enum-owned", 400, "SHOP_CART_EMPTY"),
    ("/failure", 400, "SHOP_CART_EMPTY"),
    ("/invalid", 422, "VALIDATION_ERROR"),
    ("/unexpected", 500, "SHOP_BROKEN"),
    ("/panic", 500, "SHOP_BROKEN"),
    ("/panic-later", 500, "SHOP_BROKEN"),
    ("/text", 400, "SYSTEM_BODY_MALFORMED"),
    ("/rate", 429, "SHOP_RATE_EXCEEDED"),
    ("/conflict", 409, "SYSTEM_REQUEST_REFUSED"),
    ("/middle/refused", 500, "SHOP_BROKEN"),
    ("/timed/slow", 408, "SYSTEM_REQUEST_TIMEOUT"),
    ("/nested/panic-later", 500, "SHOP_BROKEN"),
    ("/query", 400, "SYSTEM_BODY_MALFORMED"),
    ("/nowhere", 404, "SYSTEM_ROUTE_NOT_FOUND"),
];

fn cors() -> Cors {
    Cors::default().allowed_origin(ORIGIN).allowed_methods(["GET"]).block_on_origin_mismatch(true)
}

fn more(app: &mut web::ServiceConfig) {
    app.configure(shop::routes)
        .route("/long", web::get().to(|| async { "fine ".repeat(1000) }))
        .route("/lines", web::get().to(lines));
}

async fn lines() -> HttpResponse {
    let lines = (0..3).map(|line| Ok::<_, Error>(Bytes::from(format!("line {line}\n"))));
    HttpResponse::Ok().content_type("text/plain").streaming(stream::iter(lines))
}

/// Compression within, CORS around: the order of the documents.
fn documented() -> SocketAddr {
    serve!(
        App::new().configure(more).wrap(Compress::default()).wrap(shop::catalogue()).wrap(cors())
    )
}

/// The other way round.
fn turned() -> SocketAddr {
    serve!(
        App::new().configure(more).wrap(cors()).wrap(shop::catalogue()).wrap(Compress::default())
    )
}

fn get(address: SocketAddr, method: &str, path: &str, id: &str) -> Answer {
    let headers = [("origin", ORIGIN), ("accept-encoding", "gzip"), ("x-request-id", id)];
    send_to(address, method, path, &headers, None)
}

/// The body as it was before compression.
fn plain(mut answer: Answer) -> Answer {
    if answer.header("content-encoding") == "gzip" {
        let compressed = std::mem::take(&mut answer.body);
        flate2::read::GzDecoder::new(&*compressed).read_to_end(&mut answer.body).unwrap();
    }
    answer
}

#[test]
fn a_browser_can_read_each_failure() {
    let address = documented();
    for (path, status, code) in FAILING {
        let id = format!("browser{}", path.replace('/', "."));
        let answer = get(address, "GET", path, &id);
        assert_eq!(answer.header("access-control-allow-origin"), ORIGIN, "{path}: {answer:?}");
        if path.starts_with("/nested") {
            // Another one within compression has answered.
            assert_eq!(answer.header("content-encoding"), "gzip", "{path}");
        } else {
            assert_eq!(answer.header("content-encoding"), "", "{path}");
            assert_eq!(answer.header("content-length"), answer.body.len().to_string(), "{path}");
        }
        let answer = plain(answer);
        assert_eq!((answer.status, &*answer.code()), (status, code), "{path}");
        assert_eq!(answer.trace_id(), id);
        assert_eq!(records(&id).len(), 1, "{path}");
        let head = get(address, "HEAD", path, &format!("{id}.head"));
        assert_eq!(head.header("access-control-allow-origin"), ORIGIN, "{path}");
        assert!(head.body.is_empty(), "{path}");
    }
    let long = get(address, "GET", "/long", "long");
    assert_eq!(long.header("content-encoding"), "gzip");
    assert_eq!(plain(long).body, "fine ".repeat(1000).into_bytes());
}

#[test]
fn compression_around_compresses_each_failure() {
    let address = turned();
    for (path, status, code) in FAILING {
        let id = format!("turned{}", path.replace('/', "."));
        let answer = get(address, "GET", path, &id);
        assert_eq!(answer.header("content-encoding"), "gzip", "{path}: {answer:?}");
        let answer = plain(answer);
        assert_eq!((answer.status, &*answer.code()), (status, code), "{path}");
        assert_eq!(answer.trace_id(), id);
        assert_eq!(records(&id).len(), 1, "{path}");
        assert!(get(address, "HEAD", path, &format!("{id}.head")).body.is_empty(), "{path}");
    }
    for (path, status) in [("/nothing", 204), ("/unchanged", 304)] {
        let answer = get(address, "GET", path, "bodiless");
        assert_eq!((answer.status, answer.body.len()), (status, 0));
    }
}

#[test]
fn a_preflight_is_answered_around_and_what_cors_refuses_within_has_a_code() {
    let ask = |address, origin| {
        let headers = [("origin", origin), ("access-control-request-method", "GET")];
        send_to(address, "OPTIONS", "/cart-empty", &headers, None)
    };
    for address in [documented(), turned()] {
        let answer = ask(address, ORIGIN);
        assert_eq!(answer.status, 200, "{answer:?}");
        assert_eq!(answer.header("access-control-allow-origin"), ORIGIN);
    }
    let answer = ask(turned(), "https://thief.example");
    assert_eq!((answer.status, &*answer.code()), (400, "SYSTEM_BODY_MALFORMED"));
    assert_eq!(records(&answer.trace_id()).len(), 1);
}

/// A refusal of the compression within the middleware is a bare response like any other.
#[test]
fn an_encoding_that_cannot_be_is_refused_with_a_code() {
    let headers = [("accept-encoding", "br, *;q=0")];
    let answer = send_to(documented(), "GET", "/ok", &headers, None);
    assert_eq!((answer.status, &*answer.code()), (406, "SYSTEM_REQUEST_REFUSED"), "{answer:?}");
    assert_eq!(records(&answer.trace_id()).len(), 1);
}

#[test]
fn a_compressed_body_that_breaks_is_reported_once_and_cut_off() {
    for (order, address) in [("documented", documented()), ("turned", turned())] {
        for way in ["fails", "panics", "sized"] {
            let id = format!("{order}.{way}");
            let request = format!(
                "GET /stream/{way} HTTP/1.1\r\nhost: x\r\naccept-encoding: gzip\r\nx-request-id: {id}\r\nconnection: close\r\n\r\n"
            );
            let sent = raw_at(address, request.as_bytes());
            assert!(!sent.ends_with(b"0\r\n\r\n"), "{id}: {}", String::from_utf8_lossy(&sent));
            let records = records(&id);
            assert_eq!(records.len(), 1, "{id}: {records:#?}");
            assert_eq!(records[0].fields["error_code"], "SHOP_BROKEN", "{id}");
        }
        let lines = get(address, "GET", "/lines", "whole-lines");
        assert_eq!(plain(lines).body, b"line 0\nline 1\nline 2\n", "{order}");
        assert!(records("whole-lines").is_empty());
    }
}
