// Rule: detail-duplicate
// The example of `cargo error-catalog explain detail-duplicate`.

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
        slot: String,
        #[detail("slot")]
        number: u32,
    },
}

fn main() {}
