// Rule: value-kind

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "RESERVATION")]
enum ReservationError {
    #[catalog(
        code = "RESERVATION_SYSTEM_BUSY",
        status = 503,
        log_level = "ERROR",
        message = "please try again later",
        retry_after = "a minute"
    )]
    Busy,
}

fn main() {}
