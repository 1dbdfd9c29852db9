// Rule: retry-after-alone

use std::time::Duration;

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "RESERVATION")]
enum ReservationError {
    #[catalog(code = "RESERVATION_SLOT_TAKEN", status = 409, log_level = "INFO", message = "this time is taken")]
    SlotTaken {
        #[retry_after]
        wait: Duration,
    },
}

fn main() {}
