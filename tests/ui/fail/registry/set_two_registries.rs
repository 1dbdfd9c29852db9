// Rule: malformed

use error_catalog::{ErrorCatalog, Failure, catalog};

catalog! {
    pub struct Codes { UserError, error_catalog::SystemError }
    pub struct SignUp of Codes { UserError }
    pub struct Others { error_catalog::SystemError }
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER", registry = Codes)]
pub enum UserError {
    #[catalog(code = "USER_NOT_FOUND", status = 404, log_level = INFO, message = "There is no such user")]
    NotFound,
}

fn sign_up() -> Result<(), Failure<SignUp>> {
    Err(UserError::NotFound)?
}

fn main() {
    let _ = sign_up();
}
