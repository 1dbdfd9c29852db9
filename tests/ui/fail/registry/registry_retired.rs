// Rule: registry-retired
// The example of `cargo error-catalog explain registry-retired`.

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
    retired { "AUTH_TOKEN_EXPIRED" => "2.0: use AUTH_SESSION_EXPIRED" }
}

fn main() {}
