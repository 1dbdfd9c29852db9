// Rule: needless-allow
// The example of `cargo error-catalog explain needless-allow`.

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH")]
enum AuthError {
    #[catalog(
        code = "AUTH_TOKEN_EXPIRED",
        status = 401,
        log_level = "INFO",
        message = "please sign in again",
        allow(level)
    )]
    TokenExpired,
}

fn main() {}
