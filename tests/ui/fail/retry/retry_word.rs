// Rule: unknown-word

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "RESERVATION")]
enum ReservationError {
    #[catalog(
        code = "RESERVATION_PAYMENT_UNREACHABLE",
        status = 503,
        log_level = "ERROR",
        message = "please try again later",
        retry = "always"
    )]
    PaymentUnreachable,
}

fn main() {}
