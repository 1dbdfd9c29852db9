// Rule: registry-duplicate

use error_catalog::{ErrorCatalog, catalog};

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH", registry = crate::Codes, allow(code))]
pub enum AuthError {
    #[catalog(code = "E1042", status = 500, log_level = ERROR, message = "something went wrong")]
    Broken,
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER", registry = crate::Codes, allow(code))]
pub enum UserError {
    #[catalog(code = "E1042", status = 404, log_level = INFO, message = "no such user")]
    NotFound,
}

catalog! {
    pub struct Codes { AuthError, UserError }
}

fn main() {}
