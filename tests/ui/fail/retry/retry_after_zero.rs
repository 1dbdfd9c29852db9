// Rule: value-kind

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH")]
enum AuthError {
    #[catalog(code = "AUTH_PROVIDER_DOWN", status = 503, log_level = "ERROR", message = "something went wrong", retry_after = 0)]
    ProviderDown,
}

fn main() {}
