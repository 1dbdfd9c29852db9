// Rule: transparent-shape
// What stands beside a `#[from]` is the same mistake.

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "SESSION")]
enum SessionError {
    #[catalog(
        code = "SESSION_GONE",
        status = 410,
        log_level = "INFO",
        message = "the session is over"
    )]
    Gone,
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH")]
enum AuthError {
    #[catalog(transparent)]
    Session(#[from] SessionError, u32),
}

fn main() {}
