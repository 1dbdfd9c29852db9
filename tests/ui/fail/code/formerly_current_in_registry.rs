// Rule: formerly-current

use error_catalog::{ErrorCatalog, catalog};

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH", registry = crate::Codes, status = 401, log_level = "INFO")]
enum AuthError {
    #[catalog(code = "AUTH_TOKEN_EXPIRED", message = "please sign in again", formerly("AUTH_TOKEN_EXPIRED"))]
    TokenExpired,
}

catalog! {
    pub struct Codes { AuthError }
}

fn main() {}
