// Rule: locale-missing
// The example of `cargo error-catalog explain locale-missing`.

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER", locales("ja", "en"))]
enum UserError {
    #[catalog(
        code = "USER_NOT_FOUND",
        status = 404,
        log_level = "INFO",
        message("ja" = "ユーザーが見つかりません")
    )]
    NotFound,
}

fn main() {}
