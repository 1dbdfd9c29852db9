// Rule: domain-form
// The example of `cargo error-catalog explain domain-form`.

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "auth")]
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
