// Rule: registry-server
// The example of `cargo error-catalog explain registry-server`.

use error_catalog::{ErrorCatalog, catalog};

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER", registry = crate::Codes)]
enum UserError {
    #[catalog(
        code = "USER_NOT_FOUND",
        status = 404,
        log_level = "INFO",
        message = "no such user"
    )]
    NotFound,
}

catalog! {
    #[registry(internal = "USER_NOT_FOUND")]
    pub struct Codes { UserError }
}

fn main() {}
