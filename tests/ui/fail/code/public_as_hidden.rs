// Rule: public-as-hidden

use error_catalog::{ErrorCatalog, catalog};

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH", registry = crate::Codes, status = 401, log_level = "INFO")]
enum AuthError {
    #[catalog(code = "AUTH_TOKEN_EXPIRED", message = "please sign in again")]
    TokenExpired,
    #[catalog(code = "AUTH_TOKEN_REVOKED", public_as = "AUTH_TOKEN_EXPIRED")]
    TokenRevoked,
    #[catalog(code = "AUTH_TOKEN_STOLEN", public_as = "AUTH_TOKEN_REVOKED")]
    TokenStolen,
}

catalog! {
    pub struct Codes { AuthError }
}

fn main() {}
