// Rule: combination

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH")]
enum AuthError {
    #[catalog(code = "AUTH_TOKEN_EXPIRED", status = 401, log_level = "INFO", message = "please sign in again")]
    TokenExpired,
    #[catalog(transparent, code = "AUTH_TOKEN_REVOKED", status = 401, log_level = "INFO", message = "please sign in again")]
    TokenRevoked,
    #[catalog(code = "AUTH_TOKEN_EXPIRED", status = 401, log_level = "INFO", message = "please sign in again", same_as = TokenExpired)]
    TokenGone,
}

fn main() {}
// Mistakes: 2
