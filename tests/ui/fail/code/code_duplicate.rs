// Rules: code-duplicate, code-first-use

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH")]
enum AuthError {
    #[catalog(code = "AUTH_INVALID_CREDENTIALS", status = 401, log_level = "INFO", message = "the password is wrong")]
    WrongPassword,
    #[catalog(code = "AUTH_INVALID_CREDENTIALS", status = 401, log_level = "INFO", message = "no such user")]
    UnknownUser,
}

fn main() {}
