// Rule: placeholder-unknown

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "RESERVATION")]
enum ReservationError {
    #[catalog(code = "RESERVATION_SLOT_TAKEN", status = 409, log_level = "INFO", message = "{room} is taken")]
    SlotTaken {
        #[detail]
        slot: String,
        #[detail]
        day: String,
    },
}

fn main() {}
