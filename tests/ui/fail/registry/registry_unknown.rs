// Rule: registry-unknown

use error_catalog::{ErrorCatalog, catalog};

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH", registry = crate::Codes)]
enum AuthError {
    #[catalog(code = "AUTH_PROVIDER_DOWN", status = 503, log_level = "ERROR", public_as = "SYSTEM_INTERNAL_ERROR")]
    ProviderDown,
}

catalog! {
    pub struct Codes { AuthError }
}

fn main() {}
