// Rule: spec-file
// The example of `cargo error-catalog explain spec-file`.

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH", spec = "auht.json")]
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
