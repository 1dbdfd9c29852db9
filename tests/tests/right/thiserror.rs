//! thiserror makes Display, Error and From; nothing has to be said about it.

#![deny(warnings)]

use error_catalog::ErrorCatalog;

#[derive(Debug, thiserror::Error, ErrorCatalog)]
#[catalog(domain = "USER")]
pub enum UserError {
    #[error("no user {name}")]
    #[catalog(
        code = "USER_NOT_FOUND",
        status = 404,
        log_level = "INFO",
        message = "there is no user {name}"
    )]
    NotFound {
        #[detail]
        name: String,
    },
    #[error("the store is down")]
    #[catalog(
        code = "USER_STORE_DOWN",
        status = 503,
        log_level = "ERROR",
        message = "something went wrong"
    )]
    StoreDown(#[from] std::io::Error),
}

#[test]
fn runs() {
    let error = UserError::NotFound { name: "Tanaka".to_owned() };
    assert_eq!(error.to_string(), "no user Tanaka");
    assert_eq!(error.user_message(), "there is no user Tanaka");
    assert!(std::error::Error::source(&UserError::from(std::io::Error::other("disk"))).is_some());
}
