//! What holds for every dialect: constant bytes, details, headers, and reading back.

use core::time::Duration;
use std::borrow::Cow;

use http::header::{CONTENT_LANGUAGE, CONTENT_TYPE, RETRY_AFTER, VARY, WWW_AUTHENTICATE};
use http::{HeaderMap, HeaderValue, StatusCode};
use serde_json::{Value, json};

use crate::dialect::Settings;
use crate::dialect::fixture::{
    Broken, DOWN, HIDDEN, INTERNAL, LOGIN, MUTE, STOCK, Sample, TRACE, pairs,
};
use crate::dialect::{Agent, Dialect, Flat, Google, Parts, ProblemDetails, Standard};
use crate::envelope::ReceivedEnvelope;
use crate::fields::Fields;
use crate::{Catalogued, Entry, Envelope};

#[test]
fn a_body_without_dynamic_parts_is_constant() {
    let error = Sample::new(&INTERNAL);
    let body = Envelope::new(&error).body();
    assert!(matches!(body, Cow::Borrowed(_)));
    let mut written = Vec::new();
    Standard.write(&Envelope::new(&error).parts(), &mut written);
    assert_eq!(*body, written);
    assert!(matches!(Envelope::new(&error).trace_id("").body(), Cow::Borrowed(_)));

    let mute = Sample { public: &INTERNAL, ..Sample::new(&MUTE) };
    assert!(matches!(Envelope::new(&mute).body(), Cow::Borrowed(_)));
    let hidden = Sample { public: &INTERNAL, ..Sample::new(&HIDDEN) };
    assert!(matches!(Envelope::new(&hidden).body(), Cow::Owned(_)));
}

#[test]
fn a_trace_id_takes_exactly_the_room_it_needs() {
    for id in [TRACE, "a\"\n\u{1}"] {
        let Cow::Owned(body) = Envelope::new(&Sample::new(&INTERNAL)).trace_id(id).body() else {
            panic!("a trace id is not constant");
        };
        assert_eq!(body.len(), body.capacity());
    }
}

#[test]
fn a_masked_error_takes_one_allocation_too() {
    let hidden = Sample { public: &INTERNAL, ..Sample::new(&HIDDEN) };
    let Cow::Owned(body) = Envelope::new(&hidden).body() else {
        panic!("the constant bytes hold the true code");
    };
    assert_eq!(body.len(), body.capacity());
}

#[test]
fn undeclared_details_are_not_sent() {
    let error = Sample { details: vec![("extra", json!(1))], ..Sample::new(&LOGIN) };
    for dialect in [&Standard as &dyn Dialect, &ProblemDetails, &Google, &Flat, &Agent] {
        let json = Envelope::new(&error).dialect(dialect).trace_id(TRACE).to_json();
        assert!(!json.contains("extra"), "{json}");
    }
}

#[test]
fn a_trait_object_has_an_envelope() {
    let error: Box<dyn Catalogued + Send + Sync> = Box::new(Sample::new(&LOGIN));
    let expected = r#"{"error":{"code":"PLAIN_LOGIN_NEEDED","message":"log in"}}"#;
    assert_eq!(error.envelope().to_json(), expected);
    assert_eq!(error.envelope().code(), "PLAIN_LOGIN_NEEDED");
    assert_eq!(error.envelope().status(), 401);
}

#[test]
fn absent_details_have_no_member() {
    let mut error = Sample::new(&STOCK);
    error.details = vec![("none", Value::Null)];
    error.flattened = Some(crate::dialect::fixture::Pairs(vec![("gone".to_owned(), Value::Null)]));
    let expected = r#"{"error":{"code":"INSUFFICIENT_STOCK","message":"商品庫存不足"}}"#;
    assert_eq!(Envelope::new(&error).to_json(), expected);

    error.details.push(("here", json!(1)));
    error.flattened = Some(pairs(&[("here", "again"), ("there", "x"), ("there", "again")]));
    assert!(Envelope::new(&error).to_json().ends_with(r#""details":{"here":1,"there":"x"}}}"#));
}

/// Fields that a derive would not write: they must not break a body.
#[derive(Debug)]
struct Odd;

impl core::fmt::Display for Odd {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("odd")
    }
}

impl core::error::Error for Odd {}

impl crate::catalogued::Derived for Odd {}

impl Catalogued for Odd {
    fn catalog_row(&self) -> &'static Entry {
        &STOCK
    }

    fn catalog_public_row(&self) -> &'static Entry {
        &STOCK
    }

    fn catalog_fields(&self, fields: &mut dyn Fields) {
        fields.detail("broken", &Broken);
        fields.flattened_detail(&Broken);
        fields.flattened_detail(&7);
        fields.flattened_detail(&[1, 2]);
        fields.flattened_detail(&None::<u8>);
        fields.detail("first", &1);
        fields.flattened_detail(&pairs(&[("first", "no"), ("quote\"", "yes")]));
        fields.detail("quote\"", &"no");
        fields.detail("last", &2);
    }

    fn catalog_settings(&self) -> &'static Settings {
        &crate::dialect::fixture::DEFAULTS
    }
}

#[test]
fn odd_fields_do_not_break_a_body() {
    let json = Envelope::new(&Odd).to_json();
    assert!(json.ends_with(r#""details":{"first":1,"quote\"":"yes","last":2}}}"#), "{json}");
    let parts_of = Envelope::new(&Odd);
    let details = parts_of.parts().details();
    assert_eq!(
        details.iter().map(|(name, _)| name).collect::<Vec<_>>(),
        ["first", "quote\"", "last"]
    );
    assert_eq!(serde_json::to_string(&details).unwrap(), r#"{"first":1,"quote\"":"yes","last":2}"#);
}

#[test]
fn headers_go_with_the_error() {
    let headers = |envelope: Envelope<'_>| envelope.into_response().headers().clone();
    let slot = Sample::slot();
    let plain = headers(Envelope::new(&slot));
    assert_eq!(plain[CONTENT_TYPE], "application/json");
    assert_eq!(plain.len(), 1);

    let asked =
        headers(Envelope::new(&slot).locale("en-GB").dialect(&ProblemDetails).trace_id(TRACE));
    assert_eq!(asked[CONTENT_TYPE], "application/problem+json");
    assert_eq!(asked[CONTENT_LANGUAGE], "en");
    assert_eq!(asked[VARY], "Accept-Language");
    assert_eq!(asked["x-request-id"], TRACE);

    let login = Sample::new(&LOGIN);
    let unknown = headers(Envelope::new(&login).locale("en").trace_id("a\r\nSet-Cookie: b"));
    assert_eq!(unknown[WWW_AUTHENTICATE], "Bearer");
    assert_eq!(unknown[VARY], "Accept-Language");
    assert!(!unknown.contains_key(CONTENT_LANGUAGE) && !unknown.contains_key("x-request-id"));
}

#[test]
fn a_wait_is_taken_from_the_field_then_the_code() {
    let wait = |envelope: Envelope<'_>| {
        envelope
            .into_response()
            .headers()
            .get(RETRY_AFTER)
            .map(|wait| wait.to_str().unwrap().to_owned())
    };
    let masked = Sample { public: &DOWN, ..Sample::new(&HIDDEN) };
    assert_eq!(wait(Envelope::new(&masked)).as_deref(), Some("2"));
    let public = Sample { public: &DOWN, ..Sample::new(&MUTE) };
    assert_eq!(wait(Envelope::new(&public)).as_deref(), Some("60"));
    let known = Sample { retry_after: Some(Duration::from_secs(7)), ..Sample::new(&DOWN) };
    assert_eq!(wait(Envelope::new(&known)).as_deref(), Some("7"));
    assert_eq!(
        wait(Envelope::new(&known).retry_after(Duration::MAX)).unwrap(),
        "315576000000",
        "a wait without end is the longest that every dialect can say"
    );
    assert_eq!(wait(Envelope::new(&Sample::new(&LOGIN))), None);
}

/// A dialect of a user that does all it may, badly.
struct Wild;

impl Dialect for Wild {
    fn write(&self, parts: &Parts<'_>, body: &mut Vec<u8>) {
        body.extend_from_slice(parts.ext("none").unwrap_or("\"").as_bytes());
        body.push(0xff);
    }

    fn content_type(&self) -> &'static str {
        "bad\nvalue"
    }

    fn status(&self, _: &Parts<'_>) -> StatusCode {
        StatusCode::IM_A_TEAPOT
    }

    fn headers(&self, parts: &Parts<'_>, headers: &mut HeaderMap) {
        headers.insert("x-code", HeaderValue::from_static(parts.code()));
    }
}

#[test]
fn a_dialect_of_a_user_controls_body_status_and_headers() {
    let error = Sample::new(&LOGIN);
    let envelope = Envelope::new(&error).dialect(&Wild);
    assert_eq!(envelope.to_json(), "\"\u{fffd}");
    assert!(serde_json::to_string(&envelope).is_err());
    let response = envelope.into_response();
    assert_eq!(response.status(), 418);
    assert_eq!(response.headers()["x-code"], "PLAIN_LOGIN_NEEDED");
    assert_eq!(response.headers().len(), 1);
}

#[test]
fn a_sent_body_can_be_read_back() {
    let slot = Sample { retry_after: Some(Duration::from_millis(2500)), ..Sample::slot() };
    let dialects: [&dyn Dialect; 5] = [&Standard, &ProblemDetails, &Google, &Flat, &Agent];
    for (at, dialect) in dialects.into_iter().enumerate() {
        let body = Envelope::new(&slot).dialect(dialect).trace_id(TRACE).body();
        let received = ReceivedEnvelope::from_slice(&body).unwrap();
        assert_eq!(received.code(), "RESERVATION_SLOT_UNAVAILABLE");
        assert_eq!(received.message(), "指定された時間枠は既に予約されています");
        assert_eq!(received.details().len(), if at == 4 { 0 } else { 2 });
        assert_eq!(received.trace_id(), Some(TRACE).filter(|_| at != 3));
        assert_eq!(received.status(), [None, Some(409), Some(409), None, None][at]);
        let wait = [None, None, Some(2500), None, Some(3000)][at].map(Duration::from_millis);
        assert_eq!(received.retry_after(), wait);
        assert_eq!(received.locale(), Some("ja").filter(|_| at == 2));

        let body = Envelope::new(&Sample::invalid()).dialect(dialect).body().into_owned();
        let received = ReceivedEnvelope::from_slice(&body).unwrap();
        let expected = json!({
            "email": "メールアドレスの形式が正しくありません",
            "age": "18以上で入力してください",
        });
        if at != 4 {
            assert_eq!(Value::Object(received.details().clone()), expected);
        }
    }
}

#[test]
fn a_body_that_is_no_envelope_is_a_read_error() {
    let deep = format!("{{\"error\":{}", "[".repeat(100_000));
    let long = format!("{{\"{}\":1}}", "x".repeat(1_000_000));
    for (body, expected) in [
        ("{}", "found no members, expected an error envelope"),
        (r#"{"ok":true,"n":1}"#, r#"found the members ["n", "ok"], expected"#),
        (r#"{"error":"boom"}"#, "`error` is a text, expected an object"),
        (r#"{"error":{"code":null}}"#, "`code` is null, expected an error code"),
        (r#"{"error":{}}"#, "there is no `code`"),
        (r#"{"error":{"code":404,"details":[1,{"@type":7}]}}"#, "has no `google.rpc.ErrorInfo`"),
        (r#"{"error_code":7}"#, "`error_code` is a number"),
        (r#"{"title":"x","code":[]}"#, "`code` is an array"),
        ("[]", "invalid type: sequence, expected a map"),
        ("7", "expected a map"),
        (&deep, "recursion limit"),
        (&long, "found the members [\"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\"]"),
    ] {
        let error = ReceivedEnvelope::from_slice(body.as_bytes()).unwrap_err().to_string();
        assert!(error.contains(expected) && error.len() < 400, "{error}");
    }
}

#[test]
fn wrong_types_beside_the_code_count_as_absent() {
    for body in [
        r#"{"error":{"code":"X","message":7,"details":[],"trace_id":{}}}"#,
        r#"{"error_code":"X","message":null,"details":null}"#,
        r#"{"error_code":"X","user_message":[],"retry_after":-1,"request_id":7}"#,
        r#"{"error_code":"X","user_message":[],"retry_after":1e300}"#,
        r#"{"code":"X","status":70000,"title":{},"trace_id":1}"#,
        r#"{"error":{"code":1e9,"details":[{"@type":"a/google.rpc.ErrorInfo","reason":"X","metadata":7},
            {"@type":"google.rpc.RetryInfo","retryDelay":"9999999999999999999999s"},
            {"@type":"google.rpc.BadRequest","fieldViolations":[7,{"field":1}]}]}}"#,
    ] {
        let received = ReceivedEnvelope::from_slice(body.as_bytes()).unwrap();
        assert_eq!((received.code(), received.message()), ("X", ""));
        assert!(received.details().is_empty(), "{body}");
        assert_eq!(
            (received.trace_id(), received.status(), received.retry_after()),
            (None, None, None)
        );
    }
    let foreign = br##"{"code":"X","title":"t","errors":[{"pointer":"#/a"}],"status":400}"##;
    let received = ReceivedEnvelope::from_slice(foreign).unwrap();
    assert!(received.details()["errors"].is_array());
}
