//! One record and one count for each failed call, under the id that the client was told.

use edge_tonic::client::{all, buy, call, trace_id};
use edge_tonic::recorded::{count, records};
use edge_tonic::server::{address, impatient};
use error_catalog::tonic::code_of;
use tonic::Code;

#[test]
fn each_failure_is_reported_once() {
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

/// The shop does not list the codes of the kitchen.
#[test]
fn a_code_that_is_not_listed_is_sent_as_the_internal_code() {
    for path in ["/shop.Shop/Buy", "/shop.Shop/Watch", "/nested.Shop/Buy"] {
        let id = format!("unlisted{}", path.replace('/', "."));
        let status = call(address(), path, "kettle", 0, &[("x-request-id", &id)]).status;
        assert_eq!(
            (status.code(), code_of(&status).as_deref()),
            (Code::Internal, Some("SHOP_BROKEN")),
            "{path}"
        );
        assert!(!all(&status).contains("KITCHEN") && !all(&status).contains("お湯"), "{path}");
        let records = records(&id);
        assert_eq!(records.len(), 1, "{path}: {records:#?}");
        let fields = &records[0].fields;
        assert_eq!((records[0].level.as_str(), &*fields["error_code"]), ("ERROR", "SHOP_BROKEN"));
        assert_eq!(fields["context"], r#"{"unlisted":"KITCHEN_KETTLE_COLD"}"#, "{path}");
    }
    assert_eq!(count("KITCHEN_KETTLE_COLD"), 0);
}

#[test]
fn a_deadline_is_reported_once() {
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
fn an_error_whose_display_panics_is_answered_reported_and_counted() {
    const PATHS: [&str; 3] = ["/shop.Shop/Buy", "/shop.Shop/Watch", "/nested.Shop/Buy"];
    for path in PATHS {
        // The text of the catalogue. The client receives the same with and without it.
        let id = format!("torn{}", path.replace('/', "."));
        let status = call(address(), path, "torn", 0, &[("x-request-id", &id)]).status;
        assert_eq!(status.message(), "The label cannot be read", "{path}");
        assert_eq!(
            (status.code(), code_of(&status).as_deref()),
            (Code::InvalidArgument, Some("SHOP_LABEL_TORN"))
        );
        assert_eq!(trace_id(&status), id);
        let records = records(&id);
        assert_eq!(records.len(), 1, "{path}: {records:#?}");
        let fields = &records[0].fields;
        assert_eq!(fields["error_code"], "SHOP_LABEL_TORN");
        let message = &fields["message"];
        assert!(message.starts_with("the label (its `Display` panicked: "), "{message}");

        // Clients receive the internal code.
        let id = format!("mined{}", path.replace('/', "."));
        let status = call(address(), path, "mined", 0, &[("x-request-id", &id)]).status;
        assert_eq!(status.message(), "The shop is closed", "{path}");
        assert_eq!(
            (status.code(), code_of(&status).as_deref()),
            (Code::Internal, Some("SHOP_BROKEN"))
        );
        assert_eq!(trace_id(&status), id);
        assert!(!format!("{status:?}").contains("hunter2"), "{status:?}");
        let records = self::records(&id);
        assert_eq!(records.len(), 1, "{path}: {records:#?}");
        let told = format!("{:?}", records[0].fields);
        let broken = "the answer of SHOP_PARCEL_MINED could not be written";
        assert!(told.contains(broken) && told.contains("hunter2"), "{told}");
    }
    assert_eq!(count("SHOP_LABEL_TORN"), 3);
    assert_eq!(count("SHOP_PARCEL_MINED"), 0);
}

#[test]
fn exempt_statuses_are_not_reported() {
    let metadata = &[("x-request-id", "untold.tea")];
    call(address(), "/shop.Shop/Watch", "tea", 0, metadata);
    assert_eq!(records("untold.tea").len(), 0);
}
