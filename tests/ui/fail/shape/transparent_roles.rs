// Rule: transparent-role

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "SESSION")]
enum SessionError {
    #[catalog(
        code = "SESSION_BUSY",
        status = 429,
        log_level = "INFO",
        message = "the session is busy"
    )]
    Gone,
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH")]
enum AuthError {
    #[catalog(transparent)]
    Session(#[retry_after] #[detail("inner")] SessionError),
}

fn main() {}
// Mistakes: 2
