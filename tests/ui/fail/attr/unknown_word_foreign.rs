// Rule: unknown-word

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH")]
enum AuthError {
    #[catalog(code = "AUTH_TOKEN_EXPIRED", status = 401, log_level = "WARNING", message = "please sign in again")]
    TokenExpired,
    #[catalog(code = "AUTH_TOKEN_REVOKED", status = 401, log_level = "Information", message = "please sign in again")]
    TokenRevoked,
    #[catalog(code = "AUTH_PROVIDER_DOWN", status = 503, log_level = "CRITICAL", message = "something went wrong", incident = "P9")]
    ProviderDown,
}

fn main() {}
// Mistakes: 4
