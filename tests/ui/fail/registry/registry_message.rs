// Rule: registry-message
// The example of `cargo error-catalog explain registry-message`.

use error_catalog::{ErrorCatalog, catalog};

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER", registry = crate::Codes, status = 404, log_level = "INFO")]
enum UserError {
    #[catalog(code = "USER_NOT_FOUND", message = "ユーザーが見つかりません")]
    NotFound,
}

catalog! {
    #[registry(locales("ja", "en"), messages = "pages/registry_message/locales")]
    pub struct Codes { UserError }
}

fn main() {}
