// Rule: repeated-key

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH", locales("ja", "en"))]
enum AuthError {
    #[catalog(
        code = "AUTH_TOKEN_EXPIRED",
        status = 401,
        log_level = "INFO",
        message("ja" = "もう一度ログインしてください", "en" = "sign in again", "en" = "log in again")
    )]
    TokenExpired,
}

fn main() {}
