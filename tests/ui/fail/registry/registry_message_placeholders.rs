// Rule: registry-message-placeholders
// The example of `cargo error-catalog explain registry-message-placeholders`.

use error_catalog::{ErrorCatalog, catalog};

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER", registry = crate::Codes, status = 404, log_level = "INFO")]
enum UserError {
    #[catalog(code = "USER_NOT_FOUND", message = "ユーザー{id}が見つかりません")]
    NotFound {
        #[detail]
        id: u64,
    },
}

catalog! {
    #[registry(locales("ja", "en"), messages = "pages/registry_message_placeholders/locales")]
    pub struct Codes { UserError }
}

fn main() {}
