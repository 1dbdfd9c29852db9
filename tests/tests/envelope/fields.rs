//! What the attributes of fields say.

use crate::{Form, LEAK};
use error_catalog::ErrorCatalog;
use error_catalog::dialect::Flat;
use std::collections::BTreeMap;
use std::fmt;

/// An address that is no `Serialize`.
#[derive(Debug)]
struct Address(u8, u8);

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "10.0.{}.{}", self.0, self.1)
    }
}

/// A value that refuses to be written.
#[derive(Debug)]
struct Sealed;

impl serde::Serialize for Sealed {
    fn serialize<S: serde::Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
        Err(serde::ser::Error::custom(LEAK))
    }
}

/// Every kind of field at once.
#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "FIELD")]
enum FieldError {
    #[catalog(
        code = "FIELD_KINDS_NAMED",
        status = 400,
        log_level = "INFO",
        message = "{count} from {address}, {type}"
    )]
    Named {
        #[detail("how_many")]
        count: u32,
        #[detail(display)]
        address: Address,
        #[detail("kind")]
        r#type: &'static str,
        #[detail]
        absent: Option<u8>,
        #[detail]
        present: Option<u8>,
        #[detail]
        empty: Vec<u8>,
        #[detail(flatten)]
        more: BTreeMap<&'static str, Option<u8>>,
        #[detail(flatten)]
        nothing: Option<BTreeMap<&'static str, u8>>,
        #[detail]
        last: (u8, &'static str),
    },
    #[catalog(
        code = "FIELD_KINDS_TUPLE",
        status = 400,
        log_level = "INFO",
        message = "{1} before {0:>3}"
    )]
    #[expect(dead_code, reason = "what is sent nowhere is read nowhere")]
    Tuple(#[detail("first")] u32, #[detail("second", display)] Address, &'static str),
    #[catalog(code = "FIELD_KINDS_ODD", status = 400, log_level = "INFO", message = "odd")]
    Odd {
        #[detail]
        pairs: BTreeMap<(u8, u8), u8>,
        #[detail]
        share: f64,
        #[detail]
        shares: Vec<f64>,
        #[detail]
        sealed: Sealed,
        #[detail(flatten)]
        pages: u32,
    },
    #[catalog(code = "FIELD_KINDS_GONE", status = 400, log_level = "INFO", message = "gone")]
    Gone(#[detail("only")] Option<u8>, #[detail(flatten)] Option<Form>),
}

#[test]
fn details_follow_their_attributes() {
    let error = FieldError::Named {
        count: 3,
        address: Address(1, 2),
        r#type: "disk",
        absent: None,
        present: Some(1),
        empty: Vec::new(),
        more: BTreeMap::from([("a", Some(1)), ("absent", None), ("kind", Some(9)), ("z", Some(2))]),
        nothing: None,
        last: (1, "x"),
    };
    let expected = concat!(
        r#"{"error":{"code":"FIELD_KINDS_NAMED","message":"3 from 10.0.1.2, disk","details":"#,
        r#"{"how_many":3,"address":"10.0.1.2","kind":"disk","present":1,"empty":[],"a":1,"z":2,"last":[1,"x"]}}}"#
    );
    assert_eq!(error.envelope().to_json(), expected);

    let error = FieldError::Tuple(7, Address(0, 1), LEAK);
    let expected = concat!(
        r#"{"error":{"code":"FIELD_KINDS_TUPLE","message":"10.0.0.1 before   7","details":"#,
        r#"{"first":7,"second":"10.0.0.1"}}}"#
    );
    assert_eq!(error.envelope().to_json(), expected);

    let error = FieldError::Gone(None, None);
    let expected = r#"{"error":{"code":"FIELD_KINDS_GONE","message":"gone"}}"#;
    assert_eq!(error.envelope().to_json(), expected);
    let expected = r#"{"error_code":"FIELD_KINDS_GONE","message":"gone","details":{}}"#;
    assert_eq!(error.envelope().dialect(&Flat).to_json(), expected);
}

/// Without a layer no observer receives the problem: the body has what could be written, and is JSON.
#[test]
fn a_detail_that_cannot_be_written_is_left_out() {
    let odd = |shares| FieldError::Odd {
        pairs: BTreeMap::from([((1, 2), 3)]),
        share: f64::NAN,
        shares,
        sealed: Sealed,
        pages: 3,
    };
    let expected =
        r#"{"error":{"code":"FIELD_KINDS_ODD","message":"odd","details":{"shares":[null]}}}"#;
    let error = odd(vec![f64::INFINITY]);
    assert_eq!(error.envelope().to_json(), expected);
    assert_eq!(error.envelope().body(), expected.as_bytes());
    assert_eq!(serde_json::to_string(&error.envelope()).unwrap(), expected);
}
