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
    #[error(transparent)]
    #[catalog(
        code = "USER_NAME_UNREADABLE",
        status = 400,
        log_level = "INFO",
        message = "the name is no text"
    )]
    Unreadable(#[from] std::string::FromUtf8Error),
    #[error(transparent)]
    Inner(#[from] InnerError),
}

#[derive(Debug, thiserror::Error, ErrorCatalog)]
#[catalog(domain = "INNER")]
pub enum InnerError {
    #[error("it is full")]
    #[catalog(code = "INNER_FULL", status = 409, log_level = "INFO", message = "it is full")]
    Full,
}

#[test]
fn runs() {
    let error = UserError::NotFound { name: "Tanaka".to_owned() };
    assert_eq!(error.to_string(), "no user Tanaka");
    assert_eq!(error.user_message(), "there is no user Tanaka");
    let unreadable = UserError::from(String::from_utf8(vec![0xff]).unwrap_err());
    assert_eq!(unreadable.code(), "USER_NAME_UNREADABLE");
    assert_eq!(UserError::from(InnerError::Full).code(), "INNER_FULL");
    assert!(std::error::Error::source(&UserError::from(std::io::Error::other("disk"))).is_some());
}
