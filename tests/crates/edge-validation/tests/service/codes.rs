//! Which codes do the tests produce?
//!
//! It calls them itself, so that it depends on no order.

use edge_validation::Codes;
use error_catalog::testing::assert_all_produced;

use crate::answers;

const TESTS: [fn(); 10] = [
    answers::a_rejection_of_an_extractor_converts_by_the_question_mark,
    answers::fields_have_the_names_that_the_client_sent,
    answers::validator_reports_all_broken_fields_in_the_clients_language,
    answers::garde_reports_all_broken_fields_in_the_clients_language,
    answers::input_of_a_wrong_type_is_reported_with_its_path,
    answers::an_error_of_serde_with_a_path_converts_by_the_question_mark,
    answers::invalid_json_has_its_codes,
    answers::the_log_has_the_reason_of_a_refused_body_in_english,
    answers::valid_input_passes,
    answers::a_refused_value_is_in_no_response_and_no_log,
];

#[test]
fn every_code_has_a_test() {
    for test in TESTS {
        test();
    }
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
