// Rule: locale-missing

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER", locales("ja", "en", "zh-TW"))]
enum UserError {
    #[catalog(code = "USER_NOT_FOUND", status = 404, log_level = "INFO", message("ja" = "ユーザーが見つかりません", "en" = "no such user"))]
    NotFound,
}

fn main() {}
