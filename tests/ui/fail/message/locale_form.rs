// Rule: locale-form
// The example of `cargo error-catalog explain locale-form`.

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH", locales("en_US"))]
enum AuthError {
    #[catalog(
        code = "AUTH_TOKEN_EXPIRED",
        status = 401,
        log_level = "INFO",
        message("en_US" = "please sign in again")
    )]
    TokenExpired,
}

fn main() {}
