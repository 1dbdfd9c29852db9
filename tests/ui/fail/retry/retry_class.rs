// Rule: retry-class
// The example of `cargo error-catalog explain retry-class`.

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "RESERVATION")]
enum ReservationError {
    #[catalog(
        code = "RESERVATION_SLOT_TAKEN",
        status = 409,
        log_level = "INFO",
        message = "this time is taken",
        retry = "transient"
    )]
    SlotTaken,
}

fn main() {}
