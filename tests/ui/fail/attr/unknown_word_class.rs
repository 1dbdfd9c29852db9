// Rule: unknown-word

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "RESERVATION")]
enum ReservationError {
    #[catalog(
        code = "RESERVATION_SLOT_TAKEN",
        status = 409,
        log_level = "INFO",
        message = "this time is taken",
        class = "conflct",
        severity = "MAJOR",
        grpc = "ALREADY_EXIST"
    )]
    SlotTaken,
}

fn main() {}
// Mistakes: 3
