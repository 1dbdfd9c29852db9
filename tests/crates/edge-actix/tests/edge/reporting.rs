//! One record and one count for each failed request, under the id that the client was told.

use edge_actix::client::{get, send};
use edge_actix::recorded::{count, records};

#[test]
fn each_failure_is_reported_once() {
    for (path, level, code) in [
        ("/cart-empty", "INFO", "SHOP_CART_EMPTY"),
        ("/enum", "INFO", "SHOP_CART_EMPTY"),
        ("/conflict", "INFO", "SYSTEM_REQUEST_REFUSED"),
        ("/rate", "WARN", "SHOP_RATE_EXCEEDED"),
        ("/stock-down", "ERROR", "SHOP_STOCK_DOWN"),
        ("/unexpected", "ERROR", "SHOP_BROKEN"),
        ("/panic", "ERROR", "SHOP_BROKEN"),
        ("/panic-later", "ERROR", "SHOP_BROKEN"),
        ("/middle/refused", "ERROR", "SHOP_BROKEN"),
        ("/timed/slow", "WARN", "SYSTEM_REQUEST_TIMEOUT"),
        ("/nowhere", "INFO", "SYSTEM_ROUTE_NOT_FOUND"),
        ("/nested/cart-empty", "INFO", "SHOP_CART_EMPTY"),
        ("/nested/panic", "ERROR", "SHOP_BROKEN"),
    ] {
        let id = format!("told-once{}", path.replace('/', "."));
        send("GET", path, &[("x-request-id", &id)], None);
        let records = records(&id);
        assert_eq!(records.len(), 1, "{path}: {records:#?}");
        assert_eq!(
            (records[0].level.as_str(), records[0].fields["error_code"].as_str()),
            (level, code),
            "{path}"
        );
        assert_eq!(records[0].fields["path"], path);
        assert_eq!(records[0].span["trace_id"], id, "the span around it");
    }
}

#[test]
fn a_code_that_is_not_listed_is_sent_as_the_internal_code() {
    for (way, code) in [
        ("enum", "ATTIC_STAIRS_STEEP"),
        ("envelope", "ATTIC_STAIRS_STEEP"),
        ("another-dialect", "ATTIC_STAIRS_STEEP"),
        ("failure", "DOOR_KEY_NEEDED"),
    ] {
        let (path, id) = (format!("/unlisted/{way}"), format!("unlisted.{way}"));
        let answer = send("GET", &path, &[("x-request-id", &id)], None);
        assert_eq!((answer.status, &*answer.code()), (500, "SHOP_BROKEN"), "{way}");
        assert_eq!(answer.header("content-type"), "application/json", "{way}");
        for hidden in ["ATTIC", "DOOR", "steep", "二階", "details"] {
            assert!(!answer.all().contains(hidden), "{way}: {answer:?}");
        }
        let records = records(&id);
        assert_eq!(records.len(), 1, "{way}: {records:#?}");
        let fields = &records[0].fields;
        assert_eq!((&*records[0].level, &*fields["error_code"]), ("ERROR", "SHOP_BROKEN"));
        assert!(fields["context"].contains(&format!("\"unlisted\":\"{code}\"")), "{fields:?}");
    }
    assert_eq!(count("ATTIC_STAIRS_STEEP"), 0);
}

/// What an error of the framework says is for the log, and what was said by hand is what the log goes by.
#[test]
fn the_reason_and_the_id_of_an_answer_are_those_of_its_record() {
    get("/by-hand");
    assert!(!records("by-hand").is_empty());
    for (path, reason) in [("/conflict", "SELECT"), ("/number/seven", "seven")] {
        let id = format!("reason{}", path.replace('/', "."));
        send("GET", path, &[("x-request-id", &id)], None);
        let told = records(&id).remove(0).fields;
        assert!(told["causes"].contains(reason), "{path}: {told:?}");
    }
}

/// But for what it quotes of a body.
#[test]
fn the_reason_quotes_nothing_of_a_body() {
    let json = [("content-type", "application/json"), ("x-request-id", "reason-of-a-body")];
    send("POST", "/json", &json, Some(br#"{"item":"x","amount":"hunter2, expected x"}"#));
    let told = records("reason-of-a-body").remove(0).fields;
    assert!(told["causes"].contains("invalid type: …, expected u8 at line 1"), "{told:?}");
}

#[test]
fn each_failure_is_counted_once() {
    for _ in 0..3 {
        get("/till");
    }
    get("/nested/till");
    assert_eq!(count("SHOP_TILL_JAMMED"), 4);
}

#[test]
fn a_success_is_not_reported() {
    for path in ["/ok", "/json-of-others", "/page", "/gateway", "/nothing"] {
        let id = format!("untold{}", path.replace('/', "."));
        send("GET", path, &[("x-request-id", &id)], None);
        assert_eq!(records(&id).len(), 0, "{path}");
    }
}

#[test]
fn the_record_has_the_cause_and_the_context_and_no_secret() {
    let record = |path: &str, id: &str| {
        send("GET", path, &[("x-request-id", id)], None);
        records(id).remove(0).fields
    };
    // The middleware knows the registry, and no type of its sets.
    for (path, id) in
        [("/stock-down", "cause-of-stock"), ("/set/stock-down", "cause-of-stock-in-a-set")]
    {
        let down = record(path, id);
        assert!(down["causes"].contains("hunter2"), "{down:?}");
        assert!(down["context"].contains("10.0.0.7"), "{down:?}");
    }
    let panicked = record("/panic", "cause-of-panic");
    let told = format!("{panicked:?}");
    assert!(told.contains("panicked") && told.contains("hunter2"), "{told}");
    assert!(format!("{:?}", record("/unexpected", "cause-of-file")).contains("No such file"));
}
