// Rule: locale-missing

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER", locales("ja", "en", "zh-TW"))]
enum UserError {
    #[catalog(code = "USER_NOT_FOUND", status = 404, log_level = "INFO", message = "ユーザーが見つかりません")]
    NotFound,
}

fn main() {}
