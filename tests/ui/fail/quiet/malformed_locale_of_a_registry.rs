// Rule: locale-form

use error_catalog::{ErrorCatalog, SystemError, catalog};

catalog! {
    #[registry(locales("en", "jp"))]
    pub struct Codes { UserError, SystemError }
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER", registry = Codes, locales("en", "ja"))]
pub enum UserError {
    #[catalog(
        code = "USER_NOT_FOUND",
        status = 404,
        log_level = "INFO",
        message("en" = "no such user", "ja" = "そのような利用者はいません")
    )]
    NotFound,
}

fn main() {}
