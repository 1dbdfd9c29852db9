// Rule: registry-duplicate
// The example of `cargo error-catalog explain registry-duplicate`.

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

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "LEGACY", registry = crate::Codes)]
enum LegacyError {
    #[catalog(
        code = "AUTH_TOKEN_EXPIRED",
        status = 401,
        log_level = "INFO",
        message = "please sign in again",
        allow(code)
    )]
    Expired,
}

catalog! {
    pub struct Codes { AuthError, LegacyError }
}

fn main() {}
