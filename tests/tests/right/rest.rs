//! Gradual adoption: variants that say nothing answer with the rest.

#![deny(warnings)]

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(
    domain = "USER",
    rest(code = "USER_ERROR", status = 500, log_level = "ERROR", message = "something went wrong")
)]
pub enum UserError {
    #[catalog(code = "USER_NOT_FOUND", status = 404, log_level = "INFO", message = "no such user")]
    NotFound,
    Io(std::io::Error),
    Parse {
        line: u32,
    },
}

#[test]
fn runs() {
    assert_eq!(UserError::NotFound.code(), "USER_NOT_FOUND");
    assert_eq!(UserError::Parse { line: 7 }.code(), "USER_ERROR");
    assert_eq!(UserError::Io(std::io::Error::other("disk")).status(), 500);
}
