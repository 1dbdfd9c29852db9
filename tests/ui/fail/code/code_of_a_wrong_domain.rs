// Rules: domain-form, code-form

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "Auth")]
enum AuthError {
    #[catalog(code = "auth_token_expired", status = 401, log_level = "INFO", message = "please sign in again")]
    TokenExpired,
}

fn main() {}
// Mistakes: 2
