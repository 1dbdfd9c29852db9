//! A code that calls the person on duty.

#![deny(warnings)]

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "DB")]
pub enum DbError {
    #[catalog(
        code = "DB_QUERY_TIMEOUT",
        status = 504,
        log_level = "ERROR",
        message = "something went wrong",
        alert(threshold = 50, window = "10m", page)
    )]
    QueryTimeout,
    #[catalog(
        code = "DB_QUERY_SLOW",
        status = 503,
        log_level = "WARN",
        message = "something went wrong",
        alert(threshold = 7)
    )]
    QuerySlow,
}

#[test]
fn runs() {
    let alert = DbError::QueryTimeout.entry().alert().unwrap();
    assert_eq!((alert.threshold, alert.window.as_secs(), alert.page), (50, 600, true));
    let alert = DbError::QuerySlow.entry().alert().unwrap();
    assert_eq!((alert.threshold, alert.window.as_secs(), alert.page), (7, 300, false));
}
