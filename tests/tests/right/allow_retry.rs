//! A conflict that ends without a change of the request.

#![deny(warnings)]

use error_catalog::{ErrorCatalog, Retry};

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "RESERVATION")]
pub enum ReservationError {
    #[catalog(
        code = "RESERVATION_SLOT_LOCKED",
        status = 409,
        log_level = "INFO",
        message = "someone else is editing it",
        retry(max = 3, base = "1s", factor = 2),
        retry_after = "2s",
        allow(retry)
    )]
    SlotLocked,
}

#[test]
fn runs() {
    assert!(matches!(ReservationError::SlotLocked.entry().retry(), Retry::Custom(_)));
}
