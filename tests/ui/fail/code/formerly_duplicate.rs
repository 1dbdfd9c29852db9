// Rules: formerly-duplicate, code-first-use

use error_catalog::{ErrorCatalog, catalog};

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH", registry = crate::Codes, status = 401, log_level = "INFO")]
enum AuthError {
    #[catalog(code = "AUTH_TOKEN_EXPIRED", message = "please sign in again", formerly("AUTH_EXPIRED"))]
    TokenExpired,
    #[catalog(code = "AUTH_SESSION_EXPIRED", message = "please sign in again", formerly("AUTH_GONE", "AUTH_EXPIRED"))]
    SessionExpired,
}

catalog! {
    pub struct Codes { AuthError }
}

fn main() {}
