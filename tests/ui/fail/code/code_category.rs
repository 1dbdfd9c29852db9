// Rule: code-category
// The example of `cargo error-catalog explain code-category`.

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH", categories("TOKEN", "ACCOUNT"))]
enum AuthError {
    #[catalog(
        code = "AUTH_TOKNE_EXPIRED",
        status = 401,
        log_level = "INFO",
        message = "please sign in again"
    )]
    TokenExpired,
}

fn main() {}
