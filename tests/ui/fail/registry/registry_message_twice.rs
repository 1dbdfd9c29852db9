// Rule: registry-message-twice
// The example of `cargo error-catalog explain registry-message-twice`.

use error_catalog::{ErrorCatalog, catalog};

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER", registry = crate::Codes, locales("ja", "en"))]
enum UserError {
    #[catalog(
        code = "USER_NOT_FOUND",
        status = 404,
        log_level = "INFO",
        message("ja" = "ユーザーが見つかりません", "en" = "user not found")
    )]
    NotFound,
}

catalog! {
    #[registry(locales("ja", "en"), messages = "pages/registry_message_twice/locales")]
    pub struct Codes { UserError }
}

fn main() {}
