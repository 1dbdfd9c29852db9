// Rule: retry-after-alone
// The example of `cargo error-catalog explain retry-after-alone`.

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "RESERVATION")]
enum ReservationError {
    #[catalog(
        code = "RESERVATION_SYSTEM_DOWN",
        status = 500,
        log_level = "ERROR",
        message = "something went wrong",
        retry_after = 60
    )]
    Down,
}

fn main() {}
