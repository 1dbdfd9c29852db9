// Rule: registry-set-name
// The example of `cargo error-catalog explain registry-set-name`.

use error_catalog::{ErrorCatalog, catalog};

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH", registry = crate::Codes)]
pub enum AuthError {
    #[catalog(
        code = "AUTH_TOKEN_EXPIRED",
        status = 401,
        log_level = "INFO",
        message = "please sign in again"
    )]
    TokenExpired,
}

catalog! {
    pub struct Codes { AuthError, error_catalog::SystemError }
    sets { sessions::Create, users::Create }
}

pub mod sessions {
    error_catalog::catalog! { pub struct Create of crate::Codes { crate::AuthError } }
}

pub mod users {
    error_catalog::catalog! { pub struct Create of crate::Codes { crate::AuthError } }
}

fn main() {}
