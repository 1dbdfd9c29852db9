//! Clients receive another code; the log keeps the true one.

#![deny(warnings)]

use error_catalog::{ErrorCatalog, catalog};

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH", registry = crate::public_as::Codes)]
pub enum AuthError {
    #[catalog(
        code = "AUTH_INVALID_CREDENTIALS",
        status = 401,
        log_level = "INFO",
        message = "e-mail address or password is wrong"
    )]
    WrongPassword,
    #[catalog(
        code = "AUTH_ACCOUNT_LOCKED",
        status = 403,
        log_level = "WARN",
        public_as = "AUTH_INVALID_CREDENTIALS"
    )]
    AccountLocked,
}

catalog! {
    pub struct Codes { AuthError }
}

#[test]
fn runs() {
    let locked = AuthError::AccountLocked;
    assert!(locked.is(Codes::AUTH_ACCOUNT_LOCKED));
    assert_eq!(locked.envelope().to_json(), AuthError::WrongPassword.envelope().to_json());
}
