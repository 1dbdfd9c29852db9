// Rustc: `.widen()` to a set that does not include the other one

use error_catalog::{ErrorCatalog, Failure, SystemError, Widen as _, catalog};

catalog! {
    pub struct Codes { UserError, SystemError }

    pub struct SignUp of Codes { UserError }
    pub struct SignIn of Codes { UserError }
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER", registry = Codes)]
pub enum UserError {
    #[catalog(code = "USER_NOT_FOUND", status = 404, log_level = INFO, message = "There is no such user")]
    NotFound,
}

fn sign_in() -> Result<(), Failure<SignIn>> {
    Err(UserError::NotFound)?
}

fn anything() -> Result<(), Failure<Codes>> {
    Err(UserError::NotFound)?
}

fn beside() -> Result<(), Failure<SignUp>> {
    sign_in().widen()
}

fn narrower() -> Result<(), Failure<SignUp>> {
    anything().widen()
}

fn main() {
    let _ = (beside(), narrower());
}
// Mistakes: 2
