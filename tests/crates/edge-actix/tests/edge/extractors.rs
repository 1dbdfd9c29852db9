//! The extractors of the catalogue name the parameter that does not fit, and the rule that it breaks.

use edge_actix::client::{Answer, get, send};
use edge_actix::recorded::records;
use edge_actix::shop::Stock;
use serde_json::Value;

const JSON: &str = "application/json; charset=utf-8";
const FORM: &str = "application/x-www-form-urlencoded";

fn post(path: &str, media_type: &str, body: &str) -> Answer {
    send("POST", path, &[("content-type", media_type)], Some(body.as_bytes()))
}

/// The broken fields with their texts.
fn fields(answer: &Answer) -> Vec<(String, String)> {
    assert_eq!((answer.status, &*answer.code()), (422, "VALIDATION_ERROR"), "{answer:?}");
    answer.trace_id();
    let json = answer.json();
    let Value::Object(details) = &json["error"]["details"] else { panic!("{json}") };
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    details.iter().map(|(name, value)| (name.clone(), text(value))).collect()
}

#[test]
fn what_does_not_fit_is_named_with_its_rule() {
    const TYPE: &str = "The value is of the wrong type";
    const REQUIRED: &str = "This field is required";
    for (answer, name, text) in [
        (get("/own/number/seven"), "number", TYPE),
        (get("/own/number/256"), "number", TYPE),
        (get("/own/shelf/%E6%A1%9C/x"), "row", TYPE),
        (get("/own/order/tea/x"), "amount", TYPE),
        (get("/own/query?item=tea&amount=x"), "amount", TYPE),
        (get("/own/query?item=tea"), "amount", REQUIRED),
        (get("/own/form?amount=1"), "item", REQUIRED),
        (post("/own/form", FORM, "item=tea&amount=-1"), "amount", TYPE),
        (post("/own/form", FORM, "item=tea"), "amount", REQUIRED),
        (post("/own/json", JSON, r#"{"item":"tea","amount":"x"}"#), "amount", TYPE),
        (post("/own/json", "application/vnd.shop+json", r#"{"amount":1}"#), "item", REQUIRED),
    ] {
        assert_eq!(fields(&answer), [(name.to_owned(), text.to_owned())], "{answer:?}");
    }
}

#[test]
fn what_fits_goes_through() {
    for (answer, body) in [
        (get("/own/number/7"), "7"),
        (get("/own/shelf/%E6%A1%9C/3"), "桜 3"),
        (get("/own/order/%E8%8C%B6/1"), "茶"),
        (get("/own/query?item=%E8%8C%B6+1&amount=1"), "茶 1"),
        (get("/own/form?item=tea&amount=1"), "tea"),
        (post("/own/form", FORM, "item=tea&amount=1"), "tea"),
        (post("/own/json", JSON, r#"{"item":"桜","amount":1}"#), "桜"),
        (get("/own/list"), r#"["桜"]"#),
    ] {
        assert_eq!((answer.status, &*String::from_utf8_lossy(&answer.body)), (200, body));
    }
    assert_eq!(get("/own/list").header("content-type"), "application/json");
}

#[test]
fn what_is_no_input_of_the_kind_has_its_codes() {
    let large = format!(r#"{{"item":"{}","amount":1}}"#, "x".repeat(6000));
    for (answer, status, code) in [
        (post("/own/json", JSON, "{"), 400, "SYSTEM_BODY_MALFORMED"),
        (post("/own/json", JSON, &large), 413, "SYSTEM_BODY_TOO_LARGE"),
        (post("/own/json", "text/plain", "{}"), 415, "SYSTEM_MEDIA_UNSUPPORTED"),
        (post("/own/form", JSON, "{}"), 415, "SYSTEM_MEDIA_UNSUPPORTED"),
        (post("/own/form", FORM, &large), 413, "SYSTEM_BODY_TOO_LARGE"),
        (post("/own/json", JSON, "[]"), 422, "VALIDATION_ERROR"),
        // A type that does not fit its route is a mistake of the shop, whose registry names its internal code.
        (get("/own/mistake/7"), 500, "SHOP_BROKEN"),
    ] {
        assert_eq!((answer.status, &*answer.code()), (status, code), "{answer:?}");
        let set = Stock::entries();
        assert!(set.iter().any(|entry| entry.code() == code) || status == 500, "{code}");
    }
}

#[test]
fn a_refusal_is_reported_once_without_the_input() {
    let id = "own-extractor";
    let headers = [("content-type", JSON), ("x-request-id", id)];
    send("POST", "/own/json", &headers, Some(br#"{"item":"hunter2","amount":"hunter2"}"#));
    let records = records(id);
    assert_eq!(records.len(), 1);
    assert_eq!(
        (&*records[0].level, &*records[0].fields["error_code"]),
        ("INFO", "VALIDATION_ERROR")
    );
    assert_eq!(records[0].fields["route"], "/own/json");
    assert!(!format!("{records:?}").contains("hunter2"), "{records:?}");
}
