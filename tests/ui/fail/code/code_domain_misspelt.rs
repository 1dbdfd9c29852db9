// Rule: code-domain

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "RESERVATION")]
enum ReservationError {
    #[catalog(code = "RESERVATOIN_SLOT_TAKEN", status = 409, log_level = "INFO", message = "this time is taken")]
    SlotTaken,
}

fn main() {}
