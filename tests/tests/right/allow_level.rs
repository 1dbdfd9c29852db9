//! A 4xx that people must see, and a 5xx that they need not see.

#![deny(warnings)]

use error_catalog::{ErrorCatalog, Level};

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "RESERVATION")]
pub enum ReservationError {
    #[catalog(
        code = "RESERVATION_SIGNATURE_WRONG",
        status = 401,
        log_level = "ERROR",
        message = "the signature is wrong",
        allow(level)
    )]
    SignatureWrong,
    #[catalog(
        code = "RESERVATION_SYSTEM_MAINTENANCE",
        status = 503,
        log_level = "INFO",
        message = "down for maintenance",
        allow(level)
    )]
    Maintenance,
}

#[test]
fn runs() {
    assert_eq!(ReservationError::SignatureWrong.log_level(), Level::Error);
    assert_eq!(ReservationError::Maintenance.log_level(), Level::Info);
}
