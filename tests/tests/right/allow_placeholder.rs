//! The text shows a field that is not sent as a detail.

#![deny(warnings)]

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER")]
pub enum UserError {
    #[catalog(
        code = "USER_NOT_FOUND",
        status = 404,
        log_level = "INFO",
        message = "there is no user {name}",
        allow(placeholder)
    )]
    NotFound { name: String },
}

#[test]
fn runs() {
    let error = UserError::NotFound { name: "Tanaka".to_owned() };
    assert_eq!(error.user_message(), "there is no user Tanaka");
    assert_eq!(
        error.envelope().to_json(),
        r#"{"error":{"code":"USER_NOT_FOUND","message":"there is no user Tanaka"}}"#
    );
}
