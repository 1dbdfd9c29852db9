// Rule: code-form

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH")]
enum AuthError {
    #[catalog(code = "E1042", status = 401, log_level = "INFO", message = "please sign in again")]
    TokenExpired,
}

fn main() {}
