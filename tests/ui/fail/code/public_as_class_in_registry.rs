// Rule: public-as-class

use error_catalog::{ErrorCatalog, catalog};

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH", registry = crate::Codes, status = 401, log_level = "INFO")]
enum AuthError {
    #[catalog(code = "AUTH_TOKEN_EXPIRED", message = "please sign in again")]
    TokenExpired,
    #[catalog(code = "AUTH_PROVIDER_DOWN", status = 503, log_level = "ERROR", public_as = "AUTH_TOKEN_EXPIRED")]
    ProviderDown,
}

catalog! {
    pub struct Codes { AuthError }
}

fn main() {}
