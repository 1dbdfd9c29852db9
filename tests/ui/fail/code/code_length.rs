// Rule: code-length
// The example of `cargo error-catalog explain code-length`.

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "RESERVATION")]
enum ReservationError {
    #[catalog(
        code = "RESERVATION_CANCELLATION_DEADLINE_FOR_GROUP_BOOKINGS_HAS_PASSED_ALREADY",
        status = 409,
        log_level = "INFO",
        message = "it is too late to cancel"
    )]
    TooLate,
}

fn main() {}
