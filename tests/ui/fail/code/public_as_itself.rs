// Rule: public-as-hidden

use error_catalog::{ErrorCatalog, catalog};

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH", registry = crate::Codes, status = 401, log_level = "INFO")]
enum AuthError {
    #[catalog(code = "AUTH_TOKEN_EXPIRED", message = "please sign in again", public_as = "AUTH_TOKEN_EXPIRED")]
    TokenExpired,
    #[catalog(code = "AUTH_TOKEN_REVOKED", message = "please sign in again", public_as = "AUTH_TOKEN_STOLEN")]
    TokenRevoked,
    #[catalog(code = "AUTH_TOKEN_STOLEN", message = "please sign in again", public_as = "AUTH_TOKEN_REVOKED")]
    TokenStolen,
}

catalog! {
    pub struct Codes { AuthError }
}

fn main() {}
// Mistakes: 3
