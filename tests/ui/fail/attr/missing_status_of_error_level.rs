// Rule: missing-key

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH")]
enum AuthError {
    #[catalog(code = "AUTH_PROVIDER_DOWN", log_level = "ERROR", message = "something went wrong")]
    ProviderDown,
    #[catalog(code = "AUTH_PROVIDER_SLOW", status = 504, message = "something went wrong")]
    ProviderSlow,
}

fn main() {}
// Mistakes: 2
