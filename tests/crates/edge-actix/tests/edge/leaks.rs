//! Nothing of a cause reaches a client, and a secret reaches neither client nor log.

use edge_actix::client::{Answer, get, raw, send};
use edge_actix::recorded::everything;
use edge_actix::shop::SECRET;

/// Pieces of the marker, of the context and of what frameworks say by themselves.
const HIDDEN: [&str; 8] = [
    "SELECT",
    "hunter2",
    "private.key",
    "10.0.0.7",
    "panicked",
    "No such file",
    "deserialize",
    "shop.rs",
];

const PATHS: [&str; 29] = [
    "/cart-empty",
    "/stock-down",
    "/set/stock-down",
    "/login",
    "/invalid",
    "/unexpected",
    "/panic",
    "/panic-later",
    "/panic-in-drop",
    "/enum",
    "/enum-owned",
    "/failure",
    "/by-hand",
    "/text",
    "/broken",
    "/conflict",
    "/rate",
    "/io",
    "/nowhere",
    "/query?amount=hunter2",
    "/number/hunter2",
    "/middle/refused",
    "/timed/slow",
    "/nested/stock-down",
    "/nested/unexpected",
    "/nested/panic",
    "/nested/panic-later",
    "/nested/nowhere",
    "/ok",
];

fn assert_clean(what: &str, sent: &str) {
    for hidden in HIDDEN.iter().chain([&SECRET]) {
        assert!(!sent.contains(hidden), "{what} says `{hidden}`: {sent}");
    }
}

#[test]
fn hidden_fields_are_in_no_body_and_no_header() {
    for path in PATHS {
        for method in ["GET", "HEAD", "POST", "OPTIONS", "BREW"] {
            for language in ["en", "ja", "*", "\"hunter2"] {
                let answer = send(method, path, &[("accept-language", language)], None);
                assert_clean(path, &answer.all());
            }
        }
        let request = format!("GET {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n");
        assert_clean(path, &String::from_utf8_lossy(&raw(request.as_bytes())));
    }
    assert!(!everything().contains(SECRET), "a secret is in the log");
}

#[test]
fn the_log_has_the_planted_marker() {
    let Answer { status, .. } = get("/stock-down");
    assert_eq!(status, 503);
    assert!(everything().contains("hunter2"), "the log has the causes");
}
