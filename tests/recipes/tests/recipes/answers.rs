//! A returned failure, a panic and an unknown route are one envelope with one id, whatever the framework.

use std::net::SocketAddr;

use crate::{client, servers};

fn answers(address: SocketAddr) {
    for (path, status, code) in [
        ("/cart", 400, "CART_EMPTY"),
        ("/stock", 503, "CART_STOCK_DOWN"),
        ("/ledger", 500, "SYSTEM_INTERNAL_ERROR"),
        ("/panic", 500, "SYSTEM_INTERNAL_ERROR"),
        ("/no/such/route", 404, "SYSTEM_ROUTE_NOT_FOUND"),
    ] {
        let seen = client::send("GET", address, path, "order-7");
        let body = &seen.body;
        assert_eq!(seen.status, status, "{path}: {body}");
        assert!(body.starts_with(&format!(r#"{{"error":{{"code":"{code}""#)), "{path}: {body}");
        assert!(body.ends_with(r#""trace_id":"order-7"}}"#), "{path}: {body}");
        let headers = &seen.headers;
        assert_eq!(headers["content-type"], "application/json", "{path}");
        assert_eq!(headers["x-request-id"], "order-7", "{path}");
        let wait = headers.get("retry-after").map(|wait| wait.to_str().unwrap());
        assert_eq!(wait, (path == "/stock").then_some("5"), "{path}");
    }
}

#[test]
fn of_hyper() {
    answers(servers::of_hyper());
}

#[test]
fn of_warp() {
    answers(servers::of_warp());
}

#[test]
fn of_poem() {
    answers(servers::of_poem());
}

#[test]
fn of_salvo() {
    answers(servers::of_salvo());
}

#[test]
fn of_rocket() {
    answers(servers::of_rocket());
}
