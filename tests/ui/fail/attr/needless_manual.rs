// Rule: needless-manual
// The example of `cargo error-catalog explain needless-manual`.

use error_catalog::ErrorCatalog;

#[derive(Debug, thiserror::Error, ErrorCatalog)]
#[catalog(domain = "AUTH", manual(Display))]
enum AuthError {
    #[error("the token has expired")]
    #[catalog(
        code = "AUTH_TOKEN_EXPIRED",
        status = 401,
        log_level = "INFO",
        message = "please sign in again"
    )]
    TokenExpired,
}

fn main() {}
