//! An enum that only gathers others.

#![deny(warnings)]

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "SESSION")]
pub enum SessionError {
    #[catalog(
        code = "SESSION_GONE",
        status = 410,
        log_level = "INFO",
        message = "the session has ended"
    )]
    Gone,
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH")]
pub enum AuthError {
    #[catalog(transparent)]
    Session(#[from] SessionError),
}

#[test]
fn runs() {
    assert_eq!(AuthError::from(SessionError::Gone).code(), "SESSION_GONE");
}
