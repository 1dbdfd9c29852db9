//! tonic's server. In production the client receives the internal code, and the log has the rest. With feature `testing` the
//! call breaks off, so that no test can take it for a response.

use edge_tonic::client::{buy, call};
use edge_tonic::recorded::records;
use edge_tonic::server::address;
use error_catalog::tonic::code_of;
use tonic::{Code, Status};

const PATHS: [&str; 3] = ["/shop.Shop/Buy", "/shop.Shop/Watch", "/nested.Shop/Buy"];

fn undeclared(path: &'static str) -> (Status, String) {
    let id = format!("undeclared{}", path.replace('/', "."));
    (call(address(), path, "set-undeclared", 0, &[("x-request-id", &id)]).status, id)
}

#[test]
fn a_declared_code_is_sent() {
    let status = buy("set-sold");
    let code = code_of(&status);
    assert_eq!((status.code(), code.as_deref()), (Code::Aborted, Some("SHOP_ITEM_SOLD")));
}

#[cfg(not(feature = "testing"))]
#[test]
fn an_undeclared_code_is_sent_as_the_internal_code() {
    use edge_tonic::client::all;
    use edge_tonic::recorded::count;

    for path in PATHS {
        let (status, id) = undeclared(path);
        let code = code_of(&status);
        assert_eq!((status.code(), code.as_deref()), (Code::Internal, Some("SHOP_BROKEN")));
        let sent = all(&status);
        for hidden in ["STOCK", "hunter2", "Selling", "10.0.0.7"] {
            assert!(!sent.contains(hidden), "{path}: `{hidden}` is in {sent}");
        }
        let records = records(&id);
        assert_eq!(records.len(), 1, "{path}: {records:#?}");
        let fields = &records[0].fields;
        assert_eq!((records[0].level.as_str(), &*fields["error_code"]), ("ERROR", "SHOP_BROKEN"));
        assert_eq!(
            fields["context"],
            r#"{"undeclared":"SHOP_STOCK_DOWN","set":"Selling","host":"10.0.0.7"}"#
        );
        assert!(format!("{fields:?}").contains("hunter2"), "the cause: {fields:?}");
    }
    assert_eq!((count("SHOP_STOCK_DOWN"), count("SHOP_BROKEN")), (0, 3));
}

#[cfg(feature = "testing")]
#[test]
fn an_undeclared_code_breaks_the_call_off() {
    for path in PATHS {
        let ((status, id), panics) = undeclared::panics_while(|| undeclared(path));
        // A unary call breaks off. A stream has begun, and ends with the code of a panic.
        let code = code_of(&status);
        assert!(code.is_none_or(|code| code == "SHOP_BROKEN"), "{path}: {status:?}");
        assert_ne!(status.code(), Code::Ok, "{path}");
        assert!(panics.contains("`Selling` does not list `SHOP_STOCK_DOWN`"), "{path}: {panics}");
        let hidden = records(&id).iter().all(|record| record.fields["error_code"] == "SHOP_BROKEN");
        assert!(hidden, "{path}: {:#?}", records(&id));
    }
}
