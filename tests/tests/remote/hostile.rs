//! What another service sends may be broken or hostile.

use std::time::Duration;

use serde_json::{Value, json};

use super::{Remote, raise, read, seed, stock};

#[test]
fn hostile_bodies_are_refused_or_harmless() {
    for body in [
        "",
        "[]",
        "null",
        "{}",
        "{\"error\":1}",
        "<html>",
        "{\"error\":{\"code\":7,\"message\":1}}",
    ] {
        assert!(Remote::<stock::Codes>::from_slice(body.as_bytes()).is_err(), "{body}");
    }
    let deep = format!("{{\"error\":{}1{}}}", "[".repeat(100_000), "]".repeat(100_000));
    assert!(Remote::<stock::Codes>::from_slice(deep.as_bytes()).is_err());
    let huge =
        format!(r#"{{"error":{{"code":"STOCK_BUSY","message":"{}"}}}}"#, "a".repeat(2 << 20));
    let error = Remote::<stock::Codes>::from_slice(huge.as_bytes()).unwrap_err().to_string();
    assert!(error.contains("expected an error envelope of at most 1048576"), "{error}");

    let hostile = "A\r\nx: y\u{1b}[2J\u{202e}\u{2028}";
    let body = json!({"error": {"code": hostile, "message": hostile.repeat(1000), "trace_id": "a\r\nset-cookie: x"}});
    let remote = read(&body);
    assert_eq!(remote.code(), hostile);
    assert_eq!(remote.trace_id(), None, "no id that could stand in a log");
    let failure = raise(remote);
    let logged = format!("{failure} {failure:?}");
    assert!(!logged.contains(['\r', '\u{1b}', '\u{202e}', '\u{2028}']), "{logged}");
    assert!(logged.chars().count() < 20_000);
    assert!(failure.into_response().headers().get("set-cookie").is_none());
}

/// What a client of ours receives of a body that another service sent.
fn sent_on(body: &Value) -> Value {
    serde_json::from_str(&raise(read(body)).envelope().to_json()).unwrap()
}

#[test]
fn a_detail_that_steers_how_it_is_read_is_left_out() {
    for steering in ["梨\u{202e}gnp", "梨\u{1b}[2J"] {
        let body = sent_on(&seed(
            "STOCK_SHORT",
            &json!({"product_name": steering, "left": 3, "share": 0.5}),
        ));
        assert_eq!(body["error"]["details"], json!({"left": 3, "share": 0.5}));
    }
}

#[test]
fn a_detail_of_another_type_is_left_out() {
    for wrong in [
        json!(-1),
        json!(1.5),
        json!(4_294_967_296_u64),
        json!(true),
        json!("many"),
        json!("-1"),
        json!([3]),
        json!({"sql": "SELECT 1"}),
        Value::Null,
    ] {
        let body = sent_on(&seed(
            "STOCK_SHORT",
            &json!({"product_name": "梨", "left": wrong, "share": 0.5}),
        ));
        assert_eq!(
            body["error"]["details"],
            json!({"product_name": "梨", "share": 0.5}),
            "{wrong}"
        );
        // Nor does it stand in our text.
        assert_eq!(body["error"]["message"], "… of 梨 are left (0.5)", "{wrong}");
    }
    for wrong in [json!(7), json!(["a"]), json!({"a": "b"})] {
        let body = sent_on(&seed("STOCK_LOT_BLOCKED", &json!({"lot": wrong, "label": wrong})));
        assert_eq!(body["error"].get("details"), None, "{wrong}");
    }
    for wrong in [json!([1, "a"]), json!([70_000]), json!({"0": 1}), json!("[1, {}]"), json!(1)] {
        let body = sent_on(&seed("STOCK_LOT_BLOCKED", &json!({"boxes": wrong, "shelf": 1})));
        assert_eq!(body["error"]["details"], json!({"shelf": 1}), "{wrong}");
    }
}

#[test]
fn of_broken_fields_only_their_texts_are_sent_on() {
    let details =
        json!({"email": "required", "sql": {"query": "SELECT 1"}, "n": 7, "status": "taken"});
    let body = sent_on(&seed("VALIDATION_ERROR", &details));
    assert_eq!(body["error"]["details"], json!({"email": "required", "status": "taken"}));
}

#[test]
fn details_beyond_the_limits_are_removed() {
    let name = "梨".repeat(30_000);
    let body =
        sent_on(&seed("STOCK_SHORT", &json!({"product_name": name, "left": 3, "share": 0.5})));
    assert_eq!(body["error"]["details"], json!({"left": 3, "share": 0.5}));

    let fields: serde_json::Map<_, _> =
        (0..20_000).map(|n| (format!("field{n:05}"), json!("required"))).collect();
    let sent = raise(read(&seed("VALIDATION_ERROR", &fields.into()))).envelope().to_json();
    assert!((60_000..80_000).contains(&sent.len()), "{}", sent.len());
}

#[test]
fn a_wait_is_a_day_at_most() {
    let day = Duration::from_secs(86_400);
    for wait in [json!(86_401), json!(1e18)] {
        let remote =
            read(&json!({"error_code": "STOCK_BUSY", "user_message": "", "retry_after": wait}));
        assert_eq!(remote.retry_after(), Some(day), "{wait}");
    }
    let response =
        http::Response::builder().status(503).header("retry-after", "18446744073709551615");
    let response = response.body(seed("STOCK_BUSY", &json!({})).to_string()).unwrap();
    let remote = Remote::<stock::Codes>::from_response(&response).unwrap();
    assert_eq!(remote.retry_after(), Some(day));
    assert_eq!(raise(remote).into_response().headers()["retry-after"], "86400");
}

#[test]
fn a_text_that_steers_a_terminal_or_is_endless_is_not_sent_on() {
    for text in ["\u{1b}[2Jpay here", "\u{202e}oops", &"a".repeat(5000)] {
        let body =
            json!({"error": {"code": "STOCK_SHORT", "message": text, "details": {"left": 3}}});
        let sent = raise(read(&body)).envelope().locale("ja").to_json();
        assert!(sent.contains(r#""message":"…は残り3個です(…)""#), "{sent}");
    }
}
