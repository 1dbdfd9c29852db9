// Rules: locale-form, repeated-key

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH", locales("ja", "en_US", "JA", "japanese text", "jp"))]
enum AuthError {
    #[catalog(code = "AUTH_TOKEN_EXPIRED", status = 401, log_level = "INFO", message("ja" = "もう一度ログインしてください", "en_US" = "please sign in again"))]
    TokenExpired,
}

fn main() {}
// Mistakes: 4
