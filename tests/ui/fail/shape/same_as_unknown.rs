// Rule: same-as-unknown
// The example of `cargo error-catalog explain same-as-unknown`.

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
    #[catalog(same_as = WrongPasword)]
    UnknownUser,
}

fn main() {}
