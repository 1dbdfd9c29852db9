//! Another catalogued error passes through.

#![deny(warnings)]

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "SESSION")]
pub enum SessionError {
    #[catalog(
        code = "SESSION_GONE",
        status = 410,
        log_level = "INFO",
        message = "session {id} has ended"
    )]
    Gone {
        #[detail]
        id: u32,
    },
    #[catalog(
        code = "SESSION_STORE_DOWN",
        status = 503,
        log_level = "ERROR",
        message = "something went wrong"
    )]
    StoreDown,
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH")]
pub enum AuthError {
    #[catalog(transparent(mask_5xx = "AUTH_SYSTEM_DOWN"))]
    Session(#[from] SessionError),
    #[catalog(
        code = "AUTH_SYSTEM_DOWN",
        status = 503,
        log_level = "ERROR",
        message = "please try again later"
    )]
    Down,
}

#[test]
fn runs() {
    let gone = AuthError::from(SessionError::Gone { id: 7 });
    assert_eq!(gone.code(), "SESSION_GONE");
    assert_eq!(gone.user_message(), "session 7 has ended");
    let down = AuthError::from(SessionError::StoreDown);
    assert_eq!(down.envelope().to_json(), AuthError::Down.envelope().to_json());
}
