// Rules: empty-value, message-empty

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH", status = 401, log_level = "INFO")]
enum AuthError {
    #[catalog(code = "AUTH_TOKEN_EXPIRED", message = "...")]
    TokenExpired,
    #[catalog(code = "AUTH_TOKEN_REVOKED", message = "please sign in again", display = "...", ext(team = ""))]
    TokenRevoked,
}

fn main() {}
// Mistakes: 3
