//! One code, two variants, on purpose.

#![deny(warnings)]

use error_catalog::{ErrorCatalog, catalog};

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH", registry = crate::same_as::Codes)]
pub enum AuthError {
    #[catalog(same_as = WrongPassword, display = "no account {mail}")]
    UnknownUser {
        #[context]
        mail: String,
    },
    #[catalog(
        code = "AUTH_INVALID_CREDENTIALS",
        status = 401,
        log_level = "INFO",
        message = "e-mail address or password is wrong"
    )]
    WrongPassword,
}

catalog! {
    pub struct Codes { AuthError }
}

#[test]
fn runs() {
    let unknown = AuthError::UnknownUser { mail: "a@example.com".to_owned() };
    assert_eq!(unknown.code(), AuthError::WrongPassword.code());
    assert_eq!(unknown.to_string(), "no account a@example.com");
    assert_eq!(unknown.envelope().to_json(), AuthError::WrongPassword.envelope().to_json());
    assert_eq!(Codes::ALL.len(), 1);
}
