// Rule: locales-undeclared
// The example of `cargo error-catalog explain locales-undeclared`.

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER")]
enum UserError {
    #[catalog(
        code = "USER_NOT_FOUND",
        status = 404,
        log_level = "INFO",
        message("ja" = "ユーザーが見つかりません", "en" = "no such user")
    )]
    NotFound,
}

fn main() {}
