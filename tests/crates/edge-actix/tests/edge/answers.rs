//! Every way in which a request can fail gets the envelope.

use edge_actix::client::{get, send};

#[track_caller]
fn expect(path: &str, status: u16, code: &str) {
    let answer = get(path);
    assert_eq!((answer.status, answer.code().as_str()), (status, code), "{answer:?}");
    assert_eq!(answer.header("content-type"), "application/json");
    assert_eq!(answer.trace_id().len(), 32);
}

#[test]
fn a_returned_failure_is_answered() {
    expect("/cart-empty", 400, "SHOP_CART_EMPTY");
    expect("/failure", 400, "SHOP_CART_EMPTY");
    expect("/enum", 400, "SHOP_CART_EMPTY");
    expect("/enum-owned", 400, "SHOP_CART_EMPTY");
    expect("/unexpected", 500, "SHOP_BROKEN");
    expect("/endless", 409, "SHOP_ROAD_ENDLESS");
    expect("/later/broken", 500, "SHOP_BROKEN");
}

#[test]
fn a_panic_at_once_later_and_in_a_drop() {
    for path in ["/panic", "/panic-later", "/panic-in-drop"] {
        expect(path, 500, "SHOP_BROKEN");
        // The worker goes on.
        assert_eq!(get("/ok").body, b"fine");
    }
}

#[test]
fn details_and_texts() {
    let answer = get("/sold/%E6%A1%9C%22");
    assert_eq!(answer.json()["error"]["message"], "桜\" is sold");
    assert_eq!(answer.json()["error"]["details"]["item"], "桜\"");
    let answer = get("/invalid");
    assert_eq!((answer.status, answer.code().as_str()), (422, "VALIDATION_ERROR"));
    assert_eq!(answer.json()["error"]["details"]["items[2].price"], "0以上");
    assert_eq!(answer.json()["error"]["details"]["email"], "\"<script>\"");
}

#[test]
fn headers_of_an_error() {
    assert_eq!(get("/stock-down").header("retry-after"), "5");
    assert_eq!(get("/login").header("www-authenticate"), "Basic realm=\"shop\"");
}

#[test]
fn a_bare_response_of_a_limiter_keeps_its_retry_after() {
    let answer = get("/rate");
    assert_eq!((answer.status, answer.code().as_str()), (429, "SHOP_RATE_EXCEEDED"));
    assert_eq!(answer.header("retry-after"), "17");
    assert_eq!(answer.header("set-cookie"), "seen=1");
    assert_eq!(answer.header("etag"), "", "that was of the old body");
    assert_eq!(answer.headers.get_all("content-type").iter().count(), 1);
    assert_eq!(answer.headers.get_all("content-length").iter().count(), 1);
    assert_eq!(get("/range").header("content-range"), "bytes */1000");
}

#[test]
fn unknown_routes_and_methods() {
    expect("/nowhere", 404, "SYSTEM_ROUTE_NOT_FOUND");
    expect("/nowhere/%FF/%00/../..", 404, "SYSTEM_ROUTE_NOT_FOUND");
    let answer = send("DELETE", "/ok", &[], None);
    // To actix, a route of another method is no route; a resource knows its methods.
    assert_eq!((answer.status, answer.code().as_str()), (404, "SYSTEM_ROUTE_NOT_FOUND"));
}

#[test]
fn a_refused_method_has_the_allow_header() {
    let answer = send("BREW", "/pot", &[], None);
    assert_eq!(
        (answer.status, answer.code().as_str()),
        (405, "SYSTEM_METHOD_NOT_ALLOWED"),
        "{answer:?}"
    );
    assert_eq!(answer.header("allow"), "GET, POST");
}

#[test]
fn bodies_that_cannot_be_read() {
    let json = &[("content-type", "application/json")][..];
    for (headers, body, status, code) in [
        (json, &b"{"[..], 400, "SYSTEM_BODY_MALFORMED"),
        (json, b"{\"item\":\"\xFF\",\"amount\":1}", 400, "SYSTEM_BODY_MALFORMED"),
        (json, b"{\"item\":\"hunter2\",\"amount\":\"hunter2\"}", 400, "SYSTEM_BODY_MALFORMED"),
        (json, &[b' '; 5000], 413, "SYSTEM_BODY_TOO_LARGE"),
        (&[("content-type", "text/plain")], b"{}", 415, "SYSTEM_MEDIA_UNSUPPORTED"),
        (&[], b"{}", 415, "SYSTEM_MEDIA_UNSUPPORTED"),
    ] {
        let answer = send("POST", "/json", headers, Some(body));
        assert_eq!((answer.status, answer.code().as_str()), (status, code), "{answer:?}");
        assert!(!answer.all().contains("hunter2"), "{answer:?}");
        assert!(!answer.all().contains("deserialize"), "{answer:?}");
    }
    let answer = send("POST", "/form", json, Some(b"item=1"));
    assert_eq!((answer.status, answer.code().as_str()), (415, "SYSTEM_MEDIA_UNSUPPORTED"));
    let utf8 = &[("content-type", "text/plain; charset=utf-8")];
    let answer = send("POST", "/body", utf8, Some(b"\xFF\xFE"));
    assert_eq!((answer.status, answer.code().as_str()), (400, "SYSTEM_BODY_MALFORMED"));
}

#[test]
fn queries_and_paths_that_cannot_be_read() {
    expect("/query", 400, "SYSTEM_BODY_MALFORMED");
    expect("/query?item=a&amount=hunter2", 400, "SYSTEM_BODY_MALFORMED");
    let answer = get("/number/hunter2");
    assert!([400, 404].contains(&answer.status), "{answer:?}");
    answer.trace_id();
    assert!(!answer.all().contains("hunter2"), "{answer:?}");
}

#[test]
fn middlewares_and_timeouts_within() {
    expect("/timed/slow", 408, "SYSTEM_REQUEST_TIMEOUT");
    expect("/middle/refused", 500, "SHOP_BROKEN");
    expect("/broken", 500, "SHOP_BROKEN");
    expect("/io", 500, "SHOP_BROKEN");
    expect("/text", 400, "SYSTEM_BODY_MALFORMED");
}

#[test]
fn an_error_whose_status_has_no_code_keeps_it_and_loses_its_text() {
    expect("/conflict", 409, "SYSTEM_REQUEST_REFUSED");
    assert!(!get("/conflict").all().contains("SELECT"));
}

#[test]
fn the_trace_id_is_taken_over_or_new() {
    let parent = ("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
    let own = ("x-request-id", "req-42");
    for (headers, id) in [
        (&[parent, own][..], Some("4bf92f3577b34da6a3ce929d0e0e4736")),
        (&[own], Some("req-42")),
        (&[("traceparent", "00-zz-1-1"), own], Some("req-42")),
        (&[("x-request-id", "two words")], None),
        (&[("x-request-id", "<script>")], None),
        (&[("x-request-id", &"a".repeat(4000))], None),
    ] {
        for path in ["/cart-empty", "/panic", "/nowhere", "/middle/refused"] {
            let answer = send("GET", path, headers, None);
            match id {
                Some(id) => assert_eq!(answer.trace_id(), id),
                None => assert_eq!(answer.trace_id().len(), 32),
            }
        }
        let answer = send("GET", "/trace", headers, None);
        assert_eq!(answer.body, answer.header("x-request-id").as_bytes());
    }
}

#[test]
fn the_text_is_in_the_language_of_the_client() {
    let answer =
        send("GET", "/cart-empty", &[("accept-language", "fr, ja-JP;q=0.8, en;q=0.5")], None);
    assert_eq!(answer.json()["error"]["message"], "カートが空です");
    assert_eq!(answer.header("content-language"), "ja");
    assert_eq!(answer.header("vary"), "Accept-Language");
    assert_eq!(get("/cart-empty").json()["error"]["message"], "The cart is empty");
    let lines =
        &[("accept-language", "fr"), ("accept-language", "en;q=0.2"), ("accept-language", "ja")];
    assert_eq!(send("GET", "/cart-empty", lines, None).header("content-language"), "ja");
}

#[test]
fn a_head_request_gets_the_length_without_a_body() {
    let whole = get("/cart-empty");
    let head = send("HEAD", "/nowhere", &[], None);
    assert_eq!((head.status, head.body.len()), (404, 0));
    let length: usize = head.header("content-length").parse().unwrap();
    assert_eq!(length, get("/nowhere").body.len());
    assert!(whole.body.len() > 50);
}

#[test]
fn nested_middlewares_act_as_one() {
    for path in ["/nested/cart-empty", "/nested/enum", "/nested/failure"] {
        expect(path, 400, "SHOP_CART_EMPTY");
    }
    for path in ["/nested/panic", "/nested/panic-later", "/nested/unexpected", "/nested/nowhere"] {
        let answer = get(path);
        assert!([404, 500].contains(&answer.status), "{answer:?}");
        answer.trace_id();
    }
}

#[test]
fn dialect_headers_are_sent_once_in_the_language_of_the_client() {
    let answer = send("GET", "/door/key", &[("x-request-id", "req-42")], None);
    assert_eq!(answer.code(), "DOOR_KEY_NEEDED");
    let lines = |name| answer.headers.get_all(name).iter().collect::<Vec<_>>();
    assert_eq!(lines("x-code"), ["DOOR_KEY_NEEDED"]);
    assert_eq!(lines("www-authenticate"), [r#"Bearer id="req-42""#]);
}

#[test]
fn values_set_by_hand_are_kept_and_the_middleware_adds_the_rest() {
    let answer = get("/in-japanese");
    assert_eq!(answer.json()["error"]["message"], "カートが空です");
    assert_eq!(answer.header("content-language"), "ja");
    assert!(!answer.trace_id().is_empty());
    // Nothing speaks of a body where there is none.
    let answer = get("/door/silent");
    assert_eq!((answer.status, answer.body.len()), (204, 0));
    assert_eq!((answer.header("content-type"), answer.header("content-length")), ("", ""));
}
