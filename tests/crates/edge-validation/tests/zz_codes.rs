//! The last of the test programs: which codes have the others produced?
//!
//! It needs their records, so it runs with `cargo test -p edge-validation` and says so by itself.

use edge_validation::Codes;
use error_catalog::testing::assert_all_produced;

#[test]
fn every_code_has_a_test() {
    assert_all_produced!(
        Codes,
        except
        "SYSTEM_INTERNAL_ERROR",
        "SYSTEM_ROUTE_NOT_FOUND",
        "SYSTEM_METHOD_NOT_ALLOWED",
        "SYSTEM_REQUEST_TIMEOUT",
        // Texts of fields, which no envelope has as its code.
        "VALIDATION_FIELD_EMAIL",
        "VALIDATION_FIELD_KATAKANA",
    );
}
