//! The whole text comes from elsewhere.

#![deny(warnings)]

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER")]
pub enum UserError {
    #[catalog(
        code = "USER_INPUT_INVALID",
        status = 400,
        log_level = "INFO",
        message = "{reason}",
        allow(passthrough)
    )]
    InputInvalid {
        #[detail]
        reason: String,
    },
}

#[test]
fn runs() {
    let error = UserError::InputInvalid { reason: "the name is too long".to_owned() };
    assert_eq!(error.user_message(), "the name is too long");
}
