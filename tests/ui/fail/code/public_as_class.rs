// Rule: public-as-class
// The example of `cargo error-catalog explain public-as-class`.

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
        code = "AUTH_PROVIDER_DOWN",
        status = 503,
        log_level = "ERROR",
        public_as = "AUTH_INVALID_CREDENTIALS"
    )]
    ProviderDown,
}

fn main() {}
