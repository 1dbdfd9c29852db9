// Rule: unknown-word

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH")]
enum AuthError {
    #[catalog(code = "AUTH_TOKEN_EXPIRED", status = 401, log_level = "WARNING", message = "もう一度ログインしてください")]
    TokenExpired,
    #[catalog(code = "AUTH_TOKEN_REVOKED", status = 401, log_level = "Information", message = "もう一度ログインしてください")]
    TokenRevoked,
    #[catalog(code = "AUTH_PROVIDER_DOWN", status = 503, log_level = "CRITICAL", message = "システムエラーが発生しました", incident = "P9")]
    ProviderDown,
}

fn main() {}
