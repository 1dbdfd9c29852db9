// Rule: public-as-unknown
// The example of `cargo error-catalog explain public-as-unknown`.

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH")]
enum AuthError {
    #[catalog(
        code = "AUTH_INVALID_CREDENTIALS",
        status = 401,
        log_level = "INFO",
        message = "wrong e-mail address or password"
    )]
    WrongPassword,
    #[catalog(
        code = "AUTH_ACCOUNT_LOCKED",
        status = 403,
        log_level = "WARN",
        public_as = "AUTH_INVALID_CREDENTIAL"
    )]
    AccountLocked,
}

fn main() {}
