// Rule: placeholder-hidden
// The example of `cargo error-catalog explain placeholder-hidden`.

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH")]
enum AuthError {
    #[catalog(
        code = "AUTH_ACCOUNT_LOCKED",
        status = 403,
        log_level = "WARN",
        message = "no sign-in from {ip}"
    )]
    AccountLocked {
        #[context]
        ip: String,
    },
}

fn main() {}
