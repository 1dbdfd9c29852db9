// Rule: missing-domain
// The example of `cargo error-catalog explain missing-domain`.

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
enum AuthError {
    #[catalog(
        code = "AUTH_TOKEN_EXPIRED",
        status = 401,
        log_level = "INFO",
        message = "please sign in again"
    )]
    TokenExpired,
}

fn main() {}
