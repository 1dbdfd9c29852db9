// Rule: formerly-current

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH", log_level = "INFO")]
enum AuthError {
    #[catalog(code = "AUTH_TOKEN_EXPIRED", status = 401, message = "please sign in again")]
    TokenExpired,
    #[catalog(code = "AUTH_SESSION_EXPIRED", status = 401, message = "please sign in again", formerly("AUTH_TOKEN_EXPIRED"))]
    SessionExpired,
}

fn main() {}
