// Rule: value-kind

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH")]
enum AuthError {
    #[catalog(code("AUTH_TOKEN_EXPIRED"), status = 401, log_level = Level::INFO, message = "please sign in again")]
    TokenExpired,
    #[catalog(code = "AUTH_TOKEN_REVOKED", status = 401, log_level = "INFO", message = '?', since = 1.2, retry = Retry::Never)]
    TokenRevoked,
}

fn main() {}
// Mistakes: 5
