//! One record and one count for each failed call, under the id that the client was told.

use edge_tonic::client::{buy, call};
use edge_tonic::server::{address, impatient};
use edge_tonic::told::{count, records};

#[test]
fn each_failure_is_told_once() {
    for (path, what, level, code, cause) in [
        ("/shop.Shop/Buy", "cart-empty", "INFO", "SHOP_CART_EMPTY", ""),
        ("/shop.Shop/Buy", "stock-down", "ERROR", "SHOP_STOCK_DOWN", "hunter2"),
        ("/shop.Shop/Buy", "fraud", "WARN", "SHOP_FRAUD_SUSPECTED", "7"),
        ("/shop.Shop/Buy", "unexpected", "ERROR", "SHOP_BROKEN", "No such file"),
        ("/shop.Shop/Buy", "panic", "ERROR", "SHOP_BROKEN", "panicked"),
        ("/shop.Shop/Buy", "panic-later", "ERROR", "SHOP_BROKEN", "hunter2"),
        ("/shop.Shop/Buy", "internal", "ERROR", "SHOP_BROKEN", "hunter2"),
        ("/shop.Shop/Buy", "from-error", "ERROR", "SHOP_BROKEN", "hunter2"),
        // In the middle of a stream too, with causes that trailers have no room for.
        ("/shop.Shop/Watch", "cart-empty", "INFO", "SHOP_CART_EMPTY", ""),
        ("/shop.Shop/Watch", "stock-down", "ERROR", "SHOP_STOCK_DOWN", "10.0.0.7"),
        ("/shop.Shop/Watch", "fraud", "WARN", "SHOP_FRAUD_SUSPECTED", "7"),
        ("/shop.Shop/Watch", "internal", "ERROR", "SHOP_BROKEN", "hunter2"),
        ("/shop.Shop/Watch", "panic-in-stream", "ERROR", "SHOP_BROKEN", "hunter2"),
        ("/nested.Shop/Buy", "stock-down", "ERROR", "SHOP_STOCK_DOWN", "hunter2"),
        ("/nested.Shop/Buy", "panic", "ERROR", "SHOP_BROKEN", "hunter2"),
        ("/nested.Shop/Watch", "stock-down", "ERROR", "SHOP_STOCK_DOWN", "hunter2"),
        ("/nested.Shop/Watch", "panic-in-stream", "ERROR", "SHOP_BROKEN", "hunter2"),
    ] {
        let id = format!("told-once{}.{what}", path.replace('/', "."));
        call(address(), path, what, 0, &[("x-request-id", &id)]);
        let records = records(&id);
        assert_eq!(records.len(), 1, "{path} {what}: {records:#?}");
        let fields = &records[0].fields;
        assert_eq!(
            (records[0].level.as_str(), fields["error_code"].as_str()),
            (level, code),
            "{what}"
        );
        assert_eq!(fields["path"], path);
        assert!(format!("{fields:?}").contains(cause), "{path} {what}: {fields:?}");
        assert_eq!(records[0].span["trace_id"], id, "the span around it");
    }
}

#[test]
fn a_deadline_is_told_once() {
    let id = "told-once.deadline";
    call(impatient(), "/shop.Shop/Buy", "slow", 0, &[("x-request-id", id)]);
    let records = records(id);
    assert_eq!(records.len(), 1, "{records:#?}");
    assert_eq!(records[0].fields["error_code"], "SYSTEM_REQUEST_TIMEOUT");
}

#[test]
fn each_failure_is_counted_once() {
    for _ in 0..3 {
        buy("till");
    }
    call(address(), "/shop.Shop/Watch", "till", 0, &[]);
    call(address(), "/nested.Shop/Watch", "till", 0, &[]);
    assert_eq!(count("SHOP_TILL_JAMMED"), 5);
}

#[test]
fn what_is_left_alone_is_not_told() {
    for what in ["tea", "not-found", "with-details"] {
        let id = format!("untold.{what}");
        call(address(), "/shop.Shop/Watch", what, 0, &[("x-request-id", &id)]);
        assert_eq!(records(&id).len(), 0, "{what}");
    }
}
