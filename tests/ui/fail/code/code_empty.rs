// Rule: empty-value

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH")]
enum AuthError {
    #[catalog(code = "", status = 401, log_level = "INFO", message = "please sign in again")]
    TokenExpired,
}

fn main() {}
