//! An enum of so many variants that the derive parts its matches into functions: each variant still has its
//! own row, and shows its own fields.

// What the build script wrote: an enum of 1,100 variants, and one value of each.
include!(concat!(env!("OUT_DIR"), "/many.rs"));

use error_catalog::ErrorCatalog as _;
use serde_json::{Value, json};

#[derive(Debug, serde::Serialize)]
pub struct Thing(u64);

impl std::fmt::Display for Thing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

#[derive(Debug, error_catalog::ErrorCatalog)]
#[catalog(
    domain = "MANY",
    code = "MANY_INNER_ERROR",
    status = 410,
    log_level = "INFO",
    message = "inner {id}"
)]
pub struct Inner {
    #[detail]
    id: u64,
}

#[test]
fn each_variant_has_its_entry() {
    let all = all();
    assert_eq!(all.len(), 1100);
    for (at, error) in all.iter().enumerate() {
        let wanted =
            if at % 300 == 299 { "MANY_INNER_ERROR".to_owned() } else { format!("MANY_CASE_{at}") };
        assert_eq!(error.code(), wanted.as_str());
    }
}

#[test]
fn each_variant_shows_its_fields() {
    for (at, error) in all().iter().enumerate() {
        let (details, text) = match at % 8 {
            _ if at % 300 == 299 => (json!({ "id": at }), format!("inner {at}")),
            0 | 2 | 4 => (json!({ "id": at }), format!("{at}: {at}")),
            1 => (json!({ "id": at.to_string() }), format!("{at}: {at}")),
            3 => (json!({ "thing": at }), format!("{at}: {at}")),
            _ => (Value::Null, format!("{at}: text")),
        };
        let body: Value = serde_json::from_str(&error.envelope().to_json()).unwrap();
        assert_eq!(body["error"]["details"], details, "{error:?}");
        assert_eq!(body["error"]["message"], text, "{error:?}");
        assert_eq!(error.to_string(), text);
    }
}
