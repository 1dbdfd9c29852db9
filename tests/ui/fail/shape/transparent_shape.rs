// Rule: transparent-shape

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "SESSION")]
enum SessionError {
    #[catalog(code = "SESSION_GONE", status = 410, log_level = "INFO", message = "the session has ended")]
    Gone,
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH")]
enum AuthError {
    #[catalog(code = "AUTH_TOKEN_EXPIRED", status = 401, log_level = "INFO", message = "please sign in again")]
    TokenExpired,
    #[catalog(transparent)]
    Session(SessionError, u32),
}

fn main() {}
