//! A failure whose details clients may know.

#![deny(warnings)]

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "RESERVATION")]
pub enum ReservationError {
    #[catalog(
        code = "RESERVATION_SYSTEM_BUSY",
        status = 503,
        log_level = "ERROR",
        message = "please try again in {minutes} minutes",
        allow(server_details)
    )]
    Busy {
        #[detail]
        minutes: u32,
    },
}

#[test]
fn runs() {
    assert_eq!(
        ReservationError::Busy { minutes: 3 }.user_message(),
        "please try again in 3 minutes"
    );
}
