// Rustc: an enum names a set as its registry

use error_catalog::{ErrorCatalog, SystemError, catalog};

catalog! {
    pub struct Codes { UserError, SystemError }

    pub struct SignUp of Codes { UserError }
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER", registry = SignUp)]
pub enum UserError {
    #[catalog(code = "USER_NOT_FOUND", status = 404, log_level = INFO, message = "There is no such user")]
    NotFound,
}

fn main() {}
