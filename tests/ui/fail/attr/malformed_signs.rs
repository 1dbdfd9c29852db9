// Rule: malformed

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH")]
enum AuthError {
    #[catalog(code = "AUTH_TOKEN_EXPIRED"; status = 401;; log_level = "INFO", message = "please sign in again")]
    TokenExpired,
    #[catalog(code = "AUTH_TOKEN_REVOKED",, status = 401, log_level = "INFO", message = "please sign in again")]
    TokenRevoked,
}

fn main() {}
// Mistakes: 3
