// Rule: unknown-word
// The example of `cargo error-catalog explain unknown-word`.

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH")]
enum AuthError {
    #[catalog(
        code = "AUTH_TOKEN_EXPIRED",
        status = 401,
        log_level = "WRAN",
        message = "please sign in again"
    )]
    TokenExpired,
}

fn main() {}
