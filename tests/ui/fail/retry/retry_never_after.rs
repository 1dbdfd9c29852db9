// Rule: retry-after-alone

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "RESERVATION")]
enum ReservationError {
    #[catalog(
        code = "RESERVATION_SYSTEM_BUSY",
        status = 503,
        log_level = "ERROR",
        message = "please try again later",
        retry = "never",
        retry_after = 60
    )]
    Busy,
}

fn main() {}
