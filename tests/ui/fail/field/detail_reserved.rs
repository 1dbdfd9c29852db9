// Rule: detail-reserved
// The example of `cargo error-catalog explain detail-reserved`.

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "RESERVATION")]
enum ReservationError {
    #[catalog(
        code = "RESERVATION_SLOT_TAKEN",
        status = 409,
        log_level = "INFO",
        message = "this time is taken"
    )]
    SlotTaken {
        #[detail]
        status: String,
    },
}

fn main() {}
