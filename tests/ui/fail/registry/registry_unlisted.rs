// Rule: registry-unlisted
// The example of `cargo error-catalog explain registry-unlisted`.

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
    pub struct Codes { AuthError }
}

fn main() {}
