// Rule: formerly-current
// The example of `cargo error-catalog explain formerly-current`.

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH")]
enum AuthError {
    #[catalog(
        code = "AUTH_TOKEN_EXPIRED",
        status = 401,
        log_level = "INFO",
        message = "please sign in again"
    )]
    TokenExpired,
    #[catalog(
        code = "AUTH_SESSION_EXPIRED",
        status = 401,
        log_level = "INFO",
        message = "please sign in again",
        formerly("AUTH_TOKEN_EXPIRED")
    )]
    SessionExpired,
}

fn main() {}
