//! Responses that pass unchanged.

use edge_actix::client::{get, send};

#[test]
fn bodies_of_the_application_pass_unchanged() {
    for (path, status, body) in [
        ("/ok", 200, "fine"),
        ("/json-of-others", 422, r#"{"old":"shape"}"#),
        ("/page", 404, "<h1>no</h1>"),
        ("/gateway", 502, "the proxy's own"),
    ] {
        let answer = get(path);
        assert_eq!((answer.status, String::from_utf8_lossy(&answer.body).as_ref()), (status, body));
        assert_eq!(answer.header("x-request-id").len(), 32, "{answer:?}");
    }
}

#[test]
fn a_success_without_a_body_stays_without() {
    for (path, status) in [("/nothing", 204), ("/unchanged", 304)] {
        let answer = get(path);
        assert_eq!((answer.status, answer.body.len()), (status, 0));
        assert_eq!(answer.header("content-type"), "");
        assert_eq!(answer.header("x-request-id").len(), 32);
    }
}

#[test]
fn an_envelope_that_was_finished_by_hand() {
    let answer = get("/by-hand");
    assert_eq!(answer.json()["error"]["trace_id"], "by-hand");
    assert_eq!(answer.header("x-request-id"), "by-hand");
    assert_eq!(answer.code(), "SHOP_CART_EMPTY");
}

#[test]
fn an_order_that_can_be_read() {
    let json = &[("content-type", "application/json")];
    let answer = send("POST", "/json", json, Some(br#"{"item":"tea","amount":1}"#));
    assert_eq!((answer.status, answer.body.as_slice()), (200, &b"tea"[..]));
}
