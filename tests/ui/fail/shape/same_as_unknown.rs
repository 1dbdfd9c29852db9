// Rule: same-as-unknown

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH")]
enum AuthError {
    #[catalog(code = "AUTH_INVALID_CREDENTIALS", status = 401, log_level = "INFO", message = "e-mail address or password is wrong")]
    WrongPassword,
    #[catalog(same_as = WrongPasword)]
    UnknownUser,
}

fn main() {}
