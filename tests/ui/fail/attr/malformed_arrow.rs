// Rules: malformed, value-kind

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH", locales("ja", "en"), status = 401, log_level = "INFO")]
enum AuthError {
    #[catalog(code = "AUTH_TOKEN_EXPIRED", message("ja" => "もう一度ログインしてください", "en" = "please sign in again"))]
    TokenExpired,
    #[catalog(code = "AUTH_TOKEN_REVOKED", message("ja" = "もう一度ログインしてください", en = "please sign in again"))]
    TokenRevoked,
    #[catalog(code = "AUTH_TOKEN_STOLEN", message(ja("もう一度ログインしてください"), "en" = "please sign in again"))]
    TokenStolen,
    #[catalog(code = "AUTH_TOKEN_INVALID", message("please sign in again"))]
    TokenInvalid,
}

fn main() {}
// Mistakes: 4
