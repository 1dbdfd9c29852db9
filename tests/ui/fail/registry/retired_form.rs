// Rule: retired-form
// The example of `cargo error-catalog explain retired-form`.

use error_catalog::{ErrorCatalog, catalog};

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH", registry = crate::Codes)]
enum AuthError {
    #[catalog(
        code = "AUTH_TOKEN_EXPIRED",
        status = 401,
        log_level = "INFO",
        message = "please sign in again"
    )]
    TokenExpired,
}

catalog! {
    pub struct Codes { AuthError }
    retired { "AUTH_ACCOUNT_LOCKED" }
}

fn main() {}
