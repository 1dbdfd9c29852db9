// Rustc: `?` of an error that the set of an endpoint does not list

use error_catalog::{ErrorCatalog, Failure, SystemError, ValidationError, catalog};

catalog! {
    pub struct Codes { UserError, AuthError, SystemError, ValidationError }

    pub struct SignUp of Codes { UserError, ..error_catalog::JsonBody }
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER", registry = Codes)]
pub enum UserError {
    #[catalog(code = "USER_NOT_FOUND", status = 404, log_level = INFO, message = "There is no such user")]
    NotFound,
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH", registry = Codes)]
pub enum AuthError {
    #[catalog(code = "AUTH_TOKEN_EXPIRED", status = 401, log_level = INFO, message = "Sign in again")]
    TokenExpired,
}

fn another_enum() -> Result<(), Failure<SignUp>> {
    Err(AuthError::TokenExpired)?;
    Ok(())
}

fn of_a_ready_set() -> Result<(), Failure<SignUp>> {
    Err(ValidationError::new())?;
    Ok(())
}

fn no_error_of_ours() -> Result<u8, Failure<SignUp>> {
    Ok("x".parse::<u8>()?)
}

fn main() {
    let _ = (another_enum(), of_a_ready_set(), no_error_of_ours());
}
// Mistakes: 3
