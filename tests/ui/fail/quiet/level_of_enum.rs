// Rule: unknown-word

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH", log_level = "INFO")]
enum AuthError {
    #[catalog(code = "AUTH_PROVIDER_DOWN", status = 503, log_level = "EROR", message = "something went wrong")]
    ProviderDown,
}

fn main() {}
