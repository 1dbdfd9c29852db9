// Rule: transparent-role

use error_catalog::ErrorCatalog;

#[derive(Debug, thiserror::Error, ErrorCatalog)]
#[catalog(domain = "SESSION")]
enum SessionError {
    #[error("gone")]
    #[catalog(code = "SESSION_GONE", status = 410, log_level = "INFO", message = "the session is over")]
    Gone,
}

#[derive(Debug, thiserror::Error, ErrorCatalog)]
#[catalog(domain = "AUTH")]
enum AuthError {
    #[error(transparent)]
    Session(#[secret] SessionError),
}

fn main() {}
