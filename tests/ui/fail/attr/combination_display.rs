// Rule: combination

use error_catalog::ErrorCatalog;

#[derive(Debug, thiserror::Error, ErrorCatalog)]
#[catalog(domain = "AUTH")]
enum AuthError {
    #[error("the token has expired")]
    #[catalog(
        code = "AUTH_TOKEN_EXPIRED",
        status = 401,
        log_level = "INFO",
        message = "please sign in again",
        display = "token expired"
    )]
    TokenExpired,
}

fn main() {}
