//! Which codes do the tests produce?
//!
//! It calls them itself, so that it depends on no order.

use edge_validation::Codes;
use error_catalog::testing::assert_all_produced;

use crate::answers;

const TESTS: [fn(); 10] = [
    answers::what_an_extractor_refuses_goes_on_by_the_question_mark,
    answers::fields_have_the_names_that_the_client_sent,
    answers::validator_tells_all_broken_fields_at_once_in_the_clients_language,
    answers::garde_tells_all_broken_fields_at_once_in_the_clients_language,
    answers::input_that_does_not_fit_is_told_with_its_path,
    answers::what_serde_says_of_a_path_is_a_failure_by_the_question_mark,
    answers::what_is_no_json_has_its_codes,
    answers::the_log_is_told_in_english_why_a_body_was_not_taken,
    answers::good_input_goes_through,
    answers::what_broke_a_rule_is_in_no_answer_and_no_log,
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
