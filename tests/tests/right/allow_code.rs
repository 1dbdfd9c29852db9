//! Codes that clients know from before keep their spelling.

#![deny(warnings)]

use error_catalog::{ErrorCatalog, catalog};

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER", registry = crate::allow_code::Codes, allow(code))]
pub enum UserError {
    #[catalog(code = "E1042", status = 404, log_level = "INFO", message = "no such user")]
    NotFound,
    #[catalog(
        code = "user.nameTaken",
        status = 409,
        log_level = "INFO",
        message = "this name is taken"
    )]
    NameTaken,
    #[catalog(code = "USER_LOCKED", status = 403, log_level = "WARN", message = "locked")]
    Locked,
}

catalog! {
    pub struct Codes { UserError }
}

#[test]
fn runs() {
    assert_eq!(Codes::USER_NOT_FOUND.as_str(), "E1042");
    assert_eq!(Codes::USER_NAME_TAKEN.as_str(), "user.nameTaken");
    assert!(UserError::Locked.is(Codes::USER_LOCKED));
}
