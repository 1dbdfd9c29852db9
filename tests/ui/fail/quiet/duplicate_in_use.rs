// Rules: code-duplicate, code-first-use

use error_catalog::{ErrorCatalog, catalog};

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH", registry = crate::Codes, log_level = "INFO")]
enum AuthError {
    #[catalog(code = "AUTH_INVALID_CREDENTIALS", status = 401, message = "the password is wrong")]
    WrongPassword,
    #[catalog(code = "AUTH_INVALID_CREDENTIALS", status = 401, message = "no such user")]
    UnknownUser,
}

catalog! {
    pub struct Codes { AuthError }
}

fn main() {
    assert!(AuthError::UnknownUser.is(Codes::AUTH_INVALID_CREDENTIALS));
}
