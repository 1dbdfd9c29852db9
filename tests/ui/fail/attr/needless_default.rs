// Rule: needless-default
// The example of `cargo error-catalog explain needless-default`.

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH", status = 401)]
enum AuthError {
    #[catalog(
        code = "AUTH_ACCOUNT_LOCKED",
        status = 403,
        log_level = "WARN",
        message = "the account is locked"
    )]
    AccountLocked,
}

fn main() {}
