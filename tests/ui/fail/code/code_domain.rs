// Rule: code-domain
// The example of `cargo error-catalog explain code-domain`.

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER")]
enum UserError {
    #[catalog(
        code = "AUTH_ACCOUNT_LOCKED",
        status = 403,
        log_level = "WARN",
        message = "this account is locked"
    )]
    Locked,
}

fn main() {}
