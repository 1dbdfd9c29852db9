// Rule: transparent-shape
// The example of `cargo error-catalog explain transparent-shape`.

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
    Session(SessionError, u32),
}

fn main() {}
