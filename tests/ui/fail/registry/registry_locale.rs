// Rule: registry-locale
// The example of `cargo error-catalog explain registry-locale`.

use error_catalog::{ErrorCatalog, catalog};

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER", locales("ja"), registry = crate::Codes)]
enum UserError {
    #[catalog(
        code = "USER_NOT_FOUND",
        status = 404,
        log_level = "INFO",
        message("ja" = "ユーザーが見つかりません")
    )]
    NotFound,
}

catalog! {
    #[registry(locales("ja", "en"))]
    pub struct Codes { UserError }
}

fn main() {}
