// Rustc: a set is of a registry that is not in scope

use error_catalog::{ErrorCatalog, SystemError, catalog};

catalog! {
    pub struct Codes { UserError, SystemError }

    pub struct SignUp of Cods { UserError::NotFound, ..error_catalog::JsonBody }
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER", registry = Codes)]
pub enum UserError {
    #[catalog(code = "USER_NOT_FOUND", status = 404, log_level = "INFO", message = "no such user")]
    NotFound,
}

fn main() {}
