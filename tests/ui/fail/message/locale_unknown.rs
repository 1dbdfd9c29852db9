// Rule: locale-unknown

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER", locales("ja", "en"))]
enum UserError {
    #[catalog(
        code = "USER_NOT_FOUND",
        status = 404,
        log_level = "INFO",
        message("ja" = "ユーザーが見つかりません", "en" = "no such user", "vi" = "không tìm thấy người dùng")
    )]
    NotFound,
}

fn main() {}
