//! One text for developers and users.

#![deny(warnings)]

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER")]
pub enum UserError {
    #[catalog(code = "USER_NOT_FOUND", status = 404, log_level = "INFO", message = display, display = "there is no user {0}")]
    NotFound(#[detail("user")] u64),
}

#[test]
fn runs() {
    assert_eq!(UserError::NotFound(7).to_string(), "there is no user 7");
    assert_eq!(UserError::NotFound(7).user_message(), "there is no user 7");
}
