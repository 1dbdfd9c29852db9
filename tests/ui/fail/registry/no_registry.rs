// Rustc: the registry that is named is one

use error_catalog::ErrorCatalog;

pub struct Codes;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER", registry = crate::Codes)]
enum UserError {
    #[catalog(code = "USER_NOT_FOUND", status = 404, log_level = "INFO", message = "no such user")]
    NotFound,
}

fn main() {}
