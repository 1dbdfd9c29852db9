// Rule: combination

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH")]
enum AuthError {
    #[catalog(code = "AUTH_INVALID_CREDENTIALS", status = 401, log_level = "INFO", message = "e-mail address or password is wrong")]
    WrongPassword,
    #[catalog(code = "AUTH_UNKNOWN_USER", same_as = WrongPassword)]
    UnknownUser,
}

fn main() {}
