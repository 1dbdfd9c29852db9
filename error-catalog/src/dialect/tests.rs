//! The exact bodies of the dialects, as `standards.md` has them.

use core::time::Duration;

use catalog_specs_core::dialect::{Content, DetailsForm, Mark, Shape};
use serde_json::json;

use super::fixture::{
    DOWN, DYNAMIC, GENERIC, HIDDEN, INTERNAL, INVALID, LOGIN, MUTE, SERVICE, SLOT, STOCK, Sample,
    TRACE, pairs,
};
use super::read::read_shape;
use super::write::Plan;
use super::{Agent, Dialect, Flat, Google, ProblemDetails, Standard};
use crate::Envelope;

/// A dialect that is only described. It is documented by the tests of `catalog-specs`.
#[path = "../../../catalog-specs/src/render/sixth/shape.rs"]
mod sixth;

const ALL: [&dyn Dialect; 5] = [&Standard, &ProblemDetails, &Google, &Flat, &Agent];

fn traced(error: &Sample, dialect: &dyn Dialect) -> String {
    Envelope::new(error).dialect(dialect).trace_id(TRACE).to_json()
}

/// Joins the lines of a body.
fn lines(lines: &[&str]) -> String {
    lines.concat()
}

#[test]
fn standard() {
    let expected = lines(&[
        r#"{"error":{"code":"RESERVATION_SLOT_UNAVAILABLE","message":"指定された時間枠は既に予約されています","#,
        r#""details":{"slot_start":"2026-03-01T10:00:00+09:00","resource_id":"room-7"},"#,
        r#""trace_id":"4bf92f3577b34da6a3ce929d0e0e4736"}}"#,
    ]);
    assert_eq!(traced(&Sample::slot(), &Standard), expected);
    let expected = lines(&[
        r#"{"error":{"code":"SYSTEM_INTERNAL_ERROR","message":"システムエラーが発生しました","#,
        r#""trace_id":"4bf92f3577b34da6a3ce929d0e0e4736"}}"#,
    ]);
    assert_eq!(traced(&Sample::new(&INTERNAL), &Standard), expected);
    let expected = lines(&[
        r#"{"error":{"code":"VALIDATION_ERROR","message":"入力内容に誤りがあります","#,
        r#""details":{"email":"メールアドレスの形式が正しくありません","age":"18以上で入力してください"},"#,
        r#""trace_id":"4bf92f3577b34da6a3ce929d0e0e4736"}}"#,
    ]);
    assert_eq!(traced(&Sample::invalid(), &Standard), expected);
}

#[test]
fn problem() {
    let expected = lines(&[
        r#"{"type":"https://errors.example.com/reservation-slot-unavailable","#,
        r#""title":"予約枠が利用できません","status":409,"detail":"指定された時間枠は既に予約されています","#,
        r#""instance":"/occurrences/4bf92f3577b34da6a3ce929d0e0e4736","#,
        r#""code":"RESERVATION_SLOT_UNAVAILABLE","trace_id":"4bf92f3577b34da6a3ce929d0e0e4736","#,
        r#""slot_start":"2026-03-01T10:00:00+09:00","resource_id":"room-7"}"#,
    ]);
    assert_eq!(traced(&Sample::slot(), &ProblemDetails), expected);
    let expected = lines(&[
        r#"{"type":"https://errors.example.com/validation-error","title":"入力内容に誤りがあります","#,
        r#""status":422,"instance":"/occurrences/4bf92f3577b34da6a3ce929d0e0e4736","#,
        r#""code":"VALIDATION_ERROR","trace_id":"4bf92f3577b34da6a3ce929d0e0e4736","errors":["#,
        r##"{"detail":"メールアドレスの形式が正しくありません","pointer":"#/email"},"##,
        r##"{"detail":"18以上で入力してください","pointer":"#/age"}]}"##,
    ]);
    assert_eq!(traced(&Sample::invalid(), &ProblemDetails), expected);
}

#[test]
fn problem_without_a_title_or_a_page() {
    let error = Sample::text("5");
    let expected = lines(&[
        r#"{"type":"about:blank","title":"Bad Request","status":400,"#,
        r#""detail":"it {is} 5: \"5\"","code":"PLAIN_TEXT_DYNAMIC","text":"5"}"#,
    ]);
    assert_eq!(Envelope::new(&error).dialect(&ProblemDetails).to_json(), expected);
}

#[test]
fn problem_keeps_its_own_members() {
    let mut error = Sample::new(&STOCK);
    error.flattened =
        Some(pairs(&[("status", "200"), ("type", "x"), ("errors", "y"), ("ok", "z")]));
    error.details = vec![("code", "FAKE".into())];
    let expected = lines(&[
        r#"{"type":"about:blank","title":"Bad Request","status":400,"#,
        r#""detail":"商品庫存不足","code":"INSUFFICIENT_STOCK","ok":"z"}"#,
    ]);
    assert_eq!(Envelope::new(&error).dialect(&ProblemDetails).to_json(), expected);
}

#[test]
fn problem_has_pointers_into_lists_and_values_as_text() {
    let mut error = Sample::new(&INVALID);
    error.details = vec![("form", "order".into())];
    error.flattened = Some(super::fixture::Pairs(vec![
        ("items[2].price".to_owned(), "too low".into()),
        ("a/b~c".to_owned(), json!(["one", 2])),
    ]));
    let json = Envelope::new(&error).dialect(&ProblemDetails).to_json();
    let expected = lines(&[
        r#""form":"order","errors":[{"detail":"too low","pointer":"#,
        r##""#/items/2/price"},{"detail":"[\"one\",2]","pointer":"#/a~1b~0c"}]}"##,
    ]);
    assert!(json.ends_with(&expected), "{json}");
}

#[test]
fn google() {
    let expected = lines(&[
        r#"{"error":{"code":409,"message":"指定された時間枠は既に予約されています","status":"ALREADY_EXISTS","details":["#,
        r#"{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"RESERVATION_SLOT_UNAVAILABLE","#,
        r#""domain":"reservation.example.com","#,
        r#""metadata":{"slotStart":"2026-03-01T10:00:00+09:00","resourceId":"room-7"}},"#,
        r#"{"@type":"type.googleapis.com/google.rpc.LocalizedMessage","locale":"ja","#,
        r#""message":"指定された時間枠は既に予約されています"},"#,
        r#"{"@type":"type.googleapis.com/google.rpc.Help","links":[{"description":"Troubleshooting RESERVATION_SLOT_UNAVAILABLE","#,
        r#""url":"https://docs.example.com/errors/RESERVATION_SLOT_UNAVAILABLE"}]},"#,
        r#"{"@type":"type.googleapis.com/google.rpc.RequestInfo","requestId":"4bf92f3577b34da6a3ce929d0e0e4736"}]}}"#,
    ]);
    assert_eq!(traced(&Sample::slot(), &Google), expected);
}

#[test]
fn google_sends_422_as_400() {
    let error = Sample { settings: &super::fixture::DEFAULTS, ..Sample::invalid() };
    let envelope = Envelope::new(&error).dialect(&Google);
    assert_eq!(envelope.status(), 400);
    let expected = lines(&[
        r#"{"error":{"code":400,"message":"入力内容に誤りがあります","status":"INVALID_ARGUMENT","details":["#,
        r#"{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"VALIDATION_ERROR","#,
        r#""domain":"validation","metadata":{"fields":"email,age"}},"#,
        r#"{"@type":"type.googleapis.com/google.rpc.BadRequest","fieldViolations":["#,
        r#"{"field":"email","description":"メールアドレスの形式が正しくありません"},"#,
        r#"{"field":"age","description":"18以上で入力してください"}]},"#,
        r#"{"@type":"type.googleapis.com/google.rpc.LocalizedMessage","locale":"ja","message":"入力内容に誤りがあります"}]}}"#,
    ]);
    assert_eq!(envelope.to_json(), expected);
    assert_eq!(envelope.into_response().status(), 400);
}

#[test]
fn google_has_the_retry_delay() {
    let error = Sample::new(&DOWN);
    let expected = lines(&[
        r#"{"error":{"code":503,"message":"Retry later.","status":"UNAVAILABLE","details":["#,
        r#"{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"SYSTEM_DEPENDENCY_UNAVAILABLE","domain":"plain"},"#,
        r#"{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"60s"}]}}"#,
    ]);
    assert_eq!(Envelope::new(&error).dialect(&Google).to_json(), expected);
    let short = Envelope::new(&error).dialect(&Google).retry_after(Duration::from_millis(500));
    assert!(short.to_json().contains(r#""retryDelay":"0.500s""#));
}

#[test]
fn google_metadata_is_text() {
    let mut error = Sample::new(&STOCK);
    error.details = vec![("in_stock", json!(2)), ("who", json!({"a": "b"})), ("inStock", json!(3))];
    let json = Envelope::new(&error).dialect(&Google).to_json();
    assert!(json.contains(r#""metadata":{"inStock":"2","who":"{\"a\":\"b\"}"}"#), "{json}");
}

#[test]
fn flat() {
    let mut error = Sample::new(&STOCK);
    error.details = vec![("available", json!(2)), ("requested", json!(5))];
    let expected = r#"{"error_code":"INSUFFICIENT_STOCK","message":"商品庫存不足","details":{"available":2,"requested":5}}"#;
    assert_eq!(traced(&error, &Flat), expected);
    let expected = r#"{"error_code":"PLAIN_LOGIN_NEEDED","message":"log in","details":{}}"#;
    assert_eq!(traced(&Sample::new(&LOGIN), &Flat), expected);
}

#[test]
fn agent() {
    let error =
        Sample { retry_after: Some(Duration::from_millis(59_001)), ..Sample::new(&GENERIC) };
    let expected = lines(&[
        r#"{"type":"SYSTEM_ERROR","user_message":"Hệ thống đang gặp sự cố, vui lòng thử lại sau","#,
        r#""error_code":"SYS_ERROR_GENERIC","request_id":"req-123","retry_after":60}"#,
    ]);
    assert_eq!(Envelope::new(&error).dialect(&Agent).trace_id("req-123").to_json(), expected);
    let expected =
        r#"{"type":"USER_ERROR","user_message":"log in","error_code":"PLAIN_LOGIN_NEEDED"}"#;
    assert_eq!(Envelope::new(&Sample::new(&LOGIN)).dialect(&Agent).to_json(), expected);
}

#[test]
fn a_masked_error_shows_neither_its_code_nor_its_details() {
    for entry in [&HIDDEN, &MUTE] {
        let mut error = Sample::new(entry);
        error.public = &INTERNAL;
        error.details = vec![("disk", "sda".into())];
        error.flattened = Some(pairs(&[("volume", "one")]));
        for dialect in ALL {
            let json = traced(&error, dialect);
            assert!(json.contains("SYSTEM_INTERNAL_ERROR"), "{json}");
            for secret in ["DISK", "sda", "volume", "hunter2", "internal\"", "metadata"] {
                assert!(!json.contains(secret), "{json}");
            }
            let text =
                if entry.message().is_empty() { INTERNAL.message() } else { entry.message() };
            assert!(json.contains(text), "{json}");
        }
    }
}

#[test]
fn hostile_values_stay_values() {
    for text in
        ["\"},{", "{}", "{text}", "\u{0}\u{1f}\u{7f}", "\u{202e}abc\u{2066}", "</script>", "日本"]
    {
        let error = Sample::text(text);
        for dialect in ALL {
            let envelope = Envelope::new(&error).dialect(dialect).trace_id(text);
            let json = envelope.to_json();
            let value: serde_json::Value = serde_json::from_str(&json).unwrap();
            let message = format!("it {{is}} {text}: \"{text}\"");
            assert!(contains(&value, &message));
            assert_eq!(serde_json::to_string(&envelope).unwrap(), json);
            assert_eq!(
                crate::envelope::ReceivedEnvelope::from_slice(json.as_bytes()).unwrap().message(),
                message
            );
            let _ = envelope.into_response();
        }
    }
    assert_eq!(DYNAMIC.details().len(), 1);
}

#[test]
fn a_megabyte_is_only_long() {
    let long = "x\"\\\n".repeat(250_000);
    let error = Sample::text(&long);
    let envelope = Envelope::new(&error).trace_id(long.as_str());
    let json = envelope.to_json();
    let received = crate::envelope::ReceivedEnvelope::from_slice(json.as_bytes()).unwrap();
    assert_eq!(received.trace_id(), Some(long.as_str()));
    assert_eq!(received.details()["text"], long);
    assert_eq!(serde_json::to_string(&envelope).unwrap(), json);
    for dialect in ALL {
        assert!(Envelope::new(&error).dialect(dialect).body().len() > long.len());
    }
}

#[test]
fn every_dialect_serialises_as_its_body_in_any_place() {
    let mut odd = Sample::new(&STOCK);
    odd.details = vec![
        ("z", json!([1, -2.5, null, {"y": [], "b": true}])),
        ("big", json!(u64::MAX)),
        ("float", json!(0.1)),
    ];
    for error in [Sample::slot(), Sample::invalid(), Sample::new(&DOWN), odd] {
        for dialect in ALL {
            let envelope = Envelope::new(&error).dialect(dialect).trace_id(TRACE).locale("en");
            let json = envelope.to_json();
            assert_eq!(serde_json::to_string(&envelope).unwrap(), json);
            assert_eq!(serde_json::to_string(&[&envelope]).unwrap(), format!("[{json}]"));
            assert_eq!(serde_json::to_value(&envelope).unwrap().to_string(), sorted(&json));
            let mut written = b"x".to_vec();
            envelope.write_json(&mut written);
            assert_eq!(written, format!("x{json}").into_bytes());
        }
    }
}

#[test]
fn floats_keep_their_last_digit() {
    let mut error = Sample::new(&STOCK);
    // serde_json would read this one back as ...569.
    error.details = vec![("exact", json!(123_456_789.012_345_67_f64))];
    let envelope = Envelope::new(&error);
    assert_eq!(serde_json::to_string(&envelope).unwrap(), envelope.to_json());
}

#[test]
fn text_follows_the_locale() {
    let error = Sample::slot();
    assert!(Envelope::new(&error).locale("en-GB").to_json().contains("the slot is taken"));
    let google = Envelope::new(&error).locale("en-GB").dialect(&Google).to_json();
    assert!(google.contains(r#""locale":"en","message":"the slot is taken""#), "{google}");
    assert!(Envelope::new(&error).locale("fr").to_json().contains(SLOT.message()));
    assert_eq!(SERVICE.locales[0], "ja");
}

fn sorted(json: &str) -> String {
    serde_json::from_str::<serde_json::Value>(json).unwrap().to_string()
}

fn contains(value: &serde_json::Value, text: &str) -> bool {
    match value {
        serde_json::Value::String(found) => found == text,
        serde_json::Value::Array(items) => items.iter().any(|item| contains(item, text)),
        serde_json::Value::Object(members) => members.values().any(|item| contains(item, text)),
        _ => false,
    }
}

#[test]
fn a_shape_is_all_that_a_body_needs() {
    const PLAN: Plan = Plan::for_shape(&sixth::SHAPE, false);
    let written = |error: &Sample| {
        let mut out = Vec::new();
        let envelope = Envelope::new(error).trace_id(TRACE).retry_after(Duration::from_secs(60));
        PLAN.write(&envelope.parts(), &mut out);
        String::from_utf8(out).unwrap()
    };
    let expected = lines(&[
        r#"{"failure":{"name":"RESERVATION_SLOT_UNAVAILABLE","text":"指定された時間枠は既に予約されています","#,
        r#""http":409,"wait":"60s","page":"https://docs.example.com/errors/RESERVATION_SLOT_UNAVAILABLE","#,
        r#""values":{"slot_start":"2026-03-01T10:00:00+09:00","resource_id":"room-7"}},"#,
        r#""ref":"4bf92f3577b34da6a3ce929d0e0e4736"}"#,
    ]);
    assert_eq!(written(&Sample::slot()), expected);
    let received = read_shape(&sixth::SHAPE, serde_json::from_str(&expected).unwrap()).unwrap();
    assert_eq!((received.code.as_str(), received.message.as_str()), (SLOT.code(), SLOT.message()));
    assert_eq!((received.status, received.trace_id.as_deref()), (Some(409), Some(TRACE)));
    assert_eq!(received.retry_after, Some(Duration::from_secs(60)));
    assert_eq!(received.details["resource_id"], "room-7");

    let invalid = written(&Sample::invalid());
    let violation =
        r#""broken":[{"field":"email","why":"メールアドレスの形式が正しくありません"},"#;
    assert!(invalid.contains(violation), "{invalid}");
    let received = read_shape(&sixth::SHAPE, serde_json::from_str(&invalid).unwrap()).unwrap();
    assert_eq!(received.details["age"], "18以上で入力してください");

    let error = Sample::new(&LOGIN);
    let mut out = Vec::new();
    PLAN.write(&Envelope::new(&error).parts(), &mut out);
    let expected =
        r#"{"failure":{"name":"PLAIN_LOGIN_NEEDED","text":"log in","http":401,"values":{}}}"#;
    assert_eq!(String::from_utf8(out).unwrap(), expected);
}

#[test]
fn a_default_body_is_what_its_shape_gives() {
    const PLAN: Plan = Plan::for_shape(catalog_specs_core::Dialect::DEFAULT.shape(), false);
    let nothing = Sample { details: vec![("none", json!(null))], ..Sample::new(&STOCK) };
    let errors = [
        Sample::slot(),
        Sample::invalid(),
        Sample::new(&INTERNAL),
        Sample::text("5 \"\n"),
        nothing,
        Sample { public: &INTERNAL, ..Sample::new(&HIDDEN) },
        Sample { public: &INTERNAL, ..Sample::new(&MUTE) },
    ];
    for error in &errors {
        for id in ["", TRACE, "a\"\n", "追跡用ID"] {
            let envelope = Envelope::new(error).trace_id(id);
            let [mut by_shape, mut appended] = [Vec::new(), Vec::new()];
            PLAN.write(&envelope.parts(), &mut by_shape);
            Standard.write(&envelope.parts(), &mut appended);
            let by_shape = String::from_utf8(by_shape).unwrap();
            assert_eq!(envelope.to_json(), by_shape);
            assert_eq!(appended, by_shape.as_bytes());
        }
    }
}

#[test]
fn the_texts_of_shapes_need_no_escapes() {
    for shape in catalog_specs_core::Dialect::ALL.iter().map(|dialect| dialect.shape()) {
        let text = format!("{:?}", shape.members);
        assert!(!text.contains('\\'), "{text}");
    }
    for grpc in catalog_specs_core::Grpc::WORDS {
        assert_eq!(crate::json::Measured::new(grpc).length(), grpc.len());
    }
}
