// Rustc: a set lists a variant that the enum does not have

use error_catalog::{ErrorCatalog, SystemError, catalog};

catalog! {
    pub struct Codes { UserError, SystemError }

    pub struct SignUp of Codes { UserError::{NotFuond}, SystemError::Internl }
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER", registry = Codes)]
pub enum UserError {
    #[catalog(code = "USER_NOT_FOUND", status = 404, log_level = INFO, message = "There is no such user")]
    NotFound,
}

fn main() {}
// Mistakes: 2
