// Rule: registry-locale

use error_catalog::{ErrorCatalog, catalog};

// In an enum without `locales(...)` the texts are in the first locale of its registry.
#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER", registry = Codes)]
pub enum UserError {
    #[catalog(code = "USER_NOT_FOUND", status = 404, log_level = "INFO", message = "There is no such user")]
    NotFound,
}

catalog! {
    #[registry(locales("en", "ja"))]
    pub struct Codes { UserError }
}

fn main() {}
