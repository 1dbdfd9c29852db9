// Rule: locale-placeholders
// The example of `cargo error-catalog explain locale-placeholders`.

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER", locales("ja", "en"))]
enum UserError {
    #[catalog(
        code = "USER_NOT_FOUND",
        status = 404,
        log_level = "INFO",
        message("ja" = "ユーザー {name} が見つかりません", "en" = "no such user")
    )]
    NotFound {
        #[detail]
        name: String,
    },
}

fn main() {}
