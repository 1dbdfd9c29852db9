// Rule: public-as-unknown

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH")]
enum AuthError {
    #[catalog(code = "AUTH_PROVIDER_DOWN", status = 503, log_level = "ERROR", public_as = "SYSTEM_INTERNAL_ERROR")]
    ProviderDown,
}

fn main() {}
