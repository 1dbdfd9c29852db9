// Rule: locale-form

use error_catalog::{ErrorCatalog, SystemError, catalog};

catalog! {
    #[registry(locales("en", "zh-TW"))]
    pub struct Codes { UserError, SystemError }
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER", registry = Codes, locales("en", "zh_TW"))]
pub enum UserError {
    #[catalog(
        code = "USER_NOT_FOUND",
        status = 404,
        log_level = "INFO",
        message("en" = "no such user", "zh-TW" = "找不到使用者")
    )]
    NotFound,
}

fn main() {}
