// Rule: value-kind
// The example of `cargo error-catalog explain value-kind`.

use error_catalog::ErrorCatalog;

const EXPIRED: &str = "AUTH_TOKEN_EXPIRED";

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH")]
enum AuthError {
    #[catalog(
        code = EXPIRED,
        status = 401,
        log_level = "INFO",
        message = "please sign in again"
    )]
    TokenExpired,
}

fn main() {}
