// Rule: registry-public-class
// The example of `cargo error-catalog explain registry-public-class`.

use error_catalog::{ErrorCatalog, catalog};

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH", registry = crate::Codes)]
enum AuthError {
    #[catalog(
        code = "AUTH_PROVIDER_DOWN",
        status = 503,
        log_level = "ERROR",
        message = "please try again later",
        public_as = "USER_NOT_FOUND"
    )]
    ProviderDown,
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER", registry = crate::Codes)]
enum UserError {
    #[catalog(
        code = "USER_NOT_FOUND",
        status = 404,
        log_level = "INFO",
        message = "no such user"
    )]
    NotFound,
}

catalog! {
    pub struct Codes { AuthError, UserError }
}

fn main() {}
