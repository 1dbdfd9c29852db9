// Rule: spec-differs

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH", locales("ja", "en"), spec = "specs/service.json")]
enum AuthError {
    #[catalog(
        code = "AUTH_TOKEN_EXPIRED",
        status = 401,
        log_level = "INFO",
        message("ja" = "認証の有効期限が切れています", "en" = "Too late")
    )]
    TokenExpired,
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER", locales("ja"), spec = "specs/service.json")]
enum UserError {
    #[catalog(code = "USER_NOT_FOUND", status = 404, log_level = "INFO", message = "ユーザーが見つかりません")]
    NotFound,
}

fn main() {}
// Mistakes: 2
