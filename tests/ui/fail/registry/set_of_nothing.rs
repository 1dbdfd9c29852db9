// Rustc: `?` within a set that lists nothing, whose entry is not compiled

use error_catalog::{ErrorCatalog, Failure, OrFail as _, SystemError, catalog};

catalog! {
    pub struct Codes { UserError, SystemError }

    pub struct Health of Codes {}
    pub struct SignUp of Codes { #[cfg(any())] UserError }
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER", registry = Codes)]
pub enum UserError {
    #[catalog(code = "USER_NOT_FOUND", status = 404, log_level = INFO, message = "There is no such user")]
    NotFound,
}

fn health() -> Result<u8, Failure<Health>> {
    Err(UserError::NotFound)?;
    Ok("1".parse::<u8>().or_internal()?)
}

fn sign_up() -> Result<(), Failure<SignUp>> {
    Err(UserError::NotFound)?
}

fn main() {
    let _ = (health(), sign_up());
}
// Mistakes: 2
