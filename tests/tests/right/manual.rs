//! Display, Error and From are written by hand.

#![deny(warnings)]

use std::fmt;

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER", manual(Display, Error, From))]
pub enum UserError {
    #[catalog(
        code = "USER_STORE_DOWN",
        status = 503,
        log_level = "ERROR",
        message = "something went wrong"
    )]
    StoreDown(#[from] fmt::Error),
}

impl fmt::Display for UserError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("by hand")
    }
}

impl std::error::Error for UserError {}

impl From<fmt::Error> for UserError {
    fn from(error: fmt::Error) -> Self {
        Self::StoreDown(error)
    }
}

#[test]
fn runs() {
    let error = UserError::from(fmt::Error);
    assert_eq!(error.to_string(), "by hand");
    assert_eq!(error.user_message(), "something went wrong");
}
