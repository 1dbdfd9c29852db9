// Rule: malformed

use error_catalog::{ErrorCatalog, catalog};

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH", registry = crate::Codes)]
enum AuthError {
    #[catalog(code = "AUTH_TOKEN_EXPIRED", status = 401, log_level = "INFO", message = "please sign in again")]
    TokenExpired,
}

catalog! {
    #[catalog(dialect = problem)]
    pub struct Codes { "AUTH_TOKEN_REVOKED", pub auth: AuthError }
}

fn main() {}
// Mistakes: 3
