// Rule: public-as-unknown

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH", log_level = "WARN")]
enum AuthError {
    #[catalog(code = "AUTH_INVALID_CREDENTIALS", status = 401, message = "e-mail address or password is wrong")]
    WrongPassword,
    #[catalog(code = "AUTH_ACCOUNT_LOCKED", status = 403, public_as = "AUTH_INVALID_CREDENTIAL")]
    AccountLocked,
}

fn main() {}
