// Rule: context-duplicate
// The example of `cargo error-catalog explain context-duplicate`.

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER")]
enum UserError {
    #[catalog(
        code = "USER_LOCKED",
        status = 403,
        log_level = "WARN",
        message = "the account is locked"
    )]
    Locked {
        #[context("id")]
        user: u64,
        #[context("id")]
        admin: u64,
    },
}

fn main() {}
