// Rule: locale-unknown
// The example of `cargo error-catalog explain locale-unknown`.

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER", locales("ja"))]
enum UserError {
    #[catalog(
        code = "USER_NOT_FOUND",
        status = 404,
        log_level = "INFO",
        message("ja" = "ユーザーが見つかりません", "vi" = "không có người dùng này")
    )]
    NotFound,
}

fn main() {}
