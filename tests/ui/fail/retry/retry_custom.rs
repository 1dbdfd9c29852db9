// Rule: retry-custom
// The example of `cargo error-catalog explain retry-custom`.

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "RESERVATION")]
enum ReservationError {
    #[catalog(
        code = "RESERVATION_PAYMENT_UNREACHABLE",
        status = 503,
        log_level = "ERROR",
        message = "please try again later",
        retry(tries = 3, base = "1s")
    )]
    PaymentUnreachable,
}

fn main() {}
