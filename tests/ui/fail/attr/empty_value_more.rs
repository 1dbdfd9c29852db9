// Rule: empty-value

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH", status = 401, log_level = "INFO", owner = "")]
enum AuthError {
    #[catalog(code = "AUTH_TOKEN_EXPIRED", message = "please sign in again", display = "", since = " ")]
    TokenExpired,
    #[catalog(code = "AUTH_EXPIRED", message = "please sign in again", deprecated(since = "2.0", until = ""))]
    Expired,
}

fn main() {}
// Mistakes: 4
